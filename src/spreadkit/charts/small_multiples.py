"""One small chart a site, all on one scale: each site beside its own middle, those with a signal first."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from statistics import median
from typing import Final

from spreadkit.charts._axes import Frame, named_days, padded, room_for, rounded_to_nine_digits, shown, ticks_to
from spreadkit.charts._board import Look, TextBoard
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    heading_layers,
    heading_room,
    in_units,
    layer,
    line,
    strokes,
    units,
)
from spreadkit.charts._style import (
    AIM,
    EDGE,
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
    wrap_to_width,
)
from spreadkit.measures.icons import Variation, variation_of
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.measures.series import left_out
from spreadkit.model.report_parts import Drawing
from spreadkit.model.target import Target
from spreadkit.record import record
from spreadkit.words import count_of, in_figures

MOST: Final = 60
"""How many sites are drawn. The figure is ours."""

_LEAST_PLOT: Final = 110
_LEAST_NARROW_PLOT: Final = 78
"""How wide the plot of a site is at least, where there are several beside each other."""

_PANEL: Final = 78
_GAP: Final = 14
_DAYS: Final = 20
_SIGNS: Final = {Variation.BETTER: ("▲", HOT), Variation.WORSE: ("▼", WARN), Variation.NEITHER: ("◆", INK)}


@record(kw_only=True)
class SitePanel:
    """A site with the chart of its values; `start` is the day on which the change began there, where it has."""

    name: str
    charted: ChartedMeasure
    start: date | None = None

    @property
    def known(self) -> dict[date, float]:
        """The values that count, by their days."""
        out = self._out
        line_ = self.charted.line
        return {
            day: float(value)
            for place, (day, value) in enumerate(zip(line_.dates, line_.values, strict=True))
            if value is not None and place not in out
        }

    @property
    def excluded(self) -> dict[date, float]:
        """The values that are left out, by their days."""
        line_ = self.charted.line
        pairs = [(line_.dates[place], line_.values[place]) for place in sorted(self._out)]
        return {day: float(value) for day, value in pairs if value is not None}

    @property
    def _out(self) -> frozenset[int]:
        """The positions of the values that are left out: none where that would leave no value."""
        line_ = self.charted.line
        out = left_out(self.charted.measure, line_, self.charted.site)
        kept = any(value is not None and place not in out for place, value in enumerate(line_.values))
        return out if kept else frozenset()

    @property
    def middle(self) -> float | None:
        """The median of the values that count since the last time that the measure was counted otherwise."""
        since = max((change.on for change in self.charted.measure.redefined), default=date.min)
        values = [value for day, value in self.known.items() if day >= since] or [*self.known.values()]
        return float(median(values)) if values else None

    @property
    def variation(self) -> Variation:
        """Whether the rules see more than chance in the values."""
        return variation_of(self.charted)

    @property
    def sign(self) -> tuple[str, str]:
        """The sign and the colour of a signal; nothing and the colour of ink without one."""
        return _SIGNS.get(self.variation, ("", INK))

    def stretches(self) -> Iterator[list[tuple[date, float]]]:
        """Go through the values that are joined: not over a gap, a value left out, or a change of what is counted."""
        line_, known, changes = self.charted.line, self.known, self.charted.measure.redefined
        part, before = list[tuple[date, float]](), None
        for day in line_.dates:
            is_new = before is not None and any(before < change.on <= day for change in changes)
            if part and (day not in known or is_new):
                yield part
                part = []
            if day in known:
                part.append((day, known[day]))
            before = day
        if part:
            yield part


@record
class _Placed:
    """A panel with its upper left corner: of the plot, below the name."""

    panel: SitePanel
    u: float
    v: float


@record
class _Scale:
    """What all panels share: the scale of their values and days, and their size."""

    frame: Frame
    wide: float
    ticks: tuple[float, ...]

    def down(self, number: float) -> float:
        """Return how far below the upper edge of a panel a number lies."""
        frame = self.frame
        inside = min(max(number, frame.least), frame.most)
        return (frame.most - inside) / (frame.most - frame.least) * _PANEL

    def right(self, day: date) -> float:
        """Return how far right of the left edge of a panel a day lies."""
        inside = min(max(day, self.frame.start), self.frame.end)
        return self.frame.x(inside) / self.frame.width * self.wide


def draw_multiples(  # noqa: PLR0913 - what a picture is made from
    name: str,
    title: str,
    sites: Sequence[SitePanel],
    *,
    subtitle: str = "",
    target: Target | None = None,
    size: ChartSize = WIDE,
) -> Drawing:
    """Draw the line of each site with its middle, on one scale: those with a signal first, else in the order given."""
    with_values = [site for site in sites if site.known]
    drawn = sorted(with_values, key=lambda site: not site.sign[0])[:MOST]
    if not drawn:
        raise ValueError("no site has a value; draw none of them")
    scale, placed = _laid_out(drawn, title, subtitle, target, size)
    board = TextBoard(scale.frame, size.text)
    layers = [
        *heading_layers(scale.frame, title, subtitle, size),
        *_layers(placed, scale, target),
    ]
    _write(placed, scale, board, target)
    says = _says(drawn, len(sites), scale.ticks)
    return Drawing(name=name, spec=in_units(scale.frame, title, [*layers, *board.layers()]), says=says)


def _laid_out(
    drawn: Sequence[SitePanel], title: str, subtitle: str, target: Target | None, size: ChartSize
) -> tuple[_Scale, list[_Placed]]:
    """Return the scale, and the panels with their places."""
    days = [day for site in drawn for day in site.known]
    values = [value for site in drawn for value in site.known.values()] + ([float(target.value)] if target else [])
    ticks = ticks_to(max(values), min(values))
    ticks = ticks[:: max(1, (len(ticks) - 1) // 2)]
    room = max(ticks[-1], *values) - min(ticks[0], *values)
    beside = max(width_of(in_figures([*site.known.values()][-1]), size.text, bold=True) for site in drawn) + 8
    left = room_for(ticks, size.text)
    least = (_LEAST_PLOT if size.across >= WIDE.across else _LEAST_NARROW_PLOT) + beside + _GAP
    columns = max(1, min(len(drawn), int((size.across - left - 8 + _GAP) // least)))
    head = size.text * 1.5
    high = _PANEL + head + _GAP
    lines = ceil(len(drawn) / columns)
    key = _key_lines(target, size)
    title_room = heading_room(title, subtitle, size)
    start, end = padded(min(days), max(days))
    frame = Frame(
        start=start,
        end=end,
        least=min(ticks[0], min(values) - room * 0.02, 0),
        most=max(ticks[-1], max(values) + room * 0.02),
        height=lines * high - _GAP,
        title=title_room,
        top=title_room + 8 + len(key) * (size.text + 4),
        bottom=_DAYS + 6,
        left=left,
        right=8,
        across=size.across,
    )
    wide = (frame.width - _GAP * (columns - 1)) / columns - beside
    corners = [
        (place % columns * (wide + beside + _GAP), place // columns * high + head) for place in range(len(drawn))
    ]
    placed = [_Placed(site, u, v) for site, (u, v) in zip(drawn, corners, strict=True)]
    return _Scale(frame, wide, tuple(ticks)), placed


def _layers(placed: Sequence[_Placed], scale: _Scale, target: Target | None) -> Iterator[ChartLayer]:
    wide = scale.wide
    yield strokes(
        "grid",
        [
            (at.u, at.v + scale.down(tick), at.u + wide, at.v + scale.down(tick))
            for at in placed
            for tick in scale.ticks
        ],
        LINE,
    )
    begun = [(at, at.panel.start) for at in placed]
    starts = [
        (at.u + scale.right(start), at.v, at.u + scale.right(start), at.v + _PANEL)
        for at, start in begun
        if start is not None and scale.frame.start <= start <= scale.frame.end
    ]
    yield strokes("start", starts, EDGE, strokeWidth=1.5)
    if target is not None:
        down = scale.down(float(target.value))
        yield strokes(
            "target",
            [(at.u, at.v + down, at.u + wide, at.v + down) for at in placed],
            AIM,
            strokeDash=[9, 5],
            strokeWidth=1.5,
        )
    yield _medians(placed, scale)
    for sign, colour in [*_SIGNS.values(), ("", MUTE)]:
        yield from _values([at for at in placed if at.panel.sign[0] == sign], scale, colour)
    hollow = [
        {"u": round(at.u + scale.right(day), 1), "v": round(at.v + scale.down(value), 1), "site": at.panel.name}
        for at in placed
        for day, value in at.panel.excluded.items()
        if scale.frame.start <= day <= scale.frame.end
    ]
    ring = {"type": "point", "shape": "circle", "size": 24, "filled": False, "stroke": INK, "strokeWidth": 1.5}
    yield layer("left-out", {**ring, "opacity": 1}, hollow, x=units("u"), y=units("v"))


def _medians(placed: Sequence[_Placed], scale: _Scale) -> ChartLayer:
    rows = [
        {
            "site": at.panel.name,
            "median": rounded_to_nine_digits(middle),
            "u": rounded_to_nine_digits(at.u),
            "v": round(at.v + scale.down(middle), 1),
            "u2": rounded_to_nine_digits(at.u + scale.wide),
        }
        for at in placed
        if (middle := at.panel.middle) is not None
    ]
    look = {"type": "rule", "stroke": INK, "strokeWidth": 1.5, "strokeDash": [4, 3]}
    return layer("median", look, rows, x=units("u"), x2={"field": "u2"}, y=units("v"))


def _values(placed: Sequence[_Placed], scale: _Scale, colour: str) -> Iterator[ChartLayer]:
    """Draw the values of sites of one colour: joined, and as dots where they stand alone."""
    parts, alone = list[list[ChartRow]](), list[ChartRow]()
    for at in placed:
        for part in at.panel.stretches():
            rows = [
                {
                    "site": at.panel.name,
                    "value": rounded_to_nine_digits(value),
                    "u": round(at.u + scale.right(day), 1),
                    "v": round(at.v + scale.down(value), 1),
                }
                for day, value in part
            ]
            (parts.append(rows) if len(rows) > 1 else alone.extend(rows))
    yield line("values", parts, colour, width=1.5 if colour == MUTE else 2)
    dot = {"type": "point", "shape": "circle", "size": 14, "filled": True, "fill": colour, "opacity": 1}
    yield layer("value-alone", dot, alone, x=units("u"), y=units("v"))


def _write(placed: Sequence[_Placed], scale: _Scale, board: TextBoard, target: Target | None) -> None:
    size, wide, frame = board.size, scale.wide, scale.frame
    beside = max(at.u for at in placed if at.v == placed[0].v)
    room = wide + (frame.width - beside - wide)
    shared = _shared_end([at.panel.name for at in placed])
    for at in placed:
        sign, colour = at.panel.sign
        for_name = room - width_of(f"{sign} ", size, bold=True)
        name = own(at.panel.name)
        if shared and width_of(name, size, bold=True) > for_name:
            name = name.removesuffix(f" {shared}")
        name = shorten_to_width(name, for_name, size, bold=True)
        board.put(Look("site", colour, is_bold=True), at.u, at.v - size * 0.85, f"{sign} {own(name)}".strip())
        last = [*at.panel.known.values()][-1]
        down = min(max(at.v + scale.down(last), at.v + size * 0.6), at.v + _PANEL - size * 0.6)
        board.put(Look("last-value", colour, is_bold=True), at.u + wide + 4, down, in_figures(last))
        if at.u == 0:
            for tick in scale.ticks:
                board.offer(Look("number", MUTE, "right"), [(-6, at.v + scale.down(tick))], shown(tick))
    _write_days(placed, scale, board)
    for place, words in enumerate(_key_lines(target, ChartSize(frame.across, size, frame.height))):
        down = frame.title - frame.top + size * 0.7 + (size + 4) * place + 2
        board.put(Look("key", MUTE), 4 - frame.left, down, words)


def _shared_end(names: Sequence[str]) -> str:
    """Return the last word of names where all of several end in it, as in `Ash Ward`: it tells none from another."""
    ends = {name.split()[-1] if len(name.split()) > 1 else "" for name in names}
    return ends.pop() if len(names) > 1 and len(ends) == 1 else ""


def _write_days(placed: Sequence[_Placed], scale: _Scale, board: TextBoard) -> None:
    """Name the first and the last month below the lowest panel of each column, as far as there is room."""
    frame, lowest = scale.frame, dict[float, float]()
    for at in placed:
        lowest[at.u] = at.v
    named = named_days(frame.start, frame.end, scale.wide, board.size)
    for u, v in lowest.items():
        for day, text in named:
            half = width_of(text, board.size) / 2
            x = min(max(u + scale.right(day), u + half - 4), frame.across - frame.left - half)
            board.offer(Look("day", MUTE, "center"), [(x, v + _PANEL + 13)], text)


def _key_lines(target: Target | None, size: ChartSize) -> list[str]:
    """Say what the lines are, in as many lines as that takes."""
    parts = ["Dashed: the site's own middle"]
    parts += [f"long dashes: the aim of all, {target.words}"] if target is not None else []
    parts += ["upright: its start", "hollow: left out"]
    return wrap_to_width(f"{'; '.join(parts)}.", size.across - 8, size.text, most=3)


def _says(drawn: Sequence[SitePanel], number: int, ticks: Sequence[float]) -> str:
    more = "" if number == len(drawn) else f" of {number}"
    seen = {Variation.BETTER: ", better by more than chance", Variation.WORSE: ", worse by more than chance"}
    told = [
        f"{own(site.name)}: {count_of(len(site.known), 'value')}, median {in_figures(middle)}, last "
        f"{in_figures([*site.known.values()][-1])}{seen.get(site.variation, '')}"
        for site in drawn
        if (middle := site.middle) is not None
    ]
    return (
        f"A small chart for each of {len(drawn)}{more} sites, all on one scale from {shown(ticks[0])}, with the "
        f"site's own median as a dashed line. {'; '.join(told)}."
    )
