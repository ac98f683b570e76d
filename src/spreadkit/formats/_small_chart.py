"""A small chart for one row of a table, as SVG without text: its values, its lines and its aim, on a scale it is given.

What it shows stands in words beside it. Colours are those of the page, by class.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from spreadkit.measures.measure_charts import ChartedMeasure, LikeWithLike
from spreadkit.measures.spc.interpretation import Judgement
from spreadkit.record import record
from spreadkit.words import count_of, in_figures

_WIDTH: Final = 150.0
_HEIGHT: Final = 44.0
_EDGE: Final = 4.0

ChartScale = tuple[float, float]
"""The least and the most that charts beside each other show."""

_Corner = tuple[float, float]

_MARKS: Final[Mapping[Judgement, str]] = {
    "better": "M0,-3.6L3.6,0L0,3.6L-3.6,0Z",
    "worse": "M0,-3.6L3.6,3L-3.6,3Z",
    "neither": "M-3,-3L3,-3L3,3L-3,3Z",
}
"""The shape of a point of a signal, by which way it goes: as in the large charts."""

_CROSS: Final = "M-2.5,-2.5L2.5,2.5M-2.5,2.5L2.5,-2.5"


def scale_of(charts: Sequence[ChartedMeasure]) -> ChartScale | None:
    """Return one scale for charts of one measure, from 0 on where nothing lies below; None without a value."""
    numbers = [float(value) for charted in charts for value in charted.line.known.values()]
    numbers += [aim for charted in charts for aim in _aims(charted)]
    if not any(charted.line.known for charted in charts):
        return None
    least, most = min(0.0, *numbers), max(numbers)
    return (least, most) if most > least else (least, least + 1)


def small_chart(charted: ChartedMeasure, scale: ChartScale) -> str:
    """Return the picture; nothing where there is no value. Only numbers and words of ours are in it."""
    if not charted.line.known:
        return ""
    place = _PlotPlace(len(charted.line), scale)
    parts = [
        *_target(charted, place),
        *_centres(charted, place),
        *(f'<path class="joined" d="{_path(run)}"/>' for run in _runs(charted, place) if len(run) > 1),
        *_points(charted, place),
    ]
    head = f'<svg class="trend" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" aria-label="{_says(charted)}">'
    return f"{head}{''.join(parts)}</svg>"


@record
class _PlotPlace:
    """Where points stand: one step apart, from the left edge to the right one."""

    number: int
    scale: ChartScale

    def x(self, index: float) -> float:
        steps = max(1, self.number - 1)
        return _EDGE + (_WIDTH - 2 * _EDGE) * (index / steps if self.number > 1 else 0.5)

    def y(self, value: float) -> float:
        least, most = self.scale
        inside = min(max((value - least) / (most - least), 0), 1)
        return _HEIGHT - _EDGE - inside * (_HEIGHT - 2 * _EDGE)


def _values(charted: ChartedMeasure) -> list[float | None]:
    return [None if value is None else float(value) for value in charted.line.values]


def _out(charted: ChartedMeasure) -> set[int]:
    return {index for index, point in enumerate(charted.chart.points) if point.excluded} if charted.chart else set()


def _runs(charted: ChartedMeasure, place: _PlotPlace) -> Iterator[list[_Corner]]:
    """Go through the values that are joined: never over a gap, a new phase, a redefinition or what is left out."""
    starts = {phase.first for phase in charted.chart.phases} if charted.chart else set[int]()
    days, out = charted.line.dates, _out(charted)
    for change in charted.measure.redefined:
        starts |= {next((index for index, day in enumerate(days) if day >= change.on), 0)}
    run: list[_Corner] = []
    for index, value in enumerate(_values(charted)):
        if value is None or index in out or index in starts:
            yield run
            run = []
        if value is not None and index not in out:
            run.append((place.x(index), place.y(value)))
    yield run


def _aims(charted: ChartedMeasure) -> Iterator[float]:
    """Go through what is drawn as the aim: that of all sites together, and of none alone."""
    if charted.target is not None and charted.site is None:
        yield float(charted.target.value)


def _target(charted: ChartedMeasure, place: _PlotPlace) -> Iterator[str]:
    for height in map(place.y, _aims(charted)):
        yield f'<path class="aim" d="M0,{height:.1f}H{_WIDTH:.0f}"/>'


def _centres(charted: ChartedMeasure, place: _PlotPlace) -> Iterator[str]:
    """Draw the centre line of each phase: solid where its values make it, dashed where it is carried on."""
    points = charted.chart.points if charted.chart else ()
    for phase in charted.chart.phases if charted.chart else ():
        centre = points[phase.last].centre
        if centre is None:
            continue
        made = [index for index in range(phase.first, phase.last + 1) if points[index].counts][: phase.baseline]
        split = made[-1] if phase.frozen and made else phase.last
        for name, first, last in (("centre", phase.first, split), ("carried", split, phase.last)):
            if last > first:
                yield f'<path class="{name}" d="M{place.x(first):.1f},{place.y(centre):.1f}H{place.x(last):.1f}"/>'


def _judged(charted: ChartedMeasure) -> dict[int, Judgement]:
    """Return which points belong to a signal; one of the sites that reported throughout is found by its days."""
    like, judged = charted.like, dict[int, Judgement]()
    line = like.throughout.line if like.state is LikeWithLike.OPPOSES and like.throughout else charted.line
    places = {day: index for index, day in enumerate(charted.line.dates)}
    for signal, judgement in charted.firm_signals:
        if signal.rule.marks_points:
            days = [line.dates[point] for point in signal.points] if line is not charted.line else []
            found = [places[day] for day in days if day in places] if days else list(signal.points)
            judged |= dict.fromkeys(found, judgement)
    return judged


def _points(charted: ChartedMeasure, place: _PlotPlace) -> Iterator[str]:
    of_signal, out = _judged(charted), _out(charted)
    there = [(index, value) for index, value in enumerate(_values(charted)) if value is not None]
    for kind, members in groupby(there, key=lambda member: of_signal.get(member[0])):
        for index, value in members:
            at = f"{place.x(index):.1f},{place.y(value):.1f}"
            if index in out:
                yield f'<path class="out" transform="translate({at})" d="{_CROSS}"/>'
            elif kind is None:
                yield f'<circle class="dot" cx="{place.x(index):.1f}" cy="{place.y(value):.1f}" r="1.6"/>'
            else:
                yield f'<path class="{kind}" transform="translate({at})" d="{_MARKS[kind]}"/>'


def _path(corners: Sequence[_Corner]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _says(charted: ChartedMeasure) -> str:
    values, labels = charted.line.known, charted.labels
    ends = [label for label, value in zip(labels, charted.line.values, strict=True) if value is not None]
    told = f"{count_of(len(values), 'value')}, {ends[0]}" + (f" to {ends[-1]}" if len(ends) > 1 else "")
    low, high = min(values.values()), max(values.values())
    return f"{told}; from {in_figures(low)} to {in_figures(high)}"
