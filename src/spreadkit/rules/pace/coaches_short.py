"""A wave will have fewer coaches than its sites need.

Why it matters: it is the early waves that fall short, not the largest one: the first few sites train too few people for
what comes next. Sites whose coach is late give up in their first months.

What to do: hire or lend the missing coaches before that wave, train more people in the wave before, or make it smaller.
The figures stand under `rollout` and under `support`; where `coaches` is not stated there, nothing is said.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spreadkit.model.schedule import Rollout
from spreadkit.rollout.coaching import Supply, demands, supplies
from spreadkit.rollout.progress import loads_of
from spreadkit.rollout.terms import TermLookup, coaching_of
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, count_of, known, plan_rule

PASSES = """
rollout: {coaches: 1, hires: [0, 2]}
waves:
  first: {start: 2026-10-01, end: 2027-07-31, sites: 15}
  second: {start: 2027-10-01, end: 2028-06-30, sites: 60}
"""

FAILS = """
rollout: {coaches: 1}
waves:
  first: {start: 2026-10-01, end: 2027-07-31, sites: 15}
  second: {start: 2027-10-01, end: 2028-06-30, sites: 60}  # <--
"""

_MUCH: Final = Fraction(1, 5)
"""From which share of the need on a lack is a large one. The figure is ours."""


@plan_rule(
    "SK666",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    holds="balance",
    after_end=False,
    passes=PASSES,
    cause="A wave has more sites than its coaches can look after",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves, not yet over, that are short of coaches, up to the first wave whose days or size are not known."""
    for name, supply in _supplies(subject.plan):
        end = known(subject.plan.waves[name].end)
        if supply.short and end is not None and end >= subject.as_of:
            yield ("waves", name), _message(name, supply)


def _supplies(plan: Plan) -> Iterator[tuple[str, Supply]]:
    if plan.rollout is None or known(plan.rollout.coaches) is None:
        return
    waves, coaching = loads_of(plan), coaching_of(TermLookup(Rollout(), plan))
    loads = [load for _, load in waves]
    needed = [demand.coaches for demand in demands(loads, coaching)]
    chain = supplies([load.sites for load in loads], needed, coaching, mended=False)
    yield from zip((name for name, _ in waves), chain, strict=True)


def _message(name: str, supply: Supply) -> str:
    needs = f"needs {count_of(supply.needed, 'coach', 'coaches')} and will have {supply.coaches}"
    if supply.short > _MUCH * supply.needed:
        problem = f'"{name}" cannot be looked after: it {needs}, more than a fifth too few'
    else:
        problem = f'"{name}" {needs}'
    return f"{problem}; find {supply.short} more, or make it smaller"
