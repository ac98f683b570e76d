"""Percentages and shares of one measure: figures that lie a hundred times apart are not held against each other."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import Final

from spreadkit.model.measure import Measure
from spreadkit.model.target import Target

MOST_PERCENT: Final = 100
NEAR_ENOUGH: Final = Decimal("1.5")
"""A share times 100 lies among percentages when it is within this many times of their range. The figure is ours."""

REACH: Final = 3
"""A target or baseline, times 100 or divided by it, is within this many times of the values. The figure is ours."""

_PERCENT: Final = ("%", "percent", "per cent")


def values_above_zero(measure: Measure) -> list[Decimal]:
    """Return the values of all rows that are above zero: nothing is the same as a share and as a percentage."""
    series = measure.data
    found = (series.value_of(point) for point in series.points) if series else ()
    return [value for value in found if value is not None and value > 0]


def is_hundredfold_apart(measure: Measure, figure: Decimal | None, values: Sequence[Decimal] | None = None) -> bool:
    """Whether a target or baseline is a hundredth, or a hundred times, of the values of a measure."""
    values = values_above_zero(measure) if values is None else values
    if not values or max(values) > MOST_PERCENT or figure is None or not 0 < figure <= MOST_PERCENT:
        return False
    if not _is_of_parts(measure, [figure, *values]):
        return False
    if figure <= 1 < median(values) and max(values) > NEAR_ENOUGH:
        return _is_within_reach(figure * MOST_PERCENT, values)
    return figure > 1 >= max(values) and _is_within_reach(figure / MOST_PERCENT, values)


def _is_within_reach(figure: Decimal, values: Sequence[Decimal]) -> bool:
    """Whether a figure, on the scale of the values, is one that they might be held against."""
    return min(values) / REACH <= figure <= max(values) * REACH


def comparable(measure: Measure, target: Target | None) -> Target | None:
    """Return the target that the values of a measure can be held against; None where the scales differ."""
    return None if target is None or is_hundredfold_apart(measure, target.value) else target


def is_in_percent(measure: Measure) -> bool:
    """Whether the unit of a measure says that it is in percent."""
    return measure.unit is not None and any(word in measure.unit.lower() for word in _PERCENT)


def is_a_share(measure: Measure) -> bool:
    """Whether the unit of a measure says that it is a share of one whole."""
    return measure.unit is not None and measure.unit.lower() in {"share", "proportion"}


def _is_of_parts(measure: Measure, figures: Sequence[Decimal]) -> bool:
    """Whether a measure is said to be of parts in a hundred, or its figures lie where only such do."""
    if measure.unit is None:
        return any(figure < 1 for figure in figures)
    return is_in_percent(measure) or is_a_share(measure)
