"""Rows of a series that cannot be right."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from spreadkit.model.measure import Measure, Point, Series


class _WrongRow(NamedTuple):
    """A row of a measure's data that cannot be right: its place, the cell, and what is wrong with it."""

    row: int
    cell: Literal["count", "per"]
    says: str


def impossible(measure: Measure) -> Iterator[_WrongRow]:
    """Go through the rows whose figures cannot be: negative counts, cases out of nobody, more cases than people."""
    series = measure.data
    if series is None or series.count is None:
        return
    for row, point in enumerate(series.points):
        wrong = _wrong(measure, series, point)
        if wrong is not None:
            yield _WrongRow(row, *wrong)


def _wrong(measure: Measure, series: Series, point: Point) -> tuple[Literal["count", "per"], str] | None:
    count, per = point.count, point.per
    if count is not None and count < 0:
        return "count", f"a count of {count}"
    if series.per is None or per is None:
        return None
    if per < 0:
        return "per", f"a denominator of {per}"
    if per == 0 and count:
        return "per", f"a count of {count} out of 0"
    if measure.chart == "p" and count is not None and count > per:
        return "count", f"{count} cases out of {per}"
    return None
