"""Adoption as the record has it on a day: which Site has come how far with which Change."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.plan import Plan

IN_PLACE: Final = frozenset({AdoptionStage.IMPLEMENTED, AdoptionStage.SUSTAINED})

Latest = Mapping[tuple[str, str], AdoptionEvent]
"""By site and change: the last event up to a day."""


def latest_events(plan: Plan, as_of: date) -> Latest:
    """Return the last event of each site and change up to a day; of two on one day the later row counts."""
    latest: dict[tuple[str, str], AdoptionEvent] = {}
    for event in plan.adoption:
        key = (event.site, event.change)
        if event.date <= as_of and (key not in latest or event.date >= latest[key].date):
            latest[key] = event
    return latest


def core_changes(plan: Plan) -> tuple[str, ...]:
    """Return the changes that every site is to take up: all but those that the package says are not core."""
    changes = plan.package.changes if plan.package else {}
    return tuple(name for name, change in changes.items() if change.core is not False)


def is_complete(latest: Latest, site: str, changes: tuple[str, ...]) -> bool | None:
    """Whether every one of these changes that applies is in place at a site; None where that is not known."""
    events = [latest.get((site, change)) for change in changes]
    stages = [event.stage if event else None for event in events]
    applicable = [stage for stage in stages if stage is not AdoptionStage.NOT_APPLICABLE]
    if any(stage is not None and stage not in IN_PLACE for stage in applicable):
        return False
    return None if None in applicable or not applicable else True
