"""The forecast as a whole: its range and path, why it cannot be told, and the same bytes in every process."""

import os
import subprocess
import sys
from datetime import date

import pytest
from made_records import START, monthly

from spreadkit.forecast.chance import range_of
from spreadkit.forecast.outlook import Forecast, ForecastKind, ForecastPoint, Leap, WhyNot, forecast
from spreadkit.forecast.record import DatedWave, ObservedCount, months_between, record_of
from spreadkit.forecast.sentences import forecast_sentences
from spreadkit.months import add_months

SIXTEEN = monthly(0, 1, 2, 4, 5, 7, 8)
NOW = date(2026, 7, 31)


def told(*counts: int, eligible: int | None = 16, months: int = 3) -> Forecast:
    """Forecast some months ahead of monthly counts, on the day of the last."""
    observed = monthly(*counts)
    as_of = observed[-1].on if observed else NOW
    return forecast(observed, eligible=eligible, by=add_months(as_of, months), as_of=as_of)


def said(made: Forecast, aim: int | None = None) -> list[str]:
    return list(forecast_sentences(made, what="have all core changes", aim=aim))


def test_range_is_that_of_the_method_and_the_path_leads_to_it() -> None:
    by = date(2026, 10, 31)

    made = forecast(SIXTEEN, eligible=16, by=by, as_of=NOW)

    assert made.kind is ForecastKind.RANGE
    assert (
        (made.low, made.middle, made.high)
        == range_of(record_of(SIXTEEN, eligible=16), months_between(NOW, by))
        == (8, 10, 14)
    )
    assert [point.on.isoformat() for point in made.path] == ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"]
    assert made.path[0] == ForecastPoint(NOW, 8, 8)
    assert made.path[-1] == ForecastPoint(by, 8, 14)
    assert said(made, aim=16) == [
        "By 31 October 2026 between 8 and 14 of 16 sites will have all core changes; the aim is 16."
    ]


@pytest.mark.parametrize(
    ("made", "why", "says"),
    [
        (told(0, 1, 3, eligible=None), WhyNot.NO_NUMBER, "does not say how many sites are meant to get there."),
        (told(0, 1, 3, eligible=0), WhyNot.NO_NUMBER, "does not say how many sites are meant to get there."),
        (told(0, 1, 3, 6, eligible=5), WhyNot.MORE_THAN_ALL, "6 sites got there, more than the 5 that are meant to."),
        (told(), WhyNot.NONE_YET, "No site has got there yet, so there is nothing to carry on."),
        (told(0, 0, 0, 0, 0), WhyNot.NONE_YET, "No site has got there yet, so there is nothing to carry on."),
        (told(0, 3, 5), WhyNot.FEW_STEPS, "The record has 2 steps from one count to the next, and 3 are needed."),
        (
            told(0, 1, 2, 2, eligible=12, months=6),
            WhyNot.TOO_FAR,
            "and the record is 3 months long. A forecast reaches 1.5 times as far ahead as its record goes back.",
        ),
        (
            told(0, 1, 1, 1, 3, eligible=8, months=6),
            WhyNot.TOO_WIDE,
            "nearly all of the rest is possible: the range covers four fifths or more of the 5 sites that are left.",
        ),
    ],
)
def test_each_reason_is_a_sentence_of_its_own(made: Forecast, why: WhyNot, says: str) -> None:
    assert (made.kind, made.why) == (ForecastKind.CANNOT_TELL, why)
    assert (made.low, made.middle, made.high, made.path, made.leap) == (None, None, None, (), None)
    (sentence,) = said(made)
    assert sentence.startswith("It cannot be told yet how many sites will have all core changes by ")
    assert sentence.endswith(says)


def test_old_record_is_not_carried_on() -> None:
    made = forecast(SIXTEEN, eligible=16, by=date(2027, 2, 28), as_of=date(2027, 1, 31))

    assert made.why is WhyNot.TOO_OLD
    assert "The last news is of 31 July 2026, about six months ago or more." in said(made)[0]


def test_day_that_has_come_is_no_forecast() -> None:
    made = told(0, 1, 3, 5, 6, months=0)

    assert made.why is WhyNot.DAY_HAS_COME
    assert said(made) == [
        "31 May 2026 has come, so nothing is forecast: 6 of 16 sites have all core changes by 31 May 2026."
    ]


def test_all_there_is_no_forecast() -> None:
    made = told(0, 4, 8, 12, 16)

    assert (made.kind, made.low, made.reached) == (ForecastKind.REACHED, None, 16)
    assert said(made, aim=16) == ["All 16 sites have all core changes already, by 31 May 2026; the aim is 16."]


def test_one_site_is_said_as_one() -> None:
    assert said(told(0, 0, 0, 1, eligible=1)) == ["The one site has all core changes already, by 30 April 2026."]


@pytest.mark.parametrize("start", [date(2026, month, 28) for month in range(1, 13)])
def test_horizon_may_be_one_and_a_half_times_the_record_in_any_part_of_the_year(start: date) -> None:
    observed = [ObservedCount(add_months(start, number), count) for number, count in enumerate((0, 1, 3, 5, 6))]
    as_of = observed[-1].on

    far = forecast(observed, eligible=60, by=add_months(as_of, 6), as_of=as_of)
    farther = forecast(observed, eligible=60, by=add_months(as_of, 7), as_of=as_of)

    assert (far.kind, farther.why) == (ForecastKind.RANGE, WhyNot.TOO_FAR)


def test_leap_is_told_with_its_day() -> None:
    made = told(0, 1, 2, 8, 9, months=1)

    assert made.leap == Leap(date(2026, 4, 30), 6)
    _, leap = said(made)
    assert leap == (
        "6 of 16 sites joined in one step, by 30 April 2026. "
        "After such a step more spreads than usual end below the range."
    )


def test_take_off_is_told() -> None:
    _, take_off = said(told(0, 1, 1, 2, 3, 5, eligible=40))

    assert take_off == (
        "Less than a quarter of the sites have all core changes so far. At take-off trust the high end least: "
        "of the spreads that succeed, one in four goes further than the range."
    )
    assert len(said(told(0, 1, 1, 2, 6, 10, eligible=40))) == 1


def test_waves_that_begin_later_widen_what_can_come() -> None:
    observed = monthly(0, 2, 4, 6, 7, 7, 7)
    waves = [DatedWave(START, 8), DatedWave(NOW, 8), DatedWave(add_months(NOW, 6), 8)]

    made = forecast(observed, eligible=24, by=add_months(NOW, 6), as_of=NOW, waves=waves)

    assert (made.low, made.middle, made.high) == (8, 12, 19)


def test_path_has_no_two_points_within_a_week() -> None:
    observed = [ObservedCount(add_months(date(2026, 1, 30), at), count) for at, count in enumerate((0, 1, 2, 4, 5, 6))]

    made = forecast(observed, eligible=16, by=date(2026, 8, 31), as_of=date(2026, 6, 30))

    assert [point.on.isoformat() for point in made.path] == ["2026-06-30", "2026-07-30", "2026-08-31"]


def test_order_of_counts_does_not_matter_and_those_after_the_day_are_not_seen() -> None:
    by, later = date(2026, 10, 31), ObservedCount(date(2026, 8, 5), 12)

    assert forecast([later, *reversed(SIXTEEN)], eligible=16, by=by, as_of=NOW) == forecast(
        SIXTEEN, eligible=16, by=by, as_of=NOW
    )


def test_same_input_gives_the_same_output_in_another_process() -> None:
    script = (
        "from datetime import date; from spreadkit.forecast.outlook import *; from spreadkit.forecast.record import *;"
        "from spreadkit.months import add_months;"
        "counts = enumerate([0,1,2,4,5,7,8]);"
        "observed = {ObservedCount(add_months(date(2026, 1, 31), at), count) for at, count in counts};"
        "print(forecast(observed, eligible=16, by=date(2026, 10, 31), as_of=date(2026, 7, 31)))"
    )

    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert printed == {f"{forecast(SIXTEEN, eligible=16, by=date(2026, 10, 31), as_of=NOW)}\n"}


def test_neither_numpy_nor_scipy_is_imported() -> None:
    script = (
        "import sys; from datetime import date; from spreadkit.forecast.outlook import *;"
        "from spreadkit.forecast.record import ObservedCount as C;"
        "c = [C(date(2026, m, 1), n) for m, n in ((1, 0), (2, 1), (3, 2), (4, 4))];"
        "print(forecast(c, eligible=60, by=date(2026, 5, 1), as_of=date(2026, 4, 1)).kind);"
        "print({'numpy', 'scipy'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["ForecastKind.RANGE", "set()"]
