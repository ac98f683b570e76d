"""Parts of Vega-Lite specifications: layers, and the whole that holds them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from spreadkit.charts._axes import Frame, milliseconds, months, rounded_to_nine_digits, when
from spreadkit.charts._style import EDGE, FONT, INK, LINE, MUTE, PAPER, SIZE, SMALL, cut_to_width, width_of

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"

ChartLayer = dict[str, Any]
ChartRow = dict[str, Any]

_CONFIG: Final = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": SIZE},
    "axis": {
        "domain": False,
        "grid": False,
        "labelColor": MUTE,
        "labelFont": FONT,
        "labelFontSize": SIZE,
        "tickColor": EDGE,
        "title": None,
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
    },
}


def at(day: date, number: float | None = None, **more: Any) -> ChartRow:
    """Return a row of data: a day, a number where there is one, and what else."""
    row: ChartRow = {"x": day.isoformat()}
    if number is not None:
        row["y"] = rounded_to_nine_digits(number)
    return row | {name: value.isoformat() if isinstance(value, date) else value for name, value in more.items()}


def layer(name: str, mark: ChartRow, values: Iterable[ChartRow], **encoding: Any) -> ChartLayer:
    """Make a layer of rows with the fields x and y, and x2 or y2 where they reach further."""
    rows = list(values)
    ends = {end: {"field": end} for end in ("x2", "y2") if rows and end in rows[0]}
    made: ChartLayer = {"name": name, "data": {"values": rows}, "mark": mark}
    if ends or encoding:
        made["encoding"] = ends | encoding
    return made


def line(name: str, parts: Iterable[Sequence[ChartRow]], colour: str, *, width: float = 2, **mark: Any) -> ChartLayer:
    """Join rows by lines, each part by itself: nothing is drawn across what lies between two parts.

    Rows with the fields u and v stand at places in units of the plot.
    """
    rows = [row | {"part": number} for number, part in enumerate(parts) for row in part]
    look = {"type": "line", "stroke": colour, "strokeWidth": width, "strokeJoin": "round", **mark}
    places = {"x": units("u"), "y": units("v")} if rows and "u" in rows[0] else {}
    return layer(name, look, rows, detail={"field": "part", "type": "nominal"}, **places)


def points(name: str, values: Iterable[ChartRow], shape: str, colour: str, *, size: int = 36) -> ChartLayer:
    """Draw each row as a filled shape."""
    look = {"type": "point", "shape": shape, "size": size, "filled": True, "opacity": 1}
    return layer(name, look | {"fill": colour, "stroke": PAPER, "strokeWidth": 1}, values)


def outlines(name: str, values: Iterable[ChartRow], shape: str, colour: str, *, size: int) -> ChartLayer:
    """Draw each row as the outline of a shape."""
    look = {"type": "point", "shape": shape, "size": size, "filled": False, "opacity": 1}
    return layer(name, look | {"stroke": colour, "strokeWidth": 2}, values)


def rules(name: str, values: Iterable[ChartRow], colour: str, *, width: float = 1, **mark: Any) -> ChartLayer:
    """Draw each row as a straight line to its x2 or y2."""
    return layer(name, {"type": "rule", "stroke": colour, "strokeWidth": width, **mark}, values)


def boxes(name: str, values: Iterable[ChartRow], colour: str, **mark: Any) -> ChartLayer:
    """Draw each row as a box to its x2 and y2."""
    return layer(name, {"type": "rect", "fill": colour, **mark}, values)


def text_layer(name: str, placed: Iterable[tuple[float, float, str]], colour: str = INK, **mark: Any) -> ChartLayer:
    """Write texts at places in units of the plot: how far right, how far down, and what."""
    rows = [{"u": rounded_to_nine_digits(x), "v": rounded_to_nine_digits(y), "text": text} for x, y, text in placed]
    look = {"type": "text", "fill": colour, **mark}
    return layer(name, look, rows, text={"field": "text"}, x=units("u"), y=units("v"))


def units(field: str) -> ChartRow:
    """Encode a field that holds a place in units of the plot."""
    return {"field": field, "type": "quantitative", "scale": None}


def grid_lines(frame: Frame, ticks: Iterable[float]) -> ChartLayer:
    """Draw a thin line across the plot at each number that the axis names."""
    rows = [at(frame.start, tick, x2=frame.end) for tick in ticks]
    return rules("grid", rows, LINE)


def title_layer(frame: Frame, text: str) -> ChartLayer:
    """Write the title at the top left corner of the picture."""
    room = frame.across - 12
    look: ChartRow = {"fontWeight": "bold", "fontSize": 15, "align": "left", "baseline": "top"}
    return text_layer("title", [(4 - frame.left, 6 - frame.top, cut_to_width(text, room, 15, bold=True))], **look)


def over_time(frame: Frame, title: str, layers: Iterable[ChartLayer], ticks: Sequence[float] = ()) -> dict[str, Any]:
    """Make the whole of a chart over time: layers above each other in one frame, days below, numbers on the left."""
    named = months(frame.start, frame.end, frame.width)
    x_axis = {"orient": "bottom", "values": [when(day) for day in named], "format": "%b %Y", "domain": True}
    x_axis |= {"domainColor": EDGE, "labelPadding": 5}
    y_axis = {"orient": "left", "values": list(ticks), "format": "~f", "ticks": False, "labelPadding": 8}
    time = {"type": "utc", "domain": [milliseconds(frame.start), milliseconds(frame.end)], "nice": False}
    number = {
        "domain": [rounded_to_nine_digits(frame.least), rounded_to_nine_digits(frame.most)],
        "nice": False,
        "zero": False,
    }
    return {
        **whole(frame, title),
        "encoding": {
            "x": {"field": "x", "type": "temporal", "scale": time, "axis": x_axis},
            "y": {"field": "y", "type": "quantitative", "scale": number, "axis": y_axis if ticks else None},
        },
        "layer": stacked([title_layer(frame, title), *layers]),
    }


def over_numbers(
    frame: Frame, title: str, layers: Iterable[ChartLayer], ticks: Sequence[float], label: str = "datum.label"
) -> dict[str, Any]:
    """Make the whole of a chart of rows: numbers to the right and, for each row, a place in units of the plot below.

    `label` is the expression that writes a number of the axis.
    """
    axis = {"orient": "top", "values": list(ticks), "format": "~f", "grid": True, "gridColor": LINE, "ticks": False}
    scale = {
        "domain": [rounded_to_nine_digits(frame.least), rounded_to_nine_digits(frame.most)],
        "nice": False,
        "zero": False,
    }
    axis |= {"labelExpr": label, "labelPadding": 4}
    return {
        **whole(frame, title),
        "encoding": {"x": {"field": "x", "type": "quantitative", "scale": scale, "axis": axis}, "y": units("v")},
        "layer": stacked([title_layer(frame, title), *layers]),
    }


def on_ground(
    name: str, placed: Iterable[tuple[float, float, str]], colour: str = INK, **mark: Any
) -> Iterator[ChartLayer]:
    """Write texts that end at places in units of the plot, each on a ground that hides the lines behind it."""
    texts = list(placed)
    grounds = [
        {
            "u": rounded_to_nine_digits(x - width_of(text, SMALL) - 2),
            "u2": rounded_to_nine_digits(x + 2),
            "v": rounded_to_nine_digits(y - 7),
            "v2": rounded_to_nine_digits(y + 7),
        }
        for x, y, text in texts
    ]
    ends = {"x": units("u"), "x2": {"field": "u2"}, "y": units("v"), "y2": {"field": "v2"}}
    yield layer(f"{name}-ground", {"type": "rect", "fill": PAPER}, grounds, **ends)
    yield text_layer(name, texts, colour, align="right", baseline="middle", fontSize=SMALL, **mark)


def stacked(layers: Iterable[ChartLayer]) -> list[ChartLayer]:
    """Return the layers that draw anything, each with a name of its own: a second `bracket` is `bracket-2`."""
    kept = [chart_layer for chart_layer in layers if chart_layer["data"]["values"]]
    seen: Counter[str] = Counter()
    for chart_layer in kept:
        name = chart_layer["name"]
        seen[name] += 1
        if seen[name] > 1:
            chart_layer["name"] = f"{name}-{seen[name]}"
    return kept


def whole(frame: Frame, title: str) -> dict[str, Any]:
    """Return what the specification of every chart begins with: its size, which no text can change, and its looks."""
    sides = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
    return {
        "$schema": _SCHEMA,
        "description": title,
        "width": rounded_to_nine_digits(frame.width),
        "height": rounded_to_nine_digits(frame.height),
        "padding": {side: rounded_to_nine_digits(room) for side, room in sides.items()},
        "autosize": {"type": "none"},
        "background": PAPER,
        "config": _CONFIG,
    }
