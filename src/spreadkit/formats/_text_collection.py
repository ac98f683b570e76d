"""What sites sent back, as plain text: what is refused first, then each table with what is changed and new."""

from collections.abc import Iterator
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import finished
from spreadkit.formats.text import BOLD, GREY, RUST, Colouring, inert
from spreadkit.model.collection import CollectedPart, Collection, ReturnedRow, RowVerdict
from spreadkit.words import count_of, in_words

_MOST_NEW: Final = 10
"""How many new rows of a table are shown. The figure is ours."""


def render_collection(collection: Collection, screen: Screen = PLAIN) -> str:
    """Write what is refused, and each table of the plan with what came back for it."""
    colouring = Colouring(colour=screen.colour)
    lines = [f"{inert(collection.plan)}, as of {collection.as_of.isoformat()}: {_counts(collection)}"]
    if collection.refused:
        lines += ["", colouring(f"Refused ({len(collection.refused)})", BOLD)]
    for refusal in collection.refused:
        where = colouring(inert(f"{refusal.place}"), BOLD)
        lines.append(
            f"  {where}: {colouring('refused', RUST)}: {inert(refusal.message)} {colouring(f'[{refusal.slug}]', GREY)}"
        )
    for table in collection.tables:
        lines += ["", *_table(collection, table, colouring)]
    if collection.remarks:
        lines += ["", colouring("To know", BOLD), *(f"  {inert(remark)}" for remark in collection.remarks)]
    return finished(lines, screen)


def _counts(collection: Collection) -> str:
    counts = [(len(collection.those(verdict)), verdict.value) for verdict in RowVerdict]
    counts.append((len(collection.refused), "refused"))
    return in_words([f"{number} {word}" for number, word in counts if number]) or "no row came back"


def _table(collection: Collection, table: CollectedPart, colouring: Colouring) -> Iterator[str]:
    new, same, changed = (collection.those(verdict, table.table) for verdict in RowVerdict)
    yield colouring(inert(f"{table.title} ({table.table})"), BOLD)
    for row in changed:
        where = colouring(inert(f"{row.place}"), GREY)
        yield f"  {colouring('changed', RUST)}  {_name(row)}  {_change(row)}  {where}"
    for row in new[:_MOST_NEW]:
        yield f"  new      {_name(row)}  {_says(row)}"
    if len(new) > _MOST_NEW:
        yield f"  new      and {count_of(len(new) - _MOST_NEW, 'more row')}"
    if same:
        yield f"  same     {count_of(len(same), 'row')} there already"
    if table.silent:
        silent = f"{len(table.silent)} of {count_of(table.sites, 'site')}"
        yield f"  nothing came from {silent}: {inert(in_words(table.silent))}"


def _name(row: ReturnedRow) -> str:
    return inert(" ".join(part for part in (row.date.isoformat(), row.site, row.change) if part))


def _says(row: ReturnedRow) -> str:
    """Write the cells that are not in the row's name already."""
    named = {row.date.isoformat(), row.site, row.change}
    return inert(", ".join(f"{column}: {text}" for column, text in row.cells.items() if text not in named))


def _change(row: ReturnedRow) -> str:
    return inert("; ".join(f"{column}: {old or 'empty'} -> {row.cells[column]}" for column, old in row.old.items()))
