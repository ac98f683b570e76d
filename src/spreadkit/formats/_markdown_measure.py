"""Measures as Markdown: one table, a row for all sites of each measure together and one for each of its sites."""

from collections.abc import Iterator

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._measure_columns import (
    about_in_words,
    aims_in_words,
    before_in_words,
    latest_in_words,
    special_in_words,
)
from spreadkit.formats.markdown import escaped, write_blocks
from spreadkit.measures.measure_charts import MeasureCharts
from spreadkit.measures.table import MeasureTable, MeasureTableRow, measures_headline, table_of
from spreadkit.model.report import Block, Paragraph, ReportTable, TableCell, TableColumn
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day_in_words

_HEADS = (
    *("Measure", "Site", "Latest", "Before", "Aim", "More than chance?", "Will it meet the aim?"),
    *("Not chance, by which rule and since when", "Values", "The data", "What it shows"),
)


def render_measure(charts: MeasureCharts, _screen: Screen = PLAIN) -> str:
    """Write the table below a heading."""
    table = table_of(charts)
    head = f"# Measures on {day_in_words(table.as_of)}\n\nFrom {escaped(table.plan)}.\n\n"
    if not table.rows:
        return f"{head}The plan has no measures yet.\n"
    unread = unread_in_words(table.unread)
    blocks: list[Block] = [
        Paragraph(text=measures_headline(table)),
        *([Paragraph(text=unread)] if unread else []),
        _table(table),
    ]
    return head + "\n\n".join(write_blocks(blocks, 2)) + "\n"


def _table(table: MeasureTable) -> ReportTable:
    return ReportTable(
        title="All measures, in the plan's order, and their sites in the order of the waves",
        columns=tuple(TableColumn(header=head, align="right" if head == "Values" else "left") for head in _HEADS),
        rows=tuple(tuple(_cells(row)) for row in table.rows),
        wide=True,
    )


def _cells(row: MeasureTableRow) -> Iterator[TableCell]:
    yield TableCell(text=row.title, note=about_in_words(row))
    yield TableCell(text=row.site_name, note=row.wave or "")
    yield TableCell(text=latest_in_words(row) or "none")
    yield TableCell(text=before_in_words(row) or "none", note=row.before_says)
    yield TableCell(text="; ".join(aims_in_words(row)) or "none of its own")
    yield TableCell(text=row.variation.word)
    yield TableCell(text=row.assurance.word)
    yield TableCell(text=special_in_words(row))
    yield TableCell(text=str(row.points))
    yield TableCell(text=row.data_says)
    yield TableCell(text=row.says)
