"""The blocks of pages in the words of older ones, for formats that lay nothing out: lists, terms and tables."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from spreadkit.model.page_blocks import (
    Card,
    Cards,
    ContactLine,
    ContactLines,
    MeasureRow,
    MeasureRows,
    MoveList,
    SiteMap,
    SiteMapRow,
    StepsToTake,
    VerdictStrip,
    VoiceQuote,
)
from spreadkit.model.report import (
    Block,
    Bullets,
    Fact,
    Facts,
    Prose,
    ProsePart,
    ReportTable,
    TableCell,
    TableColumn,
    TextRun,
)
from spreadkit.model.report_answers import ReportVerdict
from spreadkit.model.report_parts import Phrase
from spreadkit.verdicts.grammar import plain

BY_HAND: Final = "." * 24
"""A line to write on, where it is not on record how somebody is reached."""


def in_usual_blocks(block: Any) -> Block:
    """Return a block of a page as a list, terms, a quote or a table that says the same in the same order."""
    return _USUAL[block.kind](block)


def _cards(block: Cards) -> Bullets:
    return Bullets(items=tuple(map(_card, block.items)))


def _card(card: Card) -> Phrase:
    title = f"{card.above}: {card.title}" if card.above else card.title
    return Phrase(text=plain(title), note=plain(card.text))


def _verdicts(block: VerdictStrip) -> Facts:
    return Facts(items=tuple(Fact(term=item.title, says=Phrase(text=answer_in_words(item))) for item in block.items))


def answer_in_words(verdict: ReportVerdict) -> str:
    """Return the answer to a question in one line: its sign, its word, and its sentences."""
    return plain(f"{verdict.sign} {verdict.word}. {verdict.says}")


def _moves(block: MoveList) -> Bullets:
    return Bullets(items=tuple(Phrase(text=plain(move.text)) for move in block.items))


def _map(block: SiteMap) -> ReportTable:
    columns = (TableColumn(header="When"), TableColumn(header="Where it is"))
    return ReportTable(title=block.title, columns=columns, rows=tuple(map(_map_row, block.rows)))


def _map_row(row: SiteMapRow) -> tuple[TableCell, TableCell]:
    sites = [f"{site.sign} {site.name}: {site.says}" for site in row.sites]
    return TableCell(text=row.title, note=row.note), TableCell(
        text=plain("\n".join([*sites, *filter(None, [row.rest])]))
    )


def _voice(block: VoiceQuote) -> Prose:
    who = f" ({block.who})" if block.who else ""
    return Prose(parts=(ProsePart(kind="quote", runs=(TextRun(text=plain(f"“{block.says}”{who}")),)),))


def _steps(block: StepsToTake) -> ReportTable:
    columns = tuple(TableColumn(header=header) for header in ("What to do", "Who", "By"))
    rows = (
        (
            TableCell(text=plain(f"{number}. {step.title}"), note=plain(step.text)),
            TableCell(text=plain(step.who)),
            TableCell(text=step.by),
        )
        for number, step in enumerate(block.items, start=1)
    )
    return ReportTable(title="What to do next", columns=columns, rows=tuple(rows))


def _contacts(block: ContactLines) -> Bullets:
    return Bullets(items=tuple(map(_contact, block.items)))


def _contact(line: ContactLine) -> Phrase:
    return Phrase(text=plain(f"{line.name}: {line.reach or BY_HAND}"), note=plain(line.note))


def _measure_rows(block: MeasureRows) -> ReportTable:
    headers = ("Measure", "Latest", "Target", "Change", "Aim", "What it means")
    columns = tuple(TableColumn(header=header) for header in headers)
    return ReportTable(title=block.title, columns=columns, rows=tuple(tuple(_measure_cells(row)) for row in block.rows))


def _measure_cells(row: MeasureRow) -> Iterator[TableCell]:
    yield TableCell(text=row.name, note=row.unit)
    yield TableCell(text=row.latest, note=row.on)
    yield TableCell(text=row.target)
    yield TableCell(text=row.variation.word if row.variation else "")
    yield TableCell(text=row.assurance.word if row.assurance else "")
    yield TableCell(text=plain(row.says))


_USUAL: Final[Mapping[str, Callable[[Any], Block]]] = {
    "cards": _cards,
    "verdicts": _verdicts,
    "moves": _moves,
    "map": _map,
    "voice": _voice,
    "steps": _steps,
    "contacts": _contacts,
    "measure-rows": _measure_rows,
}
"""By kind of block: what says the same without a layout."""

PAGE_KINDS: Final = tuple(_USUAL)
"""The kinds of the blocks of pages."""
