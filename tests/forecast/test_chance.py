"""The method: worked inputs with every figure, and what holds for any record."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import any_record, record

from spreadkit.forecast.chance import SiteRange, chance_of, joining, leap_of, range_of, says_nothing
from spreadkit.forecast.record import AdoptionRecord, TimedWave

Waves = tuple[tuple[float, int], ...]

IN_WAVES = (0, 2, 4, 6, 7, 7, 7)
THREE: Waves = ((0, 8), (6, 8), (12, 8))


class Worked(NamedTuple):
    """Counts a month, with waves, of so many sites, so far ahead; then what is worked out of them."""

    counts: tuple[int, ...]
    eligible: int
    ahead: int
    chance: tuple[float, float]
    joining: tuple[float, float]
    span: tuple[int, int, int]
    waves: Waves = ()


WORKED = [
    Worked((0, 1, 1, 2, 3, 4), 16, 6, (0.0634, 0.0683), (0.428, 3.61), (5, 9, 14)),
    Worked((0, 1, 1, 2, 3, 5, 8, 13), 50, 6, (0.0417, 0.0749), (0.527, 4.10), (21, 33, 44)),
    Worked((0, 10, 30, 60, 85, 100, 108, 112), 120, 6, (0.288, 0.422), (0.815, 2.96), (116, 119, 120)),
    Worked((0, 2, 5, 7, 9, 9, 9, 9, 9, 9), 30, 6, (0.046, 0.0207), (0.125, 4.43), (9, 10, 16)),
    Worked(IN_WAVES, 24, 6, (0.405, 0.327), (0.339, 3.80), (8, 12, 19), THREE),
    Worked(IN_WAVES, 24, 6, (0.0655, 0.0368), (0.214, 3.80), (7, 10, 16)),
    Worked((0, 1, 1, 1, 2, 3, 4, 6, 9, 12, 16), 140, 6, (0.0122, 0.0209), (0.276, 5.13), (23, 46, 83)),
]


@pytest.mark.parametrize("worked", WORKED)
def test_worked_inputs(worked: Worked) -> None:
    seen = record(worked.counts, worked.eligible, worked.waves)

    assert chance_of(seen) == pytest.approx(worked.chance, rel=5e-3)
    assert joining(seen, worked.ahead) == pytest.approx(worked.joining, rel=5e-3)
    assert range_of(seen, worked.ahead) == worked.span


@given(any_record(), st.floats(0.05, 1.5))
def test_range_lies_between_what_is_there_and_all(seen: AdoptionRecord, share: float) -> None:
    span = range_of(seen, share * seen.length)

    assert seen.reached <= span.low <= span.middle <= span.high <= seen.eligible


@given(any_record(), st.floats(0.05, 1.5), st.floats(0.05, 1.5))
def test_farther_ahead_no_end_falls(seen: AdoptionRecord, one: float, other: float) -> None:
    near, far = sorted((one * seen.length, other * seen.length))

    assert joining(seen, near).mean <= joining(seen, far).mean
    assert all(end <= later for end, later in zip(range_of(seen, near), range_of(seen, far), strict=True))


@given(any_record(), st.floats(0.05, 1.5), st.floats(0.01, 400))
def test_unit_of_time_does_not_matter(seen: AdoptionRecord, share: float, unit: float) -> None:
    times = tuple(time * unit for time in seen.times)
    other = AdoptionRecord(seen.eligible, times, seen.counts)

    assert joining(other, share * other.length) == pytest.approx(joining(seen, share * seen.length), rel=1e-9)


@given(any_record(), st.floats(0.05, 1.5), st.integers(1, 4), st.data())
def test_waves_that_all_begin_at_the_start_are_none(
    seen: AdoptionRecord, share: float, number: int, data: st.DataObject
) -> None:
    parts = data.draw(st.lists(st.integers(0, seen.eligible // number), min_size=number, max_size=number))
    waves = tuple(TimedWave(seen.times[0], sites) for sites in parts)
    waved = AdoptionRecord(seen.eligible, seen.times, seen.counts, waves)

    assert range_of(waved, share * seen.length) == range_of(seen, share * seen.length)
    assert chance_of(waved) == chance_of(seen)


@given(any_record(), st.floats(0.05, 1.5), st.lists(st.tuples(st.floats(-50, 150), st.integers(0, 60)), max_size=4))
def test_any_waves_leave_the_range_within_bounds(
    seen: AdoptionRecord, share: float, waves: list[tuple[float, int]]
) -> None:
    held, left = [], seen.eligible
    for start, sites in waves:
        held.append(TimedWave(start, min(sites, left)))
        left -= held[-1].sites
    waved = AdoptionRecord(seen.eligible, seen.times, seen.counts, tuple(held))

    span = range_of(waved, share * seen.length)

    assert seen.reached <= span.low <= span.middle <= span.high <= seen.eligible
    assert 0 <= joining(waved, share * seen.length).mean <= 1


def test_where_no_site_can_join_by_the_day_none_does() -> None:
    assert range_of(record((0, 2, 4, 8), 24, ((0, 8), (60, 16))), 3) == (8, 8, 8)


def test_sites_that_joined_before_their_wave_are_not_waited_for_again() -> None:
    early = record((0, 4, 8, 10), 24, ((0, 8), (4, 8), (60, 8)))

    assert [wave.sites for wave in early.yet_to_begin()] == [6, 8]
    assert joining(early, 3).mean < 6 / 14


def test_record_in_which_no_begun_site_waited_is_read_without_its_waves() -> None:
    unasked = AdoptionRecord(9, (0.0, 1.0, 2.0, 3.0), (3, 3, 3, 3), (TimedWave(20.0, 6),))

    assert chance_of(unasked) == chance_of(AdoptionRecord(9, (0.0, 1.0, 2.0, 3.0), (3, 3, 3, 3)))


@pytest.mark.parametrize(
    ("left", "span", "nothing"),
    [(10, (10, 15, 18), True), (10, (10, 15, 17), False), (4, (16, 18, 20), True), (3, (17, 18, 20), False)],
)
def test_range_over_four_fifths_of_what_is_left_says_nothing(
    left: int, span: tuple[int, int, int], *, nothing: bool
) -> None:
    seen = record((0, 1, 2, 20 - left), 20)

    assert says_nothing(seen, SiteRange(*span)) is nothing


@pytest.mark.parametrize(
    ("counts", "eligible", "joined"),
    [
        ((0, 1, 2, 6, 7), 16, 4),
        ((0, 1, 5, 6, 7, 8), 16, None),
        ((0, 4, 5, 6, 7), 16, None),
        ((0, 1, 2, 3), 4, None),
        ((0, 1, 3, 3), 8, 2),
    ],
)
def test_leap_is_a_quarter_of_all_sites_in_one_of_the_last_three_steps(
    counts: tuple[int, ...], eligible: int, joined: int | None
) -> None:
    step = leap_of(record(counts, eligible))

    assert (None if step is None else step.joined) == joined
