"""The forecast as a whole: ranges of all methods, why it cannot be told, the sentence, what holds for any record."""

import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import assume, given, settings
from made_records import PUBLISHED, any_record, monthly, published

from spreadkit.forecast.outlook import (
    Forecast,
    ForecastKind,
    ForecastPoint,
    combined_range,
    forecast,
    forecast_sentence,
)
from spreadkit.forecast.pace import SiteRange
from spreadkit.forecast.record import ObservedCount
from spreadkit.months import add_months

SIXTEEN = monthly(0, 1, 2, 4, 5, 7, 8)
NOW = date(2026, 7, 31)
AGAIN = "whether that happens again is not a question of pace"


def told(*counts: int, eligible: int | None = 16, months: int = 3) -> Forecast:
    """Forecast some months ahead of monthly counts, on the day of the last."""
    observed = monthly(*counts)
    as_of = observed[-1].on if observed else NOW
    return forecast(observed, eligible=eligible, by=add_months(as_of, months), as_of=as_of)


def test_range_is_that_of_all_methods_and_the_path_leads_to_it() -> None:
    pytest.importorskip("scipy.optimize", reason="needs scipy: pip install 'spreadkit[forecast]'")

    made = forecast(SIXTEEN, eligible=16, by=date(2026, 10, 31), as_of=NOW)

    assert made.kind is ForecastKind.RANGE
    assert [each.name for each in made.methods] == ["same pace", "same chance", "logistic curve", "Bass curve"]
    assert [each.left_out for each in made.methods] == [""] * 4
    assert made.low == min(each.low or 0 for each in made.methods)
    assert made.high == max(each.high or 0 for each in made.methods)
    assert [each.on.isoformat() for each in made.path] == ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"]
    assert made.path[0] == ForecastPoint(NOW, 8, 8)
    assert made.path[-1] == ForecastPoint(made.by, made.low, made.high)
    assert forecast_sentence(made, what="have all core changes", aim=16) == (
        f"By 31 October 2026 between {made.low} and {made.high} of 16 sites will have all core changes, if it goes on"
        f" as in the last 6 months (4 methods, whose middles lie within {made.apart} sites); the aim is 16."
    )


@pytest.mark.parametrize("missing", ["numpy.random", "scipy.optimize"])
def test_without_the_extra_the_methods_that_count_stand(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)

    made = forecast(SIXTEEN, eligible=16, by=date(2026, 10, 31), as_of=NOW)

    assert made.kind is ForecastKind.RANGE
    why = "not fitted: needs the extra: pip install 'spreadkit[forecast]'"
    assert [each.left_out for each in made.methods] == ["", "", why, why]
    assert (made.low, made.middle, made.high) == (9, 11, 16)
    assert "(2 methods, whose middles lie within 2 sites)" in forecast_sentence(made)


def test_counting_alone_imports_neither_numpy_nor_scipy() -> None:
    script = (
        "import sys; from datetime import date; from spreadkit.forecast.outlook import *;"
        "print(forecast([], eligible=3, by=date(2027, 1, 1), as_of=date(2026, 1, 1)).why);"
        "print({'numpy', 'scipy'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["nothing has been counted yet", "set()"]


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (told(0, 1, 3, 5, 6, eligible=None), "it is not stated how many sites are meant to get there"),
        (told(0, 1, 3, 5, 6, eligible=0), "it is not stated how many sites are meant to get there"),
        (told(), "nothing has been counted yet"),
        (told(0, 1, 3, 5, 6, eligible=5), "6 sites got there, more than the 5 that are meant to"),
        (told(0, 1, 3, 5, 6, months=0), "31 May 2026 is not ahead"),
        (told(0, 1, 3, 5), "only 4 dated counts so far, and 5 are needed"),
        (told(0, 1, 1, 1, 2, eligible=30), "2 of 30 sites got there so far, and a tenth is needed"),
        (told(0, 2, 5, 5, 5, 5, 5, 5, 5), "no site got there in the last 6 months"),
        (
            told(0, 1, 2, 2, 8, 9),
            "6 of 16 sites got there in one go, between two counts, the later of 31 May 2026; " + AGAIN,
        ),
        (
            told(0, 1, 3, 5, 6, months=9),
            "28 February 2027 is 9 months after the last count, and the record goes back only 4",
        ),
    ],
)
def test_cannot_tell_says_why(made: Forecast, why: str) -> None:
    assert (made.kind, made.why) == (ForecastKind.CANNOT_TELL, why)
    assert (made.low, made.middle, made.high, made.shares, made.path, made.methods) == (None, None, None, None, (), ())
    assert forecast_sentence(made, what="have it").endswith(f": {why}.")
    assert forecast_sentence(made, what="have it").startswith("Cannot tell yet how many sites will have it by ")


def test_old_record_is_not_carried_on() -> None:
    made = forecast(SIXTEEN, eligible=16, by=date(2027, 6, 30), as_of=date(2027, 3, 31))

    assert made.why == "the last count is of 31 July 2026, about six months ago or more"


def test_horizon_may_be_as_long_as_the_record() -> None:
    assert told(0, 1, 3, 5, 6, months=4).kind is ForecastKind.RANGE


def test_all_there_is_no_forecast() -> None:
    made = told(0, 4, 8, 12, 16)

    assert (made.kind, made.low, made.reached) == (ForecastKind.REACHED, None, 16)
    assert (
        forecast_sentence(made, what="have it", aim=16)
        == "All 16 sites have it already, by 31 May 2026; the aim is 16."
    )


def test_published_block_is_not_carried_on() -> None:
    observed = published("age-friendly")

    made = forecast(observed[:4], eligible=2600, by=date(2023, 6, 30), as_of=date(2020, 12, 31))
    more = forecast([*observed[:4], ObservedCount(date(2021, 1, 15), 1990)], eligible=2600, by=date(2022, 6, 30),
                    as_of=date(2021, 1, 31))  # fmt: skip

    assert made.why == "only 4 dated counts so far, and 5 are needed"
    assert more.why.startswith(
        "1671 of 2600 sites got there in one go, between two counts, the later of 15 December 2020"
    )


def test_curves_are_not_fitted_over_a_block_long_ago() -> None:
    made = told(0, 6, 6, 7, 7, 8, 8, 8, 9, eligible=16)

    assert made.kind is ForecastKind.RANGE
    assert [each.left_out for each in made.methods[2:]] == [
        "not fitted: 6 sites joined at once, by 28 February 2026, which no curve has"
    ] * 2


def test_curves_are_not_fitted_to_few_counts() -> None:
    made = told(0, 1, 3, 5, 6)

    assert [each.left_out for each in made.methods[2:]] == [
        "not fitted: 4 counts of a site or more, and 5 are needed"
    ] * 2


@pytest.mark.parametrize(
    ("low", "middle", "high", "shares"),
    [(0, 1, 999, (0, 1, 99)), (500, 505, 1000, (50, 51, 100)), (1, 4, 5, (1, 1, 1))],
)
def test_only_all_sites_are_100_percent(low: int, middle: int, high: int, shares: tuple[int, int, int]) -> None:
    made = Forecast(kind=ForecastKind.RANGE, by=NOW, eligible=1000, low=low, middle=middle, high=high)

    assert made.shares == shares


def test_together_is_from_the_lowest_end_to_the_highest() -> None:
    assert combined_range([SiteRange(3, 5, 9), SiteRange(4, 6, 7), SiteRange(2, 8, 8)]) == SiteRange(2, 6, 9)
    assert combined_range([SiteRange(3, 5, 9), SiteRange(4, 6, 7)]) == SiteRange(3, 6, 9)


def test_path_has_no_two_points_within_a_week() -> None:
    observed = [ObservedCount(add_months(date(2026, 1, 30), at), count) for at, count in enumerate((0, 1, 2, 4, 5, 6))]

    made = forecast(observed, eligible=16, by=date(2026, 8, 31), as_of=date(2026, 6, 30))

    assert [each.on.isoformat() for each in made.path] == ["2026-06-30", "2026-07-30", "2026-08-31"]


def test_years_are_said_as_years() -> None:
    observed = published("korean-family-planning")

    made = forecast(observed[:8], eligible=1047, by=date(1973, 12, 31), as_of=date(1971, 12, 31))

    assert made.lately == "3 years"
    assert made.low is not None
    assert made.high is not None
    assert made.low <= PUBLISHED["korean-family-planning"]["counts"][-1][1] <= made.high


@settings(max_examples=20)
@given(any_record())
def test_any_range_holds_together(drawn: tuple[list[ObservedCount], int]) -> None:
    observed, eligible = drawn
    last = observed[-1]

    made = forecast(observed, eligible=eligible, by=add_months(last.on, 3), as_of=last.on)

    assume(made.kind is ForecastKind.RANGE)
    assert last.reached <= (made.low or 0) <= (made.middle or 0) <= (made.high or 0) <= eligible
    lows, highs = [each.low for each in made.path], [each.high for each in made.path]
    assert (lows, highs) == (sorted(lows), sorted(highs))
    assert all(low <= high for low, high in zip(lows, highs, strict=True))
    assert forecast(reversed(observed), eligible=eligible, by=made.by, as_of=last.on) == made


def test_same_input_gives_the_same_output_in_another_process() -> None:
    script = (
        "from datetime import date; from spreadkit.forecast.outlook import *; from spreadkit.forecast.record import *;"
        "counts = enumerate([0,1,2,4,5,7,8]);"
        "observed = {ObservedCount(add_months(date(2026, 1, 31), at), count) for at, count in counts};"
        "print(forecast(observed, eligible=16, by=date(2026, 10, 31), as_of=date(2026, 7, 31)))"
    )

    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert said == {f"{forecast(SIXTEEN, eligible=16, by=date(2026, 10, 31), as_of=NOW)}\n"}


def test_record_that_began_before_the_first_count_reaches_back_to_its_beginning() -> None:
    observed = [ObservedCount(add_months(date(2026, 1, 31), at), count) for at, count in enumerate((0, 1, 2, 3, 4, 5))]
    by, as_of = date(2027, 2, 28), date(2026, 6, 30)

    young = forecast(observed, eligible=16, by=by, as_of=as_of)
    old = forecast(observed, eligible=16, by=by, as_of=as_of, since=date(2025, 10, 1))

    assert "the record goes back only" in young.why
    assert old.kind is ForecastKind.RANGE
