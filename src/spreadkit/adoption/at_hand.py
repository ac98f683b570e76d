"""Sites at which taking the changes up is at hand, and the people there who are likely to."""

from collections.abc import Mapping
from datetime import date

from spreadkit.adoption.state import CoreState, Latest, core_changes, core_state_at, targets_on
from spreadkit.model.base import known
from spreadkit.model.people import Person
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.rollout.progress import start_of, waves_in_order

_SETTLED = frozenset({CoreState.IN_PLACE, CoreState.NOT_APPLICABLE})


def next_wave(plan: Plan, as_of: date) -> str | None:
    """Return the wave that starts next after a day; None where no start of one lies ahead."""
    return next((name for name in waves_in_order(plan) if (known(plan.waves[name].start) or date.min) > as_of), None)


def sites_at_hand(plan: Plan, latest: Latest, as_of: date) -> tuple[Site, ...]:
    """Return the target sites that have begun, or are in the next wave, and do not have every core change in place.

    `latest` is the last event of each site and change up to `as_of`.
    """
    following, core = next_wave(plan, as_of), core_changes(plan)
    day = known(plan.waves[following].start) if following else None
    return tuple(
        site
        for site in targets_on(plan, day or as_of)
        if (following is not None and site.wave == following) or _has_started(plan, site, as_of)
        if core_state_at(latest, site.id, core) not in _SETTLED
    )


def _has_started(plan: Plan, site: Site, as_of: date) -> bool:
    start = start_of(plan, site)
    return start is not None and start <= as_of


def named_at(plan: Plan, site: Site, as_of: date) -> Mapping[str, Person]:
    """Return, by id, the people at a site whom the plan names as likely to adopt: they work there, or are its lead.

    Those who have left, or are ruled out, are not among them. People of whom it is certain come first.
    """
    there = [
        (name, person, person.likely_to_adopt.is_certain)
        for name, person in plan.people.items()
        if person.site == site.id or name == site.lead
        if person.likely_to_adopt is not None and not person.likely_to_adopt.is_ruled_out and person.is_here(as_of)
    ]
    return {name: person for name, person, _ in sorted(there, key=lambda named: not named[2])}
