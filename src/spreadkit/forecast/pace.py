"""Going on as lately, in two ways that need nothing but counting: as many sites a month, or the same chance for each.

The first keeps on until the last site; the second slows down as fewer sites are left. Between them lies what "as
lately" can mean, and the two need no shape of curve. Their bands are those of prediction, exact but for two things:
how uneven the stretches were widens them (the variance over the mean of the counts, never below what chance alone
gives), and the second is matched to a known distribution by its mean and variance.

A pace that was seen only through `joined` sites is itself uncertain. It is taken as a gamma distribution around what
was seen, with half a site added (Jeffreys, Theory of Probability, 1961). The sites to come are then negative binomial
in the first way (a mixture of Poisson counts; compare Krishnamoorthy and Peng, J Stat Plan Inference 2011;141:1709-18),
and near to beta-binomial in the second.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spreadkit.forecast.record import AdoptionRecord

_NOMINAL: Final = 0.8
"""How often a band of one method is meant to hold the truth, if things go on as the method has it. Ours."""

_NEAREST_TO_NONE: Final = 1e-6
"""Nearer than this to none or all, a share counts as this near: logarithms need something to hold on to."""

LOWER_SHARE: Final = (1 - _NOMINAL) / 2
_UPPER_SHARE: Final = (1 + _NOMINAL) / 2


@dataclass(frozen=True, slots=True)
class SiteRange:
    """How many sites will have reached the stage: at least, about, at most. Whole sites."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class MethodRanges:
    """What one method says of some days, in their order, and by which parameters; times are in months."""

    spans: tuple[SiteRange, ...]
    parameters: Mapping[str, float]


def same_pace(record: AdoptionRecord, ahead: Sequence[float]) -> MethodRanges:
    """Go on with as many sites a month as lately, for so many months each. Some site joined lately."""
    joined, months = _lately(record)
    pace = joined / months
    spread = unevenness([(step.joined, pace * step.months) for step in record.lately])

    def span(more: float) -> SiteRange:
        mean = (joined + 0.5) * more / months
        size = mean / (spread * (1 + more / months) - 1)
        chances = _negative_binomial(size, size / (size + mean))
        return _span(record, pace * more, chances)

    return MethodRanges(tuple(span(more) for more in ahead), {"sites a month": rounded_to_four_figures(pace)})


def same_chance(record: AdoptionRecord, ahead: Sequence[float]) -> MethodRanges:
    """Go on with the same chance a month as lately for each site that is left. Some site joined lately."""
    joined, _ = _lately(record)
    watched = sum(step.waiting * step.months for step in record.lately)
    rate = joined / watched
    spread = unevenness([(step.joined, rate * step.waiting * step.months) for step in record.lately])
    seen, over = joined / spread + 0.5, watched / spread

    def span(more: float) -> SiteRange:
        stays, stay_twice = (over / (over + more)) ** seen, (over / (over + 2 * more)) ** seen
        left = record.waiting
        variance = spread * left * (stays - stay_twice) + left * left * (stay_twice - stays * stays)
        chances = _beta_binomial(left, min(max(1 - stays, _NEAREST_TO_NONE), 1 - _NEAREST_TO_NONE), variance)
        return _span(record, left * -math.expm1(-rate * more), chances)

    return MethodRanges(
        tuple(span(more) for more in ahead), {"chance a month": rounded_to_four_figures(-math.expm1(-rate))}
    )


def unevenness(found: Sequence[tuple[float, float]]) -> float:
    """Return how many times as uneven counts are as chance would have them: pairs of found and expected; at least 1.

    Pearson's statistic over its degrees of freedom. Of a single count nothing can be said.
    """
    if len(found) < 2:  # noqa: PLR2004 - one count is as even as can be
        return 1.0
    return max(1.0, sum((seen - expected) ** 2 / expected for seen, expected in found) / (len(found) - 1))


def rounded_to_four_figures(number: float) -> float:
    """Return a parameter to four figures, so that it is the same on every machine."""
    return float(f"{number:.4g}")


def _lately(record: AdoptionRecord) -> tuple[int, float]:
    return sum(step.joined for step in record.lately), sum(step.months for step in record.lately)


def _span(record: AdoptionRecord, expected: float, chances: Callable[[int], float]) -> SiteRange:
    """Return the band of a distribution of sites to come, around what is expected of them."""
    middle = min(record.waiting, math.floor(expected + 0.5))
    low = min(middle, _quantile(chances, record.waiting, LOWER_SHARE))
    high = max(middle, _quantile(chances, record.waiting, _UPPER_SHARE))
    return SiteRange(record.reached + low, record.reached + middle, record.reached + high)


def _quantile(chances: Callable[[int], float], most: int, share: float) -> int:
    """Return the least number up to which a distribution holds a share; `most` where that lies beyond."""
    total = 0.0
    for number in range(most):
        total += chances(number)
        if total >= share:
            return number
    return most


def _negative_binomial(size: float, stop: float) -> Callable[[int], float]:
    def chance(number: int) -> float:
        ways = math.lgamma(number + size) - math.lgamma(size) - math.lgamma(number + 1)
        return math.exp(ways + size * math.log(stop) + number * math.log1p(-stop))

    return chance


def _beta_binomial(sites: int, share: float, variance: float) -> Callable[[int], float]:
    """Return the chances of 0, 1, 2 … of some sites, by their mean share and the variance of their number."""
    alone = sites * share * (1 - share)
    alike = (variance / alone - 1) / (sites - 1) if sites > 1 else 0.5
    alike = max(_NEAREST_TO_NONE, min(1 - _NEAREST_TO_NONE, alike))
    yes, no = share * (1 - alike) / alike, (1 - share) * (1 - alike) / alike

    def beta(one: float, other: float) -> float:
        return math.lgamma(one) + math.lgamma(other) - math.lgamma(one + other)

    def chance(number: int) -> float:
        ways = math.lgamma(sites + 1) - math.lgamma(number + 1) - math.lgamma(sites - number + 1)
        return math.exp(ways + beta(number + yes, sites - number + no) - beta(yes, no))

    return chance
