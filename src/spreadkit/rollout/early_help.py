"""The help that sites have when they start: which support is for a site, and since when."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.people import Support
from spreadkit.model.plan import Plan
from spreadkit.model.references import EVERYONE
from spreadkit.model.rollout import Site
from spreadkit.record import record
from spreadkit.rollout.progress import start_of, starts_of_targets


@record
class LateHelp:
    """Support that began on a day after the start of a site, or of a wave whose sites are not listed: `of` is its id.

    Of several such starts it is the first.
    """

    support: str
    begins: date
    start: date
    of: str


class _Start(NamedTuple):
    """The start of a site; of a wave whose sites are not listed, `site` is None."""

    day: date
    site: str | None
    wave: str | None


def help_for(plan: Plan, site: Site) -> Mapping[str, Support]:
    """Return the support that is for a site, by id."""
    return {name: support for name, support in plan.support.items() if _is_for(support, site.id, site.wave)}


def begins_late(plan: Plan, support: Support, site: Site) -> bool:
    """Whether support begins after the day on which a site is to start, as far as both are known."""
    begins, start = known(support.from_), start_of(plan, site)
    return begins is not None and start is not None and begins > start


def late_help(plan: Plan, as_of: date) -> Iterator[LateHelp]:
    """Go through the support that begins after the first start of those it is for.

    A start does not count where other support is known to have been there on its day. Use of a change counts as a start
    up to `as_of`.
    """
    starts = [*_starts(plan, as_of)]
    for name, support in plan.support.items():
        begins = known(support.from_)
        if begins is None or UNKNOWN.value in {*support.waves, *support.sites}:
            continue
        missed = [
            (start.day, start.site or start.wave or "")
            for start in starts
            if start.day < begins and _is_for(support, start.site, start.wave) and not _is_helped(plan, start)
        ]
        if missed:
            yield LateHelp(name, begins, *min(missed))


def _starts(plan: Plan, as_of: date) -> Iterator[_Start]:
    """Go through the starts of target sites, and of waves of which no site is listed."""
    days = starts_of_targets(plan, as_of)
    for site in plan.target_sites:
        if site.id in days:
            yield _Start(days[site.id], site.id, site.wave)
    listed = {site.wave for site in plan.sites}
    for name, wave in plan.waves.items():
        start = known(wave.start)
        if name not in listed and start is not None:
            yield _Start(start, None, name)


def _is_helped(plan: Plan, start: _Start) -> bool:
    """Whether some support is known to be there on the day of a start."""
    begins = [known(support.from_) for support in plan.support.values() if _is_for(support, start.site, start.wave)]
    return any(day is not None and day <= start.day for day in begins)


def _is_for(support: Support, site: str | None, wave: str | None) -> bool:
    """Whether support names a site or its wave; one that names neither sites nor waves is for all."""
    if not support.sites and not support.waves:
        return True
    return EVERYONE in support.sites or site in support.sites or wave in support.waves
