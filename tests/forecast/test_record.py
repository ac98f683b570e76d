"""Dated counts: their order, where the record begins, what "lately" is, blocks, and counts made from days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import any_record, monthly, published

from spreadkit.forecast.record import ObservedCount, monthly_counts, record_of

LATER = date(2030, 1, 1)


def test_record_begins_with_the_last_count_of_none() -> None:
    record = record_of(monthly(0, 0, 0, 2, 3), eligible=16, as_of=LATER)

    assert [each.reached for each in record.counts] == [0, 2, 3]
    assert record.times[0] == 0
    assert record.points == 2


def test_without_a_count_of_none_it_began_one_ordinary_step_earlier() -> None:
    record = record_of(published("medical-innovation"), eligible=125, as_of=LATER)

    assert [round(each, 1) for each in record.times[:3]] == [1.0, 2.0, 3.1]
    assert round(record.times[-1]) == 17


def test_counts_after_the_day_are_not_seen_and_of_two_on_a_day_the_larger_counts() -> None:
    observed = [*monthly(1, 2, 5), ObservedCount(date(2026, 2, 28), 3)]

    record = record_of(observed, eligible=16, as_of=date(2026, 3, 1))

    assert [each.reached for each in record.counts] == [1, 3]


@pytest.mark.parametrize(
    ("counts", "says"),
    [((3, 2), "3 sites on 2026-01-31, and 2 on 2026-02-28: these fall"), ((-1, 2), "-1 sites on 2026-01-31")],
)
def test_impossible_counts_are_refused(counts: tuple[int, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        record_of(monthly(*counts), eligible=16, as_of=LATER)


def test_lately_is_six_months_of_a_monthly_record_and_three_steps_of_a_yearly_one() -> None:
    months = record_of(monthly(*range(1, 13)), eligible=99, as_of=LATER)
    years = record_of(published("korean-family-planning"), eligible=1047, as_of=LATER)
    short = record_of(monthly(1, 2, 3), eligible=99, as_of=LATER)

    assert [len(each.lately) for each in (months, years, short)] == [6, 3, 2]


def test_block_is_many_at_once_and_far_faster_than_the_rest() -> None:
    block = record_of(monthly(1, 2, 3, 8, 9, 10), eligible=16, as_of=LATER).block()

    assert block is not None
    assert (block.joined, block.until) == (5, date(2026, 4, 30))


@pytest.mark.parametrize(
    ("counts", "eligible"),
    [((0, 2, 6, 10, 13, 15), 16), ((1, 2, 3, 6, 7, 8), 16), ((0, 0, 1, 2), 4), ((0, 2, 3, 4), 4)],
)
def test_fast_spread_few_sites_and_smaller_steps_are_no_block(counts: tuple[int, ...], eligible: int) -> None:
    assert record_of(monthly(*counts), eligible=eligible, as_of=LATER).block() is None


def test_published_block_is_found() -> None:
    block = record_of(published("age-friendly"), eligible=2600, as_of=date(2020, 12, 31)).block()

    assert block is not None
    assert block.joined == 1671


def test_monthly_counts_go_back_to_a_month_without_any_and_keep_months_without_news() -> None:
    days = [date(2026, 3, 10), date(2026, 3, 31), date(2026, 6, 2), date(2026, 8, 1)]

    counts = monthly_counts(days, date(2026, 6, 30))

    assert [(each.on.isoformat(), each.reached) for each in counts] == [
        ("2026-02-28", 0),
        ("2026-03-30", 1),
        ("2026-04-30", 2),
        ("2026-05-30", 2),
        ("2026-06-30", 3),
    ]
    assert monthly_counts([], date(2026, 6, 30)) == (ObservedCount(date(2026, 6, 30), 0),)


@given(any_record(), st.randoms(use_true_random=False))
def test_order_does_not_matter(drawn: tuple[list[ObservedCount], int], chance: object) -> None:
    observed, eligible = drawn
    mixed = [*observed]
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert record_of(mixed, eligible=eligible, as_of=LATER) == record_of(observed, eligible=eligible, as_of=LATER)
