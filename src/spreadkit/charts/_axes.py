"""Where things stand on a chart: its frame in units, its days and numbers, and which of them the axes name."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import count, takewhile
from math import ceil, floor, log10
from typing import Any, Final

from spreadkit.charts._style import CHART_WIDTH, width_of
from spreadkit.months import add_months
from spreadkit.record import record

_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
"""How many months may lie between two days that an axis names."""

_PARTS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_ALIKE: Final = 1e-6
"""Numbers that differ by no larger a part of themselves than this are drawn as if they were one."""

_NOUGHT: Final = 1e-100
"""Numbers nearer to zero than this are drawn as zero: a part of one could be too small for a machine to hold."""

LEFT: Final = 52
_ROOM: Final = 58
"""How wide a month with its year is, with space beside it."""


@record(kw_only=True)
class Frame:
    """The room of a chart, in units: the plot inside, and what is left on each side for texts.

    The whole is `across` wide. The plot reaches from one day to another; from `least` to `most`, upwards where it has
    days, else to the right.
    """

    start: date = date.min
    end: date = date.max
    least: float
    most: float
    height: float
    top: float = 0
    bottom: float = 0
    left: float = LEFT
    right: float = 144
    across: float = CHART_WIDTH

    @property
    def width(self) -> float:
        """How wide the plot is."""
        return self.across - self.left - self.right

    def x(self, day: date) -> float:
        """Return how far right of the plot's left edge a day lies."""
        return (day - self.start).days / max(1, (self.end - self.start).days) * self.width

    def y(self, number: float) -> float:
        """Return how far below the plot's upper edge a number lies."""
        return (self.most - number) / (self.most - self.least) * self.height

    @property
    def days_per_unit(self) -> float:
        """How many days one unit stands for."""
        return (self.end - self.start).days / self.width


def rounded_to_nine_digits(number: float) -> float | int:
    """Return a number with nine digits that count, whole where it is: more than a chart can show, yet short."""
    short = float(f"{number:.9g}")
    return int(short) if short.is_integer() else short


def shown(number: float) -> str:
    """Return a number of an axis as people write it, never with an exponent."""
    return f"{Decimal(repr(rounded_to_nine_digits(number))):f}"


def room_for(ticks: Iterable[float]) -> float:
    """Return how much room the numbers of an axis take on the left of a plot."""
    return max(LEFT, *(width_of(shown(tick)) + 14 for tick in ticks))


def numbers(values: Iterable[float], *, wanted: int = 5, whole: bool = False) -> list[float]:
    """Return the numbers that an axis names: round ones, from one at or below the least to one at or above the most.

    The axis begins at zero where the least is not more than half of the most: a part of a scale would look like much.
    """
    low, high = min(values := [0 if abs(value) < _NOUGHT else value for value in values]), max(values)
    if 0 <= low <= high / 2:
        low = 0
    if high - low <= _ALIKE * abs(high):
        low, high = (low - abs(low) / 2 or -1, high + abs(high) / 2 or 1)
        low = max(0, low) if min(values) >= 0 else low
    rough = Decimal(repr((high - low) / wanted))
    size = Decimal(10) ** floor(log10(rough))
    step = next(part * size for part in _PARTS if part * size >= rough)
    if whole:
        step = Decimal(max(1, ceil(step)))
    first, last = floor(Decimal(repr(low)) / step), ceil(Decimal(repr(high)) / step)
    return [float(multiple * step) for multiple in range(first, last + 1)]


def months(start: date, end: date, room: float) -> list[date]:
    """Return the firsts of months that an axis names: as many as there is room for, at even steps."""
    span = (end.year - start.year) * 12 + end.month - start.month + 1
    step = next((months_apart for months_apart in _STEPS if span / months_apart * _ROOM <= room), _STEPS[-1])
    first = date(start.year, 1 + (start.month - 1) // step * step if step <= 12 else 1, 1)  # noqa: PLR2004 - a year
    days = takewhile(lambda day: day <= end, (add_months(first, step * number) for number in count()))
    named = [day for day in days if day >= start]
    return named or [start]


def padded(start: date, end: date) -> tuple[date, date]:
    """Return the days between which a chart is drawn: a little more than the data, so that no point is cut."""
    more = max(3, round((end - start).days * 0.02))
    return shifted(start, -more), shifted(end, more)


def shifted(day: date, days: int) -> date:
    """Return a day so many days later; the first or last of the calendar where there is none."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def when(day: date) -> dict[str, Any]:
    """Return a day as a point in time that is the same in every time zone."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def milliseconds(day: date) -> int:
    """Return a day as the library that draws counts time: in milliseconds from the beginning of 1970."""
    return (day - date(1970, 1, 1)).days * 86_400_000


def spread(wanted: Sequence[float], apart: float, least: float, most: float) -> list[float]:
    """Move places, given in any order, so far apart that texts there do not touch, and within bounds if they fit."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: list[float] = []
    for index in order:
        placed.append(max(wanted[index], placed[-1] + apart if placed else least))
    limit = most
    for position in reversed(range(len(placed))):
        placed[position] = min(placed[position], limit)
        limit = placed[position] - apart
    back = dict(zip(order, placed, strict=True))
    return [back[index] for index in range(len(wanted))]


def lanes(spans: Sequence[tuple[float, float]], gap: float = 6) -> list[int]:
    """Return, for spans from left to right, the first lane from 0 in which each has room beside those before it."""
    ends: list[float] = []
    given = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda index: spans[index]):
        left, right = spans[index]
        lane = next((number for number, end in enumerate(ends) if end + gap <= left), len(ends))
        ends[lane : lane + 1] = [right]
        given[index] = lane
    return given
