"""Days and months, as plans count them."""

from calendar import monthrange
from datetime import date
from typing import Final

from spreadkit.model.people import Every

MONTHS: Final = (
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


def add_months(day: date, months: int) -> date:
    """Return the same day some months later; the last of the month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Return how many whole months lie between two days; 0 where the end is before the start."""
    months = (end.year - start.year) * 12 + end.month - start.month
    while months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def written(day: date) -> str:
    """Return a day as people write it: `15 March 2026`."""
    return f"{day.day} {month_of(day)}"


def month_of(day: date) -> str:
    """Return the month of a day as people write it: `March 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def label_of(day: date, every: Every | None) -> str:
    """Return what a point of a series is called: its month where there is one a month or fewer, else its day."""
    if every is Every.YEAR:
        return str(day.year)
    return month_of(day) if every in {Every.MONTH, Every.QUARTER} else written(day)
