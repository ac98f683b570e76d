"""How a measure is counted changed on a day, and its chart goes on as if nothing had happened.

Why it matters: a new way of counting moves the line as a real change would. Values from before and after it are not of
one kind, and one centre line through both shows a result that nobody has achieved.

What to do: add a phase under `phases` that begins on that day, with the new definition as its reason.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from spreadkit.model.measure import Measure
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    redefined: [{on: 2026-02-14, what: Falls without harm are counted too}]
    phases: [{from: 2026-03-01, because: Falls without harm are counted too}]
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,5
2026-03-01,9
"""

FAILS = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    redefined:
      - {on: 2026-02-14, what: Falls without harm are counted too}  # <--
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,5
2026-03-01,9
"""


@plan_rule("SK793", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find days of a new definition, with values before and after, on which no phase begins."""
    for name, reported in subject.standing.reported.items():
        measure = subject.plan.measures[name]
        for index, change in enumerate(measure.redefined):
            if change.on <= subject.as_of and _is_passed_over(measure, reported, change.on):
                message = f'"{name}" is counted in another way from {change.on}, and no phase of its chart begins there'
                yield ("measures", name, "redefined", index, "on"), f"{message}; add one under phases"


def _is_passed_over(measure: Measure, reported: Mapping[str | None, list[date]], on: date) -> bool:
    """Whether values before a day stand in one phase with values from then on."""
    days = {day for dates in reported.values() for day in dates}
    before, after = [day for day in days if day < on], [day for day in days if day >= on]
    if not before or not after:
        return False
    return not any(max(before) < phase.from_ <= min(after) for phase in measure.phases)
