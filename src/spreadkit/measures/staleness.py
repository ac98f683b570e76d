"""Whether the last value of a measure is old: two intervals after the end of its period, or two months."""

from datetime import date, timedelta
from typing import Final

from spreadkit.measures.series import own_step, step_after
from spreadkit.model.measure import Measure
from spreadkit.model.people import Every
from spreadkit.months import add_months

STALE_INTERVALS: Final = 2
"""Intervals after the end of a measure's last period from which on its figures are old. Ours, as for sites."""

STALE_MONTHS: Final = 2
"""The same where the measure has no interval."""

_DATED_ON_FIRST: Final = {Every.MONTH, Every.QUARTER, Every.YEAR}


def period_ends(day: date, every: Every | None) -> date:
    """Return the last day of the period that a value is dated in: dated on its first, else on its last day."""
    if every in _DATED_ON_FIRST and day.day == 1:
        return step_after(day, every) - timedelta(days=1)
    return day


def is_old(measure: Measure, day: date, as_of: date) -> bool:
    """Whether figures of a day are old on another: two intervals after the end of their period, or two months."""
    every = own_step(measure)
    end = period_ends(day, every)
    if every is None:
        return add_months(end, STALE_MONTHS) < as_of
    for _ in range(STALE_INTERVALS):
        end = step_after(end, every)
    return end < as_of
