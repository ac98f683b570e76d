"""Measures as a table for spreadsheets: one row for each point, with its lines and what is seen in it."""

from collections.abc import Iterator
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.csv import as_csv
from spreadkit.measures.measure_charts import MeasureCharts

_HEADS: Final = (
    *("measure", "site", "date", "value", "count", "per", "sites", "centre", "lower", "upper"),
    *("excluded", "rule", "direction"),
)


def render_measure(charts: MeasureCharts, _screen: Screen = PLAIN) -> str:
    """Write every point, empty where it has no value."""
    return as_csv([_HEADS, *_rows(charts)])


def _rows(charts: MeasureCharts) -> Iterator[tuple[object, ...]]:
    for name, charted in charts.charts:
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
