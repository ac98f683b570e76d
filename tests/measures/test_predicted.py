"""What was predicted, beside what came: one state, and a sentence that says no more than the values do."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from spreadkit.formats import _json_measure, _text_measure
from spreadkit.loading.schemas import json_schema
from spreadkit.measures.measure_charts import MeasureCharts, chart_in_plan
from spreadkit.measures.predicted import PredictionResult, PredictionState, result_of_prediction
from spreadkit.model.measure import Measure
from spreadkit.model.plan import Plan
from spreadkit.model.unread import Unread
from spreadkit.months import add_months

DUE = date(2026, 6, 30)
SAID = "2025-12-15"
START = date(2026, 1, 5)
SCHEMA = jsonschema.Draft202012Validator(json.loads(json_schema("plan")))
RANGE = {"low": "4", "high": "5"}


def measure_of(
    values: Mapping[int, object], predicted: Mapping[str, str] = RANGE, size: int = 0, **more: Any
) -> Measure:
    """Make a monthly measure: values, or counts out of a size, by how many months they are before June 2026."""
    points = [
        {"date": add_months(date(2026, 6, 1), -ago).isoformat(), **_cells(value, size)} for ago, value in values.items()
    ]
    columns = {"count": "falls", "per": "days"} if size else {"value": "falls"}
    made = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", **more}
    made.setdefault("data", {"file": "falls.csv", **columns, "points": points})
    return Measure.model_validate({**made, "predicted": {"by": DUE.isoformat(), "on": SAID, **predicted}})


def _cells(value: object, size: int) -> dict[str, str]:
    return {"count": str(value), "per": str(size)} if size else {"value": str(value)}


def result_of(measure: Measure, as_of: date = DUE, start: date | None = START) -> PredictionResult:
    result = result_of_prediction(measure, as_of, start)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("better", "value", "expected", "says"),
    [
        ("lower", "4.5", PredictionState.WITHIN, "came within that, at 4.5"),
        ("lower", "4", PredictionState.WITHIN, "came within that, at 4"),
        ("lower", "5", PredictionState.WITHIN, "came within that, at 5"),
        ("lower", "3.9", PredictionState.BETTER, "came better than that, at 3.9"),
        ("lower", "5.1", PredictionState.SHORT, "came short of that, at 5.1"),
        ("lower", "5.001", PredictionState.SHORT, "came short of that, at 5.001"),
        ("higher", "3.9", PredictionState.SHORT, "came short of that, at 3.9"),
        ("higher", "5.1", PredictionState.BETTER, "came better than that, at 5.1"),
        ("neither", "5.1", PredictionState.OUTSIDE, "came outside that, at 5.1"),
    ],
)
def test_what_came_is_held_against_the_range(better: str, value: str, expected: PredictionState, says: str) -> None:
    result = result_of(measure_of(dict.fromkeys(range(4), value), better=better))

    where = "(the median of 4 values, March 2026 to June 2026)"
    assert (result.state, result.came) == (expected, Decimal(value))
    assert result.says == f"Predicted 4 to 5 by 30 June 2026: {says} {where}."


def test_a_single_number_is_a_range_of_one() -> None:
    values = dict.fromkeys(range(3), 4)

    assert result_of(measure_of(values, {"value": "4"})).state is PredictionState.WITHIN
    assert result_of(measure_of(values, {"value": "4.1"})).says.startswith("Predicted 4.1 by 30 June 2026: came better")


def test_nothing_predicted_is_nothing_to_say() -> None:
    assert result_of_prediction(measure_of({}).model_copy(update={"predicted": None}), DUE, START) is None


UNREAD = Unread(("measures", "falls", "data"), "falls.csv", 3, "no number", rows=1, of=4)


@pytest.mark.parametrize(
    ("values", "more", "why"),
    [
        ({}, {}, "no value is there in the last 4 periods up to then, and it takes 3"),
        ({0: 4, 1: 4}, {}, "2 values are there in the last 4 periods up to then, and it takes 3"),
        ({0: 4, 4: 4, 5: 4}, {}, "1 value is there in the last 4 periods up to then, and it takes 3"),
        (
            {0: 4, 1: 4, 2: 4},
            {"excluded": [{"on": "2026-05-20"}]},
            "2 values are there in the last 4 periods up to then, and it takes 3",
        ),
        (
            {0: 4, 1: 4, 2: 4},
            {"redefined": [{"on": "2026-04-01", "what": "With near falls"}]},
            "the measure is counted otherwise since 1 April 2026",
        ),
        ({0: 4, 1: 4, 2: 4}, {"predicted": {"on": "unknown"}}, "it is not known when it was said"),
        (
            {0: 4, 1: 4, 2: 4},
            {"predicted": {"on": "2026-01-06"}},
            "it was said on 6 January 2026, after the first start on 5 January 2026",
        ),
        (
            {0: 4, 1: 4, 2: 4},
            {"predicted": {"on": "2026-06-30"}},
            "it was said on 30 June 2026, and not before the day that it is about",
        ),
        ({}, {"data": None}, "the measure has no data"),
    ],
)
def test_what_cannot_be_compared_says_why(values: dict[int, object], more: dict[str, Any], why: str) -> None:
    said = {**RANGE, **more.pop("predicted", {})} if "predicted" in more else RANGE

    result = result_of(measure_of(values, said, **more))

    assert (result.state, result.came, result.dates) == (PredictionState.NOT_COMPARABLE, None, ())
    assert result.says.endswith(f"30 June 2026: cannot be compared, because {why}.")


def test_rows_that_could_not_be_read_are_no_result() -> None:
    measure = measure_of(dict.fromkeys(range(4), 4))
    assert measure.data is not None
    measure.data.set_unread((UNREAD,))

    says = result_of(measure).says

    assert says.endswith("cannot be compared, because 1 of 4 rows of falls.csv could not be read.")


def test_values_of_sites_without_a_weight_are_not_put_together() -> None:
    points = [{"date": f"2026-0{month}-01", "site": site, "value": "4"} for month in (4, 5, 6) for site in ("a", "b")]

    result = result_of(measure_of({}, data={"file": "falls.csv", "value": "falls", "site": "site", "points": points}))

    assert result.state is PredictionState.NOT_COMPARABLE
    assert "without a denominator" in result.says


def test_a_measure_redefined_before_it_was_said_or_after_its_day_is_compared() -> None:
    values = dict.fromkeys(range(4), 4)
    redefined = [{"on": day, "what": "Otherwise"} for day in ("2025-12-15", "2026-07-01")]

    assert result_of(measure_of(values, redefined=redefined), date(2027, 1, 1)).state is PredictionState.WITHIN


def test_values_from_before_it_was_said_are_not_what_came() -> None:
    measure = measure_of(dict.fromkeys(range(4), 4), {**RANGE, "on": "2026-04-01"})

    assert result_of(measure, start=None).state is PredictionState.NOT_COMPARABLE


@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=4, max_size=10),
    ends=st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted),
    size=st.sampled_from([0, 0, 10, 7]),
    better=st.sampled_from(["lower", "higher", "neither"]),
    later=st.integers(-40, 400),
)
def test_the_state_is_that_of_the_values_by_hand(
    values: list[int | None], ends: list[int], size: int, better: str, later: int
) -> None:
    there = {ago: value for ago, value in enumerate(values) if value is not None}
    low, high = (str(Decimal(end) / (size or 1)) for end in ends)
    measure = measure_of(there, {"low": low, "high": high, "on": "2025-01-01"}, size, better=better)
    as_of = date.fromordinal(DUE.toordinal() + later)

    result = result_of(measure, as_of, start=None)

    last = [there[ago] for ago in range(4) if ago in there]
    if later < 0:
        assert result.state is PredictionState.NOT_DUE
    elif len(last) < 3:
        assert result.state is PredictionState.NOT_COMPARABLE
    else:
        came = Fraction(sum(last), size * len(last)) if size else Fraction(median(map(Fraction, last)))
        below, above = came < Fraction(Decimal(low)), came > Fraction(Decimal(high))
        good, bad = (below, above) if better == "lower" else (above, below)
        expected = PredictionState.BETTER if good else PredictionState.SHORT if bad else PredictionState.WITHIN
        if better == "neither" and (below or above):
            expected = PredictionState.OUTSIDE
        if abs(came - Fraction(Decimal(low))) > Fraction(1, 10**20) < abs(came - Fraction(Decimal(high))):
            assert result.state is expected
        assert len(result.dates) == len(last)
    assert (result.came is None) is (result.state in {PredictionState.NOT_DUE, PredictionState.NOT_COMPARABLE})
    assert result.state.words in result.says
    assert result.says.endswith(".")


@given(values=st.lists(st.integers(0, 9), min_size=4, max_size=4), more=st.lists(st.integers(0, 9), max_size=3))
def test_what_comes_after_the_day_changes_nothing(values: list[int], more: list[int]) -> None:
    there = dict[int, object](enumerate(values))
    later = {-1 - place: value for place, value in enumerate(more)}

    assert result_of(measure_of({**there, **later}), date(2027, 1, 1)) == result_of(measure_of(there))


@given(keys=st.fixed_dictionaries({}, optional=dict.fromkeys(("value", "low", "high"), st.integers(-5, 5).map(str))))
def test_a_prediction_is_one_number_or_a_range_in_order_in_the_schema_too(keys: dict[str, str]) -> None:
    measure = {"title": "Falls", "kind": "outcome", "better": "lower"}
    measure["predicted"] = {"by": "2026-06-30", "on": SAID, **keys}  # type: ignore[assignment]
    shape_fits = set(keys) in ({"value"}, {"low", "high"})
    fits = shape_fits and int(keys.get("low", 0)) <= int(keys.get("high", 0))

    try:
        read = Measure.model_validate(measure)
    except ValidationError:
        read = None

    whole = {"schema": "spreadkit/plan@1", "title": "Falls", "measures": {"falls": measure}}
    assert (read is not None) is fits
    assert SCHEMA.is_valid(whole) is shape_fits


def test_text_and_json_say_the_same_and_a_site_is_held_against_nothing() -> None:
    falls = measure_of(dict.fromkeys(range(4), "5.5")).model_dump(mode="json", by_alias=True, exclude_none=True)
    plan = Plan.model_validate(
        {
            "schema": "spreadkit/plan@1",
            "title": "Falls",
            "people": {"jl": {"name": "J. Lind"}},
            "waves": {"wave-1": {"start": START.isoformat()}},
            "measures": {"falls": {**falls, "predicted": {**falls["predicted"], "who": "jl", "basis": "Two wards"}}},
        }
    )
    charts = MeasureCharts("Falls", DUE, (("falls", chart_in_plan(plan, "falls", DUE)),), {}, is_one=True)

    shown = json.loads(_json_measure.render_measure(charts))["charts"][0]["predicted"]

    assert shown["says"] in " ".join(_text_measure.render_measure(charts).split())
    assert shown == {
        "low": 4.0,
        "high": 5.0,
        "by": "2026-06-30",
        "basis": "Two wards",
        "who": "jl",
        "on": SAID,
        "state": "short",
        "came": 5.5,
        "dates": ["2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"],
        "says": (
            "Predicted 4 to 5 by 30 June 2026: came short of that, at 5.5 (the median of 4 values, March 2026 to June "
            "2026)."
        ),
    }
