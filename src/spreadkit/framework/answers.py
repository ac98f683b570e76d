"""What an answer says by itself, whatever question it is given to: the day, or the number, that it names."""

from datetime import date
from fractions import Fraction
from typing import Final

from spreadkit.model.base import read_date, read_number
from spreadkit.model.framework import Band, NumberScale

NOT_DONE: Final = "not-done"
"""The answer, on a scale of days, that something has not been done."""


def day_of(level: str | None) -> date | None:
    """Return the day that an answer names."""
    try:
        return read_date(level) if level else None
    except ValueError:
        return None


def number_of(level: str) -> Fraction | None:
    """Return the number that an answer names."""
    try:
        return Fraction(read_number(level))
    except ValueError:
        return None


def band_of(scale: NumberScale, level: str) -> Band | None:
    """Return the band of a scale of numbers that an answer lies in."""
    number = number_of(level)
    return None if number is None else next((band for band in scale.bands if band.holds(number)), None)
