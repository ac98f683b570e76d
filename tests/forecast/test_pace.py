"""Going on as lately: by hand, against scipy's distributions, and what holds for any record."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import any_record, monthly

from spreadkit.forecast.pace import SiteRange, same_chance, same_pace, unevenness
from spreadkit.forecast.record import ObservedCount, record_of

LATER = date(2030, 1, 1)
WAYS = (same_pace, same_chance)


def test_same_pace_by_hand() -> None:
    """Six sites in six months: three more in three. Negative binomial, 6.5 seen over 6 months and 3 to come."""
    stats = pytest.importorskip("scipy.stats", reason="needs scipy: pip install 'spreadkit[forecast]'")
    record = record_of(monthly(2, 3, 4, 5, 6, 7, 8), eligible=40, as_of=LATER)
    months = sum(each.months for each in record.lately)

    told = same_pace(record, [months / 2])

    low, high = (int(stats.nbinom.ppf(share, 6.5, 2 / 3)) for share in (0.1, 0.9))
    assert told.spans == (SiteRange(8 + low, 11, 8 + high),)
    assert told.parameters == {"sites a month": pytest.approx(6 / months, rel=1e-3)}


def test_same_chance_slows_down_as_sites_are_left() -> None:
    record = record_of(monthly(0, 4, 7, 9, 11, 12, 13), eligible=16, as_of=LATER)

    chance, pace = (way(record, [3, 6]).spans for way in (same_chance, same_pace))

    assert [each.middle for each in pace] == [16, 16]
    assert [each.middle for each in chance] == [15, 15]
    assert chance[0].low < pace[0].low


@pytest.mark.parametrize("way", WAYS)
def test_uneven_steps_widen_the_range(way: object) -> None:
    assert callable(way)
    even = record_of(monthly(10, 12, 14, 16, 18, 20, 22), eligible=99, as_of=LATER)
    uneven = record_of(monthly(10, 10, 16, 16, 22, 22, 22), eligible=99, as_of=LATER)

    one, other = (way(each, [6]).spans[0] for each in (even, uneven))

    assert abs(one.middle - other.middle) <= 1
    assert other.high - other.low > one.high - one.low


def test_unevenness_is_never_below_what_chance_gives() -> None:
    assert unevenness([(2, 2.0), (2, 2.0)]) == 1
    assert unevenness([(9, 2.0)]) == 1
    assert unevenness([(0, 2.0), (4, 2.0)]) == 4


@pytest.mark.parametrize("way", WAYS)
@given(drawn=any_record(), months=st.floats(0.1, 40))
def test_range_lies_between_what_is_reached_and_all(
    way: object, drawn: tuple[list[ObservedCount], int], months: float
) -> None:
    assert callable(way)
    record = record_of(drawn[0], eligible=drawn[1], as_of=LATER)

    (span,) = way(record, [months]).spans

    assert record.reached <= span.low <= span.middle <= span.high <= record.eligible


@pytest.mark.parametrize("way", WAYS)
@given(drawn=any_record())
def test_later_days_are_never_told_fewer_sites(way: object, drawn: tuple[list[ObservedCount], int]) -> None:
    assert callable(way)
    record = record_of(drawn[0], eligible=drawn[1], as_of=LATER)

    spans = way(record, [1, 2, 4, 8, 16]).spans

    for earlier, later in pairwise(spans):
        assert earlier.middle <= later.middle
        assert earlier.low <= later.low
        assert earlier.high <= later.high


@pytest.mark.parametrize("way", WAYS)
@given(drawn=any_record(), months=st.floats(0.1, 40))
def test_more_sites_reached_never_lower_the_middle(
    way: object, drawn: tuple[list[ObservedCount], int], months: float
) -> None:
    assert callable(way)
    observed, eligible = drawn
    more = [*observed[:-1], ObservedCount(observed[-1].on, observed[-1].reached + 1)]

    fewer_there, more_there = (
        way(record_of(each, eligible=eligible + 1, as_of=LATER), [months]).spans[0] for each in (observed, more)
    )

    assert more_there.middle >= fewer_there.middle


def test_thousands_of_sites_do_not_run_out_of_numbers() -> None:
    days = [ObservedCount(date(2026, 1, 1) + timedelta(days=30 * each), 1000 * each) for each in range(1, 9)]
    record = record_of(days, eligible=20_000, as_of=LATER)

    for way in WAYS:
        (span,) = way(record, [6]).spans
        assert 8000 < span.low < span.middle < span.high < 20_000


def test_last_site_of_thousands_is_all_but_sure_far_ahead() -> None:
    record = record_of(monthly(0, 2000, 2500, 2700, 2780, 2800, 2803), eligible=2804, as_of=LATER)

    for way in WAYS:
        assert way(record, [40]).spans == (SiteRange(2804, 2804, 2804),)
