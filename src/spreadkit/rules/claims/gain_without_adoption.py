"""The outcome got better while hardly any site has the change in place.

Why it matters: what got better then got better for another reason. A change that is given the credit spreads on a
success that is not its own.

What to do: find out what else happened at that time, and say so on the chart (`annotations`); or bring the record of
adoption up to date, if more sites have the change than it says.
"""

from collections.abc import Iterator

from spreadkit.adoption.curves import first_reached
from spreadkit.adoption.state import targets_on
from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._charted_effect import ChartedEffect, aim_measure, charted_effect
from spreadkit.rules._example_tables import FALLS_GO_DOWN
from spreadkit.rules._reach import LITTLE, whole_percent

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
2026-05-04,w1,huddle,implemented
2026-05-04,w2,huddle,aware
"""
    + FALLS_GO_DOWN
)


@plan_rule("SK785", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an outcome with a signal to the better since its baseline, where few sites ever had the changes in place."""
    found = aim_measure(subject.plan)
    if found is None or found[0] not in subject.charts or not subject.standing.latest or found[1].baseline is None:
        return
    if charted_effect(subject.charts[found[0]]) is not ChartedEffect.BETTER:
        return
    targets = len(targets_on(subject.plan, subject.as_of))
    ever = len(first_reached(subject.plan, subject.as_of))
    if targets and ever / targets < LITTLE:
        few = f"only {whole_percent(ever / targets)} of the sites ever had all core changes in place"
        yield ("measures", found[0]), f'"{found[0]}" got better, but {few}; look for another reason first'
