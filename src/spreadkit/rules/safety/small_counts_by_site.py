"""A table by site holds counts so small that somebody may be recognised.

Why it matters: "one fall on ward 4 in May" can point to one patient for those who were there. Counts below five are
often kept back when figures are made public. Few falls by ward and month are also what a good ward looks like, so that
this is no error: it depends on who can read the repository and the reports.

What to do: where others than the team can read it, put months or wards together, or ask whoever answers for data
protection. Write the least count that you keep under `privacy: {small-counts: 10}`; with 0 this is not looked at.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.rules import Hit, Severity, Subject, count_of, plan_rule
from spreadkit.words import by_number

USUAL_LEAST: Final = Decimal(5)
"""Below this, public bodies usually keep counts of people back."""

PASSES = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, date: month, count: falls, site: site}
--- falls.csv
month,site,falls
2026-01-01,a,0
2026-02-01,a,12
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, date: month, count: falls, site: site}
--- falls.csv
month,site,falls
2026-01-01,a,12
2026-02-01,a,2  # <--
2026-03-01,a,1
"""


@plan_rule("SK808", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find counts by site below the least that is kept, one finding for each measure. None at all tells of nobody."""
    if subject.plan.fictional:
        return
    set_least = subject.plan.privacy.small_counts
    least = USUAL_LEAST if set_least is None else set_least
    for name, measure in subject.plan.measures.items():
        small = _small(measure, least)
        if small:
            points = measure.data.points if measure.data else ()
            lie = by_number(len(small), "lies", "lie")
            message = f"{len(small)} of {count_of(len(points), 'count')} by site {lie} below {least}, this the first"
            place = ("measures", name, "data", "points", small[0], "count")
            yield place, f"{message}; where others can read them, put months or sites together"


def _small(measure: Measure, least: Decimal) -> list[int]:
    """Return the positions of the points of single sites with a small count; of uses and of sites none are people."""
    if measure.data is None or measure.kind in {MeasureKind.SPREAD, MeasureKind.PROCESS}:
        return []
    return [
        position
        for position, point in enumerate(measure.data.points)
        if point.site is not None and point.count is not None and 0 < point.count < least
    ]
