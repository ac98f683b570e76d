"""Whether bands leave no value out and hold none twice."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spreadkit.model.base import Route
from spreadkit.model.framework import Band
from spreadkit.rules._rule import Hit
from spreadkit.words import in_words


class ValueGrid(NamedTuple):
    """The values that can be shown: from the least to the most, in steps that are counted from `origin`."""

    least: Fraction
    most: Fraction
    step: Fraction
    origin: Fraction = Fraction(0)

    def around(self, number: Fraction) -> Iterator[Fraction]:
        """Go through the values next to a number: the last two below it, and it or the first two above it."""
        below = (number - self.origin) // self.step
        for steps in range(-1, 3):
            value = self.origin + (below + steps) * self.step
            if self.least <= value <= self.most:
                yield value


def wrong_with_bands(what: str, bands: Sequence[Band], route: Route, grid: ValueGrid) -> Iterator[Hit]:
    """Name values that no band holds or that two hold, and bands that hold nothing. No bands are fine.

    Which bands hold a value changes only where one begins or ends, so it is enough to look next to those numbers.
    """
    if not bands:
        return
    found: set[tuple[str, ...]] = set()
    for value in sorted({near for number in _ends(bands, grid) for near in grid.around(number)}):
        holding = [band.id for band in bands if band.holds(value)]
        if len(holding) == 1 or tuple(holding) in found:
            continue
        found.add(tuple(holding))
        if holding:
            index = next(index for index, band in enumerate(bands) if band.id == holding[1])
            both = in_words([f'"{name}"' for name in holding])
            yield (*route, index), f"the bands {both} of {what} hold {plain_number(value)} alike; let one end before"
        else:
            yield route, f"no band of {what} holds {plain_number(value)}; widen one, or leave the bands out"
    for index, band in enumerate(bands):
        if not any(band.holds(near) for number in _ends([band], grid) for near in grid.around(number)):
            yield (*route, index), f'the band "{band.id}" of {what} holds no value that is possible; correct its ends'


def _ends(bands: Iterable[Band], grid: ValueGrid) -> Iterator[Fraction]:
    yield grid.least
    yield grid.most
    for band in bands:
        yield from (Fraction(end) for end in (band.from_, band.above, band.below, band.to) if end is not None)


def plain_number(number: Fraction) -> str:
    """Return an exact number as a short decimal."""
    places = Decimal(round(number * 1_000_000)) / 1_000_000
    return f"{places.normalize():f}"
