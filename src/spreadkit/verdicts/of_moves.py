"""What moved between two days: what a plan's data say of the later one, beside what they say of the earlier."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.measure import MeasureKind
from spreadkit.model.plan import DecisionOutcome
from spreadkit.model.rollout import Wave
from spreadkit.months import add_months
from spreadkit.record import record
from spreadkit.rollout.progress import IN_USE
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.of_measure import last_day_of, measure_state, noun_of, signal_of
from spreadkit.verdicts.of_plan import PlanReader
from spreadkit.verdicts.state import DatedMove, MeasureState, MovedKind, PlanState
from spreadkit.verdicts.thresholds import SINCE_MONTHS

_OUTCOMES: Final = frozenset({MeasureKind.BALANCING, MeasureKind.OUTCOME})


def with_moves(state: PlanState, standing: Standing, since: date | None = None) -> PlanState:
    """Return the state of a plan with what moved since a day: since its last review, else three months, if not named.

    The earlier day is judged by the present files, of which what is dated later is left out.
    """
    now = PlanReader(standing)
    reviewed = _last_review(now)
    day = since or reviewed or add_months(now.as_of, -SINCE_MONTHS)
    moves = tuple(_MovesReader(now, day).moves())
    return replace(state, since_day=day, reviewed=day == reviewed, moves=moves)


def _last_review(reader: PlanReader) -> date | None:
    reviews = (known(review.on) for review in reader.plan.reviews)
    return max((day for day in reviews if day and day < reader.as_of), default=None)


@record(slots=False)
class _MovesReader:
    """Reads what moved at sites, of measures, waves and asks after the day `since`."""

    later: PlanReader
    since: date

    @cached_property
    def earlier(self) -> PlanReader:
        """The same plan, judged for the earlier day."""
        return PlanReader(replace(self.later.standing, as_of=self.since))

    def is_new(self, day: date | None) -> bool:
        return day is not None and self.since < day <= self.later.as_of

    def moves(self) -> Iterator[DatedMove]:
        for tracked in self.later.sites:
            yield from self.at_site(tracked)
        yield from self.of_aim()
        yield from self.of_other_measures()
        for name, wave in self.later.plan.waves.items():
            yield from self.of_wave(name, wave)
        for ask in self.later.plan.asks.values():
            if ask.answered is None and self.is_new(ask.by) and ask.by < self.later.as_of:
                yield DatedMove(MovedKind.ASK_OVERDUE, what=ask.short or ask.what, on=ask.by)

    # Sites

    @cached_property
    def sites_then(self) -> dict[str, TrackedSite]:
        return {tracked.site.id: tracked for tracked in self.earlier.sites}

    def at_site(self, tracked: TrackedSite) -> Iterator[DatedMove]:
        name, before = self.later.name(tracked), self.sites_then.get(tracked.site.id)
        there = self.later.ever.get(tracked.site.id)
        if self.is_new(there):
            yield DatedMove(MovedKind.GOT_THERE, name, on=there)
        if tracked.stale and tracked.news is not None and not (before and before.stale):
            yield DatedMove(MovedKind.SILENT, name, on=tracked.news)
        held = max((barrier.on for barrier in tracked.barriers if barrier.is_open), default=None)
        if tracked.state.kind is SiteStateKind.HELD_UP and self.is_new(held):
            yield DatedMove(MovedKind.HELD_UP, name, on=held)
        yield from self.of_lead(tracked, name)
        for change in self.later.standing.tracker.core:
            yield from self.of_change(tracked, name, change)

    def of_lead(self, tracked: TrackedSite, name: str) -> Iterator[DatedMove]:
        """Go through a lead who left and has no successor, and one who took it on."""
        people = self.later.plan.people
        if tracked.owner is not None:
            lead = people.get(tracked.owner)
            if lead is not None and self.is_new(began := known(lead.since)):
                yield DatedMove(MovedKind.LEAD_NAMED, name, on=began)
            return
        leads = [people[named] for named in (tracked.site.lead, tracked.site.owner) if named in people]
        left = max((lead.left for lead in leads if lead.left), default=None)
        if self.is_new(left):
            yield DatedMove(MovedKind.NO_LEAD, name, on=left)

    def of_change(self, tracked: TrackedSite, name: str, change: str) -> Iterator[DatedMove]:
        before = None
        for row in self.later.plan.cells.get((tracked.site.id, change), ()):
            event = self.later.plan.adoption[row]
            if self.is_new(event.date) and event.stage != before:
                if event.stage is AdoptionStage.DISCONTINUED:
                    yield DatedMove(MovedKind.GAVE_UP, name, self.later.change(change), event.date)
                elif event.stage is AdoptionStage.PAUSED:
                    yield DatedMove(MovedKind.PAUSED, name, on=event.date)
                elif before is AdoptionStage.PAUSED:
                    yield DatedMove(MovedKind.BACK, name, on=event.date)
            before = event.stage

    # Measures

    def of_aim(self) -> Iterator[DatedMove]:
        """Go through what the aim's measure shows now and did not show then."""
        now, then = self.measure_in(self.later), self.measure_in(self.earlier)
        if now is None or then is None or not self.is_new(now.last_on):
            return
        on = last_day_of(self.later.standing, now.id)
        if now.holding and now.signal is not None and not (then.holding and then.signal == now.signal):
            kind = MovedKind.SIGNAL_BETTER if now.signal == "better" else MovedKind.SIGNAL_WORSE
            yield DatedMove(kind, now.noun, on=on)
        if _meets_target(now) and not _meets_target(then):
            yield DatedMove(MovedKind.TARGET_MET, now.noun, on=on)

    def measure_in(self, reader: PlanReader) -> MeasureState | None:
        return measure_state(reader.standing, reader.first_start)

    def of_other_measures(self) -> Iterator[DatedMove]:
        """Go through harm elsewhere: other outcomes, and balancing measures, that got worse since then."""
        for name, measure in self.later.plan.measures.items():
            if (
                name == self.later.plan.aim.measure
                or measure.kind not in _OUTCOMES
                or not self.is_worse(self.later, name)
            ):
                continue
            on = last_day_of(self.later.standing, name)
            if self.is_new(on) and not self.is_worse(self.earlier, name):
                yield DatedMove(MovedKind.PRICE, noun_of(measure), on=on)

    def is_worse(self, reader: PlanReader, measure: str) -> bool:
        return signal_of(reader.standing.charts[measure]) == ("worse", True)

    # Waves

    def of_wave(self, name: str, wave: Wave) -> Iterator[DatedMove]:
        called, began, start = name.replace("-", " "), self.first_use_in(name), known(wave.start)
        if self.is_new(began):
            yield DatedMove(MovedKind.WAVE_BEGAN, called, on=began)
        if began is None:
            held = [decision for decision in self.later.plan.decisions if wave.gate and decision.gate == wave.gate]
            last = max(held, key=lambda decision: known(decision.on) or date.min, default=None)
            if last is not None and last.outcome is DecisionOutcome.HOLD and self.is_new(decided := known(last.on)):
                yield DatedMove(MovedKind.WAVE_HELD, called, on=decided)
            elif self.is_new(start) and self.later.is_shut(name):
                yield DatedMove(MovedKind.WAVE_HELD, called, on=start)

    def first_use_in(self, wave: str) -> date | None:
        """Return the first day on which a site of a wave tried a change; None where none is on record."""
        members = {tracked.site.id for tracked in self.later.sites if tracked.site.wave == wave}
        events = self.later.plan.adoption
        days = [event.date for event in events if event.site in members and event.stage in IN_USE]
        return min((day for day in days if day <= self.later.as_of), default=None)


def _meets_target(measure: MeasureState) -> bool:
    """Whether a measure is better and its level meets the target: the one without the other is no move."""
    return measure.holding and measure.signal == "better" and measure.meets_target(measure.last) is True
