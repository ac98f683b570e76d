"""Titles of charts: the message in at most 14 words, with a form for none, one, two, many, and for silence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import made_plans
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.adoption.curves import Reach
from spreadkit.charts._style import CLOSE, OPEN
from spreadkit.charts.adoption_curve import AdoptionCurve
from spreadkit.charts.small_multiples import SitePanel
from spreadkit.charts.titles import (
    MOST_WORDS,
    SiteNoun,
    adoption_subtitle,
    adoption_title,
    measure_subtitle,
    measure_title,
    sites_subtitle,
    sites_title,
    waves_subtitle,
    waves_title,
)
from spreadkit.charts.wave_timeline import WaveSpan
from spreadkit.measures.measure_charts import ChartedMeasure, chart_measure
from spreadkit.model.measure import Measure, Point
from spreadkit.months import add_months

WARDS = SiteNoun("ward", "wards")
AS_OF = date(2026, 6, 30)
CALM = [6.0, 8.0, 5.0, 9.0, 6.5, 8.5, 5.5, 9.5, 6.2, 8.2, 5.2, 9.2]
LOW = [3.0, 2.8, 3.1, 2.9, 3.2, 2.7, 3.0, 2.9, 3.1]
SITES = [(date(2024, 1, 1), "ash"), (date(2024, 1, 1), "elm")]


def charted(values: list[float | None], **more: Any) -> ChartedMeasure:
    """A measure with a value a month, the last one in June 2026."""
    first = add_months(date(2026, 6, 1), 1 - len(values))
    points = tuple(
        Point(date=add_months(first, place), value=Decimal(str(value)))
        for place, value in enumerate(values)
        if value is not None
    )
    data = {"file": "f.csv", "value": "v", "points": points}
    fields = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", "unit": "a week", "data": data}
    return chart_measure(Measure.model_validate({**fields, **more}), date(2040, 1, 1))


def until_calm(values: list[float]) -> dict[str, Any]:
    """The baseline that the calm values make, before some others."""
    return {"baseline": {"until": add_months(date(2026, 6, 1), -len(values)).isoformat()}}


WORSE_UP = until_calm(LOW) | {"better": "higher"}
NO_WAY = until_calm(LOW) | {"better": "neither"}


@pytest.mark.parametrize(
    ("values", "more", "says"),
    [
        ([*CALM, *LOW], until_calm(LOW), "Nine months in a row are better than before: more than chance"),
        (
            [*CALM, *LOW],
            until_calm(LOW) | {"better": "higher"},
            "Nine months in a row are worse than before: more than chance",
        ),
        (
            [*CALM, *LOW],
            until_calm(LOW) | {"better": "neither"},
            "Nine months in a row are lower than before: more than chance",
        ),
        ([*CALM, *LOW, *LOW], until_calm([*LOW, *LOW]), "18 months in a row are better than before: more than chance"),
        ([*CALM, *LOW, 9.0, 8.0], until_calm([*LOW, 9.0, 8.0]), "It was better for a time; now nothing but chance"),
        (CALM, {}, "No change to be seen: nothing but chance"),
        ([5.0], {}, "One month is too few to tell"),
        ([5.0, 6.0], {}, "Two months are too few to tell"),
        ([5.0] * 12, {}, "All 12 months are alike, 5: nothing to judge"),
        ([], {}, "There are no figures yet"),
    ],
)
def test_of_a_measure(values: list[float | None], more: dict[str, Any], says: str) -> None:
    assert measure_title(charted(values, **more), AS_OF, WARDS) == says


@pytest.mark.parametrize(
    ("values", "more", "says"),
    [
        (CALM, {}, "No figures since June; until then nothing but chance"),
        ([*CALM, *LOW], until_calm(LOW), "No figures since June; until then they were better by more than chance"),
        ([5.0, 6.0], {}, "No figures since June; those until then are too few to tell"),
    ],
)
def test_of_a_measure_as_last_seen(values: list[float | None], more: dict[str, Any], says: str) -> None:
    assert measure_title(charted(values, **more), date(2026, 10, 1), WARDS) == says


def test_of_values_that_cannot_be_put_together() -> None:
    points = tuple(Point(date=day, value=Decimal(5), site=site) for day, site in SITES)
    measure = charted([], data={"file": "f.csv", "value": "v", "site": "s", "points": points})

    assert measure_title(measure, AS_OF, WARDS) == "The figures cannot be put together"


def test_below_it_stands_what_is_drawn() -> None:
    assert measure_subtitle(charted([5.0, 6.0])) == "Falls, a week, each month, May 2026 to June 2026"
    assert measure_subtitle(charted([5.0], unit=None, title="نسبة")) == f"{OPEN}نسبة{CLOSE}, each month, June 2026"


def curve(now: int, of: int, **more: Any) -> AdoptionCurve:
    fields: dict[str, Any] = {"ever": now, **more}
    reach = (Reach(date(2026, 1, 1), fields.pop("ever"), now, of),)
    return AdoptionCurve(title="", as_of=AS_OF, reach=reach, targets=of, one="ward", many="wards", **fields)


PLAN = ((date(2025, 9, 1), 0), (date(2026, 1, 31), 5), (date(2026, 7, 31), 10))


@pytest.mark.parametrize(
    ("drawn", "says"),
    [
        (curve(7, 16, planned=((date(2026, 6, 1), 10),)), "7 of 16 wards are there; 10 were due by now"),
        (curve(7, 16, planned=PLAN), "7 of 16 wards are there; 5 were due by now"),
        (curve(7, 16, stale=1, planned=PLAN), "7 of 16 wards are there, 1 as last seen; 5 were due"),
        (curve(1, 16), "1 of 16 wards is there"),
        (curve(0, 16), "None of 16 wards is there yet"),
        (curve(0, 16, planned=PLAN[:1] + PLAN[2:]), "None of 16 wards is there; 10 are due by 31 July"),
        (curve(0, 16, ever=3), "None of 16 wards still has it"),
        (curve(2, 16, planned=((date(2026, 6, 1), 1),)), "2 of 16 wards are there; 1 was due by now"),
        (curve(16, 16), "All 16 wards are there"),
        (curve(2, 2, stale=1), "Both wards are there, 1 as last seen"),
        (curve(1, 1), "The one ward is there"),
        (curve(1, 1, stale=1), "The one ward is there, as last seen"),
        (curve(0, 1), "The one ward is not there"),
        (curve(0, 0), "No ward is meant to have it"),
    ],
)
def test_of_a_spread(drawn: AdoptionCurve, says: str) -> None:
    assert adoption_title(drawn) == says


def test_below_a_spread_stands_what_its_lines_are() -> None:
    told = adoption_subtitle(curve(7, 16, ever=8, planned=PLAN))

    assert told.startswith("Wards with every core change in place, of 16; from September 2025 to July 2026")
    assert told.endswith("dotted: plan; grey dashes: ever")


def wave(title: str, month: int, *, late: bool = False) -> WaveSpan:
    return WaveSpan(title, date(2026, month, 1), date(2026, month, 20), "as it is", late=late)


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ([], "No wave has a start yet"),
        ([wave("One", 9)], "No wave has begun; the first starts on 1 September"),
        ([wave("One", 1)], "The wave is not behind its plan"),
        ([wave("One", 1), wave("Two", 2)], "No wave is behind its plan"),
        ([wave("One", 1, late=True), wave("Two", 2)], "One is behind its plan"),
        ([wave("One", 1, late=True), wave("Two", 2, late=True)], "One and Two are behind their plans"),
        ([wave(f"W{n}", n, late=True) for n in (1, 2, 3)], "3 of 3 waves are behind their plans"),
        ([wave(made_plans.NAMES[4], 1, late=True), wave("Two", 2)], "1 of 2 waves is behind its plan"),
    ],
)
def test_of_waves(spans: list[WaveSpan], says: str) -> None:
    assert waves_title(spans, AS_OF) == says
    assert waves_subtitle(spans).startswith("Each wave from its start to its end")


BETTER = SitePanel(name="Ash", charted=charted([*CALM, *LOW], **until_calm(LOW)))
WORSE = SitePanel(name="Elm", charted=charted([*CALM, *LOW], **until_calm(LOW), better="higher"))
STEADY = SitePanel(name="Oak", charted=charted([*CALM]))
FEW = SitePanel(name="Yew", charted=charted([5.0, 6.0]))


@pytest.mark.parametrize(
    ("panels", "says"),
    [
        ([], "No ward has figures yet"),
        ([FEW], "Too few figures to tell at the one ward"),
        ([FEW, FEW], "Too few figures to tell at all 2 wards"),
        ([STEADY], "The one ward shows nothing but chance"),
        ([STEADY, STEADY], "None of 2 wards shows more than chance"),
        ([STEADY, STEADY, FEW], "None of 3 wards shows more than chance; 1 has too few figures"),
        ([BETTER], "The one ward is better by more than chance"),
        ([BETTER, STEADY], "1 of 2 wards is better by more than chance"),
        ([BETTER, BETTER, STEADY], "2 of 3 wards are better by more than chance"),
        ([WORSE, WORSE], "All 2 wards are worse by more than chance"),
        ([BETTER, WORSE, STEADY], "1 of 3 wards is better, 1 worse, by more than chance"),
    ],
)
def test_of_sites(panels: list[SitePanel], says: str) -> None:
    assert sites_title(panels, WARDS) == says


def test_below_sites_stands_that_none_is_ranked() -> None:
    told = sites_subtitle([STEADY], "Falls", "a week", WARDS)

    assert told == "Falls, a week, each ward on one scale, July 2025 to June 2026; no ranking"


@settings(max_examples=60)
@given(made_plans.measures(most=40), st.dates(date(2023, 1, 1), date(2040, 1, 1)))
def test_a_title_of_a_measure_is_never_long_and_never_empty(made: ChartedMeasure, as_of: date) -> None:
    says = measure_title(made, as_of, WARDS)

    assert 1 <= len(says.split()) <= MOST_WORDS
    assert "(s)" not in says


@given(made_plans.curves())
def test_a_title_of_a_spread_is_never_long(made: AdoptionCurve) -> None:
    assert 1 <= len(adoption_title(replace(made, title="")).split()) <= MOST_WORDS


@given(made_plans.waves())
def test_a_title_of_waves_is_never_long(made: tuple[list[WaveSpan], date]) -> None:
    assert 1 <= len(waves_title(*made).split()) <= MOST_WORDS
