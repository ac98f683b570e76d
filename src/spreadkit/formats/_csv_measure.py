"""Measures for spreadsheets: all as one table, a row for each and its sites; of one, a row for each of its points."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._measure_columns import COLUMNS, CellValue, digits_of
from spreadkit.formats.csv import as_csv
from spreadkit.measures.measure_charts import ChartedMeasure, MeasureCharts
from spreadkit.measures.table import table_of

POINT_HEADS: Final = (
    *("measure", "site", "date", "value", "count", "per", "sites", "centre", "lower", "upper"),
    *("excluded", "rule", "direction"),
)
"""The columns of a table of points."""


def render_measure(charts: MeasureCharts, _screen: Screen = PLAIN) -> str:
    """Write the table of all measures; of one that was asked for every point, empty where it has no value."""
    if charts.is_one:
        return as_csv([POINT_HEADS, *point_rows(charts.charts)])
    heads = [column.key for column in COLUMNS]
    rows = ([_written(column.code(row)) for column in COLUMNS] for row in table_of(charts).rows)
    return as_csv([heads, *rows])


def _written(cell: CellValue) -> CellValue:
    return digits_of(cell) if isinstance(cell, Decimal) else cell


def point_rows(charts: Iterable[tuple[str, ChartedMeasure]]) -> Iterator[tuple[object, ...]]:
    """Go through all points of charts, each with its lines and what is seen in it."""
    for name, charted in charts:
        line = charted.line
        points = charted.chart.points if charted.chart else (None,) * len(line)
        for index, point in enumerate(points):
            value, count, per = line.values[index], line.counts[index], line.pers[index]
            shown = None if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
            row = (name, charted.site, line.dates[index], shown, count, per, line.sites[index])
            if point is None:
                yield (*row, None, None, None, None, None, None)
                continue
            lines = [None if number is None else f"{number:.6g}" for number in (point.centre, point.lower, point.upper)]
            excluded = "yes" if point.excluded else None
            yield (*row, *lines, excluded, point.rule.value if point.rule else None, point.direction)
