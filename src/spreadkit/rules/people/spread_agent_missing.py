"""Nobody leads the spread from day to day.

Why it matters: somebody has to write the plan, lead the team, pack the changes, arrange help and report progress.
Without a named spread agent this is left to the sponsor, who has no time for it, or to nobody.

What to do: agree on a person and their share of working time, and give them the role `spread-agent`.
"""

from collections.abc import Iterator

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
  jl: {name: J. Lind, role: spread-agent, time: 0.5}
"""

FAILS = """
people:  # <--
  ap: {name: A. Patel, role: executive-sponsor}
"""


@plan_rule("SK404", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans without a spread agent, or whose spread agent has left."""
    people = subject.plan.people
    named = [name for name, person in people.items() if Role.SPREAD_AGENT in person.role]
    if not named:
        yield ("people",), 'nobody has the role "spread-agent"; name who leads the spread from day to day'
    elif not any(people[name].is_here(subject.as_of) for name in named):
        yield ("people", named[-1], "left"), f'"{named[-1]}", the spread agent, has left; name the one who follows'
