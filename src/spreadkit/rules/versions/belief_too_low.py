"""A test in more sites, or full scale, is near, and nobody believes strongly enough, or has said, that it will work.

Why it matters: the size of a step should follow from how strongly one believes that the changes work, given what has
been seen. With little belief a large step risks much; without a rating nobody has asked.

What to do: let people who know the results, one from outside the team among them, rate under `belief` of the package
how sure they are (low, moderate or high) and why; with low belief, take a smaller step.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.model.aim import Belief
from spreadkit.rollout.progress import waves_in_order
from spreadkit.rules import Hit, Plan, Severity, Subject, known, plan_rule

PASSES = """
package:
  version: "1"
  belief:
    - {level: moderate, on: 2026-06-10, because: Shift in the first unit since March}
waves:
  test: {step: test, start: 2026-07-15}
"""

FAILS = """
package:
  version: "1"
  belief:
    - {level: low, on: 2026-06-10, because: No shift yet in the first unit}
waves:
  test:
    step: test  # <--
    start: 2026-07-15
"""


@plan_rule("SK715", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the first step beyond the first unit that is near, where belief is low or was never rated."""
    belief = _latest(subject.plan)
    if belief is not None and belief.level != "low":
        return
    for name in waves_in_order(subject.plan):
        wave, start = subject.plan.waves[name], known(subject.plan.waves[name].start)
        if wave.step in {"test", "full-scale"} and start is not None and subject.is_near(start):
            reason = "belief in the package is low" if belief else "nobody has rated their belief in the package"
            yield ("waves", name, "step"), f'"{name}" begins on {start} and {reason}; rate it, or take a smaller step'
            return


def _latest(plan: Plan) -> Belief | None:
    """Return the rating of the latest day; of two on one day, and of those without one, the later in the list."""
    beliefs = plan.package.belief if plan.package else ()
    return max(beliefs, key=lambda belief: (known(belief.on) or date.min, beliefs.index(belief)), default=None)
