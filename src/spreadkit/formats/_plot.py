"""Series drawn with characters: a line of bars, and a chart of points with its lines.

The libraries that draw in terminals (plotext, asciichartpy) join points over gaps and have no marks for signals, which
is what matters here.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from spreadkit.formats._signs import BARS

_GAP: Final = " "
_HEIGHT: Final = 11

PlotRange = tuple[float, float]
"""The least and the most that is drawn."""

NumberFormat = Callable[[float], str]

COMMON, SIGNAL, EXCLUDED = "o", "●", "x"
PHASE, NOTE = "|", "^"
_CENTRE, _LIMIT, _TARGET = "─", "╌", "═"


class PlotPoint(NamedTuple):
    """A point as it is drawn; `centre`, `lower` and `upper` are the lines at it."""

    value: float | None
    symbol: str = COMMON
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    begins_phase: bool = False
    noted: bool = False


SparkMark = float | str | None
"""A value; a sign that stands for itself; or None where there is neither."""


def sparkline(marks: Sequence[SparkMark], scale: PlotRange) -> str:
    """Return one bar for each value, from the least of the scale to the most; a gap stays a gap, a sign itself."""
    return "".join(mark if isinstance(mark, str) else _GAP if mark is None else _bar(mark, scale) for mark in marks)


def _bar(value: float, scale: PlotRange) -> str:
    low, high = scale
    return BARS[round((value - low) / ((high - low) or 1.0) * (len(BARS) - 1))]


def plot_range(marks: Sequence[PlotPoint], target: float | None) -> PlotRange | None:
    """Return the least and the most that is drawn, lines and target with it; None where there is nothing to draw."""
    drawn = [
        number for mark in marks for number in (mark.value, mark.centre, mark.lower, mark.upper) if number is not None
    ]
    if target is not None:
        drawn.append(target)
    return (min(drawn), max(drawn)) if drawn else None


def plot(marks: Sequence[PlotPoint], target: float | None, figure: NumberFormat, scale: PlotRange) -> str:
    """Draw points over each other's lines, with the scale at the left. Every point has a column of its own."""
    low, high = scale
    span = (high - low) or 1.0

    def row(value: float) -> int:
        return round((high - value) / span * (_HEIGHT - 1))

    lines = [[" "] * len(marks) for _ in range(_HEIGHT)]
    for column, mark in enumerate(marks):
        for level, symbol in ((target, _TARGET), (mark.lower, _LIMIT), (mark.upper, _LIMIT), (mark.centre, _CENTRE)):
            if level is not None:
                lines[row(level)][column] = symbol
        if mark.value is not None:
            lines[row(mark.value)][column] = mark.symbol
    below = "".join(map(_sign_below, marks)).rstrip()
    drawn = list(_with_scale(lines, low, span, figure))
    margin = drawn[0].index("┤") + 1
    return "".join(f"{line}\n" for line in [*drawn, *([" " * margin + below] if below else [])])


def _sign_below(mark: PlotPoint) -> str:
    if mark.begins_phase:
        return PHASE
    return NOTE if mark.noted else " "


def _with_scale(lines: list[list[str]], low: float, span: float, figure: NumberFormat) -> Iterator[str]:
    """Write the value of the highest, the middle and the lowest row at the left."""
    told = {0: low + span, (_HEIGHT - 1) // 2: low + span / 2, _HEIGHT - 1: low}
    labels = {index: figure(value) for index, value in told.items()}
    width = max(map(len, labels.values()))
    for index, line in enumerate(lines):
        tick = "┤" if index in labels else "│"
        yield f"{labels.get(index, ''):>{width}} {tick}{''.join(line).rstrip()}"
