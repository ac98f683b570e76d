"""How the spread goes on: waves in their order with what each adds, when sites began, and what was decided for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.plan import Decision, Plan
from spreadkit.model.references import EVERYONE
from spreadkit.model.rollout import Site

IN_USE: Final = frozenset(
    {
        AdoptionStage.TESTING,
        AdoptionStage.IMPLEMENTING,
        AdoptionStage.IMPLEMENTED,
        AdoptionStage.SUSTAINED,
    }
)
"""Stages at which a site does something with a change, if only to try it."""

STOPPED: Final = frozenset({AdoptionStage.DECLINED, AdoptionStage.PAUSED, AdoptionStage.DISCONTINUED})
"""Stages at which a site does not, or no longer, do anything with a change."""

LEAP: Final = 25
"""From how many times as large on a step is a leap: two steps of five in one. The figure is ours."""


@dataclass(frozen=True, slots=True)
class Step:
    """A wave as a step of the spread: how many scalable units, or sites, it adds, and how many there are with it."""

    wave: str
    new: Decimal
    total: Decimal

    @property
    def factor(self) -> Decimal | None:
        """How many times as many there are as before; None for the first."""
        return self.total / self.before if self.before else None

    @property
    def before(self) -> Decimal:
        """How many there were without it."""
        return self.total - self.new

    @property
    def is_leap(self) -> bool:
        """Whether it makes the spread so much larger that nobody has seen the scales between."""
        return self.factor is not None and self.factor > LEAP


def waves_in_order(plan: Plan) -> list[str]:
    """Return the waves by their start; those without a day come last."""
    starts = {name: known(wave.start) for name, wave in plan.waves.items()}
    return sorted(plan.waves, key=lambda name: starts[name] or date.max)


def end_of(plan: Plan) -> date | None:
    """Return the day of the aim, or the end of the last wave where that is later; None where neither is known."""
    days = [known(plan.aim.by), *(known(wave.end) for wave in plan.waves.values())]
    return max((day for day in days if day is not None), default=None)


def counts_units(plan: Plan) -> bool:
    """Whether the plan says how many scalable units its waves bring in."""
    return any(known(wave.units) is not None for wave in plan.waves.values()) or any(
        unit.wave for unit in plan.units.values()
    )


def units_in(plan: Plan, wave: str) -> Decimal:
    """Count the scalable units of a wave: as it states, else those that name it."""
    stated = known(plan.waves[wave].units)
    return stated if stated is not None else Decimal(sum(unit.wave == wave for unit in plan.units.values()))


def sites_in(plan: Plan, wave: str) -> Decimal:
    """Count the target sites of a wave: as it states, else those that are listed."""
    stated = known(plan.waves[wave].sites)
    return stated if stated is not None else Decimal(sum(site.wave == wave for site in plan.target_sites))


def steps_of(plan: Plan) -> Iterator[Step]:
    """Go through the waves as steps: in scalable units where the plan counts them, else in sites.

    Sites where it works already are where the spread starts from, and no step of it: they are not counted. Waves that
    bring in nothing are no steps.
    """
    by_units = counts_units(plan)
    total = Decimal(0)
    for wave in waves_in_order(plan):
        new = units_in(plan, wave) if by_units else sites_in(plan, wave)
        total += new
        if new:
            yield Step(wave, new, total)


def may_leap(plan: Plan) -> bool:
    """Whether the plan spreads by a way that has been seen to leap."""
    return "campaign" in plan.approach.method


def starting_by(plan: Plan, day: date) -> Iterator[tuple[int, Site]]:
    """Go through the target sites, with their rows, whose wave starts on a day or before."""
    starts = {name: known(wave.start) for name, wave in plan.waves.items()}
    for index, site in enumerate(plan.sites):
        start = starts.get(site.wave or "")
        if site.status == "target" and start is not None and start <= day:
            yield index, site


def first_use(plan: Plan, as_of: date) -> Mapping[str, tuple[date, int]]:
    """Return, by site, the first day up to a date on which it had a change in use, with the row of the table."""
    first: dict[str, tuple[date, int]] = {}
    for index, event in enumerate(plan.adoption):
        if event.stage in IN_USE and event.date <= as_of:
            first[event.site] = min(first.get(event.site, (date.max, 0)), (event.date, index))
    return first


def decisions_to_adopt(plan: Plan, site: str, as_of: date) -> list[tuple[date, Decision]]:
    """Return the decisions for or against adoption by a site, up to a day, oldest first."""
    found = [
        (decision.on, decision)
        for decision in plan.decisions
        if decision.about == "adoption" and isinstance(decision.on, date) and decision.on <= as_of
        if site in decision.sites or EVERYONE in decision.sites
    ]
    return sorted(found, key=lambda each: each[0])


def approvals(plan: Plan, as_of: date) -> list[tuple[date, Decision]]:
    """Return the decisions that approved the practice for all sites, up to a day, oldest first."""
    found = [
        (decision.on, decision)
        for decision in plan.decisions
        if decision.about == "approval" and decision.is_yes and not decision.sites
        if isinstance(decision.on, date) and decision.on <= as_of
    ]
    return sorted(found, key=lambda each: each[0])
