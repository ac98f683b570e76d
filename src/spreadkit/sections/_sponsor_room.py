"""How much of each part has room on the sponsor's one page: estimated from the words, the same for every format.

Heights are in points of print, for the shorter of the papers (Letter) and the narrower (A4). They are rather too high
than too low; tests print the pages.
"""

from collections.abc import Iterable
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from spreadkit.model.page_blocks import SiteMapRow
from spreadkit.record import record
from spreadkit.sections._page_people import aim_and_time_left
from spreadkit.sections._sponsor_map import MOST_SITES, map_rows
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import plain

_PAPER: Final = 740
"""What a Letter page has between its margins."""

_SIX: Final = 6
"""Sites on one line of the map."""

_FULL: Final = 527
"""What A4 has from side to side."""


@record
class SponsorRoom:
    """What has room: lines of what moved, whether a voice, and how many sites in need are named a line of the map.

    `named` is None where every site is shown. `rows` is how many waves have a line.
    """

    moves: int = 7
    voice: bool = True
    named: int | None = None
    rows: int = 6


_ROOMS: Final = (
    SponsorRoom(),
    SponsorRoom(moves=4),
    SponsorRoom(moves=4, named=5),
    SponsorRoom(moves=3, named=5, rows=4),
    SponsorRoom(moves=2, voice=False, named=5, rows=3),
    SponsorRoom(moves=2, voice=False, named=0, rows=3),
)
"""From all to least: what goes first is what the pack has, too."""


def room_of(view: View) -> SponsorRoom:
    """Return the first room in which the page fills no more than one sheet; the least where none does."""
    fixed = _fixed(view)
    rooms = [room for room in _ROOMS if room.named is not None or len(view.reading.sites) <= MOST_SITES]
    return next((room for room in rooms if fixed + _varying(view, room) <= _PAPER), rooms[-1])


def lines_of(text: str, width: float, size: float) -> int:
    """Return on how many lines a text stands in print, for a width and a size of type in points."""
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in plain(text))
    return ceil(letters * size * 0.5 / width) if letters else 0


def _fixed(view: View) -> float:
    """Return how high is what has to be said whole: head, headline, caveat, asks, answers and charts."""
    from spreadkit.sections.sponsor_asks import MOST_CARDS, asks_of

    answers = view.answers
    height = 14.0 + 28.0  # head and foot
    headline = answers.headline.says if answers.headline else view.plan.title
    height += 12 + 20.3 * lines_of(headline, _FULL, 19)
    height += 9 + 13.3 * lines_of(aim_and_time_left(view), _FULL, 10.4)
    height += sum(28 for said in (view.plan.caveat, view.score.unread) if said)
    own, others = asks_of(view)
    if cards := own[:MOST_CARDS]:
        width = _FULL / max(2, len(cards)) - 30
        height += 22 + max(
            13.3 * lines_of((ask.short or ask.what)[:90], width, 11)
            + 12 * lines_of(f"Otherwise: {ask.otherwise[:120]}" if ask.otherwise else "", width, 9)
            for ask in cards
        )
    height += 9 + 14 + (26 if others or view.plan.decisions else 0)
    words = [verdict for verdict in answers.verdicts if verdict.question != "trust"]
    height += 22 + 16 * max(lines_of(verdict.word, 112, 14) for verdict in words)
    height += 12.3 * max(lines_of(verdict.says, 112, 9) for verdict in words)
    height += 14 if answers.size else 0
    return height + (165 if view.plan.adoption or view.charts else 0)


def _varying(view: View, room: SponsorRoom) -> float:
    """Return how high is what there may be less of: the map, and what stands in thirds."""
    height = 0.0
    if view.reading.sites:
        rows = map_rows(view, named=room.named, most_rows=room.rows)
        height += 26 + sum(map(_row, rows))
    answers = view.answers
    trust = next((verdict.says for verdict in answers.verdicts if verdict.question == "trust"), "")
    moves = [move.text for move in answers.moved.lines[: room.moves]] if answers.moved else []
    thirds = [12.3 * lines_of(trust, 160, 9.4), sum(2 + 12.3 * lines_of(move, 148, 9.4) for move in moves)]
    return height + 26 + max([*thirds, 74 if room.voice and view.plan.case else 0])


def _row(row: SiteMapRow) -> float:
    texts: Iterable[tuple[str, str]] = [(site.name, site.says) for site in row.sites]
    cells = [11.5 * lines_of(f"● {name}", 62, 10) + 10 * lines_of(says, 62, 8.6) for name, says in texts]
    if row.rest:
        cells.append(10.0 * lines_of(row.rest, 140, 9))
    lines = (cells[at : at + _SIX] for at in range(0, len(cells), _SIX))
    return max(24.0, sum(9 + max(line) for line in lines))
