"""The first wave is more than six times as large as what has been seen to work.

Why it matters: one or two successful sites show that it can be done. How it is taught to strangers, and what breaks at
ten or twenty sites at once, nobody has seen yet. A first wave of about five for each successful site shows it.

What to do: make the first wave smaller and add one after it, or say under `because` of the wave why so large a first
step is safe.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import first_jump, may_leap
from spreadkit.rollout.schedule import MOST_TAUGHT
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
successful-sites:
  ward-4: {title: Ward 4}
waves:
  first: {start: 2026-09-01, sites: 5}
  second: {start: 2027-01-01, sites: 19}
"""

FAILS = """
successful-sites:
  ward-4: {title: Ward 4}
waves:
  first: {start: 2026-09-01, sites: 12}  # <--
  second: {start: 2027-01-01, sites: 12}
"""


@plan_rule(
    "SK656", Severity.WARNING, stage=Stage.LAUNCH, holds="step-size", after_end=False, passes=PASSES, fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a first wave that multiplies the successful sites by more than six. Leaps are another rule's business."""
    jump = first_jump(subject.plan)
    if jump is None or jump.factor is None or jump.factor <= MOST_TAUGHT or subject.plan.waves[jump.wave].because:
        return
    if not jump.is_leap or may_leap(subject.plan):
        message = f'"{jump.wave}" goes from {jump.before} successful to {jump.total} sites, {jump.factor:.1f} times'
        yield ("waves", jump.wave), f"{message} as many; make it smaller, or say why under because"
