"""All that the adoption events of a plan say on a day, worked out once: for the terminal, for programs, for reports."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from spreadkit.adoption.curves import Completeness, Extent, Reach, completeness, extents, first_reached, reach_over_time
from spreadkit.adoption.rechecks import Recheck, RecheckState, rechecks
from spreadkit.adoption.state import target_changes, targets_on
from spreadkit.adoption.times import TimeToStage, times_to_stages
from spreadkit.adoption.tracking import Tracker, track
from spreadkit.forecast.outlook import Forecast, forecast
from spreadkit.forecast.record import monthly_counts
from spreadkit.model.base import known
from spreadkit.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Overview:
    """The tracker; how far the spread came over time; each change and site; looks again; how long it took.

    `forecast` is how many will ever have had every core change by the aim's date, None where the aim has none.
    `targets` are the days on which the number of target sites changed, with the number from then on; `titles` the
    names of changes, waves and people, by their ids.
    """

    plan: str
    tracker: Tracker
    reach: tuple[Reach, ...]
    extents: tuple[Extent, ...]
    completeness: tuple[Completeness, ...]
    rechecks: tuple[Recheck, ...]
    times: tuple[TimeToStage, ...]
    forecast: Forecast | None
    targets: tuple[tuple[date, int], ...]
    titles: dict[str, str]

    @property
    def reached(self) -> Reach:
        """How far it has come on the day."""
        of = len(self.tracker.sites)
        last = self.reach[-1] if self.reach else Reach(self.tracker.as_of, 0, 0, of)
        return Reach(self.tracker.as_of, last.ever, last.current, of)

    def looks(self) -> dict[int, Counter[RecheckState]]:
        """Count the looks again by their month and how they stand."""
        counted: dict[int, Counter[RecheckState]] = {}
        for each in self.rechecks:
            counted.setdefault(each.months, Counter())[each.state] += 1
        return counted


def overview(plan: Plan, as_of: date, name: str = "") -> Overview:
    """Work out all that the adoption events of a plan say on a day."""
    return Overview(
        plan=name,
        tracker=track(plan, as_of),
        reach=reach_over_time(plan, as_of),
        extents=extents(plan, as_of),
        completeness=completeness(plan, as_of),
        rechecks=tuple(rechecks(plan, as_of)),
        times=times_to_stages(plan, as_of),
        forecast=_forecast(plan, as_of),
        targets=target_changes(plan, as_of),
        titles=_titles(plan),
    )


def _forecast(plan: Plan, as_of: date) -> Forecast | None:
    by, sites = known(plan.aim.by), len(targets_on(plan, as_of))
    if by is None or not sites or not plan.adoption:
        return None
    reached = first_reached(plan, as_of)
    since = min(event.date for event in plan.adoption)
    counts = monthly_counts(sorted(reached.values()), as_of)
    return forecast(counts, eligible=sites, by=by, as_of=as_of, since=since)


def _titles(plan: Plan) -> dict[str, str]:
    changes = plan.package.changes if plan.package else {}
    return {
        **{f"change:{name}": change.title for name, change in changes.items()},
        **{f"wave:{name}": wave.title or name for name, wave in plan.waves.items()},
        **{f"person:{name}": person.name for name, person in plan.people.items()},
    }
