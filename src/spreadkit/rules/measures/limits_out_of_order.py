"""Limits that are stated for a chart are in the wrong order, or one of them stands alone.

Why it matters: a lower limit above the upper one, or a centre line outside of both, puts every value outside of the
limits. The measure is not charted until they are put right.

What to do: compare the figures with where they are stated. Write `lower`, `centre` and `upper` in rising order, in the
unit of the measure; leave out both limits where a centre line alone is stated.
"""

from collections.abc import Iterator

from spreadkit.measures.measure_charts import misstated, stated_limits
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
measures:
  falls: {title: Falls, kind: outcome, better: lower, limits: {centre: 6.6, lower: 2.1, upper: 11, source: Region}}
  walks: {title: Walks, kind: balancing, better: higher, limits: {centre: 40, source: Region}}
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    limits: {centre: 6.6, lower: 11, upper: 2.1, source: Region}  # <--
"""


@plan_rule("SK882", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find limits, of a measure or of one of its phases, that do not stand in rising order."""
    for name, measure in subject.plan.measures.items():
        for route, limits in stated_limits(measure):
            if why := misstated(limits):
                yield ("measures", name, *route), f'of "{name}", {why}; write lower, centre and upper in rising order'
