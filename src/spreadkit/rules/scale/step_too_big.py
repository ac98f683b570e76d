"""A wave makes the spread more than six times as large in one step.

Why it matters: at each larger scale something breaks that held before: staff, space, money, IT, data, oversight. A step
of about five shows it while it can still be mended.

What to do: put a smaller wave in between, or say under `because` of the wave why so large a step is safe.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import counts_units, may_leap, spread_steps
from spreadkit.rollout.schedule import MOST_TAUGHT
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
waves:
  first: {start: 2026-09-01, sites: 5}
  second: {start: 2027-01-01, sites: 25}
"""

FAILS = """
waves:
  first: {start: 2026-09-01, sites: 5}
  second: {start: 2027-01-01, sites: 35}  # <--
"""


@plan_rule("SK721", Severity.WARNING, holds="step-size", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves that multiply what is there by more than six. Larger leaps are another rule's business."""
    what = "units" if counts_units(subject.plan) else "sites"
    for step in spread_steps(subject.plan):
        is_told_elsewhere = step.is_leap and not may_leap(subject.plan)
        if (
            step.factor is None
            or step.factor <= MOST_TAUGHT
            or subject.plan.waves[step.wave].because
            or is_told_elsewhere
        ):
            continue
        times = f"{step.factor:.1f} times as many"
        message = f'"{step.wave}" goes from {step.before} to {step.total} {what}, {times}'
        yield ("waves", step.wave), f"{message}; put a step in between, or say why under because"
