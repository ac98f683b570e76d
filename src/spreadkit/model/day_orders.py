"""Days written with three numbers and the year last, such as `31/03/2026`: which number comes first, and the day.

Nothing is guessed. A column shows its order when all of its days exist in one order, and not all of them in the other.
A year of two digits is read only where the order is declared: `23-02-01` may have the year first.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, get_args

from spreadkit.months import is_possible

DayOrder = Literal["day-first", "month-first"]
"""Which number comes first in days that are not written year-month-day."""

ORDERS: Final[tuple[DayOrder, ...]] = get_args(DayOrder)

_THREE_NUMBERS: Final = re.compile(
    r"(\d{1,2})([./-] ?| )(\d{1,2})\2(\d{4}|\d{2})\.?(?:[T ]0?0:00(?::00(?:\.0+)?)?)?", re.ASCII
)
"""A day; midnight, which some programs write behind it, says no more."""

_YEAR: Final = 4


def looks_numbered(text: str) -> bool:
    """Whether a text is three numbers, with what may be a year at its end."""
    return _THREE_NUMBERS.fullmatch(text) is not None


def day_in(text: str, order: DayOrder) -> date | None:
    """Return the day that a text means in an order, from 1900 to 2200; None where there is no such day."""
    match = _THREE_NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    month, day = (second, first) if order == "day-first" else (first, second)
    try:
        made = date(year if len(match[4]) == _YEAR else 2000 + year, month, day)
    except ValueError:
        return None
    return made if is_possible(made) else None


def order_shown(texts: Iterable[str]) -> DayOrder | None:
    """Return the only order in which all days of a column exist; None where both are possible, or neither is."""
    matches = [match for text in texts if (match := _THREE_NUMBERS.fullmatch(text))]
    if not all(len(match[4]) == _YEAR for match in matches):
        return None
    possible = [order for order in ORDERS if all(day_in(match[0], order) for match in matches)]
    return possible[0] if len(possible) == 1 else None


def is_only_in(text: str, order: DayOrder) -> bool:
    """Whether a text is a day in this order, and in no other."""
    return [one for one in ORDERS if day_in(text, one)] == [order]
