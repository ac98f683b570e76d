"""One person alone carries three or more of the jobs that hold a spread up.

Why it matters: a spread that lives off one hero ends when that person is ill, tired or promoted. One of the best known
mistakes in spreading is to hand it all to one person.

What to do: share some of these jobs with others: sponsor, spread agent, data, messenger, coach. What somebody else does
too is not counted, since it goes on without this person.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: [spread-agent, coach]}
  mo: {name: M. Osei, role: data-lead}
"""

FAILS = """
people:
  jl:
    name: J. Lind
    role: [spread-agent, coach, data-lead]  # <--
"""

_HATS: Final = {
    Role.EXECUTIVE_SPONSOR: "sponsor",
    Role.CLINICAL_SPONSOR: "sponsor",
    Role.SPREAD_AGENT: "spread agent",
    Role.DATA_LEAD: "data lead",
    Role.MESSENGER: "messenger",
    Role.COACH: "coach",
}

_MANY: Final = 3
"""From how many hats on one person is too many. The figure is ours."""


@plan_rule("SK411", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find people who wear too many hats, by their roles and by what the plan has them do."""
    doing = _jobs_given(subject.plan)
    here = {name: person for name, person in subject.plan.people.items() if person.is_here(subject.as_of)}
    worn = {
        name: dict.fromkeys([*(_HATS[role] for role in person.role if role in _HATS), *doing.get(name, ())])
        for name, person in here.items()
    }
    wearers = Counter(hat for hats in worn.values() for hat in hats)
    for name in here:
        hats = [hat for hat in worn[name] if wearers[hat] == 1]
        if len(hats) >= _MANY:
            yield ("people", name, "role"), f'"{name}" alone is {in_words(hats)}; share some of this with others'


def _jobs_given(plan: Plan) -> dict[str, list[str]]:
    """Return what people do without having the role: speak in the communication plan, coach in the support."""
    jobs: dict[str, list[str]] = {}
    for messenger in {person for item in plan.communication for person in item.messenger}:
        jobs.setdefault(messenger, []).append("messenger")
    for coach in {person for support in plan.support.values() if support.kind == "coach" for person in support.people}:
        jobs.setdefault(coach, []).append("coach")
    return jobs
