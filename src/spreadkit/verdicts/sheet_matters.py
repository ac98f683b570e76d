"""What is to be done about one site, by whom and by when: open actions and obstacles that concern it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.people import Obstacle, Role
from spreadkit.model.plan import Action, Plan
from spreadkit.model.references import EVERYONE
from spreadkit.model.rollout import Site
from spreadkit.record import record

_AT_SITES: Final = frozenset(
    {
        *(Role.SITE_LEAD, Role.LINE_OWNER, Role.SITE_SPONSOR, Role.CHAMPION, Role.CLINICAL_LEAD),
        *(Role.DIFFUSION_MANAGER, Role.OPINION_LEADER),
    }
)
"""The roles that people have at a site."""


@record(slots=False)
class SiteMatter:
    """Something to be done about a site: the deed in the plan's words, none where an obstacle has no action.

    `why` is the obstacle that it removes, and `cause` the same in its shortest form. `who` does it by `due`, and is of
    the site where `is_own`; `whom` to tell where it does not come. Both are names.
    """

    deed: str | None
    why: str | None
    who: str | None
    due: date | None
    is_own: bool
    whom: str | None = None
    cause: str | None = None


def people_of(plan: Plan, site: Site) -> frozenset[str]:
    """Return the ids of the people of a site: those whom it names, and those who work there."""
    named = (site.lead, site.owner, site.manager, site.champion, site.sponsor, *site.clinical_leads)
    working = (name for name, person in plan.people.items() if person.site == site.id)
    return frozenset(name for name in (*named, *working) if name is not None)


def matters_of(plan: Plan, site: Site, as_of: date) -> Iterator[SiteMatter]:
    """Go through what is to be done about a site, the earliest day first.

    An action and an obstacle that name the same sites and the same day are one matter: what is done, and why.
    """
    if plan.has_ended(as_of):
        return
    own = people_of(plan, site)
    only_here = frozenset(name for name in own if _is_of_sites(plan, name))
    actions = [action for action in plan.actions.values() if action.is_open and _concerns(action, site, only_here)]
    obstacles = [one for one in plan.obstacles.values() if one.state == "open" and site.id in one.sites]
    paired = [(action, _same_matter(action, obstacles)) for action in actions]
    met = [obstacle for _, obstacle in paired if obstacle is not None]
    matters = [_of_action(plan, action, obstacle, own, as_of) for action, obstacle in paired]
    matters += [_of_obstacle(plan, obstacle, own, as_of) for obstacle in obstacles if obstacle not in met]
    yield from sorted(matters, key=lambda matter: matter.due or date.max)


def _is_of_sites(plan: Plan, name: str) -> bool:
    """Whether a person has no part in the spread but at sites: what they do is then done for their own."""
    person = plan.people.get(name)
    return person is None or _AT_SITES.issuperset(person.role)


def _concerns(action: Action, site: Site, own: frozenset[str]) -> bool:
    """Whether an action is about a site: it names the site, or names none and is of somebody who works for that one."""
    if action.sites:
        return site.id in action.sites or EVERYONE in action.sites
    return action.owner in own


def _same_matter(action: Action, obstacles: list[Obstacle]) -> Obstacle | None:
    if action.due is None:
        return None
    same = (one for one in obstacles if one.due == action.due and {*one.sites} == {*action.sites})
    return next(same, None)


def _of_action(plan: Plan, action: Action, obstacle: Obstacle | None, own: frozenset[str], as_of: date) -> SiteMatter:
    others = (obstacle.owner, obstacle.escalated) if obstacle else ()
    whom = _first_but(plan, action.owner, (*others, *leaders_of(plan)), as_of)
    why, cause = (obstacle.what, obstacle.short or obstacle.what) if obstacle else (None, None)
    return SiteMatter(action.do, why, _name(plan, action.owner), action.due, action.owner in own, whom, cause)


def _of_obstacle(plan: Plan, obstacle: Obstacle, own: frozenset[str], as_of: date) -> SiteMatter:
    whom = _first_but(plan, obstacle.owner, (obstacle.escalated, *leaders_of(plan)), as_of)
    who, cause = _name(plan, obstacle.owner), obstacle.short or obstacle.what
    return SiteMatter(None, obstacle.what, who, obstacle.due, obstacle.owner in own, whom, cause)


def leaders_of(plan: Plan) -> Iterator[str]:
    """Go through the ids of those who lead the spread: its agents, then who owns the package."""
    yield from (name for name, person in plan.people.items() if Role.SPREAD_AGENT in person.role)
    if plan.package and plan.package.owner:
        yield plan.package.owner


def _first_but(plan: Plan, one: str | None, names: tuple[str | None, ...], as_of: date) -> str | None:
    """Return the name of the first of these who is here, and not the one who does it."""
    here = (name for name in names if name and name != one and name in plan.people)
    return next((plan.people[name].name for name in here if plan.people[name].is_here(as_of)), None)


def _name(plan: Plan, name: str | None) -> str | None:
    if name is None or name == "unknown":
        return None
    person = plan.people.get(name)
    return person.name if person else name
