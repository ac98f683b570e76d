"""No measure watches for harm elsewhere.

Why it matters: a change can make one thing better by making another worse: fewer falls because patients are kept in
bed. Whoever does not look will hear of it from the critics.

What to do: ask the sites what could get worse, and follow it with a measure of `kind: balancing`.
"""

from collections.abc import Iterator

from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
  walked-daily: {title: Patients who walk every day, kind: balancing, better: higher}
"""

FAILS = """
measures:  # <--
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
"""


@plan_rule("SK652", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures without a balancing one among them."""
    kinds = {measure.kind for measure in subject.plan.measures.values()}
    if kinds and MeasureKind.BALANCING not in kinds:
        yield ("measures",), "no measure watches for harm elsewhere; add one with kind: balancing"
