"""The spread goes beyond the first unit, and nobody knows what one unit, or one site, costs.

Why it matters: what one costs, times how many there are, is what full scale costs. Who is to pay for it can only say
yes to a figure, and a test that did not count has to be done again.

What to do: list under `resources` what a unit or site needs, with `per`, `once` and `yearly`; leave out what only the
research cost.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import waves_in_order
from spreadkit.rules import Hit, Plan, Severity, Subject, known, plan_rule

PASSES = """
waves:
  others: {step: test, start: 2026-07-15}
resources:
  coaches: {title: Coaches, kind: staff, per: unit, once: 2000, yearly: 9000}
"""

FAILS = """
waves:
  others:
    step: test  # <--
    start: 2026-07-15
resources:
  coaches: {title: Coaches, kind: staff, per: unit, once: unknown, yearly: unknown}
"""


@plan_rule("SK735", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the first step beyond the first unit that is near, where no cost of a unit or site is known."""
    if _is_costed(subject.plan):
        return
    for name in waves_in_order(subject.plan):
        wave, start = subject.plan.waves[name], known(subject.plan.waves[name].start)
        if wave.step in {"test", "full-scale"} and start is not None and subject.is_near(start):
            message = f'"{name}" begins on {start}, and nobody knows what a unit or site costs; list it under resources'
            yield ("waves", name, "step"), message
            return


def _is_costed(plan: Plan) -> bool:
    costs = [
        (resource.once, resource.yearly) for resource in plan.resources.values() if resource.per in {"unit", "site"}
    ]
    return any(known(cost) is not None for both in costs for cost in both)
