"""Months as people count them: from the 31st of January a month goes to the end of February."""

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

_YEAR: Final = 12


def after(day: date, months: Fraction) -> date:
    """Return the day that lies so many months after another.

    Parts of a month are rounded to whole days. What lies beyond the calendar is its last day.
    """
    whole, part = divmod(months, 1)
    begin = _whole_months_after(day, int(whole))
    if not part:
        return begin
    days = (_whole_months_after(day, int(whole) + 1) - begin).days
    return begin + timedelta(days=round(part * days))


def before(day: date, months: Fraction) -> date:
    """Return the last day from which so many months lead to another day or an earlier one."""
    late = bisect_right(range(1, day.toordinal() + 1), day, key=lambda each: after(date.fromordinal(each), months))
    return date.fromordinal(max(late, 1))


def between(start: date, end: date) -> Fraction:
    """Return how many months lead from a day to another; parts of a month by days. Negative where it is earlier."""
    if end < start:
        return -between(end, start)
    whole = (end.year - start.year) * _YEAR + end.month - start.month
    if _whole_months_after(start, whole) > end:
        whole -= 1
    begin, following = _whole_months_after(start, whole), _whole_months_after(start, whole + 1)
    return whole + (Fraction((end - begin).days, (following - begin).days) if end > begin else Fraction(0))


def _whole_months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
