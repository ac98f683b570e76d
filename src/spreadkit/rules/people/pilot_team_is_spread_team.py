"""Most of the spread team are the people who ran the pilot.

Why it matters: staff who made a change work in one place rarely have the standing or the time to lead it everywhere.
They are needed as teachers and messengers.

What to do: put the rollout in the hands of leaders of the target areas, and let the pilot's people teach and advise.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent}
  mo: {name: M. Osei, role: team-member, pilot-team: yes}
"""

FAILS = """
people:
  jl:
    name: J. Lind
    role: spread-agent
    pilot-team: yes  # <--
  mo: {name: M. Osei, role: team-member, pilot-team: yes}
"""

_TEAM: Final = frozenset({Role.SPREAD_AGENT, Role.TEAM_MEMBER})

_SMALLEST: Final = 2
"""From how many people on we speak of a team."""

_MOST: Final = Fraction(60, 100)
"""The share of the team that may come from the pilot. The figure is ours."""


@plan_rule("SK414", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find spread teams that are mostly the pilot's team."""
    team = {
        name: person
        for name, person in subject.plan.people.items()
        if not _TEAM.isdisjoint(person.role) and person.is_here(subject.as_of)
    }
    pilot = [name for name, person in team.items() if person.pilot_team]
    if len(team) >= _SMALLEST and len(pilot) > _MOST * len(team):
        yield (
            ("people", pilot[0], "pilot-team"),
            f"{len(pilot)} of {len(team)} in the spread team ran the pilot; add leaders of the areas that adopt",
        )
