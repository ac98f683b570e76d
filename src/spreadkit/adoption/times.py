"""How long sites take to reach each stage, with those that have not reached it counted as open, not left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spreadkit.adoption.state import core_changes, targets_on
from spreadkit.adoption.survival import Spell, SurvivalCurve, time_to_event
from spreadkit.adoption.tracking import LADDER
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site


@dataclass(frozen=True, slots=True)
class TimeToStage:
    """How long it takes from a site's start until every core change that applies is at a stage or beyond.

    `without_start` counts the target sites whose start is not known or still to come: nobody can say how long they
    have taken.
    """

    stage: AdoptionStage
    curve: SurvivalCurve
    without_start: int


def times_to_stages(plan: Plan, as_of: date) -> tuple[TimeToStage, ...]:
    """Return the time to each step of the ladder beyond the first, up to a day.

    A site starts on the day of its own plan, else of its wave; where neither is known, with its first event. What it
    had reached before counts as reached at once.
    """
    starts = {site.id: _start(plan, site) for site in targets_on(plan, as_of)}
    begun = {site: start for site, start in starts.items() if start is not None and start <= as_of}
    reached = {site: _first_days(plan, site, as_of) for site in begun}
    found = []
    for rank, stage in enumerate(LADDER[1:], start=1):
        spells = [_spell(start, reached[site][rank], as_of) for site, start in begun.items()]
        found.append(TimeToStage(stage, time_to_event(spells), len(starts) - len(begun)))
    return tuple(found)


def _spell(start: date, reached: date | None, as_of: date) -> Spell:
    end = as_of if reached is None else max(start, reached)
    return Spell((end - start).days, seen=reached is not None)


def _start(plan: Plan, site: Site) -> date | None:
    wave = plan.waves.get(site.wave or "")
    stated = site.start or (known(wave.start) if wave else None)
    return stated or min((day for day, _, _ in _events(plan, site.id)), default=None)


def _first_days(plan: Plan, site: str, as_of: date) -> list[date | None]:
    """Return, by place on the ladder, the first day on which all core changes that apply had come that far."""
    ranks = {stage: rank for rank, stage in enumerate(LADDER)}
    best: dict[str, int | None] = dict.fromkeys(core_changes(plan), -1)
    first: list[date | None] = [None] * len(LADDER)
    for day, change, stage in sorted(_events(plan, site)):
        if day > as_of or change not in best:
            continue
        rank = ranks.get(stage)
        if stage is AdoptionStage.NOT_APPLICABLE:
            best[change] = None
        elif rank is not None:
            before = best[change]
            best[change] = rank if before is None else max(rank, before)
        applicable = [place for place in best.values() if place is not None]
        for step in range(min(applicable, default=-1) + 1):
            first[step] = first[step] or day
    return first


def _events(plan: Plan, site: str) -> Iterator[tuple[date, str, AdoptionStage]]:
    for change in core_changes(plan):
        for row in plan.turns.get((site, change), ()):
            event = plan.adoption[row]
            yield event.date, change, event.stage
