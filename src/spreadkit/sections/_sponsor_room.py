"""How much of each part has room on the sponsor's one page: estimated from the words, the same for every format.

Heights are in points of print, for the shorter of the papers (Letter) and the narrower (A4). They are rather too high
than too low; tests print the pages.
"""

from collections.abc import Iterator
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from spreadkit.model.finding import Severity
from spreadkit.model.page_blocks import SiteMapRow
from spreadkit.record import record
from spreadkit.sections._page_people import aim_and_time_left
from spreadkit.sections._sponsor_answers import answers_in_room, moves_in_room
from spreadkit.sections._sponsor_asks import cards_of, line_of
from spreadkit.sections._sponsor_map import MOST_SITES, map_rows
from spreadkit.sections._view import View
from spreadkit.verdicts.grammar import plain

_PAPER: Final = 750
"""What a Letter page has between its margins."""

_HEAD_AND_FOOT: Final = 46
_CHARTS: Final = 159
_POINTER: Final = "The steering pack has the whole note."

_CELL: Final = 62
"""How wide the words in a cell of the map are."""

_SIX: Final = 6
"""Sites on one line of the map."""

_LETTER: Final = 0.43
"""How wide a letter is, for the size of its type: of English in Arial, with the words that do not fill a line."""

_WIDE: Final = 2.4
"""How many letters of ours a letter of a wide script is."""

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
    SponsorRoom(moves=1, voice=False, named=0, rows=1),
)
"""From all to least: what goes first is what the pack has, too."""


def room_of(view: View) -> SponsorRoom:
    """Return the first room in which the page fills no more than one sheet; the least where none does."""
    fixed = _fixed(view)
    rooms = [room for room in _ROOMS if room.named is not None or len(view.reading.sites) <= MOST_SITES]
    return next((room for room in rooms if fixed + _varying(view, room) <= _PAPER), rooms[-1])


def printed_lines(text: str, width: float, size: float) -> int:
    """Return on how many lines a text stands in print, for a width and a size of type in points."""
    letters = sum(_WIDE if east_asian_width(letter) in "WF" else 1 for letter in plain(text))
    return ceil(letters * size * _LETTER / (width - size)) if letters else 0


def _fixed(view: View) -> float:
    """Return how high is what has to be said whole: head, headline, caveat, asks, answers and charts."""
    answers = view.answers
    headline = answers.headline.says if answers.headline else view.plan.title
    height = _HEAD_AND_FOOT + 9 + 19.2 * printed_lines(headline, _FULL, 18)
    height += 5 + 12 * printed_lines(aim_and_time_left(view), _FULL, 9.6)
    height += sum(8 + 11.6 * printed_lines(said, _FULL - 20, 9.4) for said in _notes(view))
    height += _asks(view)
    height += _answers(view)
    return height + (_CHARTS if view.latest or _has_series(view) else 0)


def _notes(view: View) -> Iterator[str]:
    """Go through what stands in a box at the top."""
    if view.plan.caveat:
        yield f"Please note {view.plan.caveat.short or view.plan.caveat.says} {_POINTER}"
    if view.score.unread or any(finding.severity is Severity.ERROR for finding in view.findings):
        yield "This was made from a plan with errors." + "x" * 120


def _has_series(view: View) -> bool:
    return view.state.measure is not None and view.state.measure.has_figures


def _asks(view: View) -> float:
    cards, line = cards_of(view), "".join(run.text for run in line_of(view))
    height = 21.0 if cards or line else 0.0
    if cards:
        width = _FULL / len(cards) - 26
        height += 24 + max(
            13.4 * printed_lines(card.title, width, 11) + 11.4 * printed_lines(card.text, width, 9) for card in cards
        )
    return height + (4 + 11.4 * printed_lines(line, _FULL, 9) if line else 0)


def _answers(view: View) -> float:
    words = [verdict for verdict in answers_in_room(view) if verdict.question != "trust"]
    height = 29 + 15.8 * max(printed_lines(verdict.word, 114, 14) for verdict in words)
    height += 11.3 * max(printed_lines(verdict.says, 114, 9) for verdict in words)
    return height + 11.3 * printed_lines(view.answers.size or "", _FULL, 9)


def _varying(view: View, room: SponsorRoom) -> float:
    """Return how high is what there may be less of: the map, and what stands in thirds."""
    height = 0.0
    if view.reading.sites:
        height += 21 + sum(map(_row, map_rows(view, named=room.named, most_rows=room.rows)))
    trust = next((f"{answer.word} {answer.says}" for answer in answers_in_room(view) if answer.question == "trust"), "")
    found = [move.text for move in moves_in_room(view)]
    moves = found[: room.moves] + ["More"] * (len(found) > room.moves)
    thirds = [11.4 * printed_lines(trust, 160, 9.1), sum(2 + 11.4 * printed_lines(move, 146, 9.1) for move in moves)]
    return height + 21 + max([*thirds, 70 if room.voice and view.plan.case else 0])


def _row(row: SiteMapRow) -> float:
    """Return how high a line of the map is: its cells, six side by side, and its counts."""
    cells = [
        9 + 11.5 * printed_lines(f"● {site.name}", 62, 9.6) + 9.8 * printed_lines(site.says, 62, 8)
        for site in row.sites
    ]
    rows = (cells[at : at + _SIX] for at in range(0, len(cells), _SIX))
    counts = 8 + 10.5 * printed_lines(row.rest, 430, 9) if row.rest else 0
    return max(29.0 if row.note else 16.0, sum(map(max, rows)) + counts)
