"""How waves stand against their plan, and of how many sites that have begun nothing is known."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.state import targets_on
from spreadkit.model.plan import Plan
from spreadkit.model.score import PlanScore
from spreadkit.sections._pictures import spans_of, wave_standing
from spreadkit.sections._view import View
from spreadkit.standing.standing import Standing

from made_adoption import AS_OF, plan_of, site, whole


def view_of(plan: Plan, as_of: date = AS_OF) -> View:
    return View(Standing(plan, {}, as_of), PlanScore(as_of=as_of, plan="plan", frameworks=()), findings=())


def stands(plan: Plan, as_of: date = AS_OF) -> tuple[str, bool]:
    return wave_standing(view_of(plan, as_of), "wave-1", plan.waves["wave-1"])


def test_a_site_that_has_begun_without_news_is_not_known() -> None:
    plan = plan_of([*whole("ash", "2026-02-01"), ("2026-02-01", "elm", "huddle", "implemented")])

    assert Overview(plan, AS_OF).unknown_on(date(2026, 1, 1)) == 0
    assert Overview(plan, AS_OF).unknown_on(date(2026, 1, 5)) == 3
    assert Overview(plan, AS_OF).unknown_on(AS_OF) == 2


def test_a_site_whose_wave_is_to_come_is_not_among_the_unknown() -> None:
    waves = {"wave-1": {"start": "2026-01-05"}, "wave-2": {"start": "2026-09-01"}}

    assert Overview(plan_of(sites=[site("ash"), site("elm", wave="wave-2")], waves=waves), AS_OF).unknown_on(AS_OF) == 1


@given(
    st.dates(min_value=date(2025, 12, 1), max_value=date(2027, 1, 1)), st.lists(st.sampled_from(["ash", "elm", "oak"]))
)
def test_never_more_are_unknown_than_there_are(day: date, there: list[str]) -> None:
    plan = plan_of([row for name in there for row in whole(name, "2026-02-01")])

    assert 0 <= Overview(plan, AS_OF).unknown_on(day) <= len(targets_on(plan, day))
    assert day < date(2026, 2, 1) or Overview(plan, AS_OF).unknown_on(day) == 3 - len(set(there))


def test_a_wave_that_ended_with_a_site_missing_is_late() -> None:
    plan = plan_of([*whole("ash", "2026-01-20"), *whole("elm", "2026-02-01"), *whole("oak", "2026-02-01", "testing")])

    said, late = stands(plan, date(2026, 8, 29))

    assert late
    assert said == (
        "3 of 3 sites begun, 2 with every core change (both last seen in February or before: Ash Ward and Elm Ward); "
        "the first began 15 days late; 1 not there 60 days after its end"
    )


def test_a_wave_in_time_is_not_late() -> None:
    assert stands(plan_of(whole("ash", "2026-01-10"))) == (
        "1 of 3 sites begun, 1 with every core change (last seen in January: Ash Ward)",
        False,
    )


def test_a_wave_in_which_nobody_began_is_late() -> None:
    plan = plan_of(whole("ash", "2026-01-10", "aware"))

    assert stands(plan, date(2026, 2, 4)) == ("no site has begun, 30 days after its start", True)


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        (date(2025, 12, 26), "to come: starts in 10 days, 3 sites"),
        (date(2026, 2, 1), "begun; nothing on record of its sites"),
        (date(2026, 7, 1), "ended"),
    ],
)
def test_without_a_record_only_the_plan_is_told(as_of: date, says: str) -> None:
    assert stands(plan_of(), as_of) == (says, False)


def test_waves_without_a_start_are_not_drawn() -> None:
    waves: dict[str, Any] = {
        "wave-2": {"start": "2026-09-01"},
        "wave-3": {"start": "unknown"},
        "wave-1": {"start": "2026-01-05"},
    }

    spans = spans_of(view_of(plan_of(waves=waves)))

    assert [span.title for span in spans] == ["Wave 1", "Wave 2"]
