"""More and more sites have the change in place, and the outcome does not move.

Why it matters: either the change does not do what it should, or it is in place on paper only. Both get dearer with
every site that is added.

What to do: visit sites that count as having it, and look whether it is used as meant; look again at the evidence; and
hold the next wave until it is known which of the two it is.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.months import add_months
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule
from spreadkit.rules._charted_effect import ChartedEffect, aim_measure, charted_effect
from spreadkit.rules._example_tables import FALLS_GO_DOWN, FALLS_STAY
from spreadkit.rules._reach import LITTLE, share_on, whole_percent

PASSES = (
    """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
--- sites.csv
id,name
w1,Ward 1
w2,Ward 2
w3,Ward 3
w4,Ward 4
--- adoption.csv
date,site,change,stage
2025-07-07,w1,huddle,implemented
2025-09-01,w2,huddle,implemented
2026-05-04,w3,huddle,implemented
"""
    + FALLS_GO_DOWN
)

FAILS = (
    """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls-rate:  # <--
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
--- sites.csv
id,name
w1,Ward 1
w2,Ward 2
w3,Ward 3
w4,Ward 4
--- adoption.csv
date,site,change,stage
2025-07-07,w1,huddle,implemented
2025-09-01,w2,huddle,implemented
2026-05-04,w3,huddle,implemented
"""
    + FALLS_STAY
)

_MONTHS: Final = 3
"""How long the sites should have had it in place before the outcome is asked about. The figure is ours."""


@plan_rule("SK784", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an outcome that stays as it was, or gets worse, while enough sites have had the changes for three months."""
    found = aim_measure(subject.plan)
    if found is None or found[0] not in subject.charts or not subject.standing.latest:
        return
    name, measure = found
    since = measure.baseline.until if measure.baseline else None
    standing, day = subject.standing, subject.as_of
    start = share_on(standing, since) if since else 0
    then, now = share_on(standing, add_months(day, -_MONTHS)), share_on(standing, day)
    if then is None or now is None or start is None or then < LITTLE or now < then or now <= start:
        return
    shown = charted_effect(subject.charts[name])
    if shown in {ChartedEffect.FLAT, ChartedEffect.WORSE}:
        does = "gets worse" if shown is ChartedEffect.WORSE else "does not move"
        was, is_now = whole_percent(then), whole_percent(now)
        rose = f"{_MONTHS} months ago {was} of the sites had all core changes in place, now {is_now}"
        yield ("measures", name), f'{rose}, and "{name}" {does}; find out why before more sites start'
