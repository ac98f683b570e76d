"""Parts of Vega-Lite specifications: layers, and the whole that holds them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from spreadkit.charts._axes import Frame, milliseconds, rounded_to_nine_digits
from spreadkit.charts._style import FONT, INK, MUTE, PAPER, SIZE, TITLE_LINE, TITLE_SIZE, ChartSize, wrap_to_width

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"

ChartLayer = dict[str, Any]
ChartRow = dict[str, Any]

_CONFIG: Final = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": SIZE},
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


def strokes(name: str, places: Iterable[tuple[float, float, float, float]], colour: str, **mark: Any) -> ChartLayer:
    """Draw straight lines between places in units of the plot: from how far right and down, to how far right and down.

    They may lie outside of the plot.
    """
    return _in_plot_units(name, {"type": "rule", "stroke": colour, **mark}, places)


def blocks(name: str, places: Iterable[tuple[float, float, float, float]], colour: str, **mark: Any) -> ChartLayer:
    """Draw filled boxes between two corners in units of the plot."""
    return _in_plot_units(name, {"type": "rect", "fill": colour, **mark}, places)


def _in_plot_units(name: str, mark: ChartRow, places: Iterable[tuple[float, float, float, float]]) -> ChartLayer:
    rows = [
        {key: rounded_to_nine_digits(round(place, 1)) for key, place in zip(("u", "v", "u2", "v2"), ends, strict=True)}
        for ends in places
    ]
    ends = {"x": units("u"), "x2": {"field": "u2"}, "y": units("v"), "y2": {"field": "v2"}}
    return layer(name, mark, rows, **ends)


def heading(title: str, subtitle: str, size: ChartSize) -> tuple[list[str], list[str]]:
    """Return the lines of a title and of what stands below it, as wide as the picture."""
    room = size.across - 8
    lines = wrap_to_width(title, room, TITLE_SIZE, bold=True) if title else []
    return lines, wrap_to_width(subtitle, room, size.text) if subtitle else []


def heading_room(title: str, subtitle: str, size: ChartSize) -> float:
    """Return how much room the title and what stands below it take at the top of a picture."""
    lines, more = heading(title, subtitle, size)
    return TITLE_LINE * len(lines) + (size.text + 4) * len(more) + 4


def heading_layers(frame: Frame, title: str, subtitle: str, size: ChartSize) -> Iterator[ChartLayer]:
    """Write the title at the top left corner of the picture, and below it what is drawn."""
    lines, more = heading(title, subtitle, size)
    left, top = 4 - frame.left, -frame.top
    bold: ChartRow = {"fontWeight": "bold", "fontSize": TITLE_SIZE, "align": "left", "baseline": "middle"}
    places = [(left, top + TITLE_LINE * (place + 0.5), line) for place, line in enumerate(lines)]
    yield text_layer("title", places, INK, **bold)
    down = top + TITLE_LINE * len(lines) + size.text * 0.6
    places = [(left, down + (size.text + 4) * place, line) for place, line in enumerate(more)]
    yield text_layer("subtitle", places, MUTE, align="left", baseline="middle", fontSize=size.text)


def over_time(frame: Frame, title: str, layers: Iterable[ChartLayer]) -> dict[str, Any]:
    """Make the whole of a chart over time: layers above each other in one frame."""
    time = {"type": "utc", "domain": [milliseconds(frame.start), milliseconds(frame.end)], "nice": False}
    number = {
        "domain": [rounded_to_nine_digits(frame.least), rounded_to_nine_digits(frame.most)],
        "nice": False,
        "zero": False,
    }
    return {
        **whole(frame, title),
        "encoding": {
            "x": {"field": "x", "type": "temporal", "scale": time, "axis": None},
            "y": {"field": "y", "type": "quantitative", "scale": number, "axis": None},
        },
        "layer": stacked(layers),
    }


def over_numbers(frame: Frame, title: str, layers: Iterable[ChartLayer]) -> dict[str, Any]:
    """Make the whole of a chart of rows: numbers to the right and, for each row, a place in units of the plot below."""
    scale = {
        "domain": [rounded_to_nine_digits(frame.least), rounded_to_nine_digits(frame.most)],
        "nice": False,
        "zero": False,
    }
    return {
        **whole(frame, title),
        "encoding": {"x": {"field": "x", "type": "quantitative", "scale": scale, "axis": None}, "y": units("v")},
        "layer": stacked(layers),
    }


def in_units(frame: Frame, title: str, layers: Iterable[ChartLayer]) -> dict[str, Any]:
    """Make the whole of a chart whose parts all stand at places in units of its plot."""
    return {**whole(frame, title), "layer": stacked(layers)}


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
        "usermeta": {"title": rounded_to_nine_digits(frame.title)},
        "config": _CONFIG,
    }
