"""Values of several sites have no denominator, so that there is no value for all sites together.

Why it matters: the mean of rates is not the rate of all: a ward with ten beds would count as much as one with forty.
Without a line for all sites nobody can see whether the aim is being reached.

What to do: give the counts and what they are out of (`count` and `per` in place of `value`), or name the column with
the size of each value under `per`.
"""

from collections.abc import Iterator

from spreadkit.measures.series import can_be_pooled
from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: rate, per: days, site: site}
--- falls.csv
date,site,rate,days
2026-01-01,ash,7,812
2026-01-01,elm,5,640
"""

FAILS = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: rate, site: site}  # <--
--- falls.csv
date,site,rate
2026-01-01,ash,7
2026-01-01,elm,5
"""


@plan_rule("SK810", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures of several sites whose values have no weight."""
    for name, measure in subject.plan.measures.items():
        if measure.data is not None and not can_be_pooled(measure.data):
            sites = count_of(len(subject.standing.reported[name]), "site")
            message = f'the values of "{name}" from {sites} cannot be put together without a denominator'
            yield ("measures", name, "data", "value"), f"{message}; give counts, or name their sizes under per"
