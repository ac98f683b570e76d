"""All that the adoption events of a plan say on a day: for the terminal, for programs, for rules and for reports."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
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
from spreadkit.adoption.rechecks import Recheck, RecheckState, rechecks
from spreadkit.adoption.state import Latest, latest_events, target_changes, targets_on
from spreadkit.adoption.tracking import Tracker, track
from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.unread import Unread

if TYPE_CHECKING:
    from spreadkit.adoption.times import TimeToStage
    from spreadkit.forecast.outlook import Forecast


@dataclass(frozen=True)
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
        """The looks again at what was put in place at target sites."""
        return tuple(rechecks(self.plan, self.as_of))

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
        from spreadkit.forecast.outlook import forecast
        from spreadkit.forecast.record import monthly_counts

        by, sites = known(self.plan.aim.by), len(targets_on(self.plan, self.as_of))
        if by is None or not sites or not self.plan.adoption:
            return None
        reached = first_reached(self.plan, self.as_of)
        since = min(event.date for event in self.plan.adoption)
        counts = monthly_counts(sorted(reached.values()), self.as_of)
        return forecast(counts, eligible=sites, by=by, as_of=self.as_of, since=since)

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

    def looks(self) -> dict[int, Counter[RecheckState]]:
        """Count the looks again by their month and how they stand."""
        counted: dict[int, Counter[RecheckState]] = {}
        for recheck in self.rechecks:
            counted.setdefault(recheck.months, Counter())[recheck.state] += 1
        return counted
