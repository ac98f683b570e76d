"""The one state of a site: the first that is so, of a fixed order.

A site that is silent, one that paused and one that gave a change up are three different things with three words.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from spreadkit.adoption.barriers import Barrier, is_accepted
from spreadkit.adoption.state import CoreState
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.record import record
from spreadkit.rollout.progress import start_of

if TYPE_CHECKING:
    from spreadkit.adoption.tracking import TrackerCell

SOON: Final = timedelta(days=90)
"""How long before it is to begin a site must have what it takes: a lead, training and a visit. The figure is ours."""


class SiteStateKind(StrEnum):
    """The states of a site, in the order in which they are asked: the first that is so is its state."""

    GAVE_UP = "gave-up"
    SILENT = "silent"
    PAUSED = "paused"
    DECLINED = "declined"
    NO_LEAD = "no-lead"
    HELD_UP = "held-up"
    LATE = "late"
    ON_THE_WAY = "on-the-way"
    NOT_BEGUN = "not-begun"
    THERE = "there"
    DECLINED_ACCEPTED = "declined-accepted"
    NOT_APPLICABLE = "not-applicable"


STUCK: Final = tuple(SiteStateKind)[: tuple(SiteStateKind).index(SiteStateKind.ON_THE_WAY)]
"""The states of a site that needs help."""


_STOPS: Final = (AdoptionStage.DISCONTINUED, AdoptionStage.PAUSED, AdoptionStage.DECLINED)
"""Stages at which a site does nothing with a change, or no longer."""

_GIVEN_UP: Final = frozenset({AdoptionStage.DECLINED, AdoptionStage.DISCONTINUED})
"""Stages after which no more news of a change is to be expected."""


@record
class SiteState:
    """The state of a site: its kind, the core changes that make it so, and since when, where the record has a day.

    Of a silent site `since` is the day of its last news, None where there is none at all; of one that is late it is the
    end of its wave.
    """

    kind: SiteStateKind
    changes: tuple[str, ...] = ()
    since: date | None = None

    @property
    def is_stuck(self) -> bool:
        """Whether the site needs help."""
        return self.kind in STUCK


@record(kw_only=True)
class SiteFacts:
    """What the state of a site follows from. `needed` are its cells of the core changes that apply."""

    site: Site
    core: CoreState
    needed: Sequence["TrackerCell"]
    begun: bool
    silent: bool
    news: date | None
    has_lead: bool
    barriers: Sequence[Barrier]


def owes_news(needed: Iterable["TrackerCell"]) -> bool:
    """Whether more news is to be expected of a site: not all that applies is sustained, and not all is given up."""
    stages = {cell.stage for cell in needed}
    return not stages or not (stages <= {AdoptionStage.SUSTAINED} or stages <= _GIVEN_UP)


def site_state(plan: Plan, facts: SiteFacts, as_of: date) -> SiteState:
    """Return the state of a site on a day."""
    if facts.core is CoreState.NOT_APPLICABLE:
        return SiteState(SiteStateKind.NOT_APPLICABLE)
    if facts.core is CoreState.IN_PLACE and not facts.silent:
        return _of(SiteStateKind.THERE, facts.needed, last=True)
    return _stopped(plan, facts, as_of) or _on_its_way(plan, facts, as_of)


def _stopped(plan: Plan, facts: SiteFacts, as_of: date) -> SiteState | None:
    """Return the state of a site that gave something up, is silent, paused or declined; None of all others."""
    gave_up, paused, declined = (_at(facts, stage) for stage in _STOPS)
    if gave_up:
        return _of(SiteStateKind.GAVE_UP, gave_up)
    if facts.silent:
        return SiteState(SiteStateKind.SILENT, since=facts.news)
    if paused:
        return _of(SiteStateKind.PAUSED, paused)
    if declined:
        accepted = all(_is_accepted(plan, cell, as_of) for cell in declined)
        return _of(SiteStateKind.DECLINED_ACCEPTED if accepted else SiteStateKind.DECLINED, declined)
    return None


def _on_its_way(plan: Plan, facts: SiteFacts, as_of: date) -> SiteState:
    if not facts.has_lead and (facts.begun or _is_soon(plan, facts.site, as_of)):
        return SiteState(SiteStateKind.NO_LEAD)
    wave = plan.waves.get(facts.site.wave or "")
    end = known(wave.end) if wave else None
    held = [barrier for barrier in facts.barriers if barrier.is_open and not _is_in_hand(barrier, end, as_of)]
    if held and (facts.begun or _is_soon(plan, facts.site, as_of)):
        changes = tuple(dict.fromkeys(barrier.change for barrier in held))
        return SiteState(SiteStateKind.HELD_UP, changes, min(barrier.on for barrier in held))
    if end is not None and end <= as_of:
        return SiteState(SiteStateKind.LATE, since=end)
    return SiteState(SiteStateKind.ON_THE_WAY if facts.begun else SiteStateKind.NOT_BEGUN)


def _at(facts: SiteFacts, stage: AdoptionStage) -> list["TrackerCell"]:
    return [cell for cell in facts.needed if cell.stage is stage]


def _of(kind: SiteStateKind, cells: Iterable["TrackerCell"], *, last: bool = False) -> SiteState:
    named = list(cells)
    days = [cell.since for cell in named if cell.since is not None]
    return SiteState(kind, tuple(cell.change for cell in named), (max if last else min)(days, default=None))


def _is_accepted(plan: Plan, cell: "TrackerCell", as_of: date) -> bool:
    return cell.event is not None and is_accepted(plan, cell.event, as_of)


def _is_soon(plan: Plan, site: Site, as_of: date) -> bool:
    start = start_of(plan, site)
    return start is not None and start - as_of <= SOON


def _is_in_hand(barrier: Barrier, end: date | None, as_of: date) -> bool:
    """Whether somebody removes what holds a site up, by a day that is not past and not after the end of its wave."""
    obstacle = barrier.obstacle
    if obstacle is None or obstacle.owner is None or obstacle.due is None:
        return False
    return as_of <= obstacle.due and (end is None or obstacle.due <= end)
