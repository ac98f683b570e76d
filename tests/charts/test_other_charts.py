"""Adoption, readiness, raters, waves and sites: the specification holds what the model says, and says it in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from spreadkit.adoption.curves import Reach
from spreadkit.charts.adoption_curve import AdoptionCurve, draw_adoption
from spreadkit.charts.rater_spread import MOST, RaterSpread, draw_raters
from spreadkit.charts.readiness_ranges import ComponentBar, draw_readiness
from spreadkit.charts.small_multiples import draw_multiples
from spreadkit.charts.wave_timeline import WaveSpan, draw_waves
from spreadkit.forecast.outlook import ForecastPoint
from spreadkit.measures.series import MeasureLine
from spreadkit.model.report import Bar
from spreadkit.model.report_parts import Drawing

AS_OF = date(2026, 6, 30)
REACH = (Reach(date(2026, 1, 1), 1, 1, 8), Reach(date(2026, 3, 1), 4, 3, 8))


def rows(drawing: Drawing, name: str) -> list[dict[str, Any]]:
    return [row for each in drawing.spec["layer"] if each["name"] == name for row in each["data"]["values"]]


def texts(drawing: Drawing) -> list[str]:
    return [row["text"] for each in drawing.spec["layer"] for row in each["data"]["values"] if "text" in row]


def curve(**more: Any) -> AdoptionCurve:
    return AdoptionCurve(**{"title": "Sites", "as_of": AS_OF, "reach": REACH, "targets": 8, **more})


def line_of(*values: float | None) -> MeasureLine:
    days = tuple(date(2026, month, 1) for month in range(1, len(values) + 1))
    known = tuple(None if value is None else Decimal(str(value)) for value in values)
    return MeasureLine(days, known, known, known, tuple(1 for _ in values))


def spread_of(label: str = "Is it so?", **more: Any) -> RaterSpread:
    fields = {"least": Decimal(0), "most": Decimal(4), "mean": Decimal(2), "low": Decimal(1), "high": Decimal(4)}
    return RaterSpread(**{"label": label, **fields, **more})


def test_both_curves_are_steps_up_to_the_day_of_the_report() -> None:
    drawing = draw_adoption("adoption", curve())

    for name, counts in (("ever", [0, 1, 4, 4]), ("now", [0, 1, 3, 3])):
        assert [row["y"] for row in rows(drawing, name)] == counts
        assert rows(drawing, name)[-1]["x"] == "2026-06-30"
    assert {"Ever 4", "Now 3", "Target sites 8"} <= set(texts(drawing))


def test_curves_that_do_not_part_are_named_once() -> None:
    drawing = draw_adoption("adoption", curve(reach=REACH[:1]))

    assert "Ever 1, as many as now" in texts(drawing)
    assert not any(text.startswith("Now") for text in texts(drawing))


def test_a_forecast_is_a_band_and_never_a_line() -> None:
    path = (ForecastPoint(AS_OF, 4, 4), ForecastPoint(date(2026, 12, 31), 5, 8))

    drawing = draw_adoption("adoption", curve(path=path, by=date(2026, 12, 31)))

    layer = next(each for each in drawing.spec["layer"] if each["name"] == "forecast")
    assert layer["mark"]["type"] == "area"
    assert [(row["y"], row["y2"]) for row in rows(drawing, "forecast")] == [(4, 4), (5, 8)]
    assert "Forecast 5 to 8" in texts(drawing)
    assert "between 5 and 8 by 31 December 2026" in drawing.says


def test_the_plan_rises_at_the_ends_of_waves() -> None:
    planned = ((date(2026, 1, 1), 0), (date(2026, 4, 30), 3), (date(2026, 9, 30), 8))

    drawing = draw_adoption("adoption", curve(planned=planned))

    assert [row["y"] for row in rows(drawing, "plan")][:3] == [0, 3, 8]
    assert "Plan 8" in texts(drawing)
    assert "3 by now, 8 by 30 September 2026" in drawing.says


def test_what_is_not_known_hangs_from_the_target() -> None:
    drawing = draw_adoption("adoption", curve(unknown=((date(2026, 2, 1), 1), (AS_OF, 2))))

    assert {(row["y"], row["y2"]) for row in rows(drawing, "unknown")} == {(7, 8), (6, 8)}
    assert "Not known: 2" in texts(drawing)


def test_where_all_is_known_there_is_no_band() -> None:
    assert rows(draw_adoption("adoption", curve(unknown=((AS_OF, 0),))), "unknown") == []


def test_ranges_stand_on_their_own_scale_with_the_gates_they_shut() -> None:
    points = Bar(label="Staff", low=Decimal(10), high=Decimal(30), least=Decimal(0), most=Decimal(40))
    percent = Bar(label="Aim", low=Decimal(50), high=Decimal(80), value=Decimal(60), verified=Decimal(55))

    drawing = draw_readiness("readiness", "Readiness", [ComponentBar(points, ("Start (2)",)), ComponentBar(percent)])

    assert [(row["x"], row["x2"]) for row in rows(drawing, "open")] == [(25, 75), (50, 80)]
    assert [row["x"] for row in rows(drawing, "value")] == [60]
    assert [row["x"] for row in rows(drawing, "verified")] == [55]
    assert {"no score yet (10 to 30 of 40)", "60, verified 55 (50 to 80)", "■ shuts: Start (2)"} <= set(texts(drawing))
    assert "'least'" in drawing.spec["encoding"]["x"]["axis"]["labelExpr"]
    assert "Staff: 10 to 30 of 40, no score yet, shuts Start (2)" in drawing.says


def test_every_rating_is_counted_and_those_far_apart_are_named() -> None:
    ratings = ((Decimal(1), 2), (Decimal(4), 1))

    drawing = draw_raters(
        "raters", "Ratings", [spread_of(ratings=ratings, agreed=Decimal(3), differ=True, words="far")]
    )

    assert [(row["x"], row["count"]) for row in rows(drawing, "rating")] == [(25, 2), (100, 1)]
    assert [row["text"] for row in rows(drawing, "rating-count")] == ["2", "1"]
    assert [row["x"] for row in rows(drawing, "mean")] == [50]
    assert [row["x"] for row in rows(drawing, "agreed")] == [75]
    assert "▲ far" in texts(drawing)


def test_of_many_criteria_those_that_lie_furthest_apart_are_drawn() -> None:
    alike = [spread_of(f"Alike {number}", low=Decimal(2), high=Decimal(2)) for number in range(MOST)]

    drawing = draw_raters("raters", "Ratings", [*alike, spread_of("Apart")])

    assert len(rows(drawing, "mean")) == MOST
    assert "Apart" in texts(drawing)
    assert f"the {MOST} of {MOST + 1} criteria" in drawing.says


def test_a_wave_is_dark_as_far_as_it_is_past() -> None:
    spans = [
        WaveSpan("One", date(2026, 1, 1), date(2026, 3, 31), "all there", late=False),
        WaveSpan("Two", date(2026, 6, 1), date(2026, 8, 31), "2 days late", late=True),
        WaveSpan("Three", date(2026, 9, 1), None, "to come", late=False),
    ]

    drawing = draw_waves("waves", "Waves", spans, AS_OF)

    assert [(row["wave"], row["x"], row["x2"]) for row in rows(drawing, "past")] == [
        ("One", "2026-01-01", "2026-03-31"),
        ("Two", "2026-06-01", "2026-06-30"),
    ]
    assert next((row["wave"], row["x"]) for row in rows(drawing, "to-come")) == ("Two", "2026-06-30")
    assert [row["x"] for row in rows(drawing, "today")] == ["2026-06-30"]
    assert {"Today: 30 June 2026", "▲ 2 days late", "all there"} <= set(texts(drawing))


def test_sites_stand_on_one_scale_each_with_its_own_median() -> None:
    drawing = draw_multiples("sites", "Falls", "falls", [("Ash", line_of(1, 9, 3)), ("Birch", line_of(40, None, 60))])

    assert [(row["site"], row["median"]) for row in rows(drawing, "median")] == [("Ash", 3), ("Birch", 50)]
    assert [(row["site"], row["value"]) for row in rows(drawing, "values")] == [("Ash", 1), ("Ash", 9), ("Ash", 3)]
    assert [(row["site"], row["value"]) for row in rows(drawing, "value-alone")] == [("Birch", 40), ("Birch", 60)]
    assert "Birch: 2 values, median 50" in drawing.says


def test_no_more_than_sixty_sites_are_drawn() -> None:
    drawing = draw_multiples("sites", "Falls", None, [(f"Site {number}", line_of(1, 2)) for number in range(70)])

    assert len(rows(drawing, "site")) == 60
    assert "each of 60 of 70 sites" in drawing.says
