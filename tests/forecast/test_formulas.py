"""The two curves: figures that follow from their parameters, and the closed form."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.forecast.formulas import Bass, Logistic, logit_line

US_HOSPITALS = [9.4, 12.2, 15.6, 27.6, 44.4, 59.4, 75.5, 83.8]


def test_bass_with_the_parameters_of_many_products() -> None:
    curve = Bass(0.03, 0.38)

    assert curve.peak == pytest.approx(6.19, abs=0.005)
    assert curve.share(curve.peak or 0) == pytest.approx(0.461, abs=0.0005)
    assert curve.share(curve.peak or 0) == pytest.approx(1 / 2 - 0.03 / (2 * 0.38))
    assert curve.half == pytest.approx(6.55, abs=0.005)


def test_bass_without_followers_has_no_peak_later_on() -> None:
    assert Bass(0.1, 0.06).peak is None
    assert Bass(0.1, 0.0).share(10) == pytest.approx(1 - math.exp(-1))


def test_logit_line_of_a_published_record() -> None:
    curve = logit_line(range(1, 9), [each / 100 for each in US_HOSPITALS])

    assert (round(curve.rate, 4), round(curve.half, 3)) == (0.5929, 5.336)


@given(st.floats(0.01, 3), st.floats(-5, 30))
def test_logit_line_finds_the_curve_that_made_the_shares(rate: float, half: float) -> None:
    made = Logistic(rate, half)
    times = [half - 2 / rate, half, half + 1 / rate]

    found = logit_line(times, [made.share(time) for time in times])

    assert (found.rate, found.half) == (pytest.approx(rate), pytest.approx(half, abs=1e-6))
    assert made.share(half + made.tenth_to_nine_tenths / 2) == pytest.approx(0.9)


@given(st.floats(1e-12, 1e3), st.floats(1e-12, 1e3), st.lists(st.floats(-10, 1e4), min_size=2))
def test_shares_rise_from_none_to_all(one: float, other: float, times: list[float]) -> None:
    for curve in (Bass(one, other), Logistic(one, other)):
        shares = [curve.share(time) for time in sorted(times)]

        assert all(0 <= share <= 1 for share in shares)
        assert all(later >= earlier - 1e-12 for earlier, later in pairwise(shares))


@given(st.floats(1e-3, 2), st.floats(1e-3, 2))
def test_half_is_where_half_is_reached(alone: float, others: float) -> None:
    curve = Bass(alone, others)

    assert curve.share(curve.half) == pytest.approx(0.5)
