"""Days and months, as plans count them."""

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Final

_YEAR: Final = 12

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
"""The days between which a plan, its tables and the day that it is judged for lie. The figures are ours.

They keep every loop over a calendar short, and are far from the ends of Python's calendar.
"""

_SO_FAR: Final = 300
"""From how many days away a month is told with its year. The figure is ours."""
NOTICE: Final = timedelta(days=30)
"""How long before the end of something that holds for a time, and after it, people are warned. The figure is ours."""

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def has_run_out(until: date, on: date) -> bool:
    """Whether what holds up to a day holds no longer on another: its end and the time of notice are past."""
    return on - NOTICE > until


def add_months(day: date, months: int) -> date:
    """Return the same day some months later; the last of the month where that has no such day.

    What lies beyond the calendar is its first or last day.
    """
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, months: Fraction) -> date:
    """Return the day that lies so many months after another.

    Parts of a month are rounded to whole days. What lies beyond the calendar is its last day.
    """
    whole, part = divmod(months, 1)
    begin = add_months(day, int(whole))
    if not part:
        return begin
    days = (add_months(day, int(whole) + 1) - begin).days
    return begin + timedelta(days=round(part * days))


def before(day: date, months: Fraction) -> date:
    """Return the last day from which so many months lead to another day or an earlier one."""
    late = bisect_right(range(1, day.toordinal() + 1), day, key=lambda number: after(date.fromordinal(number), months))
    return date.fromordinal(max(late, 1))


def between(start: date, end: date) -> Fraction:
    """Return how many months lead from a day to another; parts of a month by days. Negative where it is earlier."""
    if end < start:
        return -between(end, start)
    whole = (end.year - start.year) * _YEAR + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    begin, following = add_months(start, whole), add_months(start, whole + 1)
    return whole + (Fraction((end - begin).days, (following - begin).days) if end > begin else Fraction(0))


def day_in_words(day: date) -> str:
    """Return a day as people write it: `15 March 2026`."""
    return f"{day.day} {month_of(day)}"


def month_of(day: date) -> str:
    """Return the month of a day as people write it: `March 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def month_seen_from(day: date, today: date) -> str:
    """Return the month of a day, with its year where it may be taken for another: from 300 days away. Ours."""
    return month_of(day) if abs((today - day).days) >= _SO_FAR else _MONTHS[day.month - 1]


def is_possible(day: date) -> bool:
    """Whether a day lies where the days of plans lie: from 1900 to 2200."""
    return FIRST_DAY <= day <= LAST_DAY


def day(value: date | Enum | None, *, silent: str = "not stated") -> str:
    """Return a day as people write it: `15 March 2026`; a word in its place (`unknown`) and nothing are told apart."""
    if isinstance(value, date):
        return day_in_words(value)
    return silent if value is None else str(value.value)
