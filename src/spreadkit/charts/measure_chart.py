"""A measure over time: a run chart or a control chart, with what the rules see in it said beside the points."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from spreadkit.charts import _events as events
from spreadkit.charts._axes import Frame, lanes, named_days, padded, room_for, shifted, ticks_to
from spreadkit.charts._board import Look, TextBoard, TextSide, axis_marks, write_at_ends, write_axes
from spreadkit.charts._events import ChartEvent, EventLegend
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    at,
    blocks,
    heading_layers,
    heading_room,
    line,
    outlines,
    over_time,
    points,
    rules,
    strokes,
)
from spreadkit.charts._style import (
    AIM,
    BLUSH,
    EDGE,
    HOT,
    INK,
    MUTE,
    TINT,
    WARN,
    WIDE,
    ChartSize,
    own,
    width_of,
)
from spreadkit.measures.measure_charts import CHART_KINDS, ChartedMeasure, LikeWithLike
from spreadkit.measures.series import own_step, period_of, unread_periods
from spreadkit.measures.spc.interpretation import Judgement
from spreadkit.measures.spc.results import ChartKind, Signal, SpcPhase, SpcPoint, SpcRule
from spreadkit.model.base import known
from spreadkit.model.people import Every
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words, month_of
from spreadkit.record import record
from spreadkit.words import by_number, count_of, in_figures, in_words

_MONTH: Final = 31
"""By how many days something may have happened before the first value or after the last and be drawn."""

_MOST_SIGNALS: Final = 6
"""How many signals are marked; the table beside the chart says what is seen in each point."""

_MOST_LANES: Final = 2
"""How many lines of words over signals there are at most; what has no room there is said in words alone."""

_MOST_AIMS: Final = 3
"""How many targets are drawn beside the one that a measure is judged by."""

_CROWDED: Final = 60
"""From so many values on, points are drawn smaller."""

_SHORT_MONTH: Final = 5
"""The name of a month is written whole up to so many letters."""

_PART_BESIDE: Final = 0.42
"""How much of the picture the names beside the plot may take."""

_LOOKS: Final[Mapping[Judgement, tuple[str, str]]] = {
    "better": ("diamond", HOT),
    "worse": ("triangle-up", WARN),
    "neither": ("square", INK),
}
"""By judgement of a signal: the shape and the colour of its points. Words above them say it, too."""

_PERIODS: Final[Mapping[Every | None, tuple[str, str]]] = {
    Every.DAY: ("day", "days"),
    Every.WEEK: ("week", "weeks"),
    Every.FORTNIGHT: ("fortnight", "fortnights"),
    Every.MONTH: ("month", "months"),
    Every.QUARTER: ("quarter", "quarters"),
    Every.YEAR: ("year", "years"),
}

_CENTRES: Final = {ChartKind.RUN: "Middle", ChartKind.G: "Middle", ChartKind.T: "Centre"}


@record
class _SignalLabel:
    """A signal with its judgement and its words; `places` are the positions of its points in the line."""

    signal: Signal
    judgement: Judgement
    words: str
    places: tuple[int, ...]

    @property
    def colour(self) -> str:
        """The colour of its points."""
        return _LOOKS[self.judgement][1]


@record
class _Gap:
    """Periods without a value, from one day to another, and why."""

    start: date
    end: date
    says: str


def draw_measure(  # noqa: PLR0913 - what a picture is made from
    name: str,
    charted: ChartedMeasure,
    sites: Mapping[str, str],
    *,
    title: str = "",
    subtitle: str = "",
    size: ChartSize = WIDE,
) -> Drawing:
    """Draw a measure. `sites` gives the names of sites. Without a title, that of the measure stands above.

    Where there is room, what happened is numbered in the picture and told below it.
    """
    title = title or charted.measure.title
    told = _told(charted)
    is_wide = size.across >= WIDE.across
    frame = _framed(charted, size, heading_room(title, subtitle, size))
    key = events.legend_of(_happened(charted, sites) if is_wide else [], frame, size)
    spans = [_span(charted, frame, label, size) for label in told]
    above = min(_MOST_LANES, max(lanes(spans, gap=10), default=-1) + 1) * (size.text * 1.2 + 2)
    frame = replace(frame, top=frame.title + 8 + above + key.above, bottom=frame.bottom + key.below)
    board = TextBoard(frame, size.text)
    layers = [*heading_layers(frame, title, subtitle, size), *_layers(charted, board, key, told)]
    return Drawing(name=name, spec=over_time(frame, title, [*layers, *board.layers()]), says=_says(charted, told, key))


def _shown(charted: ChartedMeasure) -> Iterator[float]:
    """Go through the numbers that must have room on the chart: a value that is left out is none."""
    out = _left_out(charted)
    found = [float(value) for index, value in enumerate(charted.line.values) if value is not None and index not in out]
    yield from found or map(float, charted.line.known.values())
    for point in charted.chart.points if charted.chart else ():
        yield from (number for number in (point.centre, point.lower, point.upper) if number is not None)
    if charted.target is not None:
        yield float(charted.target.value)
    yield from (height for height, _ in _further_aims(charted))
    yield from map(float, _beside(charted).values())


def _further_aims(charted: ChartedMeasure) -> Iterator[tuple[float, str]]:
    """Go through the further targets that are drawn, each with its name: three at most."""
    for name, named in charted.targets[:_MOST_AIMS]:
        if charted.site is None and (target := known(named.value)) is not None:
            yield float(target.value), f"{own(named.title_or(name))}: {target.words}"


def _beside(charted: ChartedMeasure) -> dict[date, Decimal]:
    """Return the values of all sites together that lie within the days of a site's chart; none without them."""
    days = charted.line.dates
    found = charted.network.known if charted.network is not None else {}
    return {day: value for day, value in found.items() if days[0] <= day <= days[-1]}


def _network(charted: ChartedMeasure) -> Iterator[list[ChartRow]]:
    """Go through the values of all sites together that are joined: no gap between."""
    shown, line_ = _beside(charted), charted.network
    days = line_.dates if line_ is not None else ()
    for is_there, part in groupby(days, key=lambda day: day in shown):
        if is_there:
            yield [at(day, float(shown[day])) for day in part]


def _ticks(charted: ChartedMeasure) -> list[float]:
    values = [*_shown(charted)]
    return ticks_to(max(values), min(values))


def _framed(charted: ChartedMeasure, size: ChartSize, title: float) -> Frame:
    days, ticks, values = charted.line.dates, _ticks(charted), [*_shown(charted)]
    told = [days[0], days[-1], *(event.on for event in _happened(charted, {}))]
    ends = padded(min(told), max(told))
    room = max(ticks[-1], *values) - min(ticks[0], *values)
    names = [width_of(text, size.text, bold=True) for _, _, text in _names(charted)]
    return Frame(
        start=ends[0],
        end=ends[1],
        least=min(0, ticks[0], min(values) - room * 0.03),
        most=max(ticks[-1], max(values) + room * 0.03),
        height=size.height,
        top=title,
        title=title,
        bottom=size.text * 1.5 + 8,
        left=room_for(ticks, size.text),
        right=min(max(names, default=0) + 14, size.across * _PART_BESIDE),
        across=size.across,
    )


def _happened(charted: ChartedMeasure, sites: Mapping[str, str]) -> list[ChartEvent]:
    """Return what happened from a little before the first point to a little after the last one."""
    measure, days = charted.measure, charted.line.dates
    found = [
        ChartEvent(
            annotation.on,
            f"{own(sites.get(annotation.site, annotation.site))}: {own(annotation.says)}",
            at_one_site=True,
        )
        if annotation.site
        else ChartEvent(annotation.on, own(annotation.says))
        for annotation in measure.annotations
        if charted.site is None or annotation.site in {None, charted.site}
    ]
    found += [ChartEvent(phase.from_, _phase(charted, phase.title), "phase") for phase in measure.phases]
    found += [
        ChartEvent(change.on, f"counted otherwise: {own(change.what)}", "counting") for change in measure.redefined
    ]
    return [event for event in found if shifted(days[0], -_MONTH) <= event.on <= shifted(days[-1], _MONTH)]


def _phase(charted: ChartedMeasure, title: str | None) -> str:
    name = "limits" if charted.chart and charted.chart.kind is not ChartKind.RUN else "middle"
    return f"{name} worked out anew{f' ({own(title)})' if title else ''}"


def _told(charted: ChartedMeasure) -> list[_SignalLabel]:
    """Return the signals that are told, in their order."""
    return [
        _SignalLabel(signal, judgement, _seen(charted, signal, judgement), places)
        for signal, judgement, places in _firm(charted)
    ]


def _placed(charted: ChartedMeasure) -> Iterator[tuple[Signal, Judgement, tuple[int, ...]]]:
    """Go through the signals that can be claimed, each with the positions of its points in the line that is drawn.

    Those of the sites that reported throughout are found in a line of their own.
    """
    like = charted.like
    own_line = like.throughout.line if like.state is LikeWithLike.OPPOSES and like.throughout else charted.line
    places = {day: place for place, day in enumerate(charted.line.dates)}
    for signal, judgement in charted.firm_signals:
        if own_line is charted.line:
            yield signal, judgement, tuple(signal.points)
        else:
            days = [own_line.dates[point] for point in signal.points]
            if found := tuple(places[day] for day in days if day in places):
                yield signal, judgement, found


def _firm(charted: ChartedMeasure) -> list[tuple[Signal, Judgement, tuple[int, ...]]]:
    """Return the signals there are enough values to claim, the longest first, without those inside of another."""
    kept: list[tuple[Signal, Judgement, tuple[int, ...]]] = []
    for signal, judgement, places in sorted(_placed(charted), key=lambda found: -len(found[2])):
        inside = any({*places} <= {*longer} for other, _, longer in kept if other.rule.marks_points)
        if not inside and len(kept) < _MOST_SIGNALS:
            kept.append((signal, judgement, places))
    return sorted(kept, key=lambda found: found[2])


def _span(charted: ChartedMeasure, frame: Frame, label: _SignalLabel, size: ChartSize) -> tuple[float, float]:
    """Return from where to where the words over a signal reach."""
    half = width_of(label.words, size.text, bold=True) / 2
    middle = _middle(charted, frame, label, size)
    return middle - half, middle + half


def _middle(charted: ChartedMeasure, frame: Frame, label: _SignalLabel, size: ChartSize) -> float:
    days = charted.line.dates
    half = width_of(label.words, size.text, bold=True) / 2
    middle = (frame.x(days[label.places[0]]) + frame.x(days[label.places[-1]])) / 2
    return min(max(middle, half - frame.left), frame.across - frame.left - half)


def _seen(charted: ChartedMeasure, signal: Signal, judgement: Judgement) -> str:
    """Say what a signal is in a few words."""
    one, more = _PERIODS.get(own_step(charted.measure), ("value", "values"))
    many, way = len(signal.points), _way(signal, judgement)
    period, chart = by_number(many, one, more), charted.chart
    phase = (
        next((phase for phase in chart.phases if phase.first <= signal.first <= phase.last), None) if chart else None
    )
    rising = "rising" if signal.direction == "up" else "falling"
    said = {
        SpcRule.SHIFT: f"{many} {way} {period} in a row",
        SpcRule.LONG_RUN: f"{many} {way} {period} in a row",
        SpcRule.TREND: f"{many} {rising} {period} in a row",
        SpcRule.TWO_OF_THREE: f"{many} {way} {period} close to a limit",
        SpcRule.OUTSIDE: f"{many} {way} {period} outside of the limits",
        SpcRule.FEW_CROSSINGS: f"Not chance alone: crosses {count_of(phase.crossings or 0 if phase else 0, 'time')}",
        SpcRule.FEW_RUNS: "Not chance alone: few runs",
        SpcRule.MANY_RUNS: "Not chance alone: many runs",
    }
    return said[signal.rule]


def _way(signal: Signal, judgement: Judgement) -> str:
    if judgement != "neither":
        return judgement
    return "higher" if signal.direction == "up" else "lower"


def _layers(
    charted: ChartedMeasure, board: TextBoard, key: EventLegend, told: list[_SignalLabel]
) -> Iterator[ChartLayer]:
    frame, ticks = board.frame, _ticks(charted)
    gaps, days = [*_gaps(charted)], named_days(frame.start, frame.end, frame.width, board.size)
    write_axes(board, ticks, days)
    for colour in TINT:
        yield _grounds(charted, frame, [label for label in told if label.colour == colour], colour)
    yield from _gap_marks(frame, gaps)
    yield from axis_marks(frame, ticks, [day for day, _ in days])
    yield from events.draw_events(key, board)
    yield from _limits(charted)
    if charted.target is not None:
        height = float(charted.target.value)
        yield rules("target", [at(frame.start, height, x2=frame.end)], AIM, width=2, strokeDash=[9, 5])
    further = [at(frame.start, height, x2=frame.end) for height, _ in _further_aims(charted)]
    yield rules("further-target", further, AIM, width=1.2, strokeDash=[3, 3])
    yield from _centres(charted)
    yield line("network", _network(charted), EDGE, width=1.2)
    yield line("values", _stretches(charted), MUTE, width=1.5)
    yield from _points(charted, board)
    if not key.events:
        yield from _breaks(charted, frame)
    _write(charted, board, key, told, gaps)


def _write(
    charted: ChartedMeasure, board: TextBoard, key: EventLegend, told: list[_SignalLabel], gaps: list[_Gap]
) -> None:
    """Write the names of lines at their ends, the words over signals, and what is missing."""
    frame = board.frame
    write_at_ends(board, [(frame.y(number), look, text) for number, look, text in _names(charted)])
    apart = board.size * 1.2 + 2
    for label in told:
        size = ChartSize(frame.across, board.size, frame.height)
        middle = _middle(charted, frame, label, size)
        places = [(middle, -key.above - 9 - apart * lane) for lane in range(_MOST_LANES)]
        board.offer(Look(f"signal-{label.judgement}", label.colour, "center", is_bold=True), places, label.words)
    _keep_off_values(charted, board)
    for gap in gaps:
        _write_gap(gap, board)
    for index in sorted(_left_out(charted)):
        day, value = charted.line.dates[index], charted.line.values[index]
        if value is not None:
            x, y = frame.x(day), frame.y(_inside(frame, float(value)))
            beside: list[tuple[Look, list[tuple[float, float]]]] = [
                (Look("left-out-name", MUTE, "left"), [(x + 8, y), (x + 8, y + 10), (x + 8, y - 10)]),
                (Look("left-out-name", MUTE, "right"), [(x - 8, y), (x - 8, y + 10), (x - 8, y - 10)]),
            ]
            text = f"{in_figures(value)} left out"
            any(board.offer(look, places, text) for look, places in beside)
    if not key.events:
        for day, text in _changes(charted):
            x = frame.x(day)
            sides: tuple[tuple[Look, float], ...] = (
                (Look("break-name"), x + 4),
                (Look("break-name", side="right"), x - 4),
            )
            any(board.offer(look, [(at_x, frame.height - 10), (at_x, 9)], text) for look, at_x in sides)


def _write_gap(gap: _Gap, board: TextBoard) -> None:
    """Write into a gap why it is one, or beside it where it is less wide than that."""
    frame = board.frame
    left, right = frame.x(gap.start), frame.x(gap.end)
    heights = (10, frame.height - 10, frame.height / 2)
    sides: list[tuple[TextSide, float]] = [("left", right + 4), ("right", left - 4)]
    if width_of(gap.says, board.size) <= right - left:
        sides = [("center", (left + right) / 2)]
    any(board.offer(Look("gap-reason", WARN, side), [(x, down) for down in heights], gap.says) for side, x in sides)


def _keep_off_values(charted: ChartedMeasure, board: TextBoard) -> None:
    """Let no text that is offered lie on the values, their middle, or the aim."""
    frame = board.frame
    for part in _stretches(charted):
        places = [(frame.x(date.fromisoformat(row["x"])), frame.y(row["y"])) for row in part]
        board.keep_off(places if len(places) > 1 else [*places, *places], room=4)
    lines = [point.centre for point in charted.chart.points if point.centre is not None][-1:] if charted.chart else []
    for of in ("upper", "lower"):
        limits = [(day, getattr(point, of)) for day, point in _drawn(charted)]
        board.keep_off([(frame.x(day), frame.y(number)) for day, number in limits if number is not None])
    for height in {*lines, *([float(charted.target.value)] if charted.target else [])}:
        board.keep_off([(0, frame.y(height)), (frame.width, frame.y(height))])


def _drawn(charted: ChartedMeasure) -> list[tuple[date, SpcPoint]]:
    """Return the points of the chart with their days; none without one."""
    return list(zip(charted.line.dates, charted.chart.points, strict=True)) if charted.chart else []


def _changes(charted: ChartedMeasure) -> list[tuple[date, str]]:
    """Return the days from which on a measure is counted otherwise, or judged anew, each with a few words."""
    found = {phase.from_: "new middle" for phase in charted.measure.phases}
    found |= {change.on: "counted otherwise" for change in charted.measure.redefined}
    days = charted.line.dates
    return [(day, text) for day, text in sorted(found.items()) if days[0] < day <= days[-1]]


def _breaks(charted: ChartedMeasure, frame: Frame) -> Iterator[ChartLayer]:
    """Draw an upright line where a measure is counted otherwise, or judged anew."""
    rows = [(frame.x(day), 0.0, frame.x(day), frame.height) for day, _ in _changes(charted)]
    yield strokes("break", rows, EDGE, strokeDash=[2, 3])


def _gaps(charted: ChartedMeasure) -> Iterator[_Gap]:
    """Go through the times between values that have none, each with why."""
    line_, every = charted.line, charted.measure.every
    gone = unread_periods(charted.measure, only=None if charted.site is None else {charted.site})
    days = line_.dates
    for is_known, run in groupby(range(len(days)), key=lambda index: line_.values[index] is not None):
        places = list(run)
        if is_known:
            continue
        before, after = max(0, places[0] - 1), min(len(days) - 1, places[-1] + 1)
        start = shifted(days[before], round((days[places[0]] - days[before]).days * 0.5))
        end = shifted(days[places[-1]], round((days[after] - days[places[-1]]).days * 0.5))
        unread = sum(period_of(days[place], every) in gone for place in places)
        yield _Gap(start, end, "could not be read" if unread else "no figures")


def _gap_marks(frame: Frame, gaps: list[_Gap]) -> Iterator[ChartLayer]:
    spans = [(frame.x(gap.start), frame.x(gap.end)) for gap in gaps]
    yield blocks("gap", [(left, 0.0, max(right, left + 2), frame.height) for left, right in spans], BLUSH)
    edges = [(x, 0.0, x, frame.height) for span in spans for x in span]
    yield strokes("gap-edge", edges, WARN, strokeDash=[3, 3])


def _stretches(charted: ChartedMeasure) -> Iterator[list[ChartRow]]:
    """Go through the values that are joined: no gap, no left out point, and no change of what is counted between."""
    starts = {phase.first for phase in charted.chart.phases} if charted.chart else set[int]()
    days = charted.line.dates
    starts |= {
        later
        for (one, later) in pairwise(range(len(days)))
        if any(days[one] < change.on <= days[later] for change in charted.measure.redefined)
    }
    out = _left_out(charted)
    part: list[ChartRow] = []
    for index, (day, value) in enumerate(zip(days, charted.line.values, strict=True)):
        if value is None or index in starts or index in out:
            yield part
            part = []
        if value is not None and index not in out:
            part.append(at(day, float(value)))
    yield part


def _left_out(charted: ChartedMeasure) -> set[int]:
    return {index for index, point in enumerate(charted.chart.points) if point.excluded} if charted.chart else set()


def _inside(frame: Frame, number: float) -> float:
    """Return a number where it can be drawn: a value that is left out may lie beyond the axis."""
    return min(max(number, frame.least), frame.most)


def _judged_points(charted: ChartedMeasure) -> dict[int, Judgement]:
    """Return the positions of points that belong to a signal, with how that is judged."""
    found = dict[int, Judgement]()
    for signal, judgement, places in _placed(charted):
        if signal.rule.marks_points:
            found |= dict.fromkeys(places, judgement)
    return found


def _points(charted: ChartedMeasure, board: TextBoard) -> Iterator[ChartLayer]:
    """Draw the points: dots, other shapes for those of a signal, hollow ones for those left out."""
    out, of_signal, frame = _left_out(charted), _judged_points(charted), board.frame
    rows = {
        index: at(day, float(value))
        for index, (day, value) in enumerate(zip(charted.line.dates, charted.line.values, strict=True))
        if value is not None
    }
    plain = [row for index, row in rows.items() if index not in out and index not in of_signal]
    is_small = len(rows) > _CROWDED or frame.width / len(rows) < 5  # noqa: PLR2004 - points would touch
    yield points("point", plain, "circle", MUTE, size=16 if is_small else 36)
    for judgement, (shape, colour) in _LOOKS.items():
        chosen = [rows[index] for index, judged in of_signal.items() if judged == judgement and index in rows]
        chosen = [row for row in chosen if row not in [rows[index] for index in out if index in rows]]
        yield points(f"point-{judgement}", chosen, shape, colour, size=36 if is_small else 64)
    left_out = [row | {"y": _inside(frame, row["y"])} for index, row in rows.items() if index in out]
    yield outlines("left-out", left_out, "circle", INK, size=44)


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
    yield line("centre", made, INK, width=2)
    yield line("centre-carried-on", carried, INK, width=2, strokeDash=[4, 3])


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
        yield line(name, parts, EDGE, width=1.5, strokeDash=[1.5, 3], interpolate="step")


def _corners(rows: list[ChartRow]) -> list[ChartRow]:
    """Keep the rows at which a stepped line turns, and its ends."""
    inner = range(1, len(rows) - 1)
    turns = [index for index in inner if not rows[index - 1]["y"] == rows[index]["y"] == rows[index + 1]["y"]]
    return [rows[index] for index in dict.fromkeys([0, *turns, len(rows) - 1])] if rows else []


def _grounds(charted: ChartedMeasure, frame: Frame, told: list[_SignalLabel], colour: str) -> ChartLayer:
    """Draw the field on which the points of signals lie."""
    days = charted.line.dates
    half = max(1, round(frame.days_per_unit * 5))
    spans = [
        (frame.x(shifted(days[label.places[0]], -half)), frame.x(shifted(days[label.places[-1]], half)))
        for label in told
        if label.signal.rule.marks_points
    ]
    fields = [(max(left, 0), 0.0, min(right, frame.width), frame.height) for left, right in spans]
    return blocks("signal-ground", fields, TINT[colour])


def _names(charted: ChartedMeasure) -> list[tuple[float, Look, str]]:
    """Return the names of the lines with the numbers at which they end: at most four, the last value among them."""
    named = list[tuple[float, Look, str]]()
    last = charted.chart.points[-1] if charted.chart else None
    if charted.chart and last and last.centre is not None:
        phase = charted.chart.phases[-1]
        name = "Before" if phase.frozen else _CENTRES.get(charted.chart.kind, "Mean")
        name = "Stated" if phase.stated else name
        named.append((last.centre, Look("line-name"), f"{name}: {in_figures(last.centre)}"))
    if found := _last(charted):
        place, value = found
        judged = _judged_points(charted).get(place)
        colour = _LOOKS[judged][1] if judged else INK
        day = _day(charted.line.dates[place], own_step(charted.measure))
        named.append((float(value), Look("last-value", colour, is_bold=True), f"{day}: {in_figures(value)}"))
    if charted.target is not None:
        named.append((float(charted.target.value), Look("aim-name", AIM), f"Aim: {charted.target.words}"))
    named += [(height, Look("aim-name", AIM), name) for height, name in _further_aims(charted)]
    if shown := _beside(charted):
        last_of_all = float(shown[max(shown)])
        named.append((last_of_all, Look("network-name", MUTE), f"All sites: {in_figures(last_of_all)}"))
    return [*named, *_limit_name(charted)]


def _limit_name(charted: ChartedMeasure) -> Iterator[tuple[float, Look, str]]:
    last = charted.chart.points[-1] if charted.chart else None
    if last and last.upper is not None:
        yield last.upper, Look("limit-name", MUTE), f"Limit: {in_figures(last.upper)}"
    elif last and last.lower is not None:
        yield last.lower, Look("limit-name", MUTE), f"Limit: {in_figures(last.lower)}"


def _last(charted: ChartedMeasure) -> tuple[int, Decimal] | None:
    """Return the position of the last value that counts, and the value."""
    out, values = _left_out(charted), charted.line.values
    found = [(place, value) for place, value in enumerate(values) if value is not None and place not in out]
    return found[-1] if found else None


def _day(day: date, every: Every | None) -> str:
    """Return the period of a value in a word or two: `June`, `Dec`, `28 Jun`, `2026`."""
    if every is Every.YEAR:
        return str(day.year)
    month = month_of(day).split()[0]
    short = month if len(month) <= _SHORT_MONTH else month[:3]
    return short if every in {Every.MONTH, Every.QUARTER} else f"{day.day} {month[:3]}"


def _says(charted: ChartedMeasure, told: list[_SignalLabel], key: EventLegend) -> str:
    """Describe the picture for those who do not see it."""
    line_, chart = charted.line, charted.chart
    kind = CHART_KINDS[chart.kind] if chart else "Line chart"
    labels = charted.labels
    drawn = f"{kind[:1].upper()}{kind[1:]} of {charted.measure.title}, {labels[0]} to {labels[-1]}"
    parts = [f"{drawn}: {count_of(len(line_.known), 'value')}.", charted.says]
    if charted.target is not None:
        parts.append(f"A dashed line marks the target of {charted.target.words}.")
    further = [name for _, name in _further_aims(charted)]
    if further:
        parts.append(f"Thinner dashed lines mark {in_words(further)}.")
    if _beside(charted):
        parts.append("A thin line shows all sites together.")
    spans = [f"{label.words} ({labels[label.places[0]]} to {labels[label.places[-1]]})" for label in told]
    if spans:
        parts.append(f"Marked in the picture: {'; '.join(spans)}.")
    out = [day_in_words(line_.dates[index]) for index in sorted(_left_out(charted))]
    if out:
        parts.append(f"Left out and drawn hollow: {in_words(out)}.")
    if key.events:
        told_events = [*(event.words.rstrip(".") for event in key.events), *([key.rest] if key.rest else [])]
        parts.append(f"Events: {'; '.join(told_events)}.")
    return " ".join(parts)
