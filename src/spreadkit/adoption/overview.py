"""All that the adoption events of a plan say on a day: for the terminal, for programs, for rules and for reports."""

from collections import Counter
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from spreadkit.adoption.curves import (
    Completeness,
    Extent,
    Reach,
    completeness,
    extents,
    first_reached,
    reach_over_time,
    unknown_on,
)
from spreadkit.adoption.news import NewsDays, last_news, news_days
from spreadkit.adoption.rechecks import Looks, Recheck, RecheckState, looks_of, rechecks, rechecks_that_count
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.state import CoreState, Latest, core_changes, latest_events, spells, target_changes, targets_on
from spreadkit.adoption.tracking import TrackedSite, Tracker, track
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.unread import Unread
from spreadkit.record import record
from spreadkit.rollout.progress import start_of

if TYPE_CHECKING:
    from spreadkit.adoption.times import TimeToStage
    from spreadkit.forecast.kept import JudgedForecast, SeenCount
    from spreadkit.forecast.outlook import Forecast


@record(slots=False)
class Overview:
    """What the adoption events of a plan say on a day. Each part is worked out when it is first asked for, and once.

    `name` is the file that the plan was read from.
    """

    plan: Plan
    as_of: date
    name: str = ""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of the plan could not be read."""
        return self.plan.unread

    @property
    def unread_record(self) -> tuple[Unread, ...]:
        """What of the sites and of the adoption events could not be read: no count of sites is sure without it."""
        return tuple(part for part in self.plan.unread if part.part[0] in {"sites", "adoption"})

    @cached_property
    def latest(self) -> Latest:
        """The last event of each site and change up to the day."""
        return latest_events(self.plan, self.as_of)

    def latest_on(self, day: date) -> Latest:
        """Return the last event of each site and change up to another day."""
        return self.latest if day == self.as_of else latest_events(self.plan, day)

    def unknown_on(self, day: date) -> int:
        """Count the target sites that have begun on a day, of which it is not known whether all is in place."""
        return unknown_on(self.plan, day, self.latest_on(day))

    @cached_property
    def tracker(self) -> Tracker:
        """Where every target site stands."""
        return track(self.plan, self.as_of, self.latest)

    @cached_property
    def rechecks(self) -> tuple[Recheck, ...]:
        """The looks again at core changes that were put in place, each change at each target site by itself."""
        return tuple(rechecks(self.plan, self.as_of))

    @cached_property
    def looks(self) -> Looks:
        """The looks again that count, by how they stand."""
        return looks_of(self.rechecks)

    @cached_property
    def reach(self) -> tuple[Reach, ...]:
        """How far the spread came over time."""
        return reach_over_time(self.plan, self.as_of)

    @cached_property
    def extents(self) -> tuple[Extent, ...]:
        """How far each change has come."""
        return extents(self.plan, self.as_of, self.latest)

    @cached_property
    def completeness(self) -> tuple[Completeness, ...]:
        """How much is in place at each target site."""
        return completeness(self.plan, self.as_of, self.latest)

    @cached_property
    def times(self) -> "tuple[TimeToStage, ...]":
        """How long it took to reach each stage."""
        from spreadkit.adoption.times import times_to_stages

        return times_to_stages(self.plan, self.as_of)

    @cached_property
    def forecast(self) -> "Forecast | None":
        """How many will ever have had every core change by the aim's date; None where the aim has none."""
        by = known(self.plan.aim.by)
        return None if by is None else self.forecast_by(by)

    def forecast_by(self, by: date) -> "Forecast | None":
        """Say how many will ever have had every core change by a day; None where there are no sites or no events."""
        from spreadkit.forecast.outlook import FRESH, Forecast, ForecastKind, WhyNot, forecast
        from spreadkit.forecast.record import DatedWave, monthly_counts

        targets = targets_on(self.plan, self.as_of)
        if not targets or self.last_news is None:
            return None
        if self.unread_record:
            return Forecast(kind=ForecastKind.CANNOT_TELL, by=by, eligible=len(targets), why=WhyNot.UNREAD)
        until = self.as_of if (self.as_of - self.last_news).days <= FRESH else self.last_news
        counts = monthly_counts(list(first_reached(self.plan, self.as_of).values()), until)
        starts = Counter(start_of(self.plan, site) for site in targets)
        waves = [DatedWave(start, number) for start, number in starts.items() if start is not None]
        return forecast(counts, eligible=len(targets), by=by, as_of=self.as_of, waves=waves)

    @cached_property
    def kept_forecasts(self) -> "tuple[JudgedForecast, ...]":
        """The forecasts that were kept up to the day, by their days, each held against what came true."""
        from spreadkit.forecast.kept import judged

        kept = [forecast for forecast in self.plan.forecasts if forecast.made_on <= self.as_of]
        kept.sort(key=lambda forecast: (forecast.by, forecast.made_on))
        silent_for = self.tracker.stale_after
        return tuple(judged(forecast, self._seen_on(forecast.by), silent_for=silent_for) for forecast in kept)

    def _seen_on(self, day: date) -> "SeenCount | None":
        """Return how many target sites had ever had every core change by a day; None where that is to come."""
        from spreadkit.forecast.kept import SeenCount

        if day > self.as_of:
            return None
        ever = next((reach.ever for reach in reversed(self.reach) if reach.on <= day), 0)
        return SeenCount(ever, len(targets_on(self.plan, day)), self.last_news)

    @cached_property
    def last_news(self) -> date | None:
        """The newest day up to the day that anything is on record of; None where nothing is."""
        return max((event.date for event in self.plan.adoption if event.date <= self.as_of), default=None)

    @cached_property
    def targets(self) -> tuple[tuple[date, int], ...]:
        """The days on which the number of target sites changed, with the number from then on."""
        return target_changes(self.plan, self.as_of)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The names of changes, waves and people, by what they are and their ids: `change:huddle`."""
        changes = self.plan.package.changes if self.plan.package else {}
        return {
            **{f"change:{name}": change.title for name, change in changes.items()},
            **{f"wave:{name}": wave.title or name for name, wave in self.plan.waves.items()},
            **{f"person:{name}": person.name for name, person in self.plan.people.items()},
        }

    @property
    def reached(self) -> Reach:
        """How far it has come on the day."""
        of = len(self.tracker.sites)
        last = self.reach[-1] if self.reach else Reach(self.as_of, 0, 0, of)
        return Reach(self.as_of, last.ever, last.current, of)

    @property
    def of(self) -> int | None:
        """How many sites are meant: the target sites on the day, else the population that the aim states."""
        population = known(self.plan.aim.population)
        if self.sites:
            return len(self.sites)
        return int(population) if population is not None else None

    @cached_property
    def sites(self) -> tuple[TrackedSite, ...]:
        """The target sites in the order of the plan's waves, then by name."""
        waves = {name: place for place, name in enumerate(self.plan.waves)}
        return tuple(
            sorted(
                self.tracker.sites,
                key=lambda tracked: (waves.get(tracked.site.wave or "", len(waves)), tracked.site.name),
            )
        )

    @property
    def there(self) -> tuple[TrackedSite, ...]:
        """The sites that have every core change that applies in place, those included that are stale."""
        return tuple(tracked for tracked in self.sites if tracked.is_there)

    @property
    def stale_there(self) -> tuple[TrackedSite, ...]:
        """The sites that have every core change in place as last seen: there has been no news of them for too long."""
        return tuple(tracked for tracked in self.there if tracked.stale)

    @cached_property
    def ever(self) -> tuple[TrackedSite, ...]:
        """The sites that had every core change in place at some time, be it over by now."""
        had = first_reached(self.plan, self.as_of)
        return tuple(tracked for tracked in self.sites if tracked.site.id in had)

    @property
    def not_known(self) -> tuple[TrackedSite, ...]:
        """The sites of which it is not known whether every core change is in place."""
        return tuple(tracked for tracked in self.sites if tracked.core is CoreState.UNKNOWN)

    @property
    def not_applicable(self) -> tuple[TrackedSite, ...]:
        """The sites to which no core change applies."""
        return tuple(tracked for tracked in self.sites if tracked.core is CoreState.NOT_APPLICABLE)

    @property
    def late(self) -> tuple[TrackedSite, ...]:
        """The sites whose wave has ended, and that do not have every core change in place."""
        ended = {name for name, wave in self.plan.waves.items() if (known(wave.end) or date.max) <= self.as_of}
        return tuple(
            tracked
            for tracked in self.sites
            if tracked.site.wave in ended and not tracked.is_there and tracked.core is not CoreState.NOT_APPLICABLE
        )

    @property
    def declined(self) -> tuple[TrackedSite, ...]:
        """The sites that declined every core change that applies."""
        return tuple(tracked for tracked in self.sites if self._needed(tracked) == {AdoptionStage.DECLINED})

    @property
    def begun(self) -> tuple[TrackedSite, ...]:
        """The sites that were to begin by the day, or have a change in use."""
        return tuple(tracked for tracked in self.sites if tracked.begun)

    @property
    def on_record(self) -> tuple[TrackedSite, ...]:
        """The sites that there is a row of."""
        return tuple(tracked for tracked in self.sites if tracked.news is not None)

    @property
    def no_record(self) -> tuple[TrackedSite, ...]:
        """The sites that there is no row of."""
        return tuple(tracked for tracked in self.sites if tracked.news is None)

    def in_state(self, kind: SiteStateKind) -> tuple[TrackedSite, ...]:
        """Return the sites whose state is of a kind."""
        return tuple(tracked for tracked in self.sites if tracked.state.kind is kind)

    def stale_on(self, day: date) -> tuple[str, ...]:
        """Return the ids of the sites that had every core change in place on a day as last seen long before it."""
        after = timedelta(days=self.tracker.stale_after)
        return tuple(
            site.id
            for site in targets_on(self.plan, day)
            if any(start <= day and (end is None or day < end) for start, end in self._times_in_place[site.id])
            and day - (last_news(self._news, site.id, day) or date.min) > after
        )

    def looks_by_month(self) -> dict[int, Counter[RecheckState]]:
        """Count the looks again that count, by their month and how they stand."""
        by_month: dict[int, Counter[RecheckState]] = {}
        for recheck in rechecks_that_count(self.rechecks):
            by_month.setdefault(recheck.months, Counter())[recheck.state] += 1
        return dict(sorted(by_month.items()))

    @cached_property
    def _news(self) -> NewsDays:
        return news_days(self.plan)

    @cached_property
    def _times_in_place(self) -> dict[str, tuple[tuple[date, date | None], ...]]:
        core = core_changes(self.plan)
        return {site.id: tuple(spells(self.plan, site.id, core, self.as_of)) for site in self.plan.sites}

    def _needed(self, tracked: TrackedSite) -> set[AdoptionStage | None]:
        stages = {cell.stage for cell in tracked.cells if cell.change in self.tracker.core}
        return stages - {AdoptionStage.NOT_APPLICABLE}
