"""A series as the charts take it: values in order, and where phases begin, are frozen, or leave a value out."""

from collections.abc import Iterator
from itertools import pairwise
from math import isfinite
from typing import Final

from spreadkit.errors import SpreadkitError
from spreadkit.record import record

LARGEST_VALUE: Final = 1e100
"""Numbers from here on are refused: their squares and sums would leave what a computer can hold. The figure is ours."""

_SMALLEST_SIZE: Final = 1 / LARGEST_VALUE
"""Sizes below this are refused, for the same reason."""


class SeriesError(SpreadkitError):
    """A series cannot be charted in the way that is asked for; the message says why."""


class CumulativeSeriesError(SeriesError):
    """A series only adds up, so that neither rules nor limits mean anything on it."""


@record
class StatedLines:
    """A centre line, and limits where there are any, that somebody states instead of having them worked out.

    They are in the unit of what is drawn: on p and u charts of rates for one, and not for so many.
    """

    centre: float
    lower: float | None = None
    upper: float | None = None

    @property
    def why_not(self) -> str:
        """Say why they cannot be lines of a chart; nothing where they can."""
        lower, upper = self.lower, self.upper
        if (lower is None) is not (upper is None):
            return f"{'an upper' if lower is None else 'a lower'} limit is stated alone; state both, or none"
        if lower is None or upper is None:
            return ""
        if lower >= upper:
            return "the lower limit that is stated is not below the upper one"
        return "" if lower <= self.centre <= upper else "the centre that is stated does not lie within its limits"


@record
class SpcData:
    """A series in the order of time.

    Attributes:
        values: One number a point, None where there is none. On p and u charts these are counts.
        sizes: What each count is out of (or per), for rates; as many as values. A size of zero makes a gap.
        starts: The position, from 0, at which each later phase begins; rules and limits never reach across.
        freeze: By phase, the first how many of its points make centre and limits; None, or nothing, for all of them.
        stated: By phase, lines that are stated and not worked out; None, or nothing, where they are worked out.
        excluded: Positions that stay on the chart, and count for neither centre, limits nor rules.
        cumulative: Whether each value holds all earlier ones, as in a curve of adoption.

    Raises:
        SeriesError: The parts do not fit each other, or a number is none (infinite, not a number, or out of bounds), or
            lines that are stated are in the wrong order.
    """

    values: tuple[float | None, ...]
    sizes: tuple[float | None, ...] | None = None
    starts: tuple[int, ...] = ()
    freeze: tuple[int | None, ...] = ()
    excluded: frozenset[int] = frozenset()
    cumulative: bool = False
    stated: tuple[StatedLines | None, ...] = ()

    def __post_init__(self) -> None:
        _refuse_what_is_no_number(self.values, "value")
        _refuse_what_is_no_number(self.sizes or (), "size")
        length = len(self.values)
        if self.sizes is not None and len(self.sizes) != length:
            raise SeriesError(
                f"there are {length} values and {len(self.sizes)} sizes; give as many of one as of the other"
            )
        if any(size is not None and size != 0 and size < _SMALLEST_SIZE for size in self.sizes or ()):
            raise SeriesError("a size is below zero, or next to nothing; a size says how many the count is out of")
        if any(not 0 < start < length for start in self.starts) or sorted({*self.starts}) != [*self.starts]:
            raise SeriesError(f"phases begin at {self.starts}; give rising positions between 1 and {length - 1}")
        if len(self.freeze) > len(self.starts) + 1:
            raise SeriesError(f"{len(self.freeze)} baselines are given for {len(self.starts) + 1} phases")
        if any(first is not None and first < 1 for first in self.freeze):
            raise SeriesError("a baseline is frozen on its first point or more, not on fewer")
        if any(not 0 <= position < length for position in self.excluded):
            raise SeriesError(f"an excluded position lies outside of the series, which ends at {length - 1}")
        self._refuse_misstated()

    def _refuse_misstated(self) -> None:
        if len(self.stated) > len(self.starts) + 1:
            raise SeriesError(f"lines of {len(self.stated)} phases are stated, and there are {len(self.starts) + 1}")
        for lines in self.stated:
            if lines is not None:
                _refuse_what_is_no_number((lines.centre, lines.lower, lines.upper), "stated line")
                if why := lines.why_not:
                    raise SeriesError(why)

    def refuse_cumulative(self) -> None:
        """Raise a `CumulativeSeriesError` with the reason, where the series adds up."""
        if self.cumulative:
            raise CumulativeSeriesError(
                "this series is cumulative: each value holds the ones before it, so it can only go on in one "
                "direction, and rules that look for runs and trends would find a signal in any such series; "
                "chart the new cases of each period instead"
            )


@record
class SpcStretch:
    """One phase of a series. Positions in it count from 0; `first` is where it stands in the whole series."""

    first: int
    values: tuple[float | None, ...]
    sizes: tuple[float | None, ...] | None
    excluded: frozenset[int]
    frozen: int | None
    stated: StatedLines | None = None

    @property
    def baseline(self) -> int:
        """How many points, from the first, make the centre line and the limits; none where these are stated."""
        if self.stated is not None:
            return 0
        return len(self.values) if self.frozen is None else min(self.frozen, len(self.values))

    @property
    def awaited(self) -> int:
        """How many more points it takes until lines that are to be frozen are."""
        return 0 if self.frozen is None or self.stated is not None else max(0, self.frozen - len(self.values))


def stretches(data: SpcData) -> Iterator[SpcStretch]:
    """Go through the phases of a series, each with what belongs to it. An empty series has none."""
    if not data.values:
        return
    bounds = (0, *data.starts, len(data.values))
    for phase, (first, end) in enumerate(pairwise(bounds)):
        yield SpcStretch(
            first=first,
            values=data.values[first:end],
            sizes=None if data.sizes is None else data.sizes[first:end],
            excluded=frozenset(position - first for position in data.excluded if first <= position < end),
            frozen=data.freeze[phase] if phase < len(data.freeze) else None,
            stated=data.stated[phase] if phase < len(data.stated) else None,
        )


def _refuse_what_is_no_number(numbers: tuple[float | None, ...], noun: str) -> None:
    for position, number in enumerate(numbers, start=1):
        if number is not None and not (isfinite(number) and abs(number) < LARGEST_VALUE):
            raise SeriesError(f"{noun} {position} is {number}, which cannot be charted; leave it out if it is missing")
