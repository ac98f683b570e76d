"""A prediction is dated after the first site has started.

Why it matters: what is said when the first results are in is no prediction. Held against what came, it looks better
than the team's theory is.

What to do: if it was said before, correct the day under `on`. If not, take it out; the figure that you hope for now is
the `target` of the measure.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import first_target_start
from spreadkit.rules import Hit, Severity, Subject, known, plan_rule

PASSES = """
waves:
  wave-1: {start: 2026-03-02}
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    predicted: {low: 4.5, high: 5.2, by: 2027-03-31, basis: Two first wards, on: 2026-02-10}
"""

FAILS = """
waves:
  wave-1: {start: 2026-03-02}
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    predicted:
      value: 4.8
      by: 2027-03-31
      on: 2026-05-04  # <--
"""


@plan_rule("SK881", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find predictions that are younger than the first start of a target site, ahead or past."""
    start = first_target_start(subject.plan, subject.as_of)
    for name, measure in subject.plan.measures.items():
        said = known(measure.predicted.on) if measure.predicted else None
        if start is not None and said is not None and said > start:
            message = f'what is predicted of "{name}" is dated {said}, after the first start on {start}'
            yield ("measures", name, "predicted", "on"), f"{message}; correct the day, or take it out"
