"""How far the spread has come: how many sites have every core change now, beside the plan and what is likely."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from spreadkit.adoption.curves import Reach
from spreadkit.charts._axes import Frame, lanes, named_days, padded, room_for, whole_ticks
from spreadkit.charts._board import Look, TextBoard, TextSide, axis_marks, write_at_ends, write_axes
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    at,
    heading_layers,
    heading_room,
    layer,
    line,
    over_time,
    points,
    strokes,
)
from spreadkit.charts._style import (
    AIM,
    EDGE,
    FAN,
    HOT,
    INK,
    LINE,
    MUTE,
    WARN,
    WIDE,
    ChartSize,
    own,
    shorten_to_width,
    width_of,
)
from spreadkit.forecast.outlook import ForecastPoint
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words, month_of
from spreadkit.record import record
from spreadkit.words import by_number, count_of

_STEP: Final = "step-after"

_NAMED_LOSSES: Final = 2
"""How many sites that lost it are named in the picture; more are counted."""

_NAME: Final = 120
_SHORT_NAME: Final = 60
"""How wide the name of a site may be in the picture, and where there is little room."""


@record
class Loss:
    """A site that had every core change in place, and has no longer since a day."""

    on: date
    site: str


@record(kw_only=True)
class AdoptionCurve:
    """What the picture is made from.

    `reach` holds a day for each change of the counts, `targets` how many sites are meant to get there; `planned` how
    many are to have begun and ended a wave by a day; `path` the range of the forecast; `unknown` of how many sites that
    have begun it is not known, from a day on; `stale` how many of those that have it now are counted as last seen; `by`
    the day of the aim; `losses` the sites that have it no longer. `one` and `many` are what a site is called.
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
    losses: tuple[Loss, ...] = ()
    subtitle: str = ""
    one: str = "site"
    many: str = "sites"

    @property
    def start(self) -> date:
        """The first day that is drawn."""
        return min([self.reach[0].on, *(day for day, _ in self.planned[:1])])

    @property
    def end(self) -> date:
        """The last day that is drawn."""
        days = [*(day for day, _ in self.planned), *(point.on for point in self.path[-1:])]
        return max([self.as_of, *days, *([self.by] if self.by else [])])

    @property
    def last(self) -> Reach:
        """The counts of the day of the report."""
        return self.reach[-1]

    @property
    def open(self) -> int:
        """Of how many sites it is not known on the day of the report."""
        return self.unknown[-1][1] if self.unknown else 0

    @property
    def due(self) -> int:
        """How many the plan has there by the day of the report."""
        return next((number for day, number in reversed(self.planned) if day <= self.as_of), 0)

    @property
    def next_due(self) -> tuple[date, int] | None:
        """The next day on which the plan has more there, and how many; None where none is to come."""
        return next(((day, number) for day, number in self.planned if day > self.as_of and number > self.due), None)

    def now_on(self, day: date) -> int:
        """Return how many had it on a day."""
        return next((reach.current for reach in reversed(self.reach) if reach.on <= day), 0)


def draw_adoption(name: str, curve: AdoptionCurve, *, size: ChartSize = WIDE) -> Drawing:
    """Draw how far the spread has come."""
    frame = _framed(curve, size)
    board = TextBoard(frame, size.text)
    layers = [*heading_layers(frame, curve.title, curve.subtitle, size), *_layers(curve, board)]
    spec = over_time(frame, curve.title, [*layers, *board.layers()])
    return Drawing(name=name, spec=spec, says=_says(curve))


def _most(curve: AdoptionCurve) -> int:
    """Return the highest number that is drawn: that of all target sites, as a rule."""
    counted = [number for reach in curve.reach for number in (reach.of, reach.ever)]
    planned = [number for _, number in curve.planned]
    return max([1, curve.targets, *counted, *planned, *(point.high for point in curve.path)])


def _framed(curve: AdoptionCurve, size: ChartSize) -> Frame:
    title = heading_room(curve.title, curve.subtitle, size)
    start, end = padded(curve.start, curve.end)
    ticks = whole_ticks(_most(curve))
    names = [width_of(text, size.text, bold=look.is_bold) for _, look, text in _ends(curve)]
    frame = Frame(
        start=start,
        end=end,
        least=0,
        most=ticks[-1],
        height=size.height,
        title=title,
        left=room_for(ticks, size.text),
        right=max(names, default=0) + 14,
        bottom=size.text * 1.5 + 8,
        across=size.across,
    )
    rows = max(lane for *_, lane in _days(curve, frame, size.text)) + 1
    return replace(frame, top=title + 12 + rows * (size.text + 4))


def _layers(curve: AdoptionCurve, board: TextBoard) -> Iterator[ChartLayer]:
    frame, ticks = board.frame, whole_ticks(_most(curve))
    days = named_days(frame.start, frame.end, frame.width, board.size)
    write_axes(board, ticks, days)
    yield from _forecast(curve)
    yield from _unknown(curve)
    yield from axis_marks(frame, ticks, [day for day, _ in days])
    yield from _day_marks(curve, board)
    aim = [(reach.on, reach.of) for reach in curve.reach]
    lines = {
        "target-sites": [(frame.start, curve.reach[0].of), *aim, (frame.end, curve.last.of)],
        "plan": _steps(curve.planned, frame.end),
        "ever": _steps([(reach.on, reach.ever) for reach in curve.reach], curve.as_of),
        "now": _steps([(curve.reach[0].on, 0), *((reach.on, reach.current) for reach in curve.reach)], curve.as_of),
    }
    looks: dict[str, tuple[str, float, list[float]]] = {
        "target-sites": (AIM, 2, [9, 5]),
        "plan": (INK, 1.5, [1.5, 3]),
        "ever": (MUTE, 1.5, [5, 3]),
        "now": (HOT, 3, []),
    }
    for name, (colour, width, dash) in looks.items():
        found = lines[name]
        if name == "ever" and all(reach.ever == reach.current for reach in curve.reach):
            continue
        more: ChartRow = {"strokeDash": dash} if dash else {}
        yield line(name, [[at(day, n) for day, n in found]], colour, width=width, interpolate=_STEP, **more)
        board.keep_off([*_corners(found, frame)], room=3)
    _keep_off_fan(curve, board)
    yield points("now-end", [at(curve.as_of, curve.last.current)], "diamond", HOT, size=90)
    yield points("loss", [at(loss.on, curve.now_on(loss.on)) for loss in curve.losses], "triangle-down", WARN, size=70)
    write_at_ends(board, [(frame.y(number), look, text) for number, look, text in _ends(curve)])
    _write_now(curve, board)
    _write_plan(curve, board)
    _write_losses(curve, board)
    _write_unknown(curve, board)
    _write_ever(curve, board)


def _steps(counts: Sequence[tuple[date, int]], end: date) -> list[tuple[date, int]]:
    """Return the corners of a stepped line, up to the end."""
    kept = [(day, number) for day, number in counts if day <= end]
    return [*kept, (end, kept[-1][1])] if kept else []


def _corners(found: Sequence[tuple[date, int]], frame: Frame) -> Iterator[tuple[float, float]]:
    before: int | None = None
    for day, number in found:
        if before is not None:
            yield frame.x(day), frame.y(before)
        yield frame.x(day), frame.y(number)
        before = number


def _forecast(curve: AdoptionCurve) -> Iterator[ChartLayer]:
    rows = [at(point.on, point.low, y2=point.high) for point in curve.path]
    yield layer("forecast", {"type": "area", "fill": FAN, "opacity": 1}, rows)


def _keep_off_fan(curve: AdoptionCurve, board: TextBoard) -> None:
    for number_of in ("low", "high"):
        places = [(board.frame.x(point.on), board.frame.y(getattr(point, number_of))) for point in curve.path]
        board.keep_off(places, room=1)


def _unknown(curve: AdoptionCurve) -> Iterator[ChartLayer]:
    """Draw the sites of which it is not known as a band that hangs from the number of target sites."""
    rows = [
        at(day, max(0, curve.last.of - number), y2=curve.last.of)
        for day, number in [*curve.unknown, (curve.as_of, curve.open)]
        if any(unknown for _, unknown in curve.unknown)
    ]
    yield layer("unknown", {"type": "area", "fill": LINE, "opacity": 1, "interpolate": _STEP}, rows)


def _days(curve: AdoptionCurve, frame: Frame, size: float) -> list[tuple[date, str, float, int]]:
    """Return the day of the report and that of the aim, with their names, where these stand, and in which lane."""
    named = [(curve.as_of, f"Today, {day_in_words(curve.as_of)}")]
    if curve.by is not None and curve.by != curve.as_of:
        named.append((curve.by, f"Aim, {day_in_words(curve.by)}"))
    placed = []
    for day, text in named:
        half = width_of(text, size) / 2
        x = min(max(frame.x(day), half - frame.left), frame.across - frame.left - half)
        placed.append((day, text, x, half))
    free = lanes([(x - half, x + half) for _, _, x, half in placed], gap=10)
    return [(day, text, x, lane) for (day, text, x, _), lane in zip(placed, free, strict=True)]


def _day_marks(curve: AdoptionCurve, board: TextBoard) -> Iterator[ChartLayer]:
    frame, apart = board.frame, board.size + 4
    named = _days(curve, frame, board.size)
    for _, text, x, lane in named:
        board.put(Look("day-name", INK, "center"), x, -board.size * 1.25 - apart * lane, text)
    rows = [(frame.x(day), -2.0, frame.x(day), frame.height) for day, *_ in named]
    for left, top, right, bottom in rows:
        board.keep_off([(left, top), (right, bottom)])
    yield strokes("day", rows, EDGE)


def _ends(curve: AdoptionCurve) -> list[tuple[float, Look, str]]:
    """Return what is named beside the plot, each with the number at which it ends: three at most."""
    aim, plan = curve.last.of, curve.planned[-1][1] if curve.planned else None
    named: list[tuple[float, Look, str]] = [
        (float(aim), Look("aim-name", AIM), f"Aim, plan: {aim}" if plan == aim else f"Aim: {aim}")
    ]
    if plan is not None and plan != aim:
        named.append((float(plan), Look("plan-name", INK), f"Plan: {plan}"))
    if curve.path:
        end = curve.path[-1]
        span = f"{end.low} to {end.high}" if end.low != end.high else str(end.low)
        named.append(((end.low + end.high) / 2, Look("likely", HOT), f"Likely: {span}"))
    return named


def _around(x: float, y: float, size: float) -> dict[TextSide, list[tuple[float, float]]]:
    """Return the places beside a point at which a text may stand, by the side on which its place is."""
    far = size * 0.8
    return {
        "right": [(x - 10, y - far), (x - 10, y), (x - 10, y + far + 2)],
        "left": [(x + 10, y + far + 2), (x + 10, y), (x + 10, y - far)],
        "center": [(x, y - far - 8), (x, y + far + 8)],
    }


def _offer_around(board: TextBoard, look: Look, x: float, y: float, text: str) -> bool:
    """Write a text beside a point, where there is room; further away where there is none beside it."""
    for further in (0, board.size, board.size * 2, board.size * 3):
        for side, places in _around(x, y, board.size).items():
            moved = [(at_x, at_y - further) for at_x, at_y in places] + [
                (at_x, at_y + further) for at_x, at_y in places
            ]
            if board.offer(look._replace(side=side), moved, text):
                return True
    return False


def _write_now(curve: AdoptionCurve, board: TextBoard) -> None:
    """Say how many have it now; without what is as last seen where there is no room for that."""
    noun = by_number(curve.last.current, curve.one, curve.many)
    long = f"{curve.last.current} {noun} now" + (f", {curve.stale} as last seen" if curve.stale else "")
    look = Look("curve-name", HOT, "right", is_bold=True)
    x, y = board.frame.x(curve.as_of), board.frame.y(curve.last.current)
    short = f"{curve.last.current} now"
    texts = (long, f"{curve.last.current} {noun} now", short, str(curve.last.current))
    any(_offer_around(board, look, x, y, text) for text in texts)


def _write_plan(curve: AdoptionCurve, board: TextBoard) -> None:
    """Name the next step of the plan, and the last before it where there is room."""
    steps = [curve.next_due, next(((day, n) for day, n in reversed(curve.planned) if day <= curve.as_of and n), None)]
    for step in steps:
        if step is None or step == curve.planned[-1]:
            continue
        day, number = step
        long = f"Plan: {number} by {day_in_words(day).rpartition(' ')[0]}"
        x, y = board.frame.x(day), board.frame.y(number)
        placed = any(_offer_around(board, Look("plan-step"), x, y, text) for text in (long, f"Plan: {number}"))
        if placed:
            return


def _write_losses(curve: AdoptionCurve, board: TextBoard) -> None:
    """Name the sites that lost it, with the month; of more than a few, how many."""
    look, frame = Look("loss-name", WARN), board.frame
    if len(curve.losses) > _NAMED_LOSSES:
        last = curve.losses[-1]
        _offer_around(board, look, frame.x(last.on), frame.y(curve.now_on(last.on)), f"{len(curve.losses)} lost")
        return
    for loss in curve.losses:
        name = own(shorten_to_width(loss.site, _NAME, board.size))
        short = own(shorten_to_width(loss.site, _SHORT_NAME, board.size))
        month = month_of(loss.on).split()[0]
        x, y = frame.x(loss.on), frame.y(curve.now_on(loss.on))
        any(_offer_around(board, look, x, y, text) for text in (f"{name}, {month}", name, short, "1 lost"))


def _write_unknown(curve: AdoptionCurve, board: TextBoard) -> None:
    frame = board.frame
    days = [(day, number) for day, number in curve.unknown if number]
    if not days:
        return
    day, number = days[-1]
    text = f"{number} not known" if curve.open else f"{number} not known then"
    low, high = frame.y(curve.last.of - number), frame.y(curve.last.of)
    heights = [(low + high) / 2, low + board.size, high - board.size, low + 2 * board.size]
    x = min(frame.x(day), frame.x(curve.as_of)) - 8
    board.offer(Look("not-known", MUTE, "right"), [(x, down) for down in heights], text)


def _write_ever(curve: AdoptionCurve, board: TextBoard) -> None:
    if curve.last.ever > curve.last.current:
        x, y = board.frame.x(curve.as_of), board.frame.y(curve.last.ever)
        _offer_around(board, Look("ever-name", MUTE), x, y, f"{curve.last.ever} ever")


def _says(curve: AdoptionCurve) -> str:
    last, many = curve.last, curve.many
    whole = f"The one target {curve.one}" if curve.targets == 1 else f"{last.ever} of {curve.targets} target {many}"
    ever = f"{whole} {'ever' if last.ever or curve.targets > 1 else 'never'} had every core change in place"
    seen = f", {curve.stale} of them as last seen" if curve.stale else ""
    parts = [
        f"A stepped curve from {day_in_words(curve.reach[0].on)} to {day_in_words(curve.as_of)}.",
        f"{ever}, {last.current} {'has' if last.current == 1 else 'have'} it now{seen}.",
    ]
    if curve.losses:
        lost = [f"{own(loss.site)} ({day_in_words(loss.on)})" for loss in curve.losses[:_NAMED_LOSSES]]
        more = f" and {len(curve.losses) - _NAMED_LOSSES} more" if len(curve.losses) > _NAMED_LOSSES else ""
        joined = " and ".join(lost) if not more else ", ".join(lost)
        parts.append(f"Lost again by {joined}{more}.")
    if curve.planned:
        parts.append(
            f"A dotted line shows the plan, by the ends of the waves: {curve.due} by now, {curve.planned[-1][1]} by "
            f"{day_in_words(curve.planned[-1][0])}."
        )
    if curve.open:
        begun = f"{count_of(curve.open, curve.one, many)} that {by_number(curve.open, 'has', 'have')} begun"
        parts.append(f"Of {begun} it is not known.")
    if curve.path:
        end = curve.path[-1]
        span = f"between {end.low} and {end.high}"
        parts.append(f"A fan shows how many will likely ever have had it: {span} by {day_in_words(end.on)}.")
    return " ".join(parts)
