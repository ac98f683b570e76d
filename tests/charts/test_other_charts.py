"""Adoption, readiness, raters, waves and sites: the specification holds what the model says, and says it in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from spreadkit.adoption.curves import Reach
from spreadkit.charts._style import NARROW
from spreadkit.charts.adoption_curve import AdoptionCurve, Loss, draw_adoption
from spreadkit.charts.rater_spread import MOST, RaterSpread, draw_raters
from spreadkit.charts.readiness_ranges import ComponentBar, draw_readiness
from spreadkit.charts.small_multiples import SitePanel, draw_multiples
from spreadkit.charts.wave_timeline import WaveSpan, draw_waves
from spreadkit.forecast.outlook import ForecastPoint
from spreadkit.measures.icons import Variation
from spreadkit.measures.measure_charts import chart_measure
from spreadkit.model.measure import Measure, Point
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


def spread_of(label: str = "Is it so?", **more: Any) -> RaterSpread:
    fields = {"least": Decimal(0), "most": Decimal(4), "mean": Decimal(2), "low": Decimal(1), "high": Decimal(4)}
    return RaterSpread(**{"label": label, **fields, **more})


def test_both_curves_are_steps_up_to_the_day_of_the_report() -> None:
    drawing = draw_adoption("adoption", curve())

    for name, counts in (("ever", [1, 4, 4]), ("now", [0, 1, 3, 3])):
        assert [row["y"] for row in rows(drawing, name)] == counts
        assert rows(drawing, name)[-1]["x"] == "2026-06-30"
    assert {"4 ever", "3 sites now", "Aim: 8"} <= set(texts(drawing))


def test_a_curve_of_sites_that_ever_had_it_is_drawn_where_it_parts() -> None:
    drawing = draw_adoption("adoption", curve(reach=REACH[:1]))

    assert "1 site now" in texts(drawing)
    assert rows(drawing, "ever") == []
    assert not any("ever" in text for text in texts(drawing))


def test_a_forecast_is_a_band_and_never_a_line() -> None:
    path = (ForecastPoint(AS_OF, 4, 4), ForecastPoint(date(2026, 12, 31), 5, 8))

    drawing = draw_adoption("adoption", curve(path=path, by=date(2026, 12, 31)))

    layer = next(each for each in drawing.spec["layer"] if each["name"] == "forecast")
    assert layer["mark"]["type"] == "area"
    assert [(row["y"], row["y2"]) for row in rows(drawing, "forecast")] == [(4, 4), (5, 8)]
    assert "Likely: 5 to 8" in texts(drawing)
    assert "between 5 and 8 by 31 December 2026" in drawing.says


def test_the_plan_rises_at_the_ends_of_waves() -> None:
    planned = ((date(2026, 1, 1), 0), (date(2026, 4, 30), 3), (date(2026, 9, 30), 8))

    drawing = draw_adoption("adoption", curve(planned=planned))

    assert [row["y"] for row in rows(drawing, "plan")][:3] == [0, 3, 8]
    assert "Aim, plan: 8" in texts(drawing)
    assert "3 by now, 8 by 30 September 2026" in drawing.says


def test_what_is_not_known_hangs_from_the_target() -> None:
    drawing = draw_adoption("adoption", curve(unknown=((date(2026, 2, 1), 1), (AS_OF, 2))))

    assert {(row["y"], row["y2"]) for row in rows(drawing, "unknown")} == {(7, 8), (6, 8)}
    assert "2 not known" in texts(drawing)


def test_the_next_step_of_the_plan_is_named_with_its_day() -> None:
    planned = ((date(2026, 1, 1), 0), (date(2026, 4, 30), 3), (date(2026, 8, 31), 6), (date(2027, 1, 31), 8))

    drawing = draw_adoption("adoption", curve(planned=planned, by=date(2027, 3, 31)))

    assert "Plan: 6 by 31 August" in texts(drawing)


def test_sites_that_lost_it_are_named_and_of_many_counted() -> None:
    lost = [Loss(date(2026, 3, 1), "Bridge"), Loss(date(2026, 3, 1), "Ash"), Loss(date(2026, 3, 1), "Elm")]

    one, many = (draw_adoption("adoption", curve(losses=tuple(lost[:number]))) for number in (1, 3))

    assert "Bridge, March" in texts(one)
    assert len(rows(one, "loss")) == 1
    assert "3 lost" in texts(many)
    assert "Lost again by Bridge (1 March 2026), Ash (1 March 2026) and 1 more." in many.says


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
    assert {"least", "most"} <= set(texts(drawing))
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

    assert [len(rows(drawing, name)) for name in ("past", "to-come")] == [2, 1]
    assert rows(drawing, "past")[1]["u2"] == rows(drawing, "to-come")[0]["u"] == rows(drawing, "today")[0]["u"]
    assert {"Today, 30 June 2026", "▲ 2 days late", "all there"} <= set(texts(drawing))


def test_in_a_narrow_timeline_today_stands_at_each_bar_and_the_words_above_it() -> None:
    spans = [WaveSpan(f"Wave {n}", date(2026, n, 1), date(2026, n + 1, 1), "as planned", late=False) for n in (1, 5)]

    drawing = draw_waves("waves", "Waves", spans, AS_OF, size=NARROW)

    assert len(rows(drawing, "today")) == 2


def panel(name: str, *values: float | None, **more: Any) -> SitePanel:
    """A site with a value a month; None where there is none."""
    points = tuple(
        Point(date=date(2026, month, 1), value=None if value is None else Decimal(str(value)))
        for month, value in enumerate(values, start=1)
    )
    fields = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", **more}
    data = {"file": "f.csv", "value": "v", "points": points}
    charted = chart_measure(Measure.model_validate({**fields, "data": data}), date(2030, 1, 1))
    return SitePanel(name=name, charted=charted)


def test_sites_stand_on_one_scale_each_with_its_own_middle_and_last_value() -> None:
    drawing = draw_multiples("sites", "Falls", [panel("Ash", 1, 9, 3), panel("Birch", 40, None, 60)])

    assert [(row["site"], row["median"]) for row in rows(drawing, "median")] == [("Ash", 3), ("Birch", 50)]
    assert [(row["site"], row["value"]) for row in rows(drawing, "values")] == [("Ash", 1), ("Ash", 9), ("Ash", 3)]
    assert [(row["site"], row["value"]) for row in rows(drawing, "value-alone")] == [("Birch", 40), ("Birch", 60)]
    assert [row["text"] for row in rows(drawing, "last-value")] == ["3", "60"]
    assert "Birch: 2 values, median 50, last 60" in drawing.says


def test_sites_with_a_signal_go_first_with_a_sign() -> None:
    calm = [6.0, 8.0, 5.0, 9.0, 6.5, 8.5, 5.5, 9.5, 6.2, 8.2, 5.2, 9.2]
    low = panel("Low", *calm[:4], *[1.0] * 8, baseline={"until": "2026-04-30"}, rules="ihi")

    drawing = draw_multiples("sites", "Falls", [panel("Calm", *calm), low])

    named = [row["text"] for row in rows(drawing, "site") + rows(drawing, "site-2")]
    assert low.variation in {Variation.BETTER, Variation.TOO_FEW}
    assert named[0].endswith("Low" if low.variation is Variation.BETTER else "Calm")


def test_no_line_of_a_site_goes_over_a_change_of_what_is_counted_and_a_left_out_value_is_hollow() -> None:
    changed = panel("Ash", 1, 2, 9, 8, redefined=[{"on": "2026-03-01", "what": "other"}])
    without = panel("Elm", 1, 2, 90, 3, excluded=[{"on": "2026-03-01"}])

    drawing = draw_multiples("sites", "Falls", [changed, without])

    parts = {(row["part"], row["site"]): [] for row in rows(drawing, "values")}  # type: ignore[var-annotated]
    for row in rows(drawing, "values"):
        parts[row["part"], row["site"]].append(row["value"])
    assert list(parts.values()) == [[1, 2], [9, 8], [1, 2]]
    assert len(rows(drawing, "left-out")) == 1


def test_no_more_than_sixty_sites_are_drawn() -> None:
    drawing = draw_multiples("sites", "Falls", [panel(f"Site {number}", 1, 2) for number in range(70)])

    assert len(rows(drawing, "site")) == 60
    assert "each of 60 of 70 sites" in drawing.says
