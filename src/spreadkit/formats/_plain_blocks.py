"""The blocks of pages in the words of older ones, for formats that lay nothing out: lists, terms and tables."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from spreadkit.model.page_blocks import (
    Card,
    Cards,
    ContactLine,
    ContactLines,
    LinkCodes,
    MeasureRow,
    MeasureRows,
    MoveList,
    SiteMap,
    SiteMapRow,
    SiteTracker,
    SiteTrackerGroup,
    SiteTrackerRow,
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

_NARROW: Final = 6
"""With more columns than this a table of sites gets a page on its side. The figure is ours."""

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


def _codes(block: LinkCodes) -> Facts:
    links = (Fact(term=plain(item.title), says=Phrase(text=item.link, link=item.link)) for item in block.items)
    return Facts(items=tuple(links))


def _measure_rows(block: MeasureRows) -> ReportTable:
    headers = ("Measure", "Latest", "Target", "Change", "Aim", "What it means")
    columns = tuple(TableColumn(header=header) for header in headers)
    return ReportTable(title=block.title, columns=columns, rows=tuple(tuple(_measure_cells(row)) for row in block.rows))


def _measure_cells(row: MeasureRow) -> Iterator[TableCell]:
    yield TableCell(text=plain(row.name), note=plain(row.unit))
    yield TableCell(text=row.latest, note=row.on)
    yield TableCell(text=row.target)
    yield TableCell(text=row.variation.word if row.variation else "")
    yield TableCell(text=row.assurance.word if row.assurance else "")
    yield TableCell(text=plain(row.says))


def _site_tracker(block: SiteTracker) -> ReportTable:
    headers = (block.first, *(plain(column.header) for column in block.columns), "Next, and by whom")
    columns = tuple(TableColumn(header=header) for header in headers)
    rows = [cells for group in block.groups for cells in _tracked(group, len(columns))]
    key = "; ".join(f"{meaning.sign} {meaning.says}" for meaning in block.key)
    rows += [_spread_out(f"Signs: {key}", "", len(columns))] if key else []
    return ReportTable(title=block.title, columns=columns, rows=tuple(rows), wide=len(columns) > _NARROW)


def _tracked(group: SiteTrackerGroup, columns: int) -> Iterator[tuple[TableCell, ...]]:
    yield _spread_out(group.title, group.note, columns)
    for row in group.rows:
        yield tuple(_tracked_site(row))
    if group.rest:
        yield _spread_out(group.rest, "", columns)


def _tracked_site(row: SiteTrackerRow) -> Iterator[TableCell]:
    yield TableCell(text=plain(row.name), note=plain(row.lead))
    yield from (TableCell(text=plain(cell.text)) for cell in row.cells)
    yield TableCell(text=plain(row.next))


def _spread_out(text: str, note: str, columns: int) -> tuple[TableCell, ...]:
    """Return a row that says one thing, in its first cell."""
    return TableCell(text=plain(text), note=plain(note)), *(TableCell(text="") for _ in range(columns - 1))


_USUAL: Final[Mapping[str, Callable[[Any], Block]]] = {
    "cards": _cards,
    "verdicts": _verdicts,
    "moves": _moves,
    "map": _map,
    "voice": _voice,
    "steps": _steps,
    "contacts": _contacts,
    "codes": _codes,
    "measure-rows": _measure_rows,
    "site-tracker": _site_tracker,
}
"""By kind of block: what says the same without a layout."""

PAGE_KINDS: Final = tuple(_USUAL)
"""The kinds of the blocks of pages."""
