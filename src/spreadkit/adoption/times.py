"""How long sites take to reach each stage, with those that have not reached it counted as open, not left out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from spreadkit.adoption.state import CoreState, core_changes, core_state, histories, targets_on
from spreadkit.adoption.survival import Spell, SurvivalCurve, time_to_event
from spreadkit.model.adoption import LADDER, AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.record import record
from spreadkit.rollout.progress import first_use, start_of

_ENOUGH: Final = {stage: frozenset(LADDER[rank:]) for rank, stage in enumerate(LADDER) if rank}
"""By stage: the stages at which a change is that far, or farther."""


@record
class TimeToStage:
    """How long it takes from a site's start until every core change that applies is at a stage or beyond, at once.

    `without_start` counts the target sites whose start is not known or still to come: nobody can say how long they
    have taken.
    """

    stage: AdoptionStage
    curve: SurvivalCurve
    without_start: int


@record
class _Way:
    """How a site has come: from its start, to each stage on its first day there, watched until a day."""

    start: date
    reached: Mapping[AdoptionStage, date]
    until: date


def times_to_stages(plan: Plan, as_of: date) -> tuple[TimeToStage, ...]:
    """Return the time to each step of the ladder beyond the first, up to a day.

    A site starts on the day of its own plan, else of its wave, or with its first change in use where that is earlier;
    where no day is planned, with its first row while a core change applies. What it had reached before counts as
    reached at once. One to which no core change applies any more is watched until that came about.
    """
    core, used = core_changes(plan), first_use(plan, as_of)
    sites = targets_on(plan, as_of)
    ways = [way for site in sites if (way := _way(plan, site, core, as_of, used)) is not None]
    return tuple(
        TimeToStage(stage, time_to_event(_spell(way, stage) for way in ways), len(sites) - len(ways))
        for stage in LADDER[1:]
    )


def _spell(way: _Way, stage: AdoptionStage) -> Spell:
    reached = way.reached.get(stage)
    return Spell((max(way.start, reached or way.until) - way.start).days, seen=reached is not None)


def _way(plan: Plan, site: Site, core: Sequence[str], as_of: date, used: Mapping[str, tuple[date, int]]) -> _Way | None:
    """Return the way of a site that has started by a day; None for others."""
    reached: dict[AdoptionStage, date] = {}
    first_row, lapsed = None, None
    for day, stages in histories(plan, site.id, core, as_of):
        if core_state(stages) is CoreState.NOT_APPLICABLE:
            lapsed = lapsed or day
            continue
        first_row, lapsed = first_row or day, None
        for stage, enough in _ENOUGH.items():
            if stage not in reached and core_state(stages, enough) is CoreState.IN_PLACE:
                reached[stage] = day
    planned = start_of(plan, site)
    starts = [planned or first_row, used[site.id][0] if site.id in used else None]
    start = min((day for day in starts if day is not None), default=None)
    return _Way(start, reached, lapsed or as_of) if start is not None and start <= as_of else None
