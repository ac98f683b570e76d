"""The page about forecasts shows what the back-test finds, and what it says in words is so."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "benchmarks"))

import backtest  # noqa: E402 - benchmarks/ is not a package
from spreadkit.forecast.curves import fit_bass, misfit  # noqa: E402
from spreadkit.forecast.outlook import COUNTED, FITTED, ask_all, combined_range, forecast, why_not  # noqa: E402
from spreadkit.forecast.pace import MethodRanges  # noqa: E402
from spreadkit.forecast.record import record_of  # noqa: E402

pytest.importorskip("scipy.optimize", reason="needs scipy: pip install 'spreadkit[forecast]'")

Found = Mapping[str, Sequence[backtest.Case]]
DOCTORS, WOMEN, HOSPITALS = backtest.WHOLE


@pytest.fixture(scope="module")
def found() -> Found:
    return backtest.all_cases()


def inside(cases: Sequence[backtest.Case], name: str) -> float:
    told = [case for case in cases if name in case.said]
    return sum(case.holds(name) for case in told) / len(told)


def error(cases: Sequence[backtest.Case], name: str) -> float:
    return sum(case.off(name) for case in cases if name in case.said) / len(cases)


def test_figures_on_the_page_are_fresh(found: Found) -> None:
    page = backtest.PAGE.read_text(encoding="utf-8")

    assert page == backtest.page_with(page, backtest.figures(found)), "run: python benchmarks/backtest.py --write"


def test_records_are_cut_at_many_places(found: Found) -> None:
    assert {name: len(cases) for name, cases in found.items()} == {
        DOCTORS: 62,
        WOMEN: 15,
        HOSPITALS: 6,
        "12 groups of 16 of its doctors": 306,
    }


def test_range_holds_more_than_eight_in_ten_and_no_method_alone_does_everywhere(found: Found) -> None:
    assert all(inside(cases, backtest.TOGETHER) > 0.8 for cases in found.values())
    for name in (*COUNTED, *FITTED, backtest.MEAN_OF_ENDS):
        assert min(inside(cases, name) for cases in found.values()) < 0.8


def test_misses_lie_below_the_range_and_around_the_bend(found: Found) -> None:
    missed = [case for name in backtest.WHOLE for case in found[name] if not case.holds(backtest.TOGETHER)]

    assert {case.counts for case in missed} == {8, 9}
    assert all(case.truth < case.said[backtest.TOGETHER].low for case in missed)


def test_which_single_method_is_nearest_depends_on_the_record(found: Found) -> None:
    nearest = {
        name: min((*COUNTED, *FITTED), key=lambda method, name=name: error(found[name], method))
        for name in backtest.WHOLE
    }

    assert nearest == {DOCTORS: "same chance", WOMEN: "same chance", HOSPITALS: "logistic curve"}
    assert error(found[HOSPITALS], "same chance") == max(error(found[HOSPITALS], each) for each in (*COUNTED, *FITTED))


def test_middle_beats_the_last_rate_but_on_one_record(found: Found) -> None:
    worse = {
        name
        for name, cases in found.items()
        if error(cases, backtest.TOGETHER) > sum(each.off_by_last_rate() for each in cases) / len(cases)
    }

    assert worse == {WOMEN}


def test_case_of_the_back_test_is_what_a_forecast_says(found: Found) -> None:
    series = backtest.load(DOCTORS)
    case = next(each for each in found[DOCTORS] if (each.counts, each.ahead) == (10, 3))

    made = forecast(series.observed, eligible=series.eligible, by=series.observed[12].on, as_of=series.observed[9].on)

    span = case.said[backtest.TOGETHER]
    assert (made.low, made.middle, made.high) == (span.low, span.middle, span.high)


def test_after_four_counts_of_the_hospitals_every_later_year_would_be_missed() -> None:
    series = backtest.load(HOSPITALS)
    record = record_of(series.observed, eligible=series.eligible, as_of=series.observed[3].on)
    later = series.observed[4:]

    said = ask_all(record, [record.months_to(each.on) for each in later]).values()

    spans = [
        combined_range(each)
        for each in zip(*(each.spans for each in said if isinstance(each, MethodRanges)), strict=True)
    ]
    assert all(each.reached > span.high for each, span in zip(later, spans, strict=True))
    assert why_not(record, later[0].on, record.last.on) == "only 4 dated counts so far, and 5 are needed"


def test_without_a_ceiling_the_curve_would_run_away() -> None:
    """Twice as many doctors as there are fit their first six months better than their number."""
    doctors = [each.reached for each in backtest.load(DOCTORS).observed[:6]]

    missed = {
        ceiling: misfit(fit_bass(range(1, 7), doctors, ceiling), range(1, 7), doctors, ceiling)
        for ceiling in (125, 190, 250)
    }

    assert missed[250] < missed[190] < missed[125]
