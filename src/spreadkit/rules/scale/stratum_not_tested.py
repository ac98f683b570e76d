"""A kind of setting that holds a tenth of all sites or more is in no test.

Why it matters: what works in town hospitals may fail in rural ones. Found out at full scale, that costs a tenth of the
aim, and the belief of many.

What to do: take a unit or sites of this kind into a wave with `step: test`, before full scale begins.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, known, plan_rule

PASSES = """
strata:
  town: {title: Town hospitals, sites: 30}
  rural: {title: Rural hospitals, sites: 10}
  islands: {title: Island hospitals, sites: 2}
units:
  north: {title: North, stratum: town, wave: first}
  hills: {title: The hills, stratum: rural, wave: others}
waves:
  first: {step: scalable-unit, start: 2026-01-05}
  others: {step: test, start: 2026-11-02}
"""

FAILS = """
strata:
  town: {title: Town hospitals, sites: 30}
  rural: {title: Rural hospitals, sites: 10}  # <--
units:
  north: {title: North, stratum: town, wave: first}
  south: {title: South, stratum: town, wave: others}
waves:
  first: {step: scalable-unit, start: 2026-01-05}
  others: {step: test, start: 2026-11-02}
"""

_LARGE: Final = Decimal("0.1")
"""From which share of all sites on a stratum should be tested. The figure is ours."""


@plan_rule("SK725", Severity.WARNING, stage=Stage.LAUNCH, holds="strata", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find large strata without a unit or site in the steps before full scale, once a test is planned."""
    plan = subject.plan
    if not any(wave.step == "test" for wave in plan.waves.values()):
        return
    sizes, tested = _sizes(plan), _tested(plan)
    total = sum(sizes.values())
    for name, size in sizes.items():
        if tested and name not in tested and size >= _LARGE * total:
            noun = "site" if total == 1 else "sites"
            yield ("strata", name), f'"{name}" has {size} of {total} {noun} and none in a test; test there first'


def _sizes(plan: Plan) -> Mapping[str, Decimal]:
    """Return how many sites each stratum has at full scale; as listed, where one of them does not say."""
    stated = {name: known(stratum.sites) for name, stratum in plan.strata.items()}
    if all(size is not None for size in stated.values()):
        return {name: size for name, size in stated.items() if size is not None}
    listed = Counter(site.stratum for site in plan.target_sites)
    return {name: Decimal(listed[name]) for name in plan.strata if listed[name]}


def _tested(plan: Plan) -> set[str | None]:
    """Return the strata of the units and sites whose wave comes before full scale."""
    waves = {name for name, wave in plan.waves.items() if wave.step in {"scalable-unit", "test"}}
    units = {name: unit for name, unit in plan.units.items() if unit.wave in waves}
    sites = [site for site in plan.sites if site.wave in waves or site.unit in units]
    return {unit.stratum for unit in units.values()} | {site.stratum for site in sites} - {None}
