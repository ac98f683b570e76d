"""It is not known what breaks at the next larger scale, or what is then to be done.

Why it matters: at each multiplication staff, space, money, IT, data or oversight reach a limit. Known beforehand, a
limit is a line in the budget; found out, it stops every site at once.

What to do: write under `next-step` of the resource its `limit`, the `trigger` that shows it, the `fix`, and the `owner`
who sees to it.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, in_words, known, plan_rule

PASSES = """
people:
  pl: {name: P. Lamptey}
resources:
  coaches:
    title: Coaches
    kind: staff
    next-step: {limit: 25 districts, trigger: Visits missed two months running, fix: Train site leads, owner: pl}
"""

FAILS = """
people:
  pl: {name: P. Lamptey}
resources:
  coaches:
    title: Coaches
    kind: staff
    next-step: {limit: 25 districts, owner: pl}  # <--
"""


@plan_rule("SK737", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find next steps that leave something out; where a framework asks for them, that a test runs without any."""
    steps = {name: resource.next_step for name, resource in subject.plan.resources.items() if resource.next_step}
    for name, step in steps.items():
        parts = {"limit": step.limit, "trigger": step.trigger, "fix": step.fix, "owner": step.owner}
        lacking = [part for part, value in parts.items() if value is None]
        if lacking:
            message = f'what is to be done when "{name}" reaches its limit lacks {in_words(lacking)}; fill it in'
            yield ("resources", name, "next-step"), message
    if not steps and "next-step-incomplete" in subject.verifying and _is_testing(subject):
        yield ("resources",), "nothing says what breaks first at the next step; add next-step to the resources"


def _is_testing(subject: Subject) -> bool:
    """Whether a test in further units has begun, or is near."""
    starts = [known(wave.start) for wave in subject.plan.waves.values() if wave.step == "test"]
    return any(start is not None and subject.is_near(start) for start in starts)
