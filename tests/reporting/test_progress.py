"""How the spread goes on: what waves add up to, when sites began, and what was decided."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from spreadkit.model.plan import Plan
from spreadkit.rollout.progress import (
    approvals,
    decisions_to_adopt,
    first_use,
    spread_steps,
    starting_by,
    waves_in_order,
)

START = date(2026, 1, 1)


def plan_of(**parts: object) -> Plan:
    return Plan.model_validate({"schema": "spreadkit/plan@1", "title": "T", **parts})


def later(days: int) -> str:
    return str(START + timedelta(days=days))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=8), st.integers(0, 3))
def test_steps_add_up_in_the_order_of_their_start(waves: list[tuple[int, int]], successful: int) -> None:
    plan = plan_of(
        waves={f"w{index}": {"start": later(day), "sites": str(sites)} for index, (day, sites) in enumerate(waves)},
        sites=[{"id": f"s{index}", "name": "S", "status": "successful"} for index in range(successful)],
    )

    steps = list(spread_steps(plan))

    assert sum(step.new for step in steps) == sum(sites for _, sites in waves)
    starts = [plan.waves[step.wave].start for step in steps]
    assert starts == sorted(starts)  # type: ignore[type-var]
    total = 0
    for step in steps:
        assert step.before == total
        assert step.factor == (Decimal(step.total) / total if total else None)
        total = int(step.total)


def test_units_count_before_sites_and_lists_where_nothing_is_stated() -> None:
    waves = {"b": {"start": later(9)}, "a": {"start": later(1)}, "open": {}}
    units = {"n": {"title": "N", "wave": "a"}, "s": {"title": "S", "wave": "b"}, "w": {"title": "W", "wave": "b"}}
    sites = [{"id": f"s{index}", "name": "S", "wave": "a"} for index in range(4)]

    by_units = [
        (step.wave, step.new, step.total) for step in spread_steps(plan_of(waves=waves, units=units, sites=sites))
    ]
    by_sites = [(step.wave, step.new, step.total) for step in spread_steps(plan_of(waves=waves, sites=sites))]

    assert by_units == [("a", 1, 1), ("b", 2, 3)]
    assert by_sites == [("a", 4, 4)]
    assert waves_in_order(plan_of(waves=waves)) == ["a", "b", "open"]


def test_sites_that_start_by_a_day_are_targets_of_waves_that_do() -> None:
    plan = plan_of(
        waves={"a": {"start": later(0)}, "b": {"start": later(1)}, "c": {"start": "unknown"}},
        sites=[
            {"id": "one", "name": "S", "wave": "a"},
            {"id": "two", "name": "S", "wave": "b"},
            {"id": "three", "name": "S", "wave": "c"},
            {"id": "four", "name": "S"},
            {"id": "five", "name": "S", "wave": "a", "status": "exempt"},
        ],
    )

    assert [(index, site.id) for index, site in starting_by(plan, START)] == [(0, "one")]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from(["ash", "elm"]),
            st.sampled_from(["aware", "committed", "testing", "implemented", "paused"]),
        ),
        max_size=12,
    )
)
def test_first_use_is_the_earliest_row_in_use(rows: list[tuple[int, str, str]]) -> None:
    plan = plan_of(
        adoption=[{"date": later(day), "site": site, "change": "c", "stage": stage} for day, site, stage in rows]
    )
    as_of = START + timedelta(days=20)

    used = first_use(plan, as_of)

    for site in ("ash", "elm"):
        last = {day: stage for day, at, stage in rows if at == site and day <= 20}
        days = [day for day, stage in last.items() if stage in {"testing", "implemented"}]
        assert (site in used) == bool(days)
        if days:
            day, row = used[site]
            assert (day, plan.adoption[row].date) == (START + timedelta(days=min(days)),) * 2


def test_decisions_are_told_apart_by_what_they_are_about_and_by_day() -> None:
    plan = plan_of(
        decisions=[
            {"about": "adoption", "sites": "ash", "outcome": "go", "on": later(5)},
            {"about": "adoption", "sites": ["all"], "outcome": "hold", "on": later(2)},
            {"about": "adoption", "sites": ["elm"], "outcome": "stop", "on": later(3)},
            {"about": "adoption", "sites": ["ash"], "outcome": "stop", "on": "unknown"},
            {"about": "approval", "outcome": "agreed", "on": later(4)},
            {"about": "approval", "outcome": "hold", "on": later(1)},
            {"about": "approval", "outcome": "agreed", "on": later(1), "sites": ["ash"]},
            {"sites": ["ash"], "outcome": "go", "on": later(1)},
        ]
    )

    as_of = START + timedelta(days=4)
    assert [(str(day), each.outcome) for day, each in decisions_to_adopt(plan, "ash", as_of)] == [(later(2), "hold")]
    assert [str(day) for day, _ in decisions_to_adopt(plan, "elm", as_of)] == [later(2), later(3)]
    assert [str(day) for day, _ in approvals(plan, as_of)] == [later(4)]
