"""The tracker, looks again, and how long it takes: what a spread team asks every month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import RecheckState, rechecks
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.times import times_to_stages
from spreadkit.model.adoption import AdoptionStage
from spreadkit.months import add_months

from made_adoption import AS_OF, event, plan_of, site, whole


def test_those_who_need_help_come_first() -> None:
    sites = [
        site("done"),
        site("slow"),
        site("stuck"),
        site("mute"),
        site("later", wave="wave-2"),
        site("loose", lead=""),
    ]
    for each in sites:
        if not each["lead"]:
            del each["lead"]
    waves = {"wave-1": {"start": "2026-01-05"}, "wave-2": {"start": "2026-09-01"}}
    rows = [
        *whole("done", "2026-06-20"),
        *whole("slow", "2026-06-20", "testing"),
        *whole("stuck", "2026-06-20", "paused"),
        *whole("loose", "2026-06-20", "implementing"),
    ]

    tracker = Overview(plan_of(rows, sites=sites, waves=waves), AS_OF).tracker

    assert [each.site.id for each in tracker.sites] == ["mute", "stuck", "loose", "slow", "done", "later"]
    assert [each.lowest for each in tracker.sites] == ["?", "P", "4", "3", "5", "?"]
    assert tracker.in_place("huddle") == (1, 6)


@pytest.mark.parametrize(("on", "stale"), [("2026-04-30", False), ("2026-04-29", True)])
def test_site_is_stale_after_two_intervals_without_news(on: str, stale: bool) -> None:  # noqa: FBT001
    tracker = Overview(plan_of(whole("ash", on, "testing"), sites=[site("ash")]), AS_OF).tracker

    assert tracker.stale_after == 61
    assert tracker.sites[0].stale is stale
    assert tracker.sites[0].silent is stale


def test_rhythm_of_the_spread_measure_sets_when_a_site_is_stale() -> None:
    measure = {"title": "Uptake", "kind": "spread", "better": "higher", "every": "week"}

    tracker = Overview(plan_of(whole("ash", "2026-06-10", "testing"), measures={"uptake": measure}), AS_OF).tracker

    assert tracker.stale_after == 14
    assert [each.site.id for each in tracker.sites if each.stale] == ["elm", "oak", "ash"]


def test_site_that_sustains_everything_owes_no_news() -> None:
    tracker = Overview(plan_of(whole("ash", "2025-01-10", "sustained"), sites=[site("ash")]), AS_OF).tracker

    assert tracker.sites[0].stale
    assert not tracker.sites[0].silent
    assert tracker.sites[0].state.kind is SiteStateKind.THERE


def test_lead_who_has_left_is_no_owner() -> None:
    people = {"nk": {"name": "Nadia Khan", "left": "2026-05-31"}, "om": {"name": "Line manager"}}

    tracker = Overview(plan_of(sites=[site("ash"), site("elm", owner="om")], people=people), AS_OF).tracker

    assert {each.site.id: each.owner for each in tracker.sites} == {"ash": None, "elm": "om"}
    assert {each.site.id for each in tracker.sites if each.state.kind is SiteStateKind.NO_LEAD} == set()


def test_what_holds_a_site_up_is_told_until_it_is_in_place() -> None:
    rows = [
        event("2026-05-01", "ash", "huddle", "paused", barrier="Ward move"),
        event("2026-05-01", "ash", "check", "testing", reason="no-time"),
        event("2026-05-01", "elm", "huddle", "implemented", barrier="Was hard to begin with"),
    ]

    tracker = Overview(plan_of(adoption=rows), AS_OF).tracker

    said = {each.site.id: each.held_up_by for each in tracker.sites if each.held_up_by}
    before = {each.site.id: each.said_before for each in tracker.sites if each.said_before}
    assert said == {"ash": {"Ward move": ("huddle",), "no time": ("check",)}}
    assert before == {"elm": {"Was hard to begin with": ("huddle",)}}
    assert tracker.reasons == (("Ward move", ("ash",)), ("no time", ("ash",)))


@pytest.mark.parametrize(
    ("later", "as_of", "expected"),
    [
        ([], "2026-06-30", ("to-come", "to-come")),
        ([], "2026-08-04", ("due", "to-come")),
        ([], "2026-09-05", ("overdue", "to-come")),
        ([("2026-07-10", "implemented")], "2026-08-10", ("held", "to-come")),
        ([("2026-07-02", "implemented")], "2026-08-10", ("due", "to-come")),
        ([("2026-05-01", "paused")], "2026-08-10", ()),
        ([("2026-05-01", "paused"), ("2026-07-01", "discontinued")], "2026-08-10", ("lost-early",)),
        ([("2026-08-03", "paused")], "2026-08-10", ("due",)),
        ([("2026-08-03", "paused")], "2026-10-10", ("overdue",)),
        ([("2026-08-10", "sustained"), ("2026-12-01", "paused")], "2027-03-01", ("held",)),
        ([("2026-08-03", "paused"), ("2026-09-01", "discontinued")], "2026-10-10", ("lost",)),
        ([("2026-12-01", "discontinued")], "2027-03-01", ("lost",)),
        ([("2026-08-01", "not-applicable")], "2027-03-01", ()),
        ([("2026-08-10", "sustained"), ("2026-09-01", "not-applicable")], "2027-03-01", ("held",)),
        ([("2026-08-10", "sustained"), ("2026-12-01", "discontinued")], "2027-03-01", ("held", "lost-early")),
        ([("2026-08-10", "sustained"), ("2027-02-10", "sustained")], "2027-04-01", ("held", "held")),
    ],
)
def test_looks_again_after_six_and_twelve_months(
    later: list[tuple[str, str]], as_of: str, expected: tuple[str, ...]
) -> None:
    rows = [("2026-02-03", "ash", "huddle", "implemented"), *((on, "ash", "huddle", stage) for on, stage in later)]

    found = list(rechecks(plan_of(rows), date.fromisoformat(as_of)))

    assert [each.months for each in found] == [6, 12][: len(expected)]
    assert tuple(each.state.value for each in found) == expected


def test_a_site_that_took_it_up_again_is_looked_at_from_then() -> None:
    rows = [
        ("2025-06-01", "ash", "huddle", "implemented"),
        ("2025-08-01", "ash", "huddle", "discontinued"),
        ("2026-03-01", "ash", "huddle", "implemented"),
    ]

    found = list(rechecks(plan_of(rows), AS_OF))

    assert {each.since for each in found} == {date(2026, 3, 1)}
    assert {each.state for each in found} == {RecheckState.TO_COME}


def test_time_to_a_stage_counts_open_sites_and_needs_every_core_change() -> None:
    rows = [
        *whole("ash", "2026-01-25", "testing"),
        *whole("ash", "2026-03-06"),
        ("2026-02-04", "elm", "huddle", "implemented"),
        ("2026-02-14", "elm", "check", "testing"),
        *whole("oak", "2026-04-15"),
    ]

    times = {each.stage: each for each in times_to_stages(plan_of(rows), AS_OF)}

    testing, implemented = times[AdoptionStage.TESTING].curve, times[AdoptionStage.IMPLEMENTED].curve
    assert [(step.days, step.events) for step in testing.steps] == [(20, 1), (40, 1), (100, 1)]
    assert [(step.days, step.at_risk) for step in implemented.steps] == [(60, 3), (100, 2)]
    assert (implemented.watched, implemented.open, implemented.median) == (3, 1, 100)


def test_sites_that_are_still_to_begin_are_told_apart() -> None:
    waves = {"wave-1": {"start": "2026-01-05"}, "wave-2": {"start": "2026-09-01"}, "wave-3": {"start": "unknown"}}
    sites = [site("ash"), site("elm", wave="wave-2"), site("oak", wave="wave-3")]

    times = times_to_stages(plan_of(sites=sites, waves=waves), AS_OF)

    assert {(each.curve.watched, each.without_start) for each in times} == {(1, 2)}


def test_overview_agrees_with_its_parts() -> None:
    rows = [*whole("ash", "2025-11-01"), ("2026-02-01", "ash", "huddle", "discontinued"), *whole("elm", "2026-02-01")]

    seen = Overview(plan_of(rows), AS_OF)

    assert (seen.reached.ever, seen.reached.current, seen.reached.of) == (2, 1, 3)
    assert len(seen.there) == seen.reached.current
    assert {months: sum(states.values()) for months, states in seen.looks_by_month().items()} == {6: 4, 12: 3}


days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(days, st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
