"""How exact numbers are shown: rounded once, at the end."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.model.framework import Rounding

_THREE_PLACES: Final = Rounding(to=Decimal("0.001"))


def share(part: int, whole: int) -> Decimal:
    """Return part of whole from 0 to 1, to three places; 0 where there is no whole."""
    return to_three_places(Fraction(part, whole)) if whole else Decimal(0)


def to_three_places(value: Fraction) -> Decimal:
    """Return an exact number as it is shown where it is not rounded for the reader: three decimals, halves up."""
    return rounded(value, _THREE_PLACES)


def percent(value: Fraction) -> Decimal:
    """Return an exact percentage as it is shown: one decimal, halves up."""
    return rounded(value, Rounding())


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """Round an exact number to steps of `to`; what lies halfway goes up, or to the even step."""
    steps = value / Fraction(rounding.to)
    whole, rest = divmod(steps.numerator, steps.denominator)
    twice = rest * 2
    up = twice > steps.denominator or (twice == steps.denominator and (rounding.halves == "up" or whole % 2 == 1))
    return Decimal(whole + up) * rounding.to
