"""How old the last news of a site is, and from when on it is too old to count as known."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from spreadkit.measures.series import step_after
from spreadkit.model.measure import MeasureKind
from spreadkit.model.people import Every
from spreadkit.model.plan import Plan

_INTERVALS: Final = 2
"""After how many intervals without news a site is stale. The figure is ours."""

NewsDays = Mapping[str, Sequence[date]]
"""By site: the days from which there is news of it, in order."""


def news_days(plan: Plan) -> NewsDays:
    """Return the days of all rows about changes of the package. Any row is news, be the stage the same as before."""
    changes = plan.package.changes if plan.package else {}
    days: dict[str, set[date]] = {}
    for event in plan.adoption:
        if event.change in changes:
            days.setdefault(event.site, set()).add(event.date)
    return {site: sorted(found) for site, found in days.items()}


def last_news(days: NewsDays, site: str, on: date) -> date | None:
    """Return the day of the last news of a site up to a day; None where there is none."""
    of_site = days.get(site, ())
    place = bisect_right(of_site, on)
    return of_site[place - 1] if place else None


def stale_after(plan: Plan, as_of: date) -> int:
    """Return after how many days without news a site is stale: two intervals of the spread measure, or two months."""
    rhythms = [measure.every for measure in plan.measures.values() if measure.kind is MeasureKind.SPREAD]
    every = next((rhythm for rhythm in rhythms if rhythm is not None), Every.MONTH)
    day = as_of
    for _ in range(_INTERVALS):
        day = step_after(day, every)
    return (day - as_of).days
