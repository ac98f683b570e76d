"""Quantiles of the beta-binomial distribution: against exact fractions, against scipy, and how fast they are."""

import time
from fractions import Fraction
from itertools import accumulate
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.forecast.beta_binomial import quantiles

SHARES = (0.1, 0.5, 0.9)


def exact(size: int, yes: Fraction, no: Fraction, share: Fraction) -> int:
    """The least number up to which the distribution holds a share, in fractions: no rounding, no logarithm."""

    def rising(start: Fraction, times: int) -> Fraction:
        product = Fraction(1)
        for step in range(times):
            product *= start + step
        return product

    chances = [
        comb(size, number) * rising(yes, number) * rising(no, size - number) / rising(yes + no, size)
        for number in range(size + 1)
    ]
    held = list(accumulate(chances))
    assert held[-1] == 1
    return next(number for number, total in enumerate(held) if total >= share)


@given(st.integers(1, 30), st.integers(1, 99), st.integers(1, 40))
def test_same_as_in_exact_fractions(size: int, percent: int, quarters: int) -> None:
    mean, precision = Fraction(percent, 100), Fraction(quarters, 4)

    found = quantiles(size, percent / 100, quarters / 4, SHARES)

    assert found == tuple(
        exact(size, mean * precision, (1 - mean) * precision, Fraction(tenths, 10)) for tenths in (1, 5, 9)
    )


@pytest.mark.parametrize("size", [1, 17, 500, 20_000, 100_000])
@pytest.mark.parametrize(("mean", "precision"), [(0.4, 3.6), (0.02, 8.0), (0.97, 1.2), (0.5, 40.0)])
def test_same_as_scipy(size: int, mean: float, precision: float) -> None:
    stats = pytest.importorskip("scipy.stats", reason="needs scipy: pip install 'spreadkit[dev]'")
    held = stats.betabinom(size, mean * precision, (1 - mean) * precision)

    for share, found in zip(SHARES, quantiles(size, mean, precision, SHARES), strict=True):
        assert held.cdf(found) >= share - 1e-7
        assert found == 0 or held.cdf(found - 1) < share + 1e-7


def test_even_chances_are_ranks() -> None:
    assert quantiles(9, 0.5, 2.0, SHARES) == (0, 4, 8)


def test_none_and_all_have_no_range() -> None:
    assert quantiles(12, 0.0, 3.0, SHARES) == (0, 0, 0)
    assert quantiles(12, 1.0, 3.0, SHARES) == (12, 12, 12)


def test_a_hundred_thousand_sites_are_quick() -> None:
    start = time.perf_counter()

    quantiles(100_000, 0.3, 4.0, SHARES)

    assert time.perf_counter() - start < 2
