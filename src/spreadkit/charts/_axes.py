"""Where things stand on a chart: its frame in units, its days and numbers, and which of them the axes name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import count, islice, takewhile
from math import ceil, floor, log10
from typing import Any, Final

from spreadkit.charts._style import SIZE, TITLE_LINE, WIDE, width_of
from spreadkit.months import add_months, month_of
from spreadkit.record import record

_STEPS: Final = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
"""How many months may lie between two days that an axis names."""

_MOST_FIRSTS: Final = 12
"""How many days are looked at, of which an axis names some."""

MOST_DAYS: Final = 3
"""How many days an axis names at most."""

_MOST_TICKS: Final = 5
_YEAR: Final = 12

_PARTS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_NOUGHT: Final = 1e-100
"""Numbers nearer to zero than this are drawn as zero: a part of one could be too small for a machine to hold."""

_LEAST_LEFT: Final = 20


@record(kw_only=True)
class Frame:
    """The room of a chart, in units: the plot inside, and what is left on each side for texts.

    The whole is `across` wide. The plot reaches from one day to another; from `least` to `most`, upwards where it has
    days, else to the right. `title` is how much of `top` its title takes, which a page may cut off.
    """

    start: date = date.min
    end: date = date.max
    least: float
    most: float
    height: float
    top: float = 0
    bottom: float = 0
    left: float = 52
    right: float = 144
    across: float = WIDE.across
    title: float = TITLE_LINE

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


def room_for(ticks: Iterable[float], size: float = SIZE) -> float:
    """Return how much room the numbers of an axis take on the left of a plot."""
    return max(_LEAST_LEFT, *(width_of(shown(tick), size) + 10 for tick in ticks))


def ticks_to(most: float, least: float = 0) -> list[float]:
    """Return the numbers that an axis names between zero, or a number below it, and the highest: three to five.

    They are round and rise by one step; the axis may reach further than the last.
    """
    low, high = min(0, _near_nought(least)), max(0, _near_nought(most))
    if high == low:
        high = low + 1
    rough = Decimal(repr(high - low))
    size = Decimal(10) ** (floor(log10(rough)) - 1)
    for step in (part * size * power for power in (1, 10) for part in _PARTS):
        first, last = ceil(Decimal(repr(low)) / step), floor(Decimal(repr(high)) / step)
        if last - first < _MOST_TICKS:
            return [float(multiple * step) for multiple in range(first, last + 1)]
    return [low, high]


def whole_ticks(most: int) -> list[float]:
    """Return whole numbers for an axis that ends at the number of all: three to five where that is two or more."""
    most = max(1, most)
    for parts in (4, 3, 2):
        if most % parts == 0:
            return [float(most // parts * part) for part in range(parts + 1)]
    if most < _MOST_TICKS:
        return [float(number) for number in range(most + 1)]
    step = next(step for step in _whole_steps() if most / step < _MOST_TICKS - 1)
    named = [number for number in range(0, most, step) if most - number > step / 2]
    return [*map(float, named), float(most)]


def _whole_steps() -> Iterator[int]:
    for power in count():
        yield from (part * 10**power for part in (1, 2, 5))


def _near_nought(number: float) -> float:
    return 0 if abs(number) < _NOUGHT else number


def named_days(start: date, end: date, room: float, size: float = SIZE) -> list[tuple[date, str]]:
    """Return the days that an axis names, each with its name: three at most, and as many as have room.

    They are the firsts of months at even steps; where it holds no such day, its own first and last day.
    """
    apart = width_of("Mar 2026", size) + 14
    most = max(1, min(MOST_DAYS, floor(room / apart)))
    found, before = list[date](), list[date]()
    for step in _STEPS:
        first = date(start.year, 1 + (start.month - 1) // step * step if step <= _YEAR else 1, 1)
        days = takewhile(lambda day: day <= end, (add_months(first, step * number) for number in count()))
        found = list(dict.fromkeys(islice((day for day in days if day >= start), _MOST_FIRSTS)))
        if len(found) <= most:
            break
        before = found
    if len(found) == 1 and most > 1 and before:
        found = [before[0], before[-1]]
    if found:
        return [(day, month_in_short(day)) for day in found[:most]]
    ends = [start, end] if most > 1 and start != end else [start]
    return [(day, f"{day.day} {month_in_short(day)}") for day in ends]


def month_in_short(day: date) -> str:
    """Return the month of a day in three letters, with its year: `Mar 2026`."""
    month, year = month_of(day).split()
    return f"{month[:3]} {year}"


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
