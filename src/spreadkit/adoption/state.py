"""Adoption as the record has it on a day: which Site has come how far with which Change, and who is to take it up."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.base import known
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


def core_changes(plan: Plan) -> tuple[str, ...]:
    """Return the changes that every site is to take up: all but those that the package says are not core."""
    changes = plan.package.changes if plan.package else {}
    return tuple(name for name, change in changes.items() if change.core is not False)


def is_complete(latest: Latest, site: str, changes: tuple[str, ...]) -> bool | None:
    """Whether every one of these changes that applies is in place at a site; None where that is not known."""
    events = [latest.get((site, change)) for change in changes]
    return is_all_in_place([event.stage if event else None for event in events])


def is_all_in_place(stages: list[AdoptionStage | None]) -> bool | None:
    """Whether every change that applies is in place, by the stages of a site; None where that is not known."""
    applicable = [stage for stage in stages if stage is not AdoptionStage.NOT_APPLICABLE]
    if any(stage is not None and stage not in IN_PLACE for stage in applicable):
        return False
    return None if None in applicable or not applicable else True


def is_target(site: Site, day: date) -> bool:
    """Whether a site is one of those that are to take the changes up, on a day."""
    if site.joined is not None and site.joined > day:
        return False
    if site.left is not None:
        return site.status in {"target", "left"} and site.left > day
    return site.status == "target"


def start_of(plan: Plan, site: Site) -> date | None:
    """Return the day on which a site is to begin: its own, or that of its wave; None where neither is known."""
    wave = plan.waves.get(site.wave or "")
    return site.start or (known(wave.start) if wave else None)


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
