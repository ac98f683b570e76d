"""Re-based medians: where values stay on one side of the median for long enough, the median is drawn anew.

As the R package runcharter does it: a median of the first points, then, after each run that is long enough, the median
of that run. It is a way to say that an improvement held.
"""

from itertools import groupby
from statistics import median
from typing import Literal

from spreadkit.measures.spc.data import SeriesError, SpcData, stretches
from spreadkit.measures.spc.lines import phase_figures
from spreadkit.measures.spc.results import ChartKind, SignalDirection
from spreadkit.record import record


@record
class RebasedMedian:
    """A median, and the positions of the first and last point that it is taken from."""

    median: float
    first: int
    last: int
    kind: Literal["baseline", "sustained"]


def rebase(data: SpcData, side: SignalDirection, *, baseline: int = 13, run: int = 9) -> tuple[RebasedMedian, ...]:
    """Return the medians of a series, oldest first: of its first points, and of each run to one side that held.

    A run is so many useful values in a row above (or below) the median in force, after the points that made it; values
    on the median and gaps neither break nor lengthen it. The rest of a longer run is judged by the new median. There
    are none while the baseline has not all its points, or no value.

    Raises:
        CumulativeSeriesError: The series adds up.
        SeriesError: The series has phases, which this is there to find, or a length is below one.
    """
    data.refuse_cumulative()
    if data.starts:
        raise SeriesError("re-based medians find phases themselves; give a series without any")
    if min(baseline, run) < 1:
        raise SeriesError(f"a baseline of {baseline} and a run of {run} are asked for; both need a point or more")
    for stretch in stretches(data):
        figures = phase_figures(ChartKind.RUN, stretch)
        members = [
            (place, figure) for place, figure in enumerate(figures) if figure is not None and place not in data.excluded
        ]
        first = [figure for place, figure in members if place < baseline]
        if first and len(figures) >= baseline:
            start = RebasedMedian(median(first), 0, baseline - 1, "baseline")
            return (start, *_sustained(members, start, side, run))
    return ()


def _sustained(
    members: list[tuple[int, float]], start: RebasedMedian, side: SignalDirection, run: int
) -> list[RebasedMedian]:
    levels = [start]
    while held := _next_run(members, levels[-1], side, run):
        places = [place for place, _ in held]
        levels.append(RebasedMedian(median(figure for _, figure in held), places[0], places[-1], "sustained"))
    return levels[1:]


def _next_run(
    members: list[tuple[int, float]], level: RebasedMedian, side: SignalDirection, run: int
) -> list[tuple[int, float]]:
    useful = [(place, figure) for place, figure in members if place > level.last and figure != level.median]
    for above, found in groupby(useful, key=lambda member: member[1] > level.median):
        group = list(found)
        if above == (side == "up") and len(group) >= run:
            return group[:run]
    return []
