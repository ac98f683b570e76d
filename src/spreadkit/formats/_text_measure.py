"""Measures as plain text: one as a chart with its lines, several as a line of bars each, all with a sentence."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._plot import COMMON, EXCLUDED, NOTE, PHASE, SIGNAL, PlotPoint, plot, plot_range, sparkline
from spreadkit.formats.text import BOLD, Colouring, inert, told_unread
from spreadkit.measures.measure_charts import CHART_KINDS, ChartedMeasure, MeasureCharts
from spreadkit.measures.spc.results import ChartKind, SpcChart, SpcPoint
from spreadkit.model.measure import Measure
from spreadkit.months import day_in_words
from spreadkit.words import count_of, in_figures

_BETTER: Final = {"lower": "lower is better", "higher": "higher is better", "neither": "no direction is better"}
_NARROWEST: Final = 20


def render_measure(charts: MeasureCharts, screen: Screen = PLAIN) -> str:
    """Write each chart with what it is of, the rules that judge it, and one sentence."""
    colouring, width = Colouring(colour=screen.colour), screen.width
    head = "\n".join([f"{inert(charts.plan)}, as of {charts.as_of.isoformat()}", *told_unread(charts.unread)])
    if not charts.charts:
        return f"{head}\n\nThe plan has no measures yet.\n"
    scale = _common_scale(charts)
    parts = [head]
    many_of_one = charts.is_one and len(charts.charts) > 1
    if many_of_one:
        name, first = charts.charts[0]
        parts.append("\n".join(_head(name, first, colouring)))
    for name, charted in charts.charts:
        lines = [*([] if many_of_one else _head(name, charted, colouring)), *_where(charted, charts, colouring)]
        if many_of_one or not charts.is_one:
            lines += [*_small(charted, scale, width), *_said(charted, width), *_own(charted, width)]
        else:
            lines += [*_large(charted, width), *_said(charted, width), *_notes(charted, width)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _where(charted: ChartedMeasure, charts: MeasureCharts, colouring: Colouring) -> Iterator[str]:
    if charted.site:
        yield colouring(inert(charts.sites.get(charted.site, charted.site)), BOLD)


def _own(charted: ChartedMeasure, width: int) -> Iterator[str]:
    """Go through what the plan notes of this site alone."""
    for note in charted.measure.annotations:
        if charted.site and note.site == charted.site:
            yield from _item(f"{day_in_words(note.on)}: {note.says}", width)


def _head(name: str, charted: ChartedMeasure, colouring: Colouring) -> Iterator[str]:
    measure = charted.measure
    yield colouring(inert(f"{measure.title} ({name})"), BOLD)
    unit = f", {measure.unit}" if measure.unit else ""
    yield inert(f"{measure.kind.value}{unit}, {_BETTER[measure.better]}; {_judged_by(charted)}")


def _judged_by(charted: ChartedMeasure) -> str:
    if charted.chart is None:
        return "not charted"
    return f"{CHART_KINDS[charted.chart.kind]}, judged by the {charted.rule_set.title}"


def _common_scale(charts: MeasureCharts) -> tuple[float, float] | None:
    """Return one scale for all sites of one measure, so that they can be compared; None where each has its own."""
    if not charts.is_one:
        return None
    values = [value for _, charted in charts.charts for value in _values(charted) if value is not None]
    return (min(values), max(values)) if values else None


def _values(charted: ChartedMeasure) -> list[float | None]:
    """Return the values as they are drawn: those of the chart, else those of the line."""
    if charted.chart is not None:
        return [point.value for point in charted.chart.points]
    return [None if value is None else float(value) for value in charted.line.values]


def _small(charted: ChartedMeasure, scale: tuple[float, float] | None, width: int) -> Iterator[str]:
    values = _values(charted)[-max(_NARROWEST, width - 30) :]
    there = [value for value in values if value is not None]
    if not there:
        return
    low, high = scale or (min(there), max(there))
    centre = _last_centre(charted.chart)
    middle = "" if centre is None else f", {_centre_name(charted.chart)} {in_figures(centre)}"
    yield f"{sparkline(values, (low, high))}  {in_figures(low)} to {in_figures(high)}{middle}"


def _last_centre(chart: SpcChart | None) -> float | None:
    return chart.phases[-1].centre if chart and chart.phases else None


def _centre_name(chart: SpcChart | None) -> str:
    return "median" if chart is None or chart.kind is ChartKind.RUN else "centre line"


def _large(charted: ChartedMeasure, width: int) -> Iterator[str]:
    chart = charted.chart
    if chart is None:
        return
    marks = _marks(charted, chart)[-max(_NARROWEST, width - 12) :]
    target = None if charted.target is None else float(charted.target.value)
    scale = plot_range(marks, target)
    if scale is None:
        return
    yield ""
    yield plot(marks, target, in_figures, scale).rstrip("\n")
    shown = charted.labels[-len(marks) :]
    first, last = shown[0], shown[-1]
    left_out = len(chart.points) - len(marks)
    yield f"{first} to {last}" + (f"; {count_of(left_out, 'earlier point')} not shown" if left_out else "")
    yield from wrap(_key(charted, marks), min(width, 100))
    yield ""


def _symbol(point: SpcPoint) -> str:
    if point.excluded:
        return EXCLUDED
    return COMMON if point.rule is None else SIGNAL


def _marks(charted: ChartedMeasure, chart: SpcChart) -> list[PlotPoint]:
    begins = {phase.first for phase in chart.phases[1:]}
    noted = set(_noted(charted))
    return [
        PlotPoint(
            point.value,
            _symbol(point),
            point.centre,
            point.lower,
            point.upper,
            index in begins,
            index in noted,
        )
        for index, point in enumerate(chart.points)
    ]


def _noted(charted: ChartedMeasure) -> Iterator[int]:
    """Go through the positions of the points that annotations stand at: the first on their day or after it."""
    for note in charted.measure.annotations:
        if note.site in {None, charted.site}:
            yield from [index for index, day in enumerate(charted.line.dates) if day >= note.on][:1]


def _key(charted: ChartedMeasure, marks: Sequence[PlotPoint]) -> str:
    chart, symbols = charted.chart, {mark.symbol for mark in marks if mark.value is not None}
    told = [f"{COMMON} a value"]
    told += [f"{SIGNAL} part of a signal"] * (SIGNAL in symbols)
    told += [f"{EXCLUDED} left out of centre and rules"] * (EXCLUDED in symbols)
    centres = [in_figures(phase.centre) for phase in chart.phases if phase.centre is not None] if chart else []
    told += [f"─ {_centre_name(chart)} {' then '.join(dict.fromkeys(centres))}"] * bool(centres)
    told += ["╌ limits"] * any(mark.upper is not None for mark in marks)
    told += [f"{PHASE} a new phase begins"] * any(mark.begins_phase for mark in marks)
    told += [f"{NOTE} something noted below"] * any(mark.noted for mark in marks)
    told += [f"═ target {charted.target.words}"] if charted.target is not None else []
    return "; ".join(told)


def _said(charted: ChartedMeasure, width: int) -> list[str]:
    lines = wrap(inert(charted.says), min(width, 100))
    return lines + (wrap(inert(charted.predicted.says), min(width, 100)) if charted.predicted else [])


def _notes(charted: ChartedMeasure, width: int) -> Iterator[str]:
    for day, text in sorted(_dated(charted.measure, charted.site)):
        yield from _item(f"{day_in_words(day)}: {text}", width)
    for text in charted.notes:
        yield from _item(text, width)
    yield ""
    yield from wrap(
        inert(f"{charted.rule_set.title}: {charted.rule_set.looks_for} {charted.rule_set.source}"), min(width, 100)
    )


def _dated(measure: Measure, site: str | None) -> Iterator[tuple[date, str]]:
    """Go through what the plan says of days of this chart."""
    for phase in measure.phases:
        titled = f" “{phase.title}”" if phase.title else ""
        yield phase.from_, f"new phase{titled}; {phase.because or 'no reason is given'}"
    for change in measure.redefined:
        yield change.on, f"counted otherwise from here on; {change.what}"
    for note in measure.annotations:
        if note.site in {None, site}:
            yield note.on, note.says
    for left_out in measure.excluded:
        if left_out.site in {None, site}:
            yield left_out.on, f"left out; {left_out.because or 'no reason is given'}"


def _item(text: str, width: int) -> list[str]:
    return wrap(inert(text), min(width, 100), initial_indent="- ", subsequent_indent="  ")
