"""The PlanState of a plan: what its Standing says on a day, as figures, names and days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Final

from spreadkit.adoption.barriers import obstacle_of
from spreadkit.adoption.curves import first_reached
from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import Recheck
from spreadkit.adoption.state import IN_PLACE, CoreState
from spreadkit.adoption.tracking import TrackedSite, TrackerCell
from spreadkit.forecast.outlook import ForecastKind
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.finding import Finding, Severity
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Wave
from spreadkit.model.unread import Unread
from spreadkit.record import record
from spreadkit.rollout.progress import first_start, sites_in
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.of_measure import balancing_states, measure_state, size_figures
from spreadkit.verdicts.state import (
    BarReason,
    BarredSite,
    EarlyLoss,
    ForecastRange,
    LateSite,
    PlanState,
    RecheckCounts,
    SiteCounts,
    SiteWords,
    StuckKind,
    StuckSite,
    TrustState,
    UnreadRows,
    WaveState,
)

_COUNTED: Final = frozenset({"sites", "adoption", "waves", "package"})
"""The parts of a plan that answers about sites rest on."""

_TESTING: Final = 3
"""From this step of the ladder on a site has begun."""


@record(slots=False)
class UnreadParts:
    """What could not be read of a plan: the number of errors, rows that answers rest on, and other rows."""

    errors: int = 0
    rows: tuple[UnreadRows, ...] = ()
    elsewhere: tuple[UnreadRows, ...] = ()


def unread_parts(findings: Iterable[Finding], unread: Iterable[Unread], aim_measure: str | None) -> UnreadParts:
    """Return what could not be read: answers rest on sites, waves and adoption; the aim's measure tells of its own."""
    rows, elsewhere = list[UnreadRows](), list[UnreadRows]()
    for part in unread:
        if part.part[:2] != ("measures", aim_measure):
            (rows if part.part[0] in _COUNTED else elsewhere).append(_unread_rows(part))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return UnreadParts(errors, tuple(rows), tuple(elsewhere))


def _unread_rows(part: Unread) -> UnreadRows:
    if part.values:
        return UnreadRows(part.file, part.values, None, are_values=True)
    return UnreadRows(part.file, part.rows or 0, part.of if part.rows is not None else None)


def state_of_plan(standing: Standing, unread: UnreadParts | None = None) -> PlanState:
    """Return what the data of a plan say on the day of its standing, and what of them could not be read."""
    return PlanReader(standing, unread or UnreadParts()).state


@record(slots=False)
class PlanReader:
    """Reads a plan's standing for its PlanState; each part is worked out once."""

    standing: Standing
    unread: UnreadParts = field(default_factory=UnreadParts)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.standing.plan

    @cached_property
    def as_of(self) -> date:
        """The day that is judged for: of a plan that has ended, the day of its end."""
        ended = self.plan.ended
        return min(ended.on, self.standing.as_of) if ended else self.standing.as_of

    @property
    def state(self) -> PlanState:
        """What its data say, without what moved."""
        plan, paused, ended = self.plan, self.plan.paused, self.plan.ended
        has_ended = ended is not None and ended.on <= self.standing.as_of
        rests = is_resting(plan, self.standing.as_of)
        measure = measure_state(self.standing, self.first_start)
        return PlanState(
            as_of=self.standing.as_of,
            by=known(plan.aim.by),
            words=site_words(plan),
            begun=self.first_start is not None,
            measure=measure,
            balancing=tuple(balancing_states(self.standing)),
            sites=self.counts,
            waves=tuple(self.waves()),
            forecast=self.forecast,
            stuck=tuple(self.stuck()),
            obstacles=sum(obstacle.state == "open" for obstacle in plan.obstacles.values()),
            rechecks=self.rechecks,
            trust=_trust(plan, self.silent),
            size=size_figures(self.standing, self.first_start, measure) if measure else None,
            rests=rests,
            until=known(paused.until) if rests and paused else None,
            ended=ended.on if ended and has_ended else None,
            errors=self.unread.errors,
            unread=self.unread.rows,
            unread_elsewhere=self.unread.elsewhere,
        )

    # Sites

    @property
    def overview(self) -> Overview:
        """All that its adoption events say."""
        return self.standing.adoption

    @property
    def sites(self) -> tuple[TrackedSite, ...]:
        """The target sites in the order of the plan's waves, then by name."""
        return self.overview.sites

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the target sites, without the plan's word for them where all end in it."""
        word = self.plan.words.site or "" if self.plan.words else ""
        names = {tracked.site.id: tracked.site.name for tracked in self.sites}
        ending = f" {word}".casefold()
        if word and names and all(name.casefold().endswith(ending) for name in names.values()):
            return {site: name[: -len(ending)] for site, name in names.items()}
        return names

    def name(self, tracked: TrackedSite) -> str:
        """Return what a site is called."""
        return self.names[tracked.site.id]

    def core(self, tracked: TrackedSite) -> tuple[TrackerCell, ...]:
        """The core changes at a site that apply there."""
        core = self.standing.tracker.core
        cells = (cell for cell in tracked.cells if cell.change in core)
        return tuple(cell for cell in cells if cell.stage is not AdoptionStage.NOT_APPLICABLE)

    def applies(self, tracked: TrackedSite) -> bool:
        """Whether a core change applies at a site, or may do so."""
        return tracked.core is not CoreState.NOT_APPLICABLE

    def is_paused(self, tracked: TrackedSite) -> bool:
        """Whether a core change is paused at a site."""
        return any(cell.stage is AdoptionStage.PAUSED for cell in self.core(tracked))

    def wave_of(self, tracked: TrackedSite) -> Wave | None:
        """Return the wave of a site."""
        return self.plan.waves.get(tracked.site.wave or "")

    def wave_end(self, tracked: TrackedSite) -> date | None:
        """Return the day on which the wave of a site is over."""
        wave = self.wave_of(tracked)
        return known(wave.end) if wave else None

    @cached_property
    def ever(self) -> Mapping[str, date]:
        """By site: the first day on which it had every core change."""
        return first_reached(self.plan, self.standing.as_of)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """The sites without recent news, that began or are to have begun."""
        return tuple(self.name(tracked) for tracked in self.sites if tracked.stale)

    @cached_property
    def first_start(self) -> date | None:
        """The day on which the first site began, by its own start, its wave's, or what is on record."""
        return first_start(self.plan, self.as_of)

    @cached_property
    def counts(self) -> SiteCounts:
        """How many sites are there, and who is not."""
        seen = self.overview
        if not self.sites:
            return SiteCounts(of=seen.of)
        barred = tuple(self.barred())
        names = {site.name for site in barred}
        outside = [tracked for tracked in self.sites if not tracked.is_there and self.applies(tracked)]
        return SiteCounts(
            of=seen.of,
            there=len(seen.there),
            ever=len(seen.ever),
            stale_there=tuple(map(self.name, seen.stale_there)),
            late=tuple(LateSite(self.name(tracked), self.is_paused(tracked)) for tracked in seen.late),
            declined=tuple(map(self.name, seen.declined)),
            on_record=len(seen.on_record),
            begun_n=len(seen.begun),
            no_record=sum(not tracked.begun for tracked in seen.no_record),
            open_next=sum(self.is_due_next(tracked) and self.name(tracked) not in names for tracked in outside),
            barred_next=barred,
            none_applies=tuple(map(self.name, seen.not_applicable)),
            some_in_place=any(event.stage in IN_PLACE for event in self.standing.latest.values()),
        )

    # The next date

    @cached_property
    def next_due(self) -> date | None:
        """The first day after this one on which more sites are due."""
        ends = [end for wave in self.plan.waves.values() if (end := known(wave.end)) and end > self.as_of]
        by = known(self.plan.aim.by)
        return min([*ends, *([by] if by and by > self.as_of else [])], default=None)

    def is_due_next(self, tracked: TrackedSite) -> bool:
        """Whether a site is due by the next date."""
        end, by = self.wave_end(tracked), known(self.plan.aim.by)
        return self.next_due is not None and ((end or by or date.max) <= self.next_due)

    def barred(self) -> Iterator[BarredSite]:
        """Go through the sites that are due by the next date and cannot be there by then."""
        for tracked in self.sites:
            if tracked.is_there or not self.applies(tracked):
                continue
            if not self.is_due_next(tracked) or self.next_due is None:
                continue
            name, until = self.name(tracked), self.goes_on(tracked)
            if tracked in self.overview.declined:
                yield BarredSite(name, BarReason.DECLINED)
            elif self.is_paused(tracked):
                if until is None or until > self.next_due:
                    yield BarredSite(name, BarReason.PAUSED, until)
            elif self.is_shut(tracked.site.wave):
                yield BarredSite(name, BarReason.SHUT)
            elif tracked.owner is None and not tracked.begun:
                yield BarredSite(name, BarReason.NO_LEAD)

    def goes_on(self, tracked: TrackedSite) -> date | None:
        """Return the day on which a paused site goes on: that of the obstacle which its last row names."""
        rows = [cell.event for cell in self.core(tracked) if cell.event and cell.stage is AdoptionStage.PAUSED]
        newest = max(rows, key=lambda event: event.date, default=None)
        obstacle = obstacle_of(self.plan, newest) if newest else None
        return obstacle.due if obstacle and obstacle.state == "open" else None

    # Waves

    @cached_property
    def gates(self) -> Mapping[str, tuple[bool, str | None]]:
        """By `framework/gate`: whether it is open, and what has to be so first, as an action says it."""
        found = {}
        for framework, gates in self.standing.gates.items():
            for gate in gates:
                blockers = [blocker.criterion for blocker in gate.blockers]
                found[f"{framework}/{gate.id}"] = (gate.open, next(self.waits_for(blockers), None))
        return found

    def waits_for(self, blockers: Iterable[str]) -> Iterator[str]:
        """Go through what has to be so first, as open actions say it."""
        for blocker in blockers:
            for action in self.plan.actions.values():
                if action.is_open and action.short and blocker in action.for_:
                    yield action.short

    def is_shut(self, wave: str | None) -> bool:
        """Whether the gate into a wave is known to be shut."""
        found = self.plan.waves.get(wave or "")
        gate = self.gates.get(found.gate) if found and found.gate else None
        return gate is not None and not gate[0]

    def waves(self) -> Iterator[WaveState]:
        """Go through the waves."""
        for name, wave in self.plan.waves.items():
            members = [tracked for tracked in self.sites if tracked.site.wave == name]
            start, end = known(wave.start), known(wave.end)
            begun = any(any((cell.rank or 0) >= _TESTING for cell in tracked.cells) for tracked in members)
            is_over = end is not None and end <= self.as_of
            lost = [tracked for tracked in members if tracked.site.id in self.ever and not tracked.is_there]
            yield WaveState(
                name=name.replace("-", " "),
                n=sum(map(self.applies, members)) if members else int(sites_in(self.plan, name)),
                start=start,
                end=end,
                is_shut=self.is_shut(name),
                begun=begun,
                waits_for=self.gates.get(wave.gate or "", (True, None))[1],
                lost=tuple(map(self.name, lost)) if is_over else (),
            )

    @property
    def forecast(self) -> ForecastRange | None:
        """How many sites may be there by the aim's day."""
        made = self.standing.adoption.forecast
        if made is None or made.kind is not ForecastKind.RANGE or made.low is None or made.high is None:
            return None
        return ForecastRange(made.low, made.high)

    # Stuck

    def stuck(self) -> Iterator[StuckSite]:
        """Go through the sites that need somebody, of waves that began or start soon."""
        for tracked in self.sites:
            if tracked.state.is_stuck:
                yield self.stuck_site(tracked)

    def stuck_site(self, tracked: TrackedSite) -> StuckSite:
        """Return why a site is stuck."""
        name, state = self.name(tracked), tracked.state
        kind = StuckKind(state.kind.value.replace("-", " "))
        match kind:
            case StuckKind.GAVE_UP:
                return StuckSite(name, kind, what=self.change(state.changes[0]) if len(state.changes) == 1 else None)
            case StuckKind.SILENT:
                return StuckSite(name, kind, since=state.since)
            case StuckKind.PAUSED:
                return StuckSite(name, kind, until=self.goes_on(tracked), cause=self.cause(tracked))
            case StuckKind.HELD_UP:
                held = next((barrier for barrier in tracked.barriers if barrier.is_open), None)
                short = held.obstacle.short if held and held.obstacle else None
                says = short or (held.says if held else None)
                return StuckSite(name, kind, what=says, cause=says)
        return StuckSite(name, kind)

    def cause(self, tracked: TrackedSite) -> str | None:
        """Return what pauses a site: the obstacle that its last row names, else the words of that row."""
        rows = [cell.event for cell in self.core(tracked) if cell.event and cell.stage is AdoptionStage.PAUSED]
        newest = max(rows, key=lambda event: event.date, default=None)
        obstacle = obstacle_of(self.plan, newest) if newest else None
        if obstacle is not None:
            return obstacle.short or obstacle.what
        return newest.barrier if newest else None

    def change(self, name: str) -> str | None:
        """Return the short name of a change, for inside a sentence."""
        changes = self.plan.package.changes if self.plan.package else {}
        return changes[name].short if name in changes else None

    # Re-checks

    @cached_property
    def rechecks(self) -> RecheckCounts:
        """Count the looks at core changes."""
        looks = self.overview.looks
        made = [*looks.held, *looks.lost]
        told = [self.is_told(look) for look in made]
        return RecheckCounts(
            held=len(looks.held),
            lost=len(looks.lost),
            overdue=len(looks.overdue),
            due_now=len(looks.due),
            early=tuple(
                EarlyLoss(self.names[look.site], self.change(look.change))
                for look in sorted(looks.early, key=lambda look: list(self.names).index(look.site))
            ),
            next=looks.next_due,
            is_self_reported=bool(told) and all(told),
            since_unknown=self.is_after_the_fact,
            months=tuple(sorted({look.months for look in made})) or (6,),
        )

    def is_told(self, look: Recheck) -> bool:
        """Whether a look again was the site's own word."""
        event = self.standing.latest.get((look.site, look.change))
        return event is not None and event.seen == "told"

    @property
    def is_after_the_fact(self) -> bool:
        """Whether all that is on record of the sites was entered for one day, with no word on who saw it."""
        rows = [event for event in self.plan.adoption if event.site in self.names]
        return (
            len({event.date for event in rows}) == 1
            and len({event.site for event in rows}) == len(self.names)
            and all(event.stage in IN_PLACE and event.seen is None for event in rows)
        )


def is_resting(plan: Plan, as_of: date) -> bool:
    """Whether the whole plan rests on a day."""
    paused = plan.paused
    return paused is not None and (paused.since is None or paused.since <= as_of) and not plan.has_ended(as_of)


def site_words(plan: Plan) -> SiteWords:
    """Return what a plan calls its sites."""
    words = plan.words
    return SiteWords(words.site, words.sites) if words and words.site and words.sites else SiteWords()


def _trust(plan: Plan, silent: tuple[str, ...]) -> TrustState:
    """Return what trust rests on: silent sites, a check of the aim's measure that was made, and a caveat."""
    measure = plan.measures.get(plan.aim.measure or "")
    check = measure.check if measure else None
    found, on = (check.found, known(check.on)) if check else (None, None)
    return TrustState(silent, found, plan.caveat is not None, checked_on=on)
