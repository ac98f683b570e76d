"""An audience has no opinion leader, or only such as hold a post over it.

Why it matters: people take up what somebody they look to has taken up. Who that is follows from respect, not from rank;
a manager who speaks is heard as a manager.

What to do: ask members of the audience whose judgement they trust in this matter, enter those people under
`opinion-leaders` of the audience with their stance, and agree with them what they will do.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  sn: {name: S. Nolan, role: opinion-leader}
audiences:
  night-staff: {opinion-leaders: [{who: sn, stance: supports}]}
  managers: {adopts: no}
"""

FAILS = """
people:
  sn: {name: S. Nolan, role: opinion-leader}
audiences:
  night-staff: {opinion-leaders: [{who: sn, stance: supports}]}
  doctors: {decides: after-seeing}  # <--
"""

_POSTS: Final = frozenset(
    {Role.EXECUTIVE_SPONSOR, Role.CLINICAL_SPONSOR, Role.SITE_SPONSOR, Role.LINE_OWNER, Role.FULL_SCALE_OWNER}
)
"""Roles of people who can give orders."""


@plan_rule("SK756", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find audiences that adopt without such people, where the plan, or a framework, asks for them."""
    audiences = subject.plan.audiences
    is_asked = any(audience.opinion_leaders for audience in audiences.values())
    if not is_asked and "audience-without-opinion-leader" not in subject.verifying:
        return
    for name, audience in audiences.items():
        if not audience.adopts:
            continue
        if not audience.opinion_leaders:
            yield ("audiences", name), f'no opinion leader of "{name}" is named; ask whose judgement its members trust'
        elif all(_holds_post(subject.plan, leader.who) for leader in audience.opinion_leaders):
            message = f'all opinion leaders of "{name}" hold a post; find some who are respected and not obeyed'
            yield ("audiences", name, "opinion-leaders"), message


def _holds_post(plan: Plan, person: str) -> bool:
    return person in plan.people and not _POSTS.isdisjoint(plan.people[person].role)
