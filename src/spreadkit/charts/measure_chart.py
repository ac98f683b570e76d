"""A measure over time: a run chart or a control chart, with what the rules see in it said beside the points."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from spreadkit.charts import _events as events
from spreadkit.charts._axes import Frame, lanes, numbers, padded, room_for, shifted, spread
from spreadkit.charts._events import ChartEvent, EventLegend
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    at,
    boxes,
    grid_lines,
    layer,
    line,
    outlines,
    over_time,
    points,
    rules,
    text_layer,
)
from spreadkit.charts._style import (
    ALERT,
    DATA,
    INK,
    LOW,
    MUTED,
    NARROW,
    SMALL,
    TARGET,
    TINT,
    TITLE_SIZE,
    cut_to_width,
    width_of,
)
from spreadkit.measures.measure_charts import CHART_KINDS, ChartedMeasure
from spreadkit.measures.spc.interpretation import Judgement
from spreadkit.measures.spc.results import ChartKind, Signal, SpcPhase, SpcRule
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words
from spreadkit.record import record
from spreadkit.words import count_of, in_figures, in_words

_HEIGHT: Final = 240
_MONTH: Final = 31
"""By how many days something may have happened before the first value or after the last and be drawn."""

_LANE: Final = 22
"""How high the bracket of a signal is, with its words above it."""

CROSS: Final = "M-1,-1L1,1M-1,1L1,-1"
"""The shape of a value that is left out."""

_MOST_SIGNALS: Final = 6
"""How many signals get a bracket; the table beside the chart says what is seen in each point."""

_LOOKS: Final[Mapping[Judgement, tuple[str, str]]] = {
    "better": ("diamond", DATA),
    "worse": ("triangle-up", ALERT),
    "neither": ("square", INK),
}
"""By judgement of a signal: the shape and the colour of its points. Its bracket says it in words."""

_CENTRES: Final = {ChartKind.RUN: "Median", ChartKind.G: "Median", ChartKind.T: "Centre"}


@record
class _SignalLabel:
    """A signal with its judgement and the words of its bracket, from where to where, and in which lane above."""

    signal: Signal
    judgement: Judgement
    words: str
    left: float
    right: float
    lane: int = 0

    @property
    def colour(self) -> str:
        """The colour of its points."""
        return _LOOKS[self.judgement][1]


def draw_measure(name: str, charted: ChartedMeasure, sites: Mapping[str, str], *, narrow: bool = False) -> Drawing:
    """Draw a measure. `sites` gives the names of sites.

    A `narrow` chart is for a column, and leaves out what happened: there is no room to say it.
    """
    happened = [] if narrow else _happened(charted, sites)
    frame = _framed(charted)
    if narrow:
        frame = replace(frame, across=NARROW, height=LOW, right=138)
    key, told = events.legend_of(happened, frame), _told(charted, frame)
    brackets = (max((label.lane for label in told), default=-1) + 1) * _LANE
    frame = replace(frame, top=TITLE_SIZE + 20 + brackets + key.above, bottom=30 + (key.below + 6 if key.events else 0))
    spec = over_time(frame, charted.measure.title, _layers(charted, frame, key, told), _ticks(charted))
    return Drawing(name=name, spec=spec, says=_says(charted, told, key))


def _shown(charted: ChartedMeasure) -> Iterator[float]:
    """Go through the numbers that must have room on the chart."""
    yield from map(float, charted.line.known.values())
    for point in charted.chart.points if charted.chart else ():
        yield from (number for number in (point.centre, point.lower, point.upper) if number is not None)
    if charted.target is not None:
        yield float(charted.target.value)


def _ticks(charted: ChartedMeasure) -> list[float]:
    return numbers(_shown(charted))


def _framed(charted: ChartedMeasure) -> Frame:
    days, ticks = charted.line.dates, _ticks(charted)
    ends = padded(days[0], max(days[-1], *(event.on for event in _happened(charted, {})), days[-1]))
    return Frame(start=ends[0], end=ends[1], least=ticks[0], most=ticks[-1], height=_HEIGHT, left=room_for(ticks))


def _happened(charted: ChartedMeasure, sites: Mapping[str, str]) -> list[ChartEvent]:
    """Return what happened from a little before the first point to a little after the last one."""
    measure, days = charted.measure, charted.line.dates
    found = [
        ChartEvent(annotation.on, f"{sites.get(annotation.site, annotation.site)}: {annotation.says}", at_one_site=True)
        if annotation.site
        else ChartEvent(annotation.on, annotation.says)
        for annotation in measure.annotations
        if charted.site is None or annotation.site in {None, charted.site}
    ]
    found += [ChartEvent(phase.from_, _phase(charted, phase.title), "phase") for phase in measure.phases]
    found += [ChartEvent(change.on, f"counted otherwise: {change.what}", "counting") for change in measure.redefined]
    return [event for event in found if shifted(days[0], -_MONTH) <= event.on <= shifted(days[-1], _MONTH)]


def _phase(charted: ChartedMeasure, title: str | None) -> str:
    name = "limits" if charted.chart and charted.chart.kind is not ChartKind.RUN else "median"
    return f"{name} worked out anew{f' ({title})' if title else ''}"


def _told(charted: ChartedMeasure, frame: Frame) -> list[_SignalLabel]:
    """Return the signals that are told, each in a lane in which its words and its bracket have room."""
    found = [
        _SignalLabel(signal, judgement, *_bracket(charted, frame, signal, judgement))
        for signal, judgement in _firm(charted)
    ]
    free = lanes([(label.left, label.right) for label in found], gap=10)
    return [replace(label, lane=lane) for label, lane in zip(found, free, strict=True)]


def _firm(charted: ChartedMeasure) -> list[tuple[Signal, Judgement]]:
    """Return the signals there are enough values to claim, the longest first, without those inside of another."""
    kept: list[tuple[Signal, Judgement]] = []
    for signal, judgement in sorted(charted.firm_signals, key=lambda pair: -len(pair[0].points)):
        inside = any({*signal.points} <= {*longer.points} for longer, _ in kept if longer.rule.marks_points)
        if not inside and len(kept) < _MOST_SIGNALS:
            kept.append((signal, judgement))
    return sorted(kept, key=lambda pair: pair[0].points)


def _bracket(charted: ChartedMeasure, frame: Frame, signal: Signal, judgement: Judgement) -> tuple[str, float, float]:
    """Return the words over a signal, and from where to where these and the bracket reach."""
    words, days = _seen(charted, signal, judgement), charted.line.dates
    first, last = frame.x(days[signal.first]), frame.x(days[signal.last])
    half = width_of(words, SMALL, bold=True) / 2
    middle = _middle(first, last, half, frame)
    return words, min(first - 4, middle - half), max(last + 4, middle + half)


def _middle(first: float, last: float, half: float, frame: Frame) -> float:
    return min(max((first + last) / 2, half - frame.left + 4), frame.across - frame.left - half - 4)


def _seen(charted: ChartedMeasure, signal: Signal, judgement: Judgement) -> str:
    """Say what a signal is in a few words."""
    way = {"better": " to the better", "worse": " to the worse", "neither": f" {signal.direction or ''}".rstrip()}
    many, chart = len(signal.points), charted.chart
    phase = (
        next((phase for phase in chart.phases if phase.first <= signal.first <= phase.last), None) if chart else None
    )
    crossings = count_of(phase.crossings or 0, "time") if phase else ""
    said = {
        SpcRule.SHIFT: f"Shift{way[judgement]}: {many} in a row",
        SpcRule.LONG_RUN: f"Shift{way[judgement]}: {many} in a row",
        SpcRule.TREND: f"Trend{way[judgement]}: {many} in a row",
        SpcRule.TWO_OF_THREE: f"Close to a limit{_comma(way[judgement])}",
        SpcRule.OUTSIDE: f"Outside the limits{_comma(way[judgement])}",
        SpcRule.FEW_CROSSINGS: f"Not chance alone: crosses the line only {crossings}",
        SpcRule.FEW_RUNS: "Not chance alone: few runs",
        SpcRule.MANY_RUNS: "Not chance alone: many runs",
    }
    return said[signal.rule]


def _comma(way: str) -> str:
    return f",{way}" if way else ""


def _layers(charted: ChartedMeasure, frame: Frame, key: EventLegend, told: list[_SignalLabel]) -> Iterator[ChartLayer]:
    for colour in TINT:
        yield _grounds(charted, frame, [label for label in told if label.colour == colour], colour)
    yield grid_lines(frame, _ticks(charted))
    yield from events.draw_events(key, frame, frame.height + 32)
    yield from _limits(charted)
    if charted.target is not None:
        height = float(charted.target.value)
        yield rules("target", [at(frame.start, height, x2=frame.end)], TARGET, width=2, strokeDash=[8, 4])
    yield from _centres(charted)
    yield line("values", _stretches(charted), MUTED, width=1.5)
    yield from _points(charted)
    yield from _brackets(charted, frame, key, told)
    yield from _labels(charted, frame)
    unit = charted.measure.unit
    if unit:
        room = frame.across - 12
        look = {"align": "left", "baseline": "middle", "fontSize": SMALL}
        yield text_layer(
            "unit", [(4 - frame.left, TITLE_SIZE + 6 - frame.top, cut_to_width(unit, room, SMALL))], MUTED, **look
        )


def _stretches(charted: ChartedMeasure) -> Iterator[list[ChartRow]]:
    """Go through the values that are joined: those of one phase with no gap and no left out point between them."""
    starts = {phase.first for phase in charted.chart.phases} if charted.chart else set[int]()
    out = _left_out(charted)
    part: list[ChartRow] = []
    for index, (day, value) in enumerate(zip(charted.line.dates, charted.line.values, strict=True)):
        if value is None or index in starts or index in out:
            yield part
            part = []
        if value is not None and index not in out:
            part.append(at(day, float(value)))
    yield part


def _left_out(charted: ChartedMeasure) -> set[int]:
    return {index for index, point in enumerate(charted.chart.points) if point.excluded} if charted.chart else set()


def _points(charted: ChartedMeasure) -> Iterator[ChartLayer]:
    """Draw the points: circles, other shapes for those of a signal, crosses for those left out."""
    out, of_signal = _left_out(charted), dict[int, Judgement]()
    for signal, judgement in charted.firm_signals:
        if signal.rule.marks_points:
            of_signal |= dict.fromkeys(signal.points, judgement)
    rows = {
        index: at(day, float(value))
        for index, (day, value) in enumerate(zip(charted.line.dates, charted.line.values, strict=True))
        if value is not None
    }
    plain = [row for index, row in rows.items() if index not in out and index not in of_signal]
    yield points("point", plain, "circle", MUTED, size=28 if len(rows) > 60 else 36)  # noqa: PLR2004 - crowded
    for judgement, (shape, colour) in _LOOKS.items():
        chosen = [rows[index] for index, judged in of_signal.items() if judged == judgement and index in rows]
        yield points(f"point-{judgement}", chosen, shape, colour, size=70)
    left_out = [row for index, row in rows.items() if index in out]
    yield outlines("left-out", left_out, CROSS, INK, size=40)
    look = {"type": "text", "fill": INK, "fontSize": SMALL, "align": "center", "baseline": "bottom", "dy": -7}
    yield layer("left-out-name", look, [row | {"text": "left out"} for row in left_out], text={"field": "text"})


def _phases(charted: ChartedMeasure) -> tuple[SpcPhase, ...]:
    return charted.chart.phases if charted.chart else ()


def _centres(charted: ChartedMeasure) -> Iterator[ChartLayer]:
    """Draw the centre line of each phase: solid over the points that make it, dashed where it is carried on."""
    made, carried = list[list[ChartRow]](), list[list[ChartRow]]()
    for phase in _phases(charted):
        days = charted.line.dates[phase.first : phase.last + 1]
        chart = charted.chart
        centres = [point.centre for point in chart.points[phase.first : phase.last + 1]] if chart else []
        rows = [at(day, centre) for day, centre in zip(days, centres, strict=True) if centre is not None]
        if not rows:
            continue
        split = phase.baseline if phase.frozen else len(rows)
        ends = sorted({0, split - 1, len(rows) - 1})
        made.append([rows[end] for end in ends if end < split])
        carried.append([rows[end] for end in ends if end >= split - 1] if split < len(rows) else [])
    yield line("centre", made, INK, width=1.5)
    yield line("centre-carried-on", carried, INK, width=1.5, strokeDash=[5, 4])


def _limits(charted: ChartedMeasure) -> Iterator[ChartLayer]:
    """Draw the limits as steps: each point has its own, and those of a phase end with it."""
    for name, of in (("upper-limit", "upper"), ("lower-limit", "lower")):
        parts = list[list[ChartRow]]()
        for phase in _phases(charted):
            inside = range(phase.first, phase.last + 1)
            chart = charted.chart
            found = [(index, getattr(chart.points[index], of)) for index in inside] if chart else []
            rows = [at(charted.line.dates[index], number) for index, number in found if number is not None]
            parts.append(_corners(rows))
        yield line(name, parts, MUTED, width=1, strokeDash=[3, 3], interpolate="step")


def _corners(rows: list[ChartRow]) -> list[ChartRow]:
    """Keep the rows at which a stepped line turns, and its ends."""
    inner = range(1, len(rows) - 1)
    turns = [index for index in inner if not rows[index - 1]["y"] == rows[index]["y"] == rows[index + 1]["y"]]
    return [rows[index] for index in dict.fromkeys([0, *turns, len(rows) - 1])] if rows else []


def _grounds(charted: ChartedMeasure, frame: Frame, told: list[_SignalLabel], colour: str) -> ChartLayer:
    days = charted.line.dates
    half = max(1, round(frame.days_per_unit * 5))
    rows = [
        at(
            shifted(days[label.signal.first], -half),
            frame.least,
            x2=shifted(days[label.signal.last], half),
            y2=frame.most,
        )
        for label in told
        if label.signal.rule.marks_points
    ]
    return boxes("signal-ground", rows, TINT[colour])


def _brackets(
    charted: ChartedMeasure, frame: Frame, key: EventLegend, told: list[_SignalLabel]
) -> Iterator[ChartLayer]:
    """Draw a bracket over the points of each signal, with its words above."""
    days = charted.line.dates
    for colour in TINT:
        rows, texts = list[ChartRow](), list[tuple[float, float, str]]()
        for label in told:
            if label.colour != colour:
                continue
            down = -key.above - _LANE * label.lane - 6
            first, last = frame.x(days[label.signal.first]), frame.x(days[label.signal.last])
            rows += _hook(first - 4, last + 4, down)
            half = width_of(label.words, SMALL, bold=True) / 2
            texts.append((_middle(first, last, half, frame), down - 8, label.words))
        yield line("bracket", [rows[place : place + 4] for place in range(0, len(rows), 4)], colour, width=1.5)
        look = {"align": "center", "baseline": "middle", "fontSize": SMALL, "fontWeight": "bold"}
        yield text_layer("signal", texts, colour, **look)


def _hook(left: float, right: float, down: float) -> list[ChartRow]:
    return [
        {"u": round(u, 1), "v": round(v, 1)}
        for u, v in ((left, down + 5), (left, down), (right, down), (right, down + 5))
    ]


def _labels(charted: ChartedMeasure, frame: Frame) -> Iterator[ChartLayer]:
    """Name the lines at the right edge, where they end."""
    target = charted.target
    named: list[tuple[float, str, str]] = (
        [(float(target.value), f"Target {target.words}", TARGET)] if target is not None else []
    )
    last = charted.chart.points[-1] if charted.chart else None
    if charted.chart and last and last.centre is not None:
        phase = charted.chart.phases[-1]
        centre = _CENTRES.get(charted.chart.kind, "Mean")
        name = f"Baseline {centre.lower()}" if phase.frozen else centre
        named.append((last.centre, f"{name} {in_figures(last.centre)}", INK))
        if last.upper is not None:
            named.append((last.upper, f"Upper limit {in_figures(last.upper)}", MUTED))
        if last.lower is not None:
            named.append((last.lower, f"Lower limit {in_figures(last.lower)}", MUTED))
    heights = spread([frame.y(number) for number, _, _ in named], 15, 6, frame.height - 4)
    for colour in (INK, TARGET, MUTED):
        room = frame.right - 10
        texts = [
            (frame.width + 6, height, cut_to_width(text, room, SMALL))
            for (_, text, name_colour), height in zip(named, heights, strict=True)
            if name_colour == colour
        ]
        yield text_layer("line-name", texts, colour, align="left", baseline="middle", fontSize=SMALL)


def _says(charted: ChartedMeasure, told: list[_SignalLabel], key: EventLegend) -> str:
    """Describe the picture for those who do not see it."""
    line_, chart = charted.line, charted.chart
    kind = CHART_KINDS[chart.kind] if chart else "Line chart"
    labels = charted.labels
    drawn = f"{kind[:1].upper()}{kind[1:]} of {charted.measure.title}, {labels[0]} to {labels[-1]}"
    parts = [f"{drawn}: {count_of(len(line_.known), 'value')}.", charted.says]
    if charted.target is not None:
        parts.append(f"A dashed line marks the target of {charted.target.words}.")
    spans = [f"{label.words} ({labels[label.signal.first]} to {labels[label.signal.last]})" for label in told]
    if spans:
        parts.append(f"Marked in the picture: {'; '.join(spans)}.")
    out = [day_in_words(line_.dates[index]) for index in sorted(_left_out(charted))]
    if out:
        parts.append(f"Left out and drawn as a cross: {in_words(out)}.")
    if key.events:
        told_events = [*(event.words.rstrip(".") for event in key.events), *([key.rest] if key.rest else [])]
        parts.append(f"Events: {'; '.join(told_events)}.")
    return " ".join(parts)
