"""Units, strata or waves do not add up to the number that the aim names.

Why it matters: the aim promises all of them. What is in no unit, no stratum or no wave is planned by nobody, and what
is counted twice makes coverage look better than it is.

What to do: compare the counts under `units`, `strata` and `waves` with `population` (sites) and `units` (scalable
units) under `aim`, and correct what is wrong.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from spreadkit.model.base import Unknown
from spreadkit.rollout.progress import counts_units, sites_in, units_in
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, known, plan_rule

PASSES = """
aim: {population: 576, units: 38}
strata:
  government: {title: Government facilities, sites: 500}
  faith-based: {title: Faith-based facilities, sites: 76}
waves:
  first: {step: scalable-unit, start: 2026-01-05, units: 3, sites: 27}
  rest: {step: full-scale, start: 2027-01-04, units: 35, sites: 549}
"""

FAILS = """
aim: {population: 576}
strata:  # <--
  government: {title: Government facilities, sites: 500}
  faith-based: {title: Faith-based facilities, sites: 67}
"""


@plan_rule("SK720", Severity.ERROR, stage=Stage.LAUNCH, holds="adds-up", passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Compare sums with the aim: of strata, of units, and of waves, each where all of its counts are known.

    A wave that brings in less than none makes the whole smaller, which no sum would show.
    """
    plan = subject.plan
    population, units = known(plan.aim.population), known(plan.aim.units)
    yield from _differs(("strata",), "strata have", _sum(stratum.sites for stratum in plan.strata.values()), population)
    if units is not None and len(plan.units) >= units:
        yield from _differs(("units",), "units have", _sum(unit.sites for unit in plan.units.values()), population)
        yield from _differs(("units",), "list has", Decimal(len(plan.units)), units, "units")
    if any(wave.step == "full-scale" for wave in plan.waves.values()):
        yield from _waves(plan, population, units)
    for name, wave in plan.waves.items():
        for key, count in (("units", known(wave.units)), ("sites", known(wave.sites))):
            if count is not None and count < 0:
                yield ("waves", name, key), f'"{name}" brings in {count} {key}; a wave cannot bring in less than none'


def _waves(plan: Plan, population: Decimal | None, units: Decimal | None) -> Iterator[Hit]:
    """Compare the waves, once they reach full scale. Sites that are all listed are another rule's business."""
    if any(known(wave.sites) is not None for wave in plan.waves.values()):
        total = sum((sites_in(plan, name) for name in plan.waves), Decimal(0))
        yield from _differs(("waves",), "waves bring in", total, population)
    if counts_units(plan):
        total = sum((units_in(plan, name) for name in plan.waves), Decimal(0))
        yield from _differs(("waves",), "waves bring in", total, units, "units")


def _sum(counts: Iterable[Decimal | Unknown | None]) -> Decimal | None:
    """Return the sum of counts; None where there is none, or one is not known."""
    numbers = [known(count) for count in counts]
    given = [number for number in numbers if number is not None]
    return sum(given, Decimal(0)) if given and len(given) == len(numbers) else None


def _differs(
    route: tuple[str], says: str, found: Decimal | None, wanted: Decimal | None, what: str = "sites"
) -> Iterator[Hit]:
    if found is not None and wanted is not None and found != wanted:
        yield route, f"the {says} {found} {what} in all, where the aim counts {wanted}; correct one of the two"
