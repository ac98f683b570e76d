"""The chance at which sites that were left joined, and how many of those that are left join from now on.

Time is in any unit, since only ratios of times matter. The share that joins is that of a grouped hazard with the
complementary log-log link (Prentice and Gloeckler, Biometrics 1978;34:57-67), and how many do is beta-binomial. The
seven numbers are maximum likelihood on one half of 1,432 published spreads, three families of records weighing
alike; `docs/forecast.md` says which these are, and how often the range held on the other half. They are ours.
"""

import math
from fractions import Fraction
from typing import Final, NamedTuple

from spreadkit.forecast.beta_binomial import quantiles
from spreadkit.forecast.record import AdoptionRecord, CountStep

_HALF_LIVES: Final = 8
"""In so many parts of the record's length a step weighs half as much as one a part later."""

_LARGEST_EXPONENT: Final = 3.2
"""Where the logarithm of the hazard to come ends: by then all but one in 10 thousand million join."""

_ENDS: Final = (0.1, 0.5, 0.9)
"""Which shares of the spreads end below the low end, the middle and the high end."""


_NEARLY_ALL: Final = Fraction(4, 5)
"""From which share of the sites that are left on a range says nothing."""

_FEW_LEFT: Final = 4
"""How many sites are left, at least, for a wide range to say nothing: of three, half of the ranges are everything."""

_LEAP: Final = Fraction(1, 4)
"""Which share of the eligible sites makes a leap when it joins in one step."""

_LEAP_SITES: Final = 2
"""How many sites a leap has at least: in a group of four, one site is no leap. The figure is ours."""

_FELT: Final = 3
"""For how many steps a leap is still felt."""


class Chance(NamedTuple):
    """The chance, for each unit of time, at which a site that was left joined: over the whole record, and lately."""

    whole: float
    lately: float


class Joining(NamedTuple):
    """Which share of the sites that are left joins, on the average, and how sure that is: higher is surer."""

    mean: float
    precision: float


class SiteRange(NamedTuple):
    """How many sites will have reached the stage: at least, about, at most. Whole sites."""

    low: int
    middle: int
    high: int


def chance_of(record: AdoptionRecord) -> Chance:
    """Return the chance at which sites of a record joined. It has one step at least, and sites that are left."""
    steps = record.steps()
    whole = (sum(step.joined for step in steps) + 0.5) / sum(step.waited for step in steps)
    weights = [2 ** (-(record.last - (step.start + step.end) / 2) * _HALF_LIVES / record.length) for step in steps]
    joined = sum(weight * step.joined for weight, step in zip(weights, steps, strict=True))
    waited = sum(weight * step.waited for weight, step in zip(weights, steps, strict=True))
    return Chance(whole, (joined + 1) / (waited + 1 / whole))


def joining(record: AdoptionRecord, ahead: float) -> Joining:
    """Return what becomes of the sites that are left, so much time after the last count."""
    chance = chance_of(record)
    coming = record.yet_to_begin()
    expected = (record.left - sum(wave.sites for wave in coming)) * _share(chance, record.length, ahead)
    for wave in coming:
        expected += wave.sites * _share(chance, record.length, record.last + ahead - wave.start)
    odds = (record.reached + 0.5) / (record.left + 0.5)
    precision = math.exp(1.26 - 0.38 * math.log(ahead / record.length) - 0.09 * math.log(odds))
    return Joining(expected / record.left, precision)


def range_of(record: AdoptionRecord, ahead: float) -> SiteRange:
    """Return the range in which eight of ten spreads like this one end, so much time after the last count."""
    low, middle, high = quantiles(record.left, *joining(record, ahead), _ENDS)
    return SiteRange(record.reached + low, record.reached + middle, record.reached + high)


def says_nothing(record: AdoptionRecord, span: SiteRange) -> bool:
    """Whether a range goes from hardly any to nearly all of the sites that are left."""
    return record.left >= _FEW_LEFT and span.high - span.low >= _NEARLY_ALL * record.left


def leap_of(record: AdoptionRecord) -> CountStep | None:
    """Return the last of the last three steps in which a quarter of all sites joined; None where there is none."""
    least = max(Fraction(_LEAP_SITES), _LEAP * record.eligible)
    return next((step for step in reversed(record.steps()[-_FELT:]) if step.joined >= least), None)


def _share(chance: Chance, length: float, ahead: float) -> float:
    """Return which share of sites joins within some time of their beginning to wait; none where it is not yet."""
    if ahead <= 0:
        return 0.0
    exponent = -0.20 + 0.55 * math.log(chance.lately * ahead) + 0.68 * math.log(chance.lately / chance.whole)
    exponent += 0.31 * math.log(ahead / length)
    return -math.expm1(-math.exp(min(exponent, _LARGEST_EXPONENT)))
