"""What dated events say on any day: state, the two curves, extent, completeness, and who is counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.adoption.curves import Extent, Reach, completeness, extents, first_reached, reach_over_time
from spreadkit.adoption.state import (
    IN_PLACE,
    CoreState,
    core_state,
    latest_events,
    target_changes,
    targets_on,
)
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.plan import Plan

from made_adoption import AS_OF, event, plan_of, site, whole

START = date(2026, 1, 1)
STAGES = [stage.value for stage in AdoptionStage]


def test_later_row_counts_on_one_day_and_later_days_not_yet() -> None:
    plan = plan_of(
        [
            ("2026-03-01", "ash", "huddle", "implemented"),
            ("2026-02-01", "ash", "huddle", "testing"),
            ("2026-02-01", "ash", "huddle", "implementing"),
        ]
    )

    stages = {day: latest_events(plan, day).get(("ash", "huddle")) for day in (date(2026, 1, 31), date(2026, 2, 28))}

    assert stages[date(2026, 1, 31)] is None
    before = stages[date(2026, 2, 28)]
    assert before is not None
    assert before.stage is AdoptionStage.IMPLEMENTING
    assert latest_events(plan, AS_OF)["ash", "huddle"].stage is AdoptionStage.IMPLEMENTED


def test_site_that_gave_it_up_is_in_one_curve_and_not_in_the_other() -> None:
    plan = plan_of(
        [
            *whole("ash", "2026-02-01"),
            *whole("elm", "2026-03-01"),
            ("2026-05-01", "ash", "check", "discontinued"),
        ]
    )

    assert reach_over_time(plan, AS_OF) == (
        Reach(date(2026, 2, 1), ever=1, current=1, of=3),
        Reach(date(2026, 3, 1), ever=2, current=2, of=3),
        Reach(date(2026, 5, 1), ever=2, current=1, of=3),
    )
    assert first_reached(plan, AS_OF) == {"ash": date(2026, 2, 1), "elm": date(2026, 3, 1)}


def test_all_core_changes_must_be_in_place_at_once() -> None:
    plan = plan_of(
        [
            ("2026-02-01", "ash", "huddle", "implemented"),
            ("2026-03-01", "ash", "huddle", "paused"),
            ("2026-03-01", "ash", "check", "implemented"),
        ]
    )

    assert reach_over_time(plan, AS_OF) == ()
    assert [each.core for each in completeness(plan, AS_OF, latest_events(plan, AS_OF))] == [
        "not-yet",
        "unknown",
        "unknown",
    ]


def test_what_does_not_apply_is_neither_counted_nor_missed() -> None:
    plan = plan_of([("2026-02-01", "ash", "huddle", "implemented"), ("2026-02-01", "ash", "check", "not-applicable")])

    assert extents(plan, AS_OF, latest_events(plan, AS_OF))[:2] == (
        Extent("huddle", 1, 3, 2, 0),
        Extent("check", 0, 2, 2, 1),
    )
    ash = completeness(plan, AS_OF, latest_events(plan, AS_OF))[0]
    assert (ash.in_place, ash.of, ash.core) == (1, 2, CoreState.IN_PLACE)


def test_sites_that_joined_or_left_count_while_they_are_targets() -> None:
    sites = [
        site("ash"),
        site("elm", joined="2026-03-01"),
        site("oak", left="2026-05-01", status="left"),
        site("fir", status="deferred"),
    ]
    plan = plan_of([*whole("oak", "2026-02-01"), *whole("ash", "2026-04-01")], sites=sites)

    assert target_changes(plan, AS_OF) == ((date.min, 2), (date(2026, 3, 1), 3), (date(2026, 5, 1), 2))
    assert [(each.on.month, each.ever, each.of) for each in reach_over_time(plan, AS_OF)] == [
        (2, 1, 2),
        (3, 1, 3),
        (4, 2, 3),
        (5, 1, 2),
    ]


def test_only_the_sites_that_the_aim_names_are_its_targets() -> None:
    plan = plan_of(whole("oak", "2026-02-01"), aim={"where": ["ash", "elm"]})

    assert [each.id for each in targets_on(plan, AS_OF)] == ["ash", "elm"]
    assert reach_over_time(plan, AS_OF) == (Reach(date(2026, 2, 1), 0, 0, 2),)


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], "unknown"),
        ([AdoptionStage.NOT_APPLICABLE], "not-applicable"),
        ([AdoptionStage.NOT_APPLICABLE, None], "unknown"),
        ([AdoptionStage.IMPLEMENTED, None], "unknown"),
        ([AdoptionStage.TESTING, None], "not-yet"),
        ([AdoptionStage.IMPLEMENTED, AdoptionStage.SUSTAINED, AdoptionStage.NOT_APPLICABLE], "in-place"),
    ],
)
def test_unknown_not_applicable_and_not_yet_are_three_things(stages: list[AdoptionStage | None], expected: str) -> None:
    assert core_state(stages) == expected


events = st.lists(
    st.tuples(
        st.integers(0, 12).map(lambda days: (START + timedelta(days=days)).isoformat()),
        st.sampled_from(["ash", "elm", "oak"]),
        st.sampled_from(["huddle", "check", "board"]),
        st.sampled_from(STAGES),
    ),
    max_size=25,
)
moves = st.fixed_dictionaries(
    {},
    optional={
        "joined": st.integers(0, 12).map(lambda days: (START + timedelta(days=days)).isoformat()),
        "left": st.integers(0, 12).map(lambda days: (START + timedelta(days=days)).isoformat()),
    },
)


def is_whole(plan: Plan, name: str, day: date) -> bool:
    """Say by going through all rows whether both core changes are in place."""
    stages = {}
    for each in sorted(plan.adoption, key=lambda each: each.date):
        if each.site == name and each.change in {"huddle", "check"} and each.date <= day:
            stages[each.change] = each.stage
    applicable = [stage for stage in stages.values() if stage is not AdoptionStage.NOT_APPLICABLE]
    return len(stages) == 2 and bool(applicable) and all(stage in IN_PLACE for stage in applicable)


@given(events, moves)
def test_curves_are_what_going_day_by_day_counts(rows: list[tuple[str, str, str, str]], move: dict[str, str]) -> None:
    plan = plan_of(rows, sites=[site("ash"), site("elm", **move), site("oak")])

    reached = reach_over_time(plan, START + timedelta(days=12))

    ever: set[str] = set()
    for offset in range(13):
        day = START + timedelta(days=offset)
        targets = {each.id for each in targets_on(plan, day)}
        now = {each.id for each in plan.sites if is_whole(plan, each.id, day)}
        ever |= now
        last = next((each for each in reversed(reached) if each.on <= day), None)
        got = (last.ever, last.current, last.of) if last else (0, 0, len(targets))
        assert got == (len(ever & targets), len(now & targets), len(targets))


@given(events, st.integers(0, 12))
def test_state_on_a_day_is_that_of_a_record_that_ends_there(rows: list[tuple[str, str, str, str]], days: int) -> None:
    day = START + timedelta(days=days)
    cut = plan_of([row for row in rows if row[0] <= day.isoformat()])

    assert latest_events(plan_of(rows), day) == latest_events(cut, AS_OF)
    assert reach_over_time(plan_of(rows), day) == reach_over_time(cut, AS_OF)


def test_events_keep_who_said_so_and_why() -> None:
    row = event("2026-02-01", "ash", "huddle", "paused", reason="no-time", barrier="Two nurses short", by="coach")

    (kept,) = plan_of(adoption=[row]).adoption

    assert (kept.reason, kept.barrier, kept.by) == ("no-time", "Two nurses short", "coach")
