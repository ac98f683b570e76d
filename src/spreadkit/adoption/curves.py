"""How far the spread has come over time: sites that ever had the changes in place, and those that have them now.

The two are different curves. A site that gave a change up again is in the first and not in the second.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spreadkit.adoption.state import IN_PLACE, CoreState, Latest, core_changes, core_state_at, spells, targets_on
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.record import record
from spreadkit.rollout.progress import first_use, has_begun


@record
class Reach:
    """On a day: how many target sites ever had the changes in place, how many have them now, and of how many."""

    on: date
    ever: int
    current: int
    of: int


@record
class Extent:
    """How far one change has come: sites that have it in place, of those it applies to; `unknown` of these."""

    change: str
    in_place: int
    of: int
    unknown: int
    not_applicable: int


@record
class Completeness:
    """How much of what applies is in place at a site; `core` is whether all core changes are."""

    site: str
    in_place: int
    of: int
    core: CoreState


def reach_over_time(plan: Plan, as_of: date, changes: Sequence[str] | None = None) -> tuple[Reach, ...]:
    """Return one Reach for every day up to a day on which it changed.

    A site counts while all of `changes` (default: all core changes) that apply are in place at once.
    """
    wanted = tuple(changes) if changes is not None else core_changes(plan)
    starts, ends = dict[date, set[str]](), dict[date, set[str]]()
    for site in plan.sites:
        for start, end in spells(plan, site.id, wanted, as_of):
            starts.setdefault(start, set()).add(site.id)
            if end is not None:
                ends.setdefault(end, set()).add(site.id)
    moves = {day for site in plan.sites for day in (site.joined, site.left) if day is not None and day <= as_of}
    ever, current, targets = set[str](), set[str](), _target_ids(plan, date.min)
    reached: list[Reach] = []
    for day in sorted({*starts, *ends, *moves}):
        ever |= starts.get(day, set())
        current = (current - ends.get(day, set())) | starts.get(day, set())
        if day in moves:
            targets = _target_ids(plan, day)
        reach = Reach(day, len(ever & targets), len(current & targets), len(targets))
        if not reached or replace(reached[-1], on=day) != reach:
            reached.append(reach)
    return tuple(reached)


def first_reached(plan: Plan, as_of: date, changes: Sequence[str] | None = None) -> dict[str, date]:
    """Return, by target site, the first day on which all of `changes` (default: all core changes) were in place."""
    wanted = tuple(changes) if changes is not None else core_changes(plan)
    first = {site.id: next(spells(plan, site.id, wanted, as_of), None) for site in targets_on(plan, as_of)}
    return {site: spell[0] for site, spell in first.items() if spell is not None}


def unknown_on(plan: Plan, day: date, latest: Latest) -> int:
    """Count the target sites that have begun on a day of which it is not known whether all core changes are there."""
    core, used = core_changes(plan), first_use(plan, day)
    return sum(
        core_state_at(latest, site.id, core) is CoreState.UNKNOWN
        for site in targets_on(plan, day)
        if has_begun(plan, site, day, used)
    )


def extents(plan: Plan, as_of: date, latest: Latest) -> tuple[Extent, ...]:
    """Return how far each change of the package has come on a day."""
    sites = [site.id for site in targets_on(plan, as_of)]
    found = []
    for change in plan.package.changes if plan.package else ():
        stages = [event.stage if (event := latest.get((site, change))) else None for site in sites]
        na = stages.count(AdoptionStage.NOT_APPLICABLE)
        in_place = sum(stage in IN_PLACE for stage in stages)
        found.append(Extent(change, in_place, len(sites) - na, stages.count(None), na))
    return tuple(found)


def completeness(plan: Plan, as_of: date, latest: Latest) -> tuple[Completeness, ...]:
    """Return how much is in place at each target site on a day."""
    core = core_changes(plan)
    changes = tuple(plan.package.changes) if plan.package else ()
    found = []
    for site in targets_on(plan, as_of):
        stages = {name: event.stage if (event := latest.get((site.id, name))) else None for name in changes}
        applicable = [stage for stage in stages.values() if stage is not AdoptionStage.NOT_APPLICABLE]
        in_place = sum(stage in IN_PLACE for stage in applicable)
        found.append(Completeness(site.id, in_place, len(applicable), core_state_at(latest, site.id, core)))
    return tuple(found)


def _target_ids(plan: Plan, day: date) -> set[str]:
    return {site.id for site in targets_on(plan, day)}
