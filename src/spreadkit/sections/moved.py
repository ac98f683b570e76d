"""What changed since the last time: gates, levels, sites, findings and the forecast, each with a sign and a word."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.model.moves import Move, MoveDirection, MoveKind, Moves
from spreadkit.model.report import Block, Paragraph, ReportTable, Section, TableCell
from spreadkit.months import day_in_words
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, folded, section, table
from spreadkit.words import count_of, in_words

ORDER = 15
SITE = 95
SHOWS: Final = ()

_BY_DAY: Final = (
    "The plan's present files, judged for that day: only what carries a date is seen to move. Gates and earlier "
    "answers carry none; name a revision of git to see these."
)
_TITLES: Final = {
    MoveKind.GATE: "Gates",
    MoveKind.FORECAST: "The forecast",
    MoveKind.SITE: "Sites",
    MoveKind.LEVEL: "Answers",
    MoveKind.FINDING: "Errors and warnings of the check",
}
_NOUNS: Final = {
    MoveKind.SITE: ("move at a site", "moves at sites"),
    MoveKind.LEVEL: ("answer given or looked at again", "answers given or looked at again"),
    MoveKind.FINDING: ("error or warning", "errors and warnings"),
}
_MANY: Final = 12
"""A table with more rows than this is folded. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section, where a past was asked for."""
    moves = view.moves
    if moves is None:
        return None
    if view.own is not None:
        moves = Moves(moves.since, moves.revision, tuple(move for move in moves.all if move.site == view.own.id))
    seen = f"Compared with revision {moves.revision}, judged for that day." if moves.revision else _BY_DAY
    title = f"What changed since {day_in_words(moves.since)}"
    return section("moved", title, _tables(moves), intro=seen)


def _tables(moves: Moves) -> Iterator[Block]:
    if not moves.all:
        yield Paragraph(text="Nothing moved.")
        return
    yield Paragraph(text=_counts(moves))
    for kind in _TITLES:
        found = moves.of(kind)
        if found:
            made = _table(kind, found)
            yield made if len(found) <= _MANY else folded(f"{made.title} ({len(found)})", made)


def _table(kind: MoveKind, moves: tuple[Move, ...]) -> ReportTable:
    rows: list[WordedRow] = [[move.what, move.before, move.after, TableCell(text=move.way.words)] for move in moves]
    return table(f"{_TITLES[kind]}: what moved", ["What", "Before", "Now", "Which way"], rows)


def _counts(moves: Moves) -> str:
    told = [_count(kind, moves.of(kind)) for kind in _NOUNS if moves.of(kind)]
    gates = moves.of(MoveKind.GATE)
    if gates:
        told.insert(0, f"{count_of(len(gates), 'gate')} ({_ways(gates)})")
    return f"Moved: {in_words(told)}." if told else "Only the forecast moved."


def _count(kind: MoveKind, moves: tuple[Move, ...]) -> str:
    """Count moves with the way that they went, where they went any."""
    ways = f" ({_ways(moves)})" if any(move.way is not MoveDirection.OTHER for move in moves) else ""
    return f"{count_of(len(moves), *_NOUNS[kind])}{ways}"


def _ways(moves: tuple[Move, ...]) -> str:
    counted = Counter(move.way for move in moves)
    return ", ".join(f"{counted[way]} {way.words}" for way in MoveDirection if counted[way])
