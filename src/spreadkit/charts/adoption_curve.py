"""How far the spread has come: sites that ever had the changes, and have them now, beside the plan and a forecast."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from spreadkit.adoption.curves import Reach
from spreadkit.charts._axes import Frame, lanes, numbers, padded, spread
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    at,
    grid_lines,
    layer,
    line,
    on_ground,
    over_time,
    rules,
    text_layer,
)
from spreadkit.charts._style import (
    AXIS,
    DATA,
    GRID,
    INK,
    LOW,
    MUTED,
    NARROW,
    PALE,
    SMALL,
    TARGET,
    TITLE_SIZE,
    cut_to_width,
    width_of,
)
from spreadkit.forecast.outlook import ForecastPoint
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words
from spreadkit.record import record
from spreadkit.words import count_of

_HEIGHT: Final = 240
_STEP: Final = "step-after"
_ROOM_ABOVE: Final = 20
"""How far below the upper edge a curve must end for its name to stand above it."""


@record(kw_only=True)
class AdoptionCurve:
    """What the picture is made from.

    `reach` holds a day for each change of the counts, `targets` how many sites are meant to get there; `planned` how
    many are to have begun and ended a wave by a day; `path` the range of the forecast; `unknown` of how many sites that
    have begun it is not known, from a day on; `stale` how many of those that have it now are counted as last seen; `by`
    the day of the aim.
    """

    title: str
    as_of: date
    reach: tuple[Reach, ...]
    targets: int
    planned: tuple[tuple[date, int], ...] = ()
    path: tuple[ForecastPoint, ...] = ()
    unknown: tuple[tuple[date, int], ...] = ()
    stale: int = 0
    by: date | None = None

    @property
    def start(self) -> date:
        """The first day that is drawn."""
        return min([self.reach[0].on, *(day for day, _ in self.planned[:1])])

    @property
    def end(self) -> date:
        """The last day that is drawn."""
        return max([self.as_of, *(day for day, _ in self.planned), *([self.by] if self.by else [])])

    @property
    def last(self) -> Reach:
        """The counts of the day of the report."""
        return self.reach[-1]

    @property
    def open(self) -> int:
        """Of how many sites it is not known on the day of the report."""
        return self.unknown[-1][1] if self.unknown else 0


def draw_adoption(name: str, curve: AdoptionCurve, *, narrow: bool = False) -> Drawing:
    """Draw how far the spread has come; a `narrow` chart is for a column."""
    most = max([curve.targets, *(reach.of for reach in curve.reach), *(number for _, number in curve.planned)])
    ticks = numbers([0, most, *(point.high for point in curve.path)], whole=True)
    start, end = padded(curve.start, curve.end)
    frame = Frame(start=start, end=end, least=0, most=ticks[-1], height=_HEIGHT, top=TITLE_SIZE + 44, bottom=32)
    if narrow:
        frame = replace(frame, across=NARROW, height=LOW, right=120)
    spec = over_time(frame, curve.title, _layers(curve, frame, ticks), ticks)
    return Drawing(name=name, spec=spec, says=_says(curve))


def _layers(curve: AdoptionCurve, frame: Frame, ticks: Sequence[float]) -> Iterator[ChartLayer]:
    yield from _forecast(curve)
    yield from _unknown(curve)
    yield grid_lines(frame, ticks)
    yield from _days(curve, frame)
    yield line(
        "target-sites",
        [_steps([(reach.on, reach.of) for reach in curve.reach], frame.start, frame.end)],
        TARGET,
        strokeDash=[8, 4],
        interpolate=_STEP,
    )
    yield line(
        "plan", [_steps(curve.planned, frame.start, frame.end)], MUTED, width=1.5, strokeDash=[2, 3], interpolate=_STEP
    )
    for label, colour, width, of in (("ever", INK, 2, "ever"), ("now", DATA, 3, "current")):
        counts = [(curve.reach[0].on, 0), *((reach.on, getattr(reach, of)) for reach in curve.reach)]
        dash = {"strokeDash": [5, 3]} if label == "ever" else {}
        yield line(label, [_steps(counts, frame.start, curve.as_of)], colour, width=width, interpolate=_STEP, **dash)
    yield from _names(curve, frame)


def _steps(counts: Sequence[tuple[date, int]], start: date, end: date) -> list[ChartRow]:
    """Return the rows of a stepped line: from nothing at the start, or what held then, to the end."""
    if not counts:
        return []
    kept = [at(day, number) for day, number in counts if day <= end]
    return [*kept, at(end, counts[-1][1])] if kept else [at(start, 0), at(end, 0)]


def _forecast(curve: AdoptionCurve) -> Iterator[ChartLayer]:
    rows = [at(point.on, point.low, y2=point.high) for point in curve.path]
    yield layer("forecast", {"type": "area", "fill": PALE, "opacity": 1}, rows)


def _unknown(curve: AdoptionCurve) -> Iterator[ChartLayer]:
    """Draw the sites of which it is not known as a band that hangs from the number of target sites."""
    rows = [
        at(day, curve.last.of - number, y2=curve.last.of)
        for day, number in [*curve.unknown, (curve.as_of, curve.open)]
        if any(unknown for _, unknown in curve.unknown)
    ]
    yield layer("unknown", {"type": "area", "fill": GRID, "opacity": 1, "interpolate": _STEP}, rows)


def _days(curve: AdoptionCurve, frame: Frame) -> Iterator[ChartLayer]:
    """Mark the day of the report and that of the aim, named above the plot."""
    named = [(curve.as_of, f"Today: {day_in_words(curve.as_of)}")]
    if curve.by is not None and curve.by != curve.as_of:
        named.append((curve.by, f"Aim: {day_in_words(curve.by)}"))
    yield rules("day", [at(day, frame.least, y2=frame.most) for day, _ in named], AXIS)
    placed = []
    for day, text in named:
        half = width_of(text, SMALL) / 2
        placed.append((min(max(frame.x(day), half - frame.left + 4), frame.width + frame.right - half - 4), half, text))
    free = lanes([(x - half, x + half) for x, half, _ in placed], gap=10)
    texts = [(x, -9 - 15 * lane, text) for (x, _, text), lane in zip(placed, free, strict=True)]
    yield text_layer("day-name", texts, INK, align="center", baseline="middle", fontSize=SMALL)
    yield text_layer(
        "unit",
        [(4 - frame.left, 8 - frame.top + TITLE_SIZE, "sites")],
        MUTED,
        align="left",
        baseline="middle",
        fontSize=SMALL,
    )


def _names(curve: AdoptionCurve, frame: Frame) -> Iterator[ChartLayer]:
    """Name the curves where they end, and at the right edge what goes on to there."""
    left = frame.x(curve.as_of) - 8
    named: list[tuple[float, str, str]] = [
        (curve.last.ever, f"Ever {curve.last.ever}", INK),
        (curve.last.current, f"Now {curve.last.current}{_stale_beside(curve)}", DATA),
    ]
    if curve.open:
        named.append((curve.last.of - curve.open / 2, f"Not known: {curve.open}", INK))
    above = 12 if frame.y(curve.last.ever) >= _ROOM_ABOVE else -12
    wanted = [frame.y(number) - (0 if text.startswith("Not") else above) for number, text, _ in named]
    heights = spread(wanted, 16, 8, frame.height - 8)
    both = f"Ever {curve.last.ever}, as many as now{_stale_beside(curve)}"
    if curve.last.ever == curve.last.current and width_of(both, bold=True) <= left:
        named[0] = (curve.last.ever, both, INK)
        named.pop(1)
        heights.pop(1)
    earlier = [(day, number) for day, number in curve.unknown if number]
    if earlier and not curve.open:
        day, number = earlier[0]
        below = frame.y(curve.last.of - number) + 10
        yield text_layer(
            "not-known",
            [(frame.x(day), below, f"not known: {number}")],
            MUTED,
            align="left",
            baseline="middle",
            fontSize=SMALL,
        )
    for colour in (INK, DATA):
        texts = [
            (left, y, text) for (_, text, name_colour), y in zip(named, heights, strict=True) if name_colour == colour
        ]
        yield from on_ground("curve-name", texts, colour, fontWeight="bold")
    edge = [(float(curve.last.of), f"Target sites {curve.targets}", TARGET)]
    if curve.planned:
        edge.append((float(curve.planned[-1][1]), f"Plan {curve.planned[-1][1]}", MUTED))
    if curve.path:
        end = curve.path[-1]
        span = f"{end.low} to {end.high}" if end.low != end.high else str(end.low)
        edge.append(((end.low + end.high) / 2, f"Forecast {span}", DATA))
    heights = spread([frame.y(number) for number, _, _ in edge], 15, 6, frame.height - 4)
    for colour in (TARGET, MUTED, DATA):
        placed = [
            (frame.width + 6, y, cut_to_width(text, frame.right - 10, SMALL))
            for (_, text, name_colour), y in zip(edge, heights, strict=True)
            if name_colour == colour
        ]
        yield text_layer("line-name", placed, colour, align="left", baseline="middle", fontSize=SMALL)


def _stale_beside(curve: AdoptionCurve) -> str:
    """Say it beside a curve, where there is little room; the sentence says it in full."""
    return f", {curve.stale} last seen" if curve.stale else ""


def _as_last_seen(curve: AdoptionCurve) -> str:
    return f", {curve.stale} of them as last seen" if curve.stale else ""


def _says(curve: AdoptionCurve) -> str:
    last = curve.last
    whole = "The one target site" if curve.targets == 1 else f"{last.ever} of {curve.targets} target sites"
    ever = f"{whole} {'ever' if last.ever or curve.targets > 1 else 'never'} had every core change in place"
    parts = [
        f"Two stepped curves from {day_in_words(curve.reach[0].on)} to {day_in_words(curve.as_of)}.",
        f"{ever}, {last.current} {'has' if last.current == 1 else 'have'} it now{_as_last_seen(curve)}.",
    ]
    if curve.planned:
        planned = next((number for day, number in reversed(curve.planned) if day <= curve.as_of), 0)
        parts.append(
            f"A dotted line shows the plan, by the ends of the waves: {planned} by now, {curve.planned[-1][1]} by "
            f"{day_in_words(curve.planned[-1][0])}."
        )
    if curve.open:
        parts.append(f"Of {count_of(curve.open, 'site')} that have begun it is not known.")
    if curve.path:
        end = curve.path[-1]
        parts.append(f"A band shows the forecast: between {end.low} and {end.high} by {day_in_words(end.on)}.")
    return " ".join(parts)
