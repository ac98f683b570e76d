"""Where the texts of a chart stand: each is put on a board that knows the others, so that none lies on another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import ceil
from typing import Final, Literal, NamedTuple

from spreadkit.charts._axes import Frame, shown, spread
from spreadkit.charts._marks import ChartLayer, strokes, text_layer
from spreadkit.charts._style import EDGE, INK, LINE, MUTE, cut_to_width, width_of

_HIGH: Final = 1.2
"""How high the line of a text is, as a multiple of its size."""

_STEP: Final = 6
"""How long the pieces of a slanting line are that keep texts off it."""

TextSide = Literal["left", "center", "right"]


class Box(NamedTuple):
    """A part of a picture, in units from the upper left corner of its plot."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether two boxes have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether another box lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Look(NamedTuple):
    """How a text looks: its layer, colour, the side on which its place is, and whether it is bold."""

    name: str
    colour: str = INK
    side: TextSide = "left"
    is_bold: bool = False


@dataclass
class TextBoard:
    """The texts of a chart in units of its plot, and what they must not lie on.

    A place is where the middle of a text's height is, and its left end, middle or right end.
    """

    frame: Frame
    size: float
    taken: list[Box] = field(default_factory=list)
    kept_off: list[Box] = field(default_factory=list)
    texts: dict[Look, list[tuple[float, float, str]]] = field(default_factory=dict)

    @property
    def whole(self) -> Box:
        """The picture."""
        frame = self.frame
        return Box(-frame.left, -frame.top + frame.title, frame.across - frame.left, frame.height + frame.bottom)

    def box_of(self, look: Look, x: float, y: float, text: str) -> Box:
        """Return what a text takes up at a place."""
        wide, half = width_of(text, self.size, bold=look.is_bold), self.size * _HIGH / 2
        left = {"left": x, "center": x - wide / 2, "right": x - wide}[look.side]
        return Box(left, y - half, left + wide, y + half)

    def put(self, look: Look, x: float, y: float, text: str) -> None:
        """Write a text where there is room for it already."""
        if text:
            self.texts.setdefault(look, []).append((x, y, text))
            self.taken.append(self.box_of(look, x, y, text))

    def offer(self, look: Look, places: Iterable[tuple[float, float]], text: str, *, over_lines: bool = False) -> bool:
        """Write a text at the first place that is free, and say whether there was one."""
        for x, y in places:
            if self.is_free(self.box_of(look, x, y, text), over_lines=over_lines):
                self.put(look, x, y, text)
                return True
        return False

    def is_free(self, box: Box, *, over_lines: bool = False) -> bool:
        """Whether a box is in the picture, on no text, and on nothing that texts keep off."""
        off = self.taken if over_lines else [*self.taken, *self.kept_off]
        return self.whole.holds(box) and not any(box.touches(other) for other in off)

    def keep_off(self, places: Sequence[tuple[float, float]], room: float = 2) -> None:
        """Let no text that is offered lie on a line through these places."""
        for (left, top), (right, bottom) in pairwise(places):
            pieces = max(1, ceil(min(abs(right - left), abs(bottom - top)) / _STEP))
            for piece in range(pieces):
                ends = [
                    (left + (right - left) * part / pieces, top + (bottom - top) * part / pieces)
                    for part in (piece, piece + 1)
                ]
                xs, ys = [x for x, _ in ends], [y for _, y in ends]
                self.kept_off.append(Box(min(xs) - room, min(ys) - room, max(xs) + room, max(ys) + room))

    def layers(self) -> Iterator[ChartLayer]:
        """Go through the layers that write the texts."""
        for look, placed in self.texts.items():
            weight = {"fontWeight": "bold"} if look.is_bold else {}
            more = {"align": look.side, "baseline": "middle", "fontSize": self.size, **weight}
            yield text_layer(look.name, placed, look.colour, **more)


def axis_marks(frame: Frame, ticks: Sequence[float], days: Sequence[date]) -> Iterator[ChartLayer]:
    """Draw a thin line at each number that the axis names, and a tick at each day."""
    yield strokes("grid", [(0, frame.y(tick), frame.width, frame.y(tick)) for tick in ticks], LINE)
    yield strokes("tick", [(frame.x(day), frame.height, frame.x(day), frame.height + 5) for day in days], EDGE)


def write_axes(board: TextBoard, ticks: Sequence[float], days: Sequence[tuple[date, str]]) -> None:
    """Name the numbers on the left and the days below; a day without room for its name is not named."""
    frame = board.frame
    for tick in ticks:
        board.offer(Look("number", MUTE, "right"), [(-6, frame.y(tick))], shown(tick), over_lines=True)
    for day, name in days:
        half = width_of(name, board.size) / 2
        x = min(max(frame.x(day), half - frame.left), frame.across - frame.left - half)
        board.offer(Look("day", MUTE, "center"), [(x, frame.height + 7 + board.size * 0.7)], name, over_lines=True)


def write_at_ends(board: TextBoard, named: Sequence[tuple[float, Look, str]]) -> None:
    """Name lines where they end, beside the plot: how far down each ends, and its name; moved apart where needed."""
    frame, apart = board.frame, board.size * _HIGH + 1
    heights = spread([down for down, _, _ in named], apart, apart / 2 - 2, frame.height)
    for (_, look, text), down in zip(named, heights, strict=True):
        board.put(look, frame.width + 6, down, cut_to_width(text, frame.right - 8, board.size, bold=look.is_bold))
