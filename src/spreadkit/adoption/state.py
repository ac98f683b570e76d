"""Adoption as the record has it on a day: which Site has come how far with which Change, and who is to take it up.

What "all core changes" means is said here, once: `core_changes` says which they are, `core_state` whether they are at a
stage at once, `spells` from when to when they were.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.model.references import EVERYONE
from spreadkit.model.rollout import Site

IN_PLACE: Final = frozenset({AdoptionStage.IMPLEMENTED, AdoptionStage.SUSTAINED})

Latest = Mapping[tuple[str, str], AdoptionEvent]
"""By site and change: the last event up to a day."""


def latest_events(plan: Plan, as_of: date) -> Latest:
    """Return the last event of each site and change up to a day; of two on one day the later row counts."""
    latest: dict[tuple[str, str], AdoptionEvent] = {}
    for cell, rows in plan.cells.items():
        for row in reversed(rows):
            if plan.adoption[row].date <= as_of:
                latest[cell] = plan.adoption[row]
                break
    return latest


class CoreState(StrEnum):
    """Whether all core changes are in place at a site, as far as they apply there."""

    IN_PLACE = "in-place"
    NOT_YET = "not-yet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        """The state as people say it of a site."""
        return _CORE_WORDS[self]


_CORE_WORDS: Final = {
    CoreState.IN_PLACE: "in place",
    CoreState.NOT_YET: "not yet",
    CoreState.UNKNOWN: "unknown",
    CoreState.NOT_APPLICABLE: "none applies",
}


def core_changes(plan: Plan) -> tuple[str, ...]:
    """Return the changes that every site is to take up: all but those that the package says are not core.

    Where that leaves none, they are those of the package that the aim is about.
    """
    changes = plan.package.changes if plan.package else {}
    core = tuple(name for name, change in changes.items() if change.core is not False)
    return core or tuple(name for name in changes if name in plan.aim.what)


def core_state(stages: Collection[AdoptionStage | None], enough: Collection[AdoptionStage] = IN_PLACE) -> CoreState:
    """Return whether core changes are at a stage that is `enough`, by the stages of all of them at one site.

    Those that do not apply are left out. One that is known not to be there settles it, whatever is not known of others.
    """
    applicable = [stage for stage in stages if stage is not AdoptionStage.NOT_APPLICABLE]
    if stages and not applicable:
        return CoreState.NOT_APPLICABLE
    if any(stage is not None and stage not in enough for stage in applicable):
        return CoreState.NOT_YET
    return CoreState.UNKNOWN if None in applicable or not applicable else CoreState.IN_PLACE


def core_state_at(latest: Latest, site: str, core: Sequence[str]) -> CoreState:
    """Return whether these changes, which are the core ones, are in place at a site."""
    events = [latest.get((site, change)) for change in core]
    return core_state([event.stage if event else None for event in events])


def histories(
    plan: Plan, site: str, changes: Sequence[str], as_of: date
) -> Iterator[tuple[date, Collection[AdoptionStage | None]]]:
    """Go through the days up to a day on which a change moved at a site, each with the stages at its end.

    The stages are those of all `changes`; they are of the day only until the next is asked for.
    """
    events = [plan.adoption[row] for change in changes for row in plan.turns.get((site, change), ())]
    by_day: dict[date, list[AdoptionEvent]] = {}
    for event in events:
        if event.date <= as_of:
            by_day.setdefault(event.date, []).append(event)
    stages: dict[str, AdoptionStage | None] = dict.fromkeys(changes)
    for day in sorted(by_day):
        stages.update((event.change, event.stage) for event in by_day[day])
        yield day, stages.values()


def spells(plan: Plan, site: str, changes: Sequence[str], as_of: date) -> Iterator[tuple[date, date | None]]:
    """Go through the times in which a site had all changes in place: the first day, and the day it ended, if it did."""
    since: date | None = None
    for day, stages in histories(plan, site, changes, as_of):
        is_whole = core_state(stages) is CoreState.IN_PLACE
        if is_whole and since is None:
            since = day
        elif not is_whole and since is not None:
            yield since, day
            since = None
    if since is not None:
        yield since, None


def is_target(site: Site, day: date) -> bool:
    """Whether a site is one of those that are to take the changes up, on a day."""
    if site.joined is not None and site.joined > day:
        return False
    if site.left is not None:
        return site.status in {"target", "left"} and site.left > day
    return site.status == "target"


def targets_on(plan: Plan, day: date) -> tuple[Site, ...]:
    """Return the sites that the aim is about, on a day: the denominator of every share."""
    where = set(plan.aim.where) - {EVERYONE}
    return tuple(site for site in plan.sites if is_target(site, day) and (not where or site.id in where))


def target_changes(plan: Plan, as_of: date) -> tuple[tuple[date, int], ...]:
    """Return the days up to a day on which the number of target sites changed, each with the number from then on.

    The first is the beginning of the record, where any site joined or left later; there is none where none did.
    """
    days = {day for site in plan.sites for day in (site.joined, site.left) if day is not None and day <= as_of}
    sizes: list[tuple[date, int]] = []
    for day in sorted(days):
        size = len(targets_on(plan, day))
        if not sizes:
            sizes.append((date.min, len(targets_on(plan, date.min))))
        if size != sizes[-1][1]:
            sizes.append((day, size))
    return tuple(sizes) if len(sizes) > 1 else ()
