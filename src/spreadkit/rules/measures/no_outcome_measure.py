"""No measure tells whether results get better.

Why it matters: counting sites that have adopted a change says how busy the spread is, not whether anybody is better
off. Without an outcome followed over time, nobody will know.

What to do: add a measure with `kind: outcome` that matches the aim and can be had from all sites.
"""

from collections.abc import Iterator

from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
"""

FAILS = """
measures:  # <--
  huddles-held: {title: Huddles held, kind: process, better: higher}
"""


@plan_rule("SK650", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan without a measure of kind outcome."""
    if not any(measure.kind is MeasureKind.OUTCOME for measure in subject.plan.measures.values()):
        yield ("measures",), "no measure tells whether results get better; add one with kind: outcome"
