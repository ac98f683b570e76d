"""One small chart a site, all on one scale: each site beside its own middle, none above another."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from math import ceil
from statistics import median
from typing import Final

from spreadkit.charts._axes import Frame, numbers, padded, room_for, rounded_to_nine_digits, shown
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    layer,
    line,
    stacked,
    text_layer,
    title_layer,
    units,
    whole,
)
from spreadkit.charts._style import CHART_WIDTH, DATA, GRID, INK, MUTED, SMALL, TITLE_SIZE, cut_to_width
from spreadkit.measures.series import MeasureLine
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words
from spreadkit.words import count_of, in_figures

MOST: Final = 60
"""How many sites are drawn. The figure is ours."""

_COLUMNS: Final = 4
_PANEL: Final = 78
_HEAD: Final = 18
_GAP: Final = 14


def _centre_of(of: MeasureLine) -> float | None:
    """Return the median of a site's values; None where it has none."""
    values = of.known.values()
    return float(median(values)) if values else None


def draw_multiples(name: str, title: str, unit: str | None, sites: Sequence[tuple[str, MeasureLine]]) -> Drawing:
    """Draw the line of each site with its median, in the order given, all on one scale."""
    drawn = [pair for pair in sites if pair[1].known][:MOST]
    days = [day for _, series in drawn for day in series.known]
    values = [float(value) for _, series in drawn for value in series.known.values()]
    named = numbers(values, wanted=3)
    most = min(named[-1], max(values) + (named[1] - named[0]) / 10)
    ticks = [tick for tick in named if tick <= most]
    rows = ceil(len(drawn) / _COLUMNS)
    height = rows * (_PANEL + _HEAD + _GAP) - _GAP
    start, end = padded(min(days), max(days))
    frame = Frame(
        start=start,
        end=end,
        least=ticks[0],
        most=most,
        height=height,
        top=TITLE_SIZE + 22,
        bottom=26,
        left=room_for(ticks),
        right=12,
    )
    spec = {
        **whole(frame, title),
        "layer": stacked([title_layer(frame, title), *_layers(drawn, frame, ticks), _key(frame, unit)]),
    }
    return Drawing(name=name, spec=spec, says=_says(drawn, len(sites), ticks))


def _layers(drawn: Sequence[tuple[str, MeasureLine]], frame: Frame, ticks: Sequence[float]) -> Iterator[ChartLayer]:
    width = (frame.width - _GAP * (_COLUMNS - 1)) / _COLUMNS
    corners = [
        (place % _COLUMNS * (width + _GAP), place // _COLUMNS * (_PANEL + _HEAD + _GAP) + _HEAD)
        for place in range(len(drawn))
    ]

    def down(number: float) -> float:
        return (frame.most - number) / (frame.most - frame.least) * _PANEL

    def right(day: date) -> float:
        return frame.x(day) / frame.width * width

    grids = [
        {"u": rounded_to_nine_digits(u), "v": round(v + down(tick), 1), "u2": rounded_to_nine_digits(u + width)}
        for u, v in corners
        for tick in ticks
    ]
    yield layer("grid", {"type": "rule", "stroke": GRID}, grids, x=units("u"), x2={"field": "u2"}, y=units("v"))
    centres = [
        {
            "site": site,
            "median": rounded_to_nine_digits(centre),
            "u": rounded_to_nine_digits(u),
            "v": round(v + down(centre), 1),
            "u2": rounded_to_nine_digits(u + width),
        }
        for (site, series), (u, v) in zip(drawn, corners, strict=True)
        if (centre := _centre_of(series)) is not None
    ]
    look = {"type": "rule", "stroke": INK, "strokeWidth": 1, "strokeDash": [4, 3]}
    yield layer("median", look, centres, x=units("u"), x2={"field": "u2"}, y=units("v"))
    parts, alone = list[list[ChartRow]](), list[ChartRow]()
    for (site, series), (u, v) in zip(drawn, corners, strict=True):
        for part in _stretches(series):
            rows = [
                {
                    "site": site,
                    "value": rounded_to_nine_digits(value),
                    "u": round(u + right(day), 1),
                    "v": round(v + down(value), 1),
                }
                for day, value in part
            ]
            (parts.append(rows) if len(rows) > 1 else alone.extend(rows))
    yield line("values", parts, DATA, width=1.5)
    dot = {"type": "point", "shape": "circle", "size": 12, "filled": True, "fill": DATA, "opacity": 1}
    yield layer("value-alone", dot, alone, x=units("u"), y=units("v"))
    look_of_names = {"align": "left", "baseline": "middle", "fontSize": SMALL}
    names = []
    for (site, series), (u, v) in zip(drawn, corners, strict=True):
        centre = _centre_of(series)
        tail = "" if centre is None else f"  {in_figures(centre)}"
        names.append((u, v - 9, cut_to_width(site, width - 40, SMALL, bold=True) + tail))
    yield text_layer("site", names, INK, **look_of_names)
    firsts = [(u, v) for u, v in corners if u == 0]
    labels = [(-6.0, v + down(tick), shown(tick)) for _, v in firsts for tick in ticks]
    yield text_layer("number", labels, MUTED, align="right", baseline="middle", fontSize=SMALL)
    days = [day for _, series in drawn for day in series.known]
    first, last = min(days), max(days)
    bottoms = corners[-_COLUMNS:] if len(corners) > _COLUMNS else corners
    ends = [(u, v + _PANEL + 11) for u, v in bottoms]
    yield text_layer(
        "first-day",
        [(u, v, _month(first)) for u, v in ends],
        MUTED,
        align="left",
        baseline="middle",
        fontSize=SMALL,
    )
    yield text_layer(
        "last-day",
        [(u + width, v, _month(last)) for u, v in ends],
        MUTED,
        align="right",
        baseline="middle",
        fontSize=SMALL,
    )


def _key(frame: Frame, unit: str | None) -> ChartLayer:
    """Say what the numbers are, and what the dashed lines."""
    text = f"{unit}; dashed" if unit else "Dashed"
    placed = [
        (
            4 - frame.left,
            TITLE_SIZE + 6 - frame.top,
            cut_to_width(f"{text}: the site's own median, as after its name", CHART_WIDTH - 12, SMALL),
        )
    ]
    return text_layer("unit", placed, MUTED, align="left", baseline="middle", fontSize=SMALL)


def _month(day: date) -> str:
    return f"{day_in_words(day).split()[1][:3]} {day.year}"


def _stretches(of: MeasureLine) -> Iterator[list[tuple[date, float]]]:
    """Go through the values between gaps."""
    pairs = zip(of.dates, of.values, strict=True)
    for is_known, part in groupby(pairs, key=lambda pair: pair[1] is not None):
        if is_known:
            yield [(day, float(value)) for day, value in part if value is not None]


def _says(drawn: Sequence[tuple[str, MeasureLine]], number: int, ticks: Sequence[float]) -> str:
    more = "" if number == len(drawn) else f" of {number}"
    told = [
        f"{site}: {count_of(len(series.known), 'value')}, median {in_figures(centre)}"
        for site, series in drawn
        if (centre := _centre_of(series)) is not None
    ]
    return (
        f"A small chart for each of {len(drawn)}{more} sites, all on one scale from {shown(ticks[0])}, with the "
        f"site's own median as a dashed line. {'; '.join(told)}."
    )
