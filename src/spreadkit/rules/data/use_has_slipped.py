"""Sites that count as having a change in place held its target once and miss it now.

Why it matters: a record of adoption does not go down by itself. Measured use shows the slip months before anybody
enters a lower stage.

What to do: visit these sites and help them; enter the stage that they are really at, with what holds them up.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from spreadkit.adoption.state import IN_PLACE
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.rules import Hit, Severity, SiteCause, Subject, count_of, first_of, plan_rule
from spreadkit.rules._charted_effect import IN_A_ROW, has_lost

PASSES = """
adoption: adoption.csv
measures:
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    target: 80
    changes: huddle
    data: {file: huddles.csv, value: held, site: site}
--- adoption.csv
date,site,change,stage
2025-10-06,ash,huddle,implemented
--- huddles.csv
date,site,held
2025-11-01,ash,84
2025-12-01,ash,88
2026-01-01,ash,82
2026-02-01,ash,75
2026-03-01,ash,80
"""

FAILS = """
adoption: adoption.csv
measures:
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    target: 80
    changes: huddle
    data: {file: huddles.csv, value: held, site: site}  # <--
--- adoption.csv
date,site,change,stage
2025-10-06,ash,huddle,implemented
--- huddles.csv
date,site,held
2025-11-01,ash,84
2025-12-01,ash,88
2026-01-01,ash,82
2026-02-01,ash,75
2026-03-01,ash,71
2026-04-01,ash,64
"""


@plan_rule(
    "SK816",
    Severity.WARNING,
    after_end=False,
    passes=PASSES,
    cause=SiteCause(
        "{sites} held a target and misses it now",
        "{sites} held a target and miss it now",
        "A target that was held is missed now",
    ),
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find process measures with a target that sites with the change in place held, and miss in their last values."""
    in_place = {cell for cell, event in subject.standing.latest.items() if event.stage in IN_PLACE}
    for name, days in subject.standing.reported.items():
        measure, target = subject.plan.measures[name], subject.plan.target_of(name)
        sites = [site for site in days if any((site, change) in in_place for change in measure.changes)]
        if measure.kind is not MeasureKind.PROCESS or target is None or not sites:
            continue
        values = _values(measure, frozenset(site for site in sites if site is not None), subject.as_of)
        slipped = [site for site in sites if site in values and has_lost(measure, values[site], target)]
        if slipped:
            count = count_of(len(slipped), "site counts", "sites count")
            message = f'{count} as having it in place and held the target of {target.words} for "{name}"'
            missed = f"the last {IN_A_ROW} values miss it ({first_of(slipped)})"
            yield ("measures", name, "data"), f"{message}, but {missed}; visit them"


def _values(measure: Measure, sites: frozenset[str], as_of: date) -> dict[str, list[Decimal]]:
    """Return the values of these sites up to a day, in the order of their dates; of two on one day the later row's."""
    series = measure.data
    found: dict[str, dict[date, Decimal]] = {}
    for point in series.points if series else ():
        if point.site in sites and point.site is not None and point.date <= as_of:
            value = series.value_of(point) if series else None
            if value is not None:
                found.setdefault(point.site, {})[point.date] = value
    return {site: [days[day] for day in sorted(days)] for site, days in found.items()}
