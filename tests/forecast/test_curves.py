"""Fitted curves: the published records give the figures known of them, and what holds for any record."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_records import PUBLISHED, any_record, monthly, published

from spreadkit.forecast import curves
from spreadkit.forecast.curves import NotFittedError, along_bass, along_logistic, fit_bass, fit_logistic, misfit
from spreadkit.forecast.formulas import Bass, Logistic
from spreadkit.forecast.record import ObservedCount, record_of

pytest.importorskip("scipy.optimize", reason="needs scipy: pip install 'spreadkit[forecast]'")

LATER = date(2030, 1, 1)
DOCTORS = [count for _, count in PUBLISHED["medical-innovation"]["counts"]]
WOMEN = [count for _, count in PUBLISHED["korean-family-planning"]["counts"]]
HOSPITALS = [percent for _, percent in PUBLISHED["us-hospital-ehr"]["percent"]]
WAYS = (along_logistic, along_bass)


def test_doctors() -> None:
    times = range(1, 18)

    bass, logistic = fit_bass(times, DOCTORS, 125), fit_logistic(times, DOCTORS, 125)

    assert (round(bass.alone, 4), round(bass.others, 4)) == (0.0957, 0.0620)
    assert bass.peak is None
    assert round(misfit(bass, times, DOCTORS, 125), 1) == 162.4
    assert (round(logistic.rate, 4), round(logistic.half, 2)) == (0.2546, 6.78)
    assert round(misfit(logistic, times, DOCTORS, 125), 1) == 750.9


def test_hospitals() -> None:
    times = range(1, 9)

    logistic, bass = fit_logistic(times, HOSPITALS, 100), fit_bass(times, HOSPITALS, 100)

    assert (round(logistic.rate, 4), round(logistic.half, 3)) == (0.6414, 5.381)
    assert round(misfit(logistic, times, HOSPITALS, 100), 1) == 28.5
    assert (round(bass.alone, 5), round(bass.others, 5)) == (0.02451, 0.58315)
    assert round(misfit(bass, times, HOSPITALS, 100), 1) == 60.0


def test_hospitals_carried_on_from_2012() -> None:
    logistic = fit_logistic(range(1, 6), HOSPITALS[:5], 100)
    bass = fit_bass(range(1, 6), HOSPITALS[:5], 100)

    assert [round(100 * logistic.share(year), 1) for year in (6, 7, 8)] == [57.7, 71.4, 82.0]
    assert [round(100 * bass.share(year), 1) for year in (6, 7, 8)] == [56.0, 68.3, 78.3]


def test_women_join_with_little_of_an_s() -> None:
    bass = fit_bass(range(1, 11), WOMEN, 1047)

    assert (round(bass.alone, 4), round(bass.others, 4)) == (0.0812, 0.0617)


@pytest.mark.parametrize(
    ("months", "bass", "logistic"),
    [
        (6, (104.4, 118.3), (116.2, 123.9)),
        (8, (107.7, 120.2), (114.0, 123.4)),
        (10, (102.7, 117.0), (108.7, 121.6)),
        (12, (99.3, 114.1), (104.3, 119.6)),
    ],
)
def test_doctors_carried_on_to_months_12_and_17(
    months: int, bass: tuple[float, float], logistic: tuple[float, float]
) -> None:
    seen = range(1, months + 1), DOCTORS[:months], 125

    curves = fit_bass(*seen), fit_logistic(*seen)

    found = [tuple(round(125 * curve.share(month), 1) for month in (12, 17)) for curve in curves]
    assert found == [bass, logistic]


@settings(max_examples=30)
@given(st.floats(0.01, 0.2), st.floats(0.05, 1))
def test_curve_that_made_the_counts_is_found(alone: float, others: float) -> None:
    made = Bass(alone, others)
    times = [made.half * each / 5 for each in range(1, 10)]

    found = fit_bass(times, [1000 * made.share(time) for time in times], 1000)

    assert (found.alone, found.others) == (pytest.approx(alone, rel=0.02), pytest.approx(others, rel=0.02))


def test_logistic_curve_that_made_the_counts_is_found() -> None:
    made = Logistic(0.4, 7)

    found = fit_logistic(range(1, 10), [80 * made.share(time) for time in range(1, 10)], 80)

    assert (found.rate, found.half) == (pytest.approx(0.4, rel=1e-3), pytest.approx(7, rel=1e-3))


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=15)
@given(drawn=any_record())
def test_any_record_gives_ranges_that_only_rise(way: object, drawn: tuple[list[ObservedCount], int]) -> None:
    assert callable(way)
    record = record_of(drawn[0], eligible=drawn[1], as_of=LATER)
    assume(record.points >= 5)

    spans = way(record, [1, 3, 9]).spans

    for span in spans:
        assert record.reached <= span.low <= span.middle <= span.high <= record.eligible
    assert [each.low for each in spans] == sorted(each.low for each in spans)
    assert [each.middle for each in spans] == sorted(each.middle for each in spans)


@pytest.mark.parametrize("way", WAYS)
def test_same_record_gives_the_same_range_and_starts_from_today(way: object) -> None:
    assert callable(way)
    record = record_of(published("medical-innovation"), eligible=125, as_of=date(1954, 7, 1))

    first, again = way(record, [0.01, 5]), way(record, [0.01, 5])

    assert first == again
    assert first.spans[0].middle == record.reached == 82


@pytest.mark.parametrize("way", WAYS)
def test_uneven_record_gives_a_wider_range(way: object) -> None:
    assert callable(way)
    even = record_of(monthly(0, 5, 10, 15, 20, 25, 30, 35), eligible=100, as_of=LATER)
    uneven = record_of(monthly(0, 1, 14, 15, 16, 29, 30, 35), eligible=100, as_of=LATER)

    one, other = (way(each, [6]).spans[0] for each in (even, uneven))

    assert other.high - other.low > one.high - one.low


def test_search_without_an_end_fits_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves, "_MOST_TRIES", 3)

    for fit in (fit_bass, fit_logistic):
        with pytest.raises(NotFittedError, match="does not come to an end"):
            fit(range(1, 18), DOCTORS, 125)


def test_counts_that_do_not_rise_have_no_logistic_curve() -> None:
    with pytest.raises(NotFittedError, match="the counts do not rise"):
        fit_logistic(range(1, 6), [4, 4, 4, 4, 4], 16)
