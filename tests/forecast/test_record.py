"""Dated counts: their order, where the record begins, how long sites waited, and counts made from days."""

from datetime import date

import pytest
from made_records import monthly, record

from spreadkit.forecast.record import CountStep, DatedWave, ObservedCount, monthly_counts, record_of


def test_record_begins_with_the_last_count_of_none() -> None:
    made = record_of(monthly(0, 0, 0, 2, 3), eligible=16)

    assert made.counts == (0, 2, 3)
    assert made.last == 0
    assert made.length == pytest.approx((date(2026, 5, 31) - date(2026, 3, 31)).days / (365.25 / 12))


def test_record_has_at_most_24_steps() -> None:
    assert record(tuple(range(40)), 99).counts == tuple(range(15, 40))


def test_of_two_counts_on_a_day_the_larger_counts() -> None:
    made = record_of([*monthly(1, 2, 5), ObservedCount(date(2026, 2, 28), 3)], eligible=16)

    assert made.counts == (1, 3, 5)


@pytest.mark.parametrize(
    ("counts", "says"),
    [((3, 2), "3 sites on 2026-01-31, and 2 on 2026-02-28: these fall"), ((-1, 2), "-1 sites on 2026-01-31")],
)
def test_impossible_counts_are_refused(counts: tuple[int, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        record_of(monthly(*counts), eligible=16)


def test_sites_wait_until_they_join() -> None:
    assert record((0, 2, 6), 10).steps() == (CountStep(0, 1, 2, 9), CountStep(1, 2, 4, 6))


def test_sites_of_a_wave_wait_from_its_start() -> None:
    assert record((0, 2, 2, 6), 10, ((1.5, 4),)).steps() == (
        CountStep(0, 1, 2, 5),
        CountStep(1, 2, 0, 6),
        CountStep(2, 3, 4, 6),
    )


def test_sites_that_join_before_their_wave_waited_for_half_of_the_step() -> None:
    assert record((0, 4, 4, 5), 10, ((9, 9),)).steps() == (
        CountStep(0, 1, 4, 2),
        CountStep(1, 2, 0, 0),
        CountStep(2, 3, 1, 0.5),
    )


def test_days_of_waves_are_in_months_before_the_last_count() -> None:
    made = record_of(
        monthly(0, 1, 3), eligible=9, waves=[DatedWave(date(2026, 3, 31), 4), DatedWave(date(2026, 5, 1), 5)]
    )

    assert [round(wave.start, 2) for wave in made.waves] == [0.0, 1.02]
    assert [wave.sites for wave in made.yet_to_begin()] == [5]


def test_monthly_counts_go_back_to_a_month_without_any_and_keep_months_without_news() -> None:
    days = [date(2026, 3, 10), date(2026, 3, 31), date(2026, 6, 2), date(2026, 8, 1)]

    counts = monthly_counts(days, date(2026, 6, 30))

    assert [(count.on.isoformat(), count.reached) for count in counts] == [
        ("2026-02-28", 0),
        ("2026-03-30", 1),
        ("2026-04-30", 2),
        ("2026-05-30", 2),
        ("2026-06-30", 3),
    ]
    assert monthly_counts([], date(2026, 6, 30)) == (ObservedCount(date(2026, 6, 30), 0),)
