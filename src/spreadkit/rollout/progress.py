"""How the spread goes on: waves in their order with what each adds, when sites began, and what was decided for them."""

from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit import months
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import UNKNOWN, known
from spreadkit.model.plan import Decision, Plan
from spreadkit.model.references import EVERYONE
from spreadkit.model.rollout import Site, Wave
from spreadkit.model.schedule import LARGEST_FIGURE
from spreadkit.record import record
from spreadkit.rollout.coaching import Load
from spreadkit.rollout.schedule import LEAP

IN_USE: Final = frozenset(
    {
        AdoptionStage.TESTING,
        AdoptionStage.IMPLEMENTING,
        AdoptionStage.IMPLEMENTED,
        AdoptionStage.SUSTAINED,
    }
)
"""Stages at which a site does something with a change, if only to try it."""

_LARGEST_UNIT: Final = 30
"""Up to how many sites may be one scalable unit, such as a district. The figure is ours: known ones had 5 to 30."""


@record
class SpreadStep:
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
    return stated if stated is not None else Decimal(plan.units_by_wave[wave])


def sites_in(plan: Plan, wave: str) -> Decimal:
    """Count the target sites of a wave: as it states, else those that are listed."""
    stated = known(plan.waves[wave].sites)
    return stated if stated is not None else Decimal(plan.sites_by_wave[wave])


def spread_steps(plan: Plan) -> Iterator[SpreadStep]:
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
            yield SpreadStep(wave, new, total)


def first_jump(plan: Plan) -> SpreadStep | None:
    """Return the first wave as a step from the successful sites to all that there are with it, counted in sites.

    None where the plan lists no successful site, or counts units; and where the first wave is the first scalable unit,
    which is a whole of many sites by its nature, unless it is larger than such a unit can be.
    """
    successful, first = Decimal(_count_successful(plan)), next(spread_steps(plan), None)
    if not successful or first is None or counts_units(plan):
        return None
    if plan.waves[first.wave].step == "scalable-unit" and first.new <= _LARGEST_UNIT:
        return None
    return SpreadStep(first.wave, first.new, first.new + successful)


def _count_successful(plan: Plan) -> int:
    """Count the sites where it works already, be they in the table of sites or not."""
    listed = {site.id for site in plan.sites if site.status == "successful"}
    return len(listed) + sum(successful.site not in listed for successful in plan.successful_sites.values())


def may_leap(plan: Plan) -> bool:
    """Whether the plan spreads by a way that has been seen to leap."""
    return "campaign" in plan.approach.method


def loads_of(plan: Plan) -> list[tuple[str, Load]]:
    """Return the waves, in their order, as sites that are visited between two months after the first start.

    They end before the first wave whose days or size are not known: how it goes on from there cannot be said.
    """
    loads: list[tuple[str, Load]] = []
    begin = None
    for name in waves_in_order(plan):
        wave, sites = plan.waves[name], sites_in(plan, name)
        start, length = known(wave.start), length_of(wave)
        if start is None or length is None or wave.sites is UNKNOWN or not 1 <= sites <= LARGEST_FIGURE:
            break
        begin = begin or start
        at = months.between(begin, start)
        loads.append((name, Load(int(sites), at, at + length)))
    return loads


def length_of(wave: Wave) -> Fraction | None:
    """Return how many months a wave lasts, its last day included; None where its days are not known."""
    start, end = known(wave.start), known(wave.end)
    if start is None or end is None or end < start:
        return None
    return months.between(start, day_after(end))


def day_after(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1) if day < date.max else day


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
    for (site, _), rows in plan.cells.items():
        for row in rows:
            event = plan.adoption[row]
            if event.stage in IN_USE and event.date <= as_of:
                first[site] = min(first.get(site, (date.max, 0)), (event.date, row))
                break
    return first


def start_of(plan: Plan, site: Site) -> date | None:
    """Return the day on which a site is to begin: of its own plan, else of its wave; None where neither is known."""
    wave = plan.waves.get(site.wave or "")
    return site.start or (known(wave.start) if wave else None)


def first_start(plan: Plan, as_of: date) -> date | None:
    """Return the first day up to a date on which a site began: it was to, or had a change in use.

    Without sites it is the first start of a wave; None where nothing has begun.
    """
    planned = [start_of(plan, site) for site in plan.target_sites]
    if not planned:
        planned = [known(wave.start) for wave in plan.waves.values()]
    days = [*planned, *(day for day, _ in first_use(plan, as_of).values())]
    return min((day for day in days if day is not None and day <= as_of), default=None)


def starts_of_targets(plan: Plan, as_of: date) -> Mapping[str, date]:
    """Return, by target site, the day on which it begins, ahead or past: it is to, or had a change in use before.

    Use counts up to a day; a site of which no such day is known is left out.
    """
    used, starts = first_use(plan, as_of), dict[str, date]()
    for site in plan.target_sites:
        days = (start_of(plan, site), used[site.id][0] if site.id in used else None)
        if any(days):
            starts[site.id] = min(day for day in days if day is not None)
    return starts


def first_target_start(plan: Plan, as_of: date) -> date | None:
    """Return the first day, ahead or past, on which a target site begins; without such a day, the first of a wave.

    Unlike `first_start` it leaves out the sites where it worked before the spread. Use counts up to a day.
    """
    days = [*starts_of_targets(plan, as_of).values()]
    days = days or [day for wave in plan.waves.values() if (day := known(wave.start)) is not None]
    return min(days, default=None)


def has_begun(plan: Plan, site: Site, day: date, used: Container[str]) -> bool:
    """Whether a site has begun on a day: it was to begin by then, or is among those that had a change in use."""
    start = start_of(plan, site)
    return site.id in used or (start is not None and start <= day)


def waiting_sites(plan: Plan, as_of: date) -> Mapping[str, bool]:
    """Return the target sites that have not begun on a day, with whether they start later than the next ones do.

    The next ones are those with the earliest start, and all that share a wave with one of them or are of a wave that
    has begun. A site whose start is not known is not among the waiting ones: it may be about to begin.
    """
    used = first_use(plan, as_of)
    waiting = {
        site: start
        for site in plan.target_sites
        if not has_begun(plan, site, as_of, used) and (start := start_of(plan, site)) is not None
    }
    first = min(waiting.values(), default=None)
    near = {name for name, wave in plan.waves.items() if (known(wave.start) or date.max) <= as_of}
    near |= {site.wave for site, start in waiting.items() if start == first and site.wave is not None}
    return {site.id: start != first and site.wave not in near for site, start in waiting.items()}


def decisions_to_adopt(plan: Plan, site: str, as_of: date) -> list[tuple[date, Decision]]:
    """Return the decisions for or against adoption by a site, up to a day, oldest first."""
    found = [
        (decision.on, decision)
        for decision in plan.decisions
        if decision.about == "adoption" and isinstance(decision.on, date) and decision.on <= as_of
        if site in decision.sites or EVERYONE in decision.sites
    ]
    return sorted(found, key=lambda dated: dated[0])


def approvals(plan: Plan, as_of: date) -> list[tuple[date, Decision]]:
    """Return the decisions that approved the practice for all sites, up to a day, oldest first."""
    found = [
        (decision.on, decision)
        for decision in plan.decisions
        if decision.about == "approval" and decision.is_yes and not decision.sites
        if isinstance(decision.on, date) and decision.on <= as_of
    ]
    return sorted(found, key=lambda dated: dated[0])
