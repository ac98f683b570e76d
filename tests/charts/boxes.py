"""The boxes that the texts of a drawing take up, as its specification places them: in the units of the picture."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from spreadkit.charts._style import width_of
from spreadkit.model.report_parts import Drawing

_HIGH = 1.1
"""How high a text is that has letters with strokes above and below the line, as a multiple of its size."""


class TextBox(NamedTuple):
    """A text of a drawing and what it takes up."""

    layer: str
    says: str
    left: float
    top: float
    right: float
    bottom: float

    def shares(self, other: "TextBox") -> bool:
        """Whether another text lies on this one, by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0.01 and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.01


def text_boxes(drawing: Drawing) -> Iterator[TextBox]:
    """Go through the texts of a drawing; heading and all."""
    beside = drawing.spec["padding"]
    for layer in drawing.spec["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text":
            continue
        for row in layer["data"]["values"]:
            wide = width_of(row["text"], mark["fontSize"], bold=mark.get("fontWeight") == "bold")
            left = row["u"] + beside["left"] - {"left": 0, "center": wide / 2, "right": wide}[mark["align"]]
            middle, half = row["v"] + beside["top"], mark["fontSize"] * _HIGH / 2
            yield TextBox(layer["name"], row["text"], left, middle - half, left + wide, middle + half)


def size_of(drawing: Drawing) -> tuple[float, float]:
    """How wide and high the picture is."""
    spec: dict[str, Any] = drawing.spec
    beside = spec["padding"]
    return spec["width"] + beside["left"] + beside["right"], spec["height"] + beside["top"] + beside["bottom"]


def cut(drawing: Drawing) -> list[str]:
    """The texts that are not wholly in the picture, or reach into the heading, which a page cuts off."""
    across, down = size_of(drawing)
    head = drawing.spec["usermeta"]["title"]
    return [
        f"{box.layer}: {box.says}"
        for box in text_boxes(drawing)
        if box.left < -0.1
        or box.right > across + 0.1
        or box.bottom > down + 0.1
        or box.top < (-0.1 if box.layer in {"title", "subtitle"} else head - 4.1)
    ]


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """The pairs of texts that lie on each other."""
    boxes = list(text_boxes(drawing))
    return [
        (f"{one.layer}: {one.says}", f"{other.layer}: {other.says}")
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one.shares(other)
    ]


def small_texts(drawing: Drawing) -> list[str]:
    """The texts that are lower than 12 pixels."""
    sizes = [
        (layer["mark"]["fontSize"], layer["name"]) for layer in drawing.spec["layer"] if layer["mark"]["type"] == "text"
    ]
    return [name for size, name in sizes if size < 12]
