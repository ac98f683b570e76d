"""The SheetState: what the data of a plan say of one site on a day, as its sheet needs it. Days and names; no sentence.

None is "not on record", never "no".
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from spreadkit.adoption.rechecks import Recheck, RecheckState
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.measures.series import step_after
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.aim import Change
from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.model.unread import unread_in_words
from spreadkit.record import record
from spreadkit.rollout.progress import start_of
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.of_plan import PlanReader, is_resting, site_words
from spreadkit.verdicts.sheet_matters import SiteMatter, matters_of
from spreadkit.verdicts.state import SiteWords


class SheetKind(StrEnum):
    """How it stands with a site: the states of target sites, and of those that are no target, or of the whole work."""

    GAVE_UP = "gave up"
    SILENT = "silent"
    PAUSED = "paused"
    DECLINED = "declined"
    NO_LEAD = "no lead"
    HELD_UP = "held up"
    LATE = "late"
    ON_THE_WAY = "on the way"
    NOT_BEGUN = "not begun"
    THERE = "there"
    DECLINED_ACCEPTED = "declined accepted"
    NOT_APPLICABLE = "not applicable"
    NO_CHANGES = "no changes"
    SHOWS_OTHERS = "shows others"
    EXEMPT = "exempt"
    LEFT = "left"
    DEFERRED = "deferred"
    OUTSIDE = "outside"
    UNREAD = "unread"
    RESTS = "rests"
    ENDED = "ended"


NEEDS: Final = frozenset(tuple(SheetKind)[: tuple(SheetKind).index(SheetKind.ON_THE_WAY)])
"""The kinds of a site that needs somebody."""

_BY_STATUS: Final = {
    "successful": SheetKind.SHOWS_OTHERS,
    "exempt": SheetKind.EXEMPT,
    "left": SheetKind.LEFT,
    "deferred": SheetKind.DEFERRED,
}

_INTERVALS: Final = 2
"""How many intervals may go by after the one that a next value is for. Ours, as for the rule `data-stopped`."""

_OFF: Final = frozenset({AdoptionStage.PAUSED, AdoptionStage.DECLINED, AdoptionStage.DISCONTINUED})


@record(slots=False)
class SheetChange:
    """A change at the site: its last row up to the day, and since when it has been at that stage."""

    id: str
    change: Change
    is_core: bool
    event: AdoptionEvent | None = None
    since: date | None = None

    @property
    def stage(self) -> AdoptionStage | None:
        """The stage; None where nothing is on record."""
        return self.event.stage if self.event else None

    @property
    def is_in_place(self) -> bool:
        """Whether it is in place, by its last row."""
        return self.stage in IN_PLACE

    @property
    def applies(self) -> bool:
        """Whether it applies at the site, as far as is known."""
        return self.stage is not AdoptionStage.NOT_APPLICABLE


@record(slots=False)
class SheetState:
    """What is known of a site on a day.

    `name` is without the plan's word for sites where all end in it; `lead` is the name of who leads there. `until` is
    the day on which it goes on, or is over; `cause` what stops or holds it, in the plan's words; `matters` are what is
    to be done about it, by whomever. `stopped` are the ids of the measures of which others still give values, and it
    does not. `unread` says what of the record of sites could not be read.
    """

    as_of: date
    site: Site
    name: str
    kind: SheetKind
    words: SiteWords = field(default_factory=SiteWords)
    changes: tuple[SheetChange, ...] = ()
    of_state: tuple[str, ...] = ()
    since: date | None = None
    news: date | None = None
    is_stale: bool = False
    start: date | None = None
    until: date | None = None
    cause: str | None = None
    cause_on: date | None = None
    lead: str | None = None
    waits_for: str | None = None
    matters: tuple[SiteMatter, ...] = ()
    looks: tuple[Recheck, ...] = ()
    next_look: date | None = None
    day_of_work: date | None = None
    shows_elsewhere: bool = False
    names_adopters: bool = False
    has_begun: bool = False
    stopped: tuple[str, ...] = ()
    unread: str = ""

    @property
    def core(self) -> tuple[SheetChange, ...]:
        """The core changes that apply here."""
        return tuple(change for change in self.changes if change.is_core and change.applies)

    @property
    def in_place(self) -> tuple[SheetChange, ...]:
        """The core changes that are in place."""
        return tuple(change for change in self.core if change.is_in_place)

    @property
    def is_there(self) -> bool:
        """Whether every core change is in place."""
        return bool(self.core) and len(self.in_place) == len(self.core)

    @property
    def is_known(self) -> bool:
        """Whether of every core change something is on record."""
        return all(change.event is not None for change in self.core)

    @property
    def of_kind(self) -> tuple[SheetChange, ...]:
        """The core changes that make its kind what it is."""
        return tuple(change for change in self.core if change.id in self.of_state)

    @cached_property
    def focus(self) -> SheetChange | None:
        """The core change that is next to be seen to: what stopped, else the first that is not in place."""
        if self.kind in {SheetKind.GAVE_UP, SheetKind.PAUSED, SheetKind.DECLINED, SheetKind.HELD_UP} and self.of_kind:
            return self.of_kind[0]
        return next((one for one in self.core if not one.is_in_place and one.stage not in _OFF), None)

    @property
    def own(self) -> tuple[SiteMatter, ...]:
        """What the site's own people are to do."""
        return tuple(matter for matter in self.matters if matter.is_own)

    @property
    def owed(self) -> tuple[SiteMatter, ...]:
        """What people of elsewhere are to do for the site."""
        return tuple(matter for matter in self.matters if not matter.is_own)

    @property
    def put_right_on(self) -> date | None:
        """The first day, not past, by which the site's own people are to have done something of it."""
        return min((one.due for one in self.own if one.due and one.due >= self.as_of), default=None)


def sheet_of(standing: Standing, site: Site) -> SheetState:
    """Return what the data of a plan say of a site on the day of its standing."""
    return _SheetReader(standing, site).state


@record(slots=False)
class _SheetReader:
    """Reads a plan's standing for the SheetState of a site."""

    standing: Standing
    site: Site

    @property
    def plan(self) -> Plan:
        return self.standing.plan

    @cached_property
    def reader(self) -> PlanReader:
        return PlanReader(self.standing)

    @cached_property
    def tracked(self) -> TrackedSite | None:
        """The site as the tracker has it; None where it is no target."""
        return next((one for one in self.standing.tracker.sites if one.site.id == self.site.id), None)

    @property
    def state(self) -> SheetState:
        tracked, kind = self.tracked, self.kind
        changes = tuple(self.changes())
        looks = tuple(look for look in self.standing.rechecks if look.site == self.site.id)
        cause, cause_on = self.cause(kind)
        return SheetState(
            as_of=self.standing.as_of,
            site=self.site,
            name=self.reader.names.get(self.site.id, self.site.name),
            kind=kind,
            words=site_words(self.plan),
            changes=changes,
            of_state=tracked.state.changes if tracked else (),
            since=tracked.state.since if tracked else None,
            news=tracked.news if tracked else max((one.event.date for one in changes if one.event), default=None),
            is_stale=tracked is not None and tracked.stale,
            start=start_of(self.plan, self.site),
            until=self.until(kind),
            cause=cause,
            cause_on=cause_on,
            lead=self.lead,
            waits_for=self.waits_for,
            matters=tuple(matters_of(self.plan, self.site, self.standing.as_of)),
            looks=tuple(look for look in looks if look.state in {RecheckState.DUE, RecheckState.OVERDUE}),
            next_look=min((look.due for look in looks if look.state is RecheckState.TO_COME), default=None),
            day_of_work=self.day_of_work(kind),
            shows_elsewhere=any(place.site != self.site.id for place in self.plan.successful_sites.values()),
            names_adopters=any(self.is_likely(name) for name in self.plan.people),
            has_begun=tracked is not None and tracked.begun,
            stopped=tuple(self.stopped()),
            unread=unread_in_words(self.standing.adoption.unread_record),
        )

    @cached_property
    def kind(self) -> SheetKind:
        if self.plan.has_ended(self.standing.as_of):
            return SheetKind.ENDED
        if self.tracked is None:
            return _BY_STATUS.get(self.site.status, SheetKind.OUTSIDE)
        if self.standing.adoption.unread_record and self.tracked.news is None:
            return SheetKind.UNREAD
        if not self.standing.tracker.core:
            return SheetKind.NO_CHANGES
        if is_resting(self.plan, self.standing.as_of):
            return SheetKind.RESTS
        return SheetKind(self.tracked.state.kind.value.replace("-", " "))

    def changes(self) -> Iterator[SheetChange]:
        """Go through the changes of the package in their order."""
        since = {cell.change: cell.since for cell in self.tracked.cells} if self.tracked else {}
        changes = self.plan.package.changes if self.plan.package else {}
        for name in self.standing.tracker.changes:
            event = self.standing.latest.get((self.site.id, name))
            is_core = name in self.standing.tracker.core
            yield SheetChange(name, changes[name], is_core, event, since.get(name) or (event.date if event else None))

    def day_of_work(self, kind: SheetKind) -> date | None:
        """Return the day on which the whole work ended, or goes on."""
        if kind is SheetKind.ENDED and self.plan.ended:
            return self.plan.ended.on
        return known(self.plan.paused.until) if self.plan.paused else None

    def until(self, kind: SheetKind) -> date | None:
        """Return the day on which a site goes on, or was to be there, or on which what is so of it ends."""
        if kind is SheetKind.PAUSED and self.tracked:
            return self.reader.goes_on(self.tracked)
        if kind in {SheetKind.EXEMPT, SheetKind.LEFT}:
            return self.site.until if kind is SheetKind.EXEMPT else self.site.left
        wave = self.plan.waves.get(self.site.wave or "")
        return known(wave.end) if wave else None

    def cause(self, kind: SheetKind) -> tuple[str | None, date | None]:
        """Return what stops or holds a site up, and the day on which that was said."""
        if self.tracked is None:
            return self.site.because, None
        if kind is SheetKind.PAUSED:
            return self.reader.cause(self.tracked), self.tracked.state.since
        of_state = self.tracked.state.changes
        told = [one for one in self.tracked.barriers if one.change in of_state or kind is SheetKind.HELD_UP]
        held = [one for one in told if one.is_open] or told
        return (held[0].says, held[0].on) if held else (None, None)

    @property
    def lead(self) -> str | None:
        owner = self.tracked.owner if self.tracked else self.site.lead
        person = self.plan.people.get(owner or "")
        return person.name if person else owner

    @property
    def waits_for(self) -> str | None:
        """What has to be so before its wave may begin, where the way into that is shut."""
        wave = self.plan.waves.get(self.site.wave or "")
        if wave is None or not self.reader.is_shut(self.site.wave):
            return None
        return self.reader.gates.get(wave.gate or "", (True, None))[1]

    def stopped(self) -> Iterator[str]:
        """Go through the measures that the site gives no new values of, although others do."""
        for name, days in self.standing.reported.items():
            own, every = days.get(self.site.id), self.plan.measures[name].every
            if own and every and own[-1] < max(reported[-1] for reported in days.values()):
                due = own[-1]
                for _ in range(_INTERVALS + 1):
                    due = step_after(due, every)
                if due < self.standing.as_of:
                    yield name

    def is_likely(self, name: str) -> bool:
        person = self.plan.people[name]
        of_site = person.site == self.site.id or name == self.site.lead
        return of_site and person.likely_to_adopt is not None and not person.likely_to_adopt.is_ruled_out


_KINDS_OF_TARGETS: Final = frozenset(kind.value.replace("-", " ") for kind in SiteStateKind)
assert {kind.value for kind in SheetKind} >= _KINDS_OF_TARGETS  # noqa: S101 - a new state needs a word here
