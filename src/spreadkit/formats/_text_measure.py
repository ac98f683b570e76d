"""Measures as plain text: where each stands, its line of bars or its chart, and what the rules say of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._lines import PROSE, at_left, at_right, cell_width, cut_to, finished, wrapped
from spreadkit.formats._plot import (
    COMMON,
    EXCLUDED,
    NOTE,
    PHASE,
    SIGNAL,
    PlotPoint,
    PlotRange,
    SparkMark,
    plot,
    plot_range,
    sparkline,
)
from spreadkit.formats._signs import BARS
from spreadkit.formats.text import BLUE, BOLD, GREY, Colouring, inert, told_unread
from spreadkit.measures.measure_charts import CHART_KINDS, ChartedMeasure, MeasureCharts
from spreadkit.measures.series import own_step, step_after
from spreadkit.measures.spc.results import ChartKind, SpcChart, SpcPoint
from spreadkit.model.measure import Measure
from spreadkit.model.people import Every
from spreadkit.months import day_in_words
from spreadkit.verdicts.grammar import plain
from spreadkit.words import count_of, in_figures

_BETTER: Final = {"lower": "lower is better", "higher": "higher is better", "neither": "no direction is better"}
_NARROWEST: Final = 20
_MOST_MISSING: Final = 400
"""How many points of a line are shown on the narrowest screen, and how many missing periods in a row. Ours."""


def render_measure(charts: MeasureCharts, screen: Screen = PLAIN) -> str:
    """Write each measure: where it stands, its line, and what the rules say; one by site takes a line a site."""
    return finished(_page(charts, screen, Colouring(colour=screen.colour)), screen)


def _page(charts: MeasureCharts, screen: Screen, colouring: Colouring) -> Iterator[str]:
    head = f"{inert(charts.plan)}, as of {day_in_words(charts.as_of)}"
    yield from (colouring(line, GREY) for line in wrapped(head, screen.width))
    for told in told_unread(charts.unread):
        yield from wrapped(told, screen.width)
    if not charts.charts:
        yield from ("", "The plan has no measures yet.")
    for name, charted in _by_measure(charts):
        yield ""
        yield from _head(charted[0], screen, colouring)
        if charted[0].site is not None and len(charted) > 1:
            yield from _sites(charted, charts, screen, colouring)
        else:
            yield from _one(name, charted[0], charts, screen, colouring)
        yield from _what(name, charted[0], screen, colouring)


def _by_measure(charts: MeasureCharts) -> Iterator[tuple[str, list[ChartedMeasure]]]:
    """Go through the measures, each with its charts: one, or one for each site."""
    found: dict[str, list[ChartedMeasure]] = {}
    for name, charted in charts.charts:
        found.setdefault(name, []).append(charted)
    yield from found.items()


def _head(charted: ChartedMeasure, screen: Screen, colouring: Colouring) -> Iterator[str]:
    yield from (colouring(line, BOLD) for line in wrapped(inert(charted.measure.title), screen.width))


def _one(
    name: str, charted: ChartedMeasure, charts: MeasureCharts, screen: Screen, colouring: Colouring
) -> Iterator[str]:
    """Write one chart: the message first, then the line, then what the rules say of it."""
    width = min(screen.width, PROSE)
    if charted.site:
        yield from wrapped(inert(charts.sites.get(charted.site, charted.site)), screen.width)
    elif name in charts.levels:
        yield from wrapped(inert(plain(charts.levels[name])), width)
    if charts.is_one:
        yield from _large(charted, screen.width)
    else:
        yield from _small(charted, screen, colouring)
    yield from wrapped(inert(charted.says), width)
    if charted.predicted:
        yield from wrapped(inert(charted.predicted.says), width)
    yield from _notes(charted, width) if charts.is_one else _own(charted, width)


def _sites(
    charted: Sequence[ChartedMeasure], charts: MeasureCharts, screen: Screen, colouring: Colouring
) -> Iterator[str]:
    """Write a line for each site, all on one scale, with its last value and what the rules find."""
    names = [inert(charts.sites.get(one.site or "", one.site or "")) for one in charted]
    days = [day for one in charted for day in one.line.dates]
    span = (min(days), max(days)) if days else None
    drawn = [list(spark_marks(one, span)) for one in charted]
    values = [mark for marks in drawn for mark in marks if isinstance(mark, float)]
    if not values:
        return
    scale = (min(values), max(values))
    ends = [f"{_last_value(marks):>6}  {_found(one)}" for one, marks in zip(charted, drawn, strict=True)]
    name_width = min(max(map(cell_width, names)), screen.width // 3)
    room = max(_NARROWEST, screen.width - name_width - max(map(len, ends)) - 3)
    for name, marks, end in zip(names, drawn, ends, strict=True):
        line = sparkline(marks[-room:], scale)
        shown = (
            f"{at_left(cut_to(name, name_width), name_width)} {at_right(line, min(room, max(map(len, drawn))))} {end}"
        )
        yield from wrapped(shown, screen.width) if cell_width(shown) > screen.width else (shown,)
    for told in _scale_in_words([mark for marks in drawn for mark in marks[-room:]], scale, "all on one scale"):
        yield from (colouring(line, GREY) for line in wrapped(told, screen.width))


def _found(charted: ChartedMeasure) -> str:
    """Say in a word what the rules find at a site."""
    if charted.chart is None:
        return "not charted"
    if not charted.chart.phases or charted.chart.phases[-1].trial:
        return "too few"
    last = [judgement for signal, judgement in charted.firm_signals if signal.first >= charted.chart.phases[-1].first]
    if not last:
        return "only chance"
    return {"better": "better", "worse": "worse"}.get(last[-1], "more than chance")


def _last_value(marks: Sequence[SparkMark]) -> str:
    return next((in_figures(mark) for mark in reversed(marks) if isinstance(mark, float)), "-")


def _own(charted: ChartedMeasure, width: int) -> Iterator[str]:
    """Go through what the plan notes of this site alone."""
    for note in charted.measure.annotations:
        if charted.site and note.site == charted.site:
            yield from _item(f"{day_in_words(note.on)}: {note.says}", width)


def _what(name: str, charted: ChartedMeasure, screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Say below a measure what kind it is, and by which rules it is judged."""
    measure = charted.measure
    unit = f", {measure.unit}" if measure.unit else ""
    said = inert(f"{name}: {measure.kind.value}{unit}, {_BETTER[measure.better]}; {_judged_by(charted)}")
    yield from (colouring(line, GREY) for line in wrapped(said, min(screen.width, PROSE)))


def _judged_by(charted: ChartedMeasure) -> str:
    if charted.chart is None:
        return "not charted"
    return f"{CHART_KINDS[charted.chart.kind]}, judged by the {charted.rule_set.title}"


def spark_marks(charted: ChartedMeasure, span: tuple[date, date] | None = None) -> Iterator[SparkMark]:
    """Go through what a line of bars shows of a measure, oldest first.

    A value is a number; where none came it is None, for each period that is missing; a point that is left out, and the
    day from which on it is counted otherwise, are marks of their own. With `span`, the line is as long as from its
    first day to its last, so that lines of one span can stand below each other.
    """
    breaks = sorted(change.on for change in charted.measure.redefined)
    every, before = own_step(charted.measure), None
    points = charted.chart.points if charted.chart else None
    if span is not None and charted.line.dates and span[0] < charted.line.dates[0]:
        yield from [None] * (_missing_between(span[0], charted.line.dates[0], every) + 1)
    for place, day in enumerate(charted.line.dates):
        yield from [None] * _missing_between(before, day, every)
        while breaks and breaks[0] <= day:
            change = breaks.pop(0)
            if before is not None:
                yield PHASE
            elif span is not None and span[0] < change:
                yield None
        before = day
        value = points[place].value if points else charted.line.values[place]
        yield EXCLUDED if points and points[place].excluded else None if value is None else float(value)
    if span is not None and before is not None and before < span[1]:
        after = sum(change <= span[1] for change in breaks)
        yield from [None] * (_missing_between(before, span[1], every) + 1 + after)


def _missing_between(before: date | None, day: date, every: Every | None) -> int:
    """Count the periods without a value between two days; of very many, as many as show that there are."""
    missing = 0
    while before is not None and every is not None and missing < _MOST_MISSING:
        before = step_after(before, every)
        if before >= day:
            break
        missing += 1
    return missing


def _small(charted: ChartedMeasure, screen: Screen, colouring: Colouring) -> Iterator[str]:
    marks = list(spark_marks(charted))
    shown = marks[-max(_NARROWEST, screen.width) :]
    values = [mark for mark in shown if isinstance(mark, float)]
    if not values:
        return
    scale = (min(values), max(values))
    yield colouring(sparkline(shown, scale), BLUE)
    centre = _last_centre(charted.chart)
    middle = "" if centre is None else f"{_centre_name(charted.chart)} {in_figures(centre)}"
    left_out = sum(isinstance(mark, float) for mark in marks) - len(values)
    more = f"the last {len(values)} of {len(values) + left_out} values" if left_out else ""
    for told in _scale_in_words(shown, scale, middle, more):
        yield from (colouring(line, GREY) for line in wrapped(told, screen.width))


def _scale_in_words(marks: Sequence[SparkMark], scale: PlotRange, *more: str) -> Iterator[str]:
    """Say which values the lowest and the highest bar stand for, and what the marks among them mean."""
    low, high = map(in_figures, scale)
    told = [f"{BARS[0]} {low} to {BARS[-1]} {high}" if low != high else f"{BARS[0]} {low}", *filter(None, more)]
    told += ["a gap: no value"] * (None in marks)
    told += [f"{PHASE} counted otherwise from here on"] * (PHASE in marks)
    told += [f"{EXCLUDED} left out"] * (EXCLUDED in marks)
    yield "; ".join(told)


def _last_centre(chart: SpcChart | None) -> float | None:
    return chart.phases[-1].centre if chart and chart.phases else None


def _centre_name(chart: SpcChart | None) -> str:
    return "median" if chart is None or chart.kind is ChartKind.RUN else "centre line"


def _large(charted: ChartedMeasure, width: int) -> Iterator[str]:
    chart = charted.chart
    if chart is None:
        return
    marks = _marks(charted, chart)
    target = None if charted.target is None else float(charted.target.value)
    whole = plot_range(marks, target)
    if whole is None:
        return
    margin = max(len(in_figures(value)) for value in (*whole, sum(whole) / 2)) + 3
    marks = marks[-max(_NARROWEST, width - margin) :]
    scale = plot_range(marks, target)
    if scale is None:
        return
    yield ""
    yield from plot(marks, target, in_figures, scale).rstrip("\n").split("\n")
    shown = charted.labels[-len(marks) :]
    first, last = shown[0], shown[-1]
    left_out = len(chart.points) - len(marks)
    said = f"{first} to {last}" + (f"; {count_of(left_out, 'earlier point')} not shown" if left_out else "")
    yield from wrapped(said, width)
    yield from wrapped(_key(charted, marks), min(width, PROSE))
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


def _notes(charted: ChartedMeasure, width: int) -> Iterator[str]:
    for day, text in sorted(_dated(charted.measure, charted.site)):
        yield from _item(f"{day_in_words(day)}: {text}", width)
    for text in charted.notes:
        yield from _item(text, width)
    yield ""
    yield from wrapped(
        inert(f"{charted.rule_set.title}: {charted.rule_set.looks_for} {charted.rule_set.source}"), width
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
    return wrapped(inert(text), width, "- ", "  ")
