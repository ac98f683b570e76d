"""The chart of a measure: its data are the model's, gaps stay gaps, and what the rules see has a shape and words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.charts._style import HALF, NARROW, ROW, WIDE, ChartSize
from spreadkit.charts.measure_chart import draw_measure
from spreadkit.formats._drawing import svg_of
from spreadkit.measures.measure_charts import ChartedMeasure, chart_measure
from spreadkit.model.measure import Measure, Point
from spreadkit.model.report_parts import Drawing
from spreadkit.model.target import Target
from spreadkit.months import add_months

AS_OF = date(2030, 1, 1)
FIRST = date(2024, 1, 1)
CALM = [6.0, 7.0, 5.0, 8.0, 6.0, 7.0, 5.0, 6.5, 7.5, 5.5, 6.0, 7.0]


def measure_of(values: list[float | None], **more: Any) -> Measure:
    points = tuple(
        Point(date=add_months(FIRST, index), value=None if value is None else Decimal(str(value)))
        for index, value in enumerate(values)
    )
    fields = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", "unit": "falls a week", **more}
    return Measure.model_validate({**fields, "data": {"file": "falls.csv", "value": "value", "points": points}})


def charted_of(values: list[float | None], *, of_aim: Target | None = None, **more: Any) -> ChartedMeasure:
    return chart_measure(measure_of(values, **more), AS_OF, target=of_aim)


def draw(values: list[float | None], **more: Any) -> Drawing:
    return draw_measure("measure-falls", charted_of(values, **more), {"ash": "Ash Ward"})


def rows(drawing: Drawing, name: str) -> list[dict[str, Any]]:
    return [row for each in drawing.spec["layer"] if each["name"] == name for row in each["data"]["values"]]


def layer(drawing: Drawing, name: str) -> dict[str, Any]:
    return next(each for each in drawing.spec["layer"] if each["name"] == name)


def texts(drawing: Drawing) -> set[str]:
    return {row["text"] for each in drawing.spec["layer"] for row in each["data"]["values"] if "text" in row}


def test_every_value_is_a_point_on_its_day() -> None:
    drawing = draw([*CALM])

    drawn = [(row["x"], row["y"]) for row in rows(drawing, "point")]
    assert drawn == [(add_months(FIRST, index).isoformat(), value) for index, value in enumerate(CALM)]


@given(st.lists(st.one_of(st.none(), st.integers(0, 400).map(float)), min_size=1, max_size=40).filter(any))
def test_whatever_the_values_each_is_drawn_once_and_no_line_crosses_a_gap(values: list[float | None]) -> None:
    drawing = draw(values)

    known = {add_months(FIRST, index).isoformat(): value for index, value in enumerate(values) if value is not None}
    names = ("point", "point-better", "point-worse", "point-neither")
    drawn = [(row["x"], row["y"]) for name in names for row in rows(drawing, name)]
    assert sorted(drawn) == sorted(known.items())
    missing = [add_months(FIRST, index).isoformat() for index, value in enumerate(values) if value is None]
    parts: dict[int, list[str]] = {}
    for row in rows(drawing, "values"):
        parts.setdefault(row["part"], []).append(row["x"])
    assert not any(min(days) < gap < max(days) for days in parts.values() for gap in missing)


def test_a_value_left_out_is_hollow_with_words_and_no_line_goes_to_it() -> None:
    drawing = draw([*CALM[:6], 30.0, *CALM[6:]], excluded=[{"on": "2024-07-01"}])

    assert [row["x"] for row in rows(drawing, "left-out")] == ["2024-07-01"]
    assert layer(drawing, "left-out")["mark"]["filled"] is False
    assert layer(drawing, "left-out")["mark"]["shape"] == "circle"
    assert max(row["y"] for row in rows(drawing, "left-out")) < 30
    assert "2024-07-01" not in {row["x"] for row in rows(drawing, "values")}
    assert "30 left out" in texts(drawing)
    assert "Left out and drawn hollow: 1 July 2024." in drawing.says


def test_a_shift_has_a_shape_a_field_and_words_and_its_colour_alone_says_nothing() -> None:
    drawing = draw([*CALM, *[3.0, 3.5, 2.5, 3.0, 3.5, 2.0, 3.0, 2.5, 3.0]], baseline={"until": "2024-12-31"})

    assert len(rows(drawing, "point-better")) == 9
    assert layer(drawing, "point-better")["mark"]["shape"] == "diamond"
    assert len(rows(drawing, "signal-ground")) == 1
    assert "9 better months in a row" in texts(drawing)
    assert "9 better months in a row (January 2025 to September 2025)" in drawing.says
    assert {"Before: 6.3", "Sep: 3"} <= texts(drawing)


def test_a_shift_to_the_worse_has_another_shape() -> None:
    drawing = draw([*CALM, *[9.0] * 9], baseline={"until": "2024-12-31"})

    assert layer(drawing, "point-worse")["mark"]["shape"] == "triangle-up"
    assert "10 worse months in a row" in texts(drawing)


def test_too_few_values_show_no_signal() -> None:
    drawing = draw([5.0, 6.0, 1.0])

    assert rows(drawing, "signal-ground") == []
    assert rows(drawing, "point-better") == []


def test_the_target_is_a_line_with_its_name_beside_it() -> None:
    drawing = draw([*CALM], target="4.0")

    assert [row["y"] for row in rows(drawing, "target")] == [4]
    assert "Aim: 4.0" in texts(drawing)


@pytest.mark.parametrize(("better", "side"), [("lower", "under"), ("higher", "over")])
def test_a_strict_target_is_named_as_such(better: str, side: str) -> None:
    drawing = draw([*CALM], better=better, target={side: "4"})

    assert [row["y"] for row in rows(drawing, "target")] == [4]
    assert f"Aim: {side} 4" in texts(drawing)
    assert f"A dashed line marks the target of {side} 4." in drawing.says


def test_the_target_of_the_measure_goes_before_that_of_the_aim() -> None:
    drawing = draw([*CALM], target="5", of_aim=Target(at="4"))

    assert [row["y"] for row in rows(drawing, "target")] == [5]
    assert [row["y"] for row in rows(draw([*CALM], of_aim=Target(at="4")), "target")] == [4]
    assert rows(draw([*CALM]), "target") == []


def test_the_centre_is_solid_over_the_baseline_and_dashed_where_it_is_carried_on() -> None:
    drawing = draw([*CALM, 6.0, 5.0, 7.0], baseline={"until": "2024-12-31"})

    assert [row["x"] for row in rows(drawing, "centre")] == ["2024-01-01", "2024-12-01"]
    assert [row["x"] for row in rows(drawing, "centre-carried-on")] == ["2024-12-01", "2025-03-01"]
    assert "strokeDash" in layer(drawing, "centre-carried-on")["mark"]
    assert "Before: 6.3" in texts(drawing)


def test_phases_have_a_centre_each_and_a_numbered_rule_where_one_begins() -> None:
    drawing = draw([*CALM, *CALM], phases=[{"from": "2025-01-01", "title": "New wards"}])

    assert len({row["part"] for row in rows(drawing, "centre")}) == 2
    assert len(rows(drawing, "phase-rule")) == 1
    assert "1 January 2025: middle worked out anew (New wards)" in texts(drawing)
    joined = [(row["part"], row["x"]) for row in rows(drawing, "values")]
    assert dict(map(reversed, joined))["2024-12-01"] != dict(map(reversed, joined))["2025-01-01"]  # type: ignore[arg-type]


def test_what_happened_is_numbered_in_order_and_told_below() -> None:
    drawing = draw(
        [*CALM],
        annotations=[{"on": "2024-06-01", "says": "Begins", "site": "ash"}, {"on": "2024-02-10", "says": "Flood"}],
        redefined=[{"on": "2024-09-01", "what": "near falls count too"}],
    )

    assert [row["text"] for row in rows(drawing, "event-number")] == ["1", "2", "3"]
    assert [row["text"] for row in rows(drawing, "event-key")] == [
        "10 February 2024: Flood",
        "1 June 2024: Ash Ward: Begins",
        "1 September 2024: counted otherwise: near falls count too",
    ]
    assert len(rows(drawing, "counting-rule")) == 1


def test_events_of_one_day_stand_above_each_other() -> None:
    drawing = draw([*CALM], annotations=[{"on": "2024-06-01", "says": "One"}, {"on": "2024-06-01", "says": "Two"}])

    places = [(row["u"], row["v"]) for row in rows(drawing, "event-number")]
    assert len(set(places)) == 2


def test_of_many_events_those_of_all_sites_go_first_and_the_rest_is_counted() -> None:
    at_site = [{"on": f"2024-02-{day:02}", "says": f"Day {day}", "site": "ash"} for day in range(1, 21)]

    drawing = draw([*CALM], annotations=[*at_site, {"on": "2024-09-01", "says": "Everywhere"}])

    told = [row["text"] for row in rows(drawing, "event-key")]
    assert len(rows(drawing, "event-number")) == 12
    assert told[-2:] == ["1 September 2024: Everywhere", "and 9 more events that the plan holds"]


@pytest.mark.parametrize(
    "values",
    [[5.0], [5.0] * 14, [0.0] * 14, [1e6, 1e6 + 1e-6], [1e-7, 2e-7], [None, 3.0, None], [1e15, -1e15], [-4.0, -9.0]],
)
def test_odd_values_are_drawn(values: list[float | None]) -> None:
    drawing = draw(values, target="5", annotations=[{"on": "2024-01-01", "says": "x " * 400}])

    picture = svg_of(drawing)
    assert "NaN" not in picture
    assert picture.count("<path") >= sum(each is not None for each in values)


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9998, 1, 1)])
def test_days_at_the_ends_of_the_calendar_are_drawn(start: date) -> None:
    points = tuple(Point(date=add_months(start, index), value=Decimal(index)) for index in range(12))
    measure = Measure.model_validate(
        {
            "title": "Falls",
            "kind": "outcome",
            "better": "lower",
            "data": {"file": "f.csv", "value": "v", "points": points},
        }
    )

    drawing = draw_measure("measure-falls", chart_measure(measure, date.max), {})

    assert len(rows(drawing, "values")) == 12
    assert "NaN" not in svg_of(drawing)


def test_limits_are_drawn_as_steps_and_named() -> None:
    drawing = draw([*CALM, *CALM], chart="xmr", rules="mdc")

    assert layer(drawing, "upper-limit")["mark"]["interpolate"] == "step"
    assert {"Mean:", "Limit:"} <= {text.split()[0] for text in texts(drawing)}


def test_a_series_that_only_adds_up_is_a_line_without_a_centre() -> None:
    drawing = draw([1.0, 2.0, 4.0, 7.0], cumulative=True)

    assert len(rows(drawing, "point")) == 4
    assert rows(drawing, "centre") == []
    assert drawing.says.startswith("Line chart of Falls")


def test_a_gap_is_a_field_with_its_reason_and_no_line_goes_over_it() -> None:
    drawing = draw([*CALM[:4], None, None, None, *CALM[4:]])

    assert len(rows(drawing, "gap")) == 1
    assert len(rows(drawing, "gap-edge")) == 2
    assert "no figures" in texts(drawing)


def test_no_line_goes_over_a_change_of_what_is_counted() -> None:
    drawing = draw([*CALM], redefined=[{"on": "2024-06-15", "what": "near falls count too"}])

    parts: dict[int, list[str]] = {}
    for row in rows(drawing, "values"):
        parts.setdefault(row["part"], []).append(row["x"])
    assert [days for days in parts.values() if min(days) < "2024-06-15" < max(days)] == []
    assert len(parts) == 2


@pytest.mark.parametrize("size", [WIDE, HALF, ROW, NARROW])
def test_at_most_four_lines_are_named_and_at_most_three_days(size: ChartSize) -> None:
    charted = charted_of([*CALM, *CALM], chart="xmr", rules="mdc", target="4", baseline={"until": "2025-01-31"})

    drawing = draw_measure("measure-falls", charted, {}, size=size)

    names = ("line-name", "last-value", "aim-name", "limit-name")
    assert [len(rows(drawing, name)) for name in names] == [1, 1, 1, 1]
    assert 1 <= len(rows(drawing, "day")) <= 3
    assert 3 <= len(rows(drawing, "number")) <= 5
    assert drawing.spec["encoding"]["y"]["scale"]["domain"][0] == 0


def test_the_axis_does_not_stretch_to_a_value_that_is_left_out() -> None:
    drawing = draw([*CALM[:6], 300.0, *CALM[6:]], excluded=[{"on": "2024-07-01"}])

    assert drawing.spec["encoding"]["y"]["scale"]["domain"][1] < 10
    assert "300 left out" in texts(drawing)


def test_users_words_from_the_right_are_isolated_in_the_picture() -> None:
    drawing = draw([*CALM], title="نسبة الالتزام", unit="٪", annotations=[{"on": "2024-06-01", "says": "بدأ العمل"}])

    svg = svg_of(drawing)
    assert "1 June 2024: \u2068بدأ العمل\u2069" in svg
