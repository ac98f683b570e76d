"""Nobody is named who will own and fund the spread at full scale.

Why it matters: pilots die when nobody with the power and the money for all sites had a hand in their design. Asked at
the end, the owner finds something that cannot be paid for.

What to do: agree with the person in the office that will own it that they take part from the start, and give them the
role `full-scale-owner`.
"""

from collections.abc import Iterator

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  rd: {name: R. Danso, role: full-scale-owner, organisation: Regional health directorate}
waves:
  first: {step: scalable-unit, start: 2026-01-05}
"""

FAILS = """
people:  # <--
  jl: {name: J. Lind, role: spread-agent}
waves:
  first: {step: scalable-unit, start: 2026-01-05}
"""


@plan_rule("SK726", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans that go to full scale step by step, or whose framework asks for it, without an owner of full scale."""
    people = subject.plan.people.values()
    is_owned = any(Role.FULL_SCALE_OWNER in person.role and person.is_here(subject.as_of) for person in people)
    is_asked = _goes_by_steps(subject.plan) or "no-full-scale-owner" in subject.verifying
    if is_asked and not is_owned:
        yield ("people",), "nobody is to own the spread at full scale; give that person the role full-scale-owner"


def _goes_by_steps(plan: Plan) -> bool:
    return bool(plan.units or plan.strata) or any(wave.step for wave in plan.waves.values())
