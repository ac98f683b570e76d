"""A spread agent has no time set aside for the spread.

Why it matters: a spread that is led on top of a full job stops at the first busy month. Leaders show that they mean it
by freeing somebody's time.

What to do: agree with the line manager on a share of the week and write it as `time`, such as 0.5 for half of it.
"""

from collections.abc import Iterator

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent, time: 0.5}
"""

FAILS = """
people:
  jl:  # <--
    name: J. Lind
    role: spread-agent
"""


@plan_rule("SK410", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find spread agents whose time is missing or nought."""
    for name, person in subject.plan.people.items():
        if Role.SPREAD_AGENT in person.role and person.is_here(subject.as_of) and not person.time:
            route = ("people", name) if person.time is None else ("people", name, "time")
            yield route, f'"{name}" leads the spread without time for it; agree on a share of the week, such as 0.5'
