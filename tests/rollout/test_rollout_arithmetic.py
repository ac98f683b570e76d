"""The arithmetic of a rollout: the published worked example cell by cell, and what must hold whatever the figures."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit import months
from spreadkit.errors import SpreadkitError
from spreadkit.loading.schemas import json_schema
from spreadkit.model.plan import Plan
from spreadkit.model.schedule import Rollout, read_rollout
from spreadkit.rollout.coaching import Load, demands, supplies
from spreadkit.rollout.deadline import deadline_outlook, least_multiplier
from spreadkit.rollout.schedule import schedule, steps_to, with_multiplier, without_runt
from spreadkit.rollout.terms import DEFAULTS, Coaching, GateTime, Pace, RolloutTerms, terms_of
from spreadkit.words import in_decimals

DISTRICTS = RolloutTerms(
    pace=Pace(
        sites=570,
        unit_size=Fraction(15),
        multiplier=5,
        lengths=tuple(map(Fraction, (10, 9, 12, 12))),
        pause=Fraction(2),
    ),
    coaching=Coaching(coaches=1),
    start=date(2026, 10, 1),
)
"""38 districts of 15 facilities: the worked example, which borrows the shape of northern Ghana."""


def plan_of(**parts: object) -> Plan:
    return Plan.model_validate({"schema": "spreadkit/plan@1", "title": "T", **parts})


def asked(**given: str) -> Rollout:
    rollout, wrong = read_rollout({name.rstrip("_").replace("_", "-"): text for name, text in given.items()})
    assert wrong == []
    return rollout


@pytest.mark.parametrize(
    ("units", "reached"),
    [
        (1, (1,)),
        (5, (1, 5)),
        (38, (1, 5, 25, 38)),
        (52, (1, 5, 25, 52)),
        (100, (1, 5, 25, 100)),
        (125, (1, 5, 25, 125)),
        (138, (1, 5, 25, 125, 138)),
        (600, (1, 5, 25, 125, 600)),
        (3100, (1, 5, 25, 125, 625, 3100)),
    ],
)
def test_steps_multiply_by_five_up_to_all(units: int, reached: tuple[int, ...]) -> None:
    assert steps_to(units, 5) == reached


def test_a_last_step_of_less_than_a_fifth_of_the_one_before_is_no_step_of_its_own() -> None:
    assert without_runt((1, 5, 25, 125, 138)) == (1, 5, 25, 138)
    assert without_runt((1, 5, 25, 125, 145)) == (1, 5, 25, 125, 145)
    assert without_runt((1, 5, 25, 125, 144)) == (1, 5, 25, 144)
    assert without_runt((100, 110)) == (100, 110)


def test_worked_example_waves() -> None:
    waves = schedule(DISTRICTS).waves

    assert [
        (
            wave.step,
            wave.new_units,
            wave.units,
            wave.new_sites,
            wave.start,
            wave.end,
            wave.demand.visits,
            wave.demand.days,
            wave.demand.coaches,
        )
        for wave in waves
    ] == [
        ("scalable-unit", 1, 1, 15, 0, 10, 15, Fraction("11.25"), 1),
        ("test", 4, 5, 60, 12, 21, 65, Fraction("48.75"), 5),
        ("full-scale", 20, 25, 300, 23, 35, 320, 240, 20),
        ("full-scale", 13, 38, 195, 37, 49, 295, Fraction("221.25"), 19),
    ]
    assert [wave.sites for wave in waves] == [15, 75, 375, 570]
    assert schedule(DISTRICTS).end == 49


def test_worked_example_coaches_with_and_without_hires() -> None:
    planned = schedule(DISTRICTS)

    mended = [wave.mended for wave in planned.waves if wave.mended]
    assert [
        (each.stayed, each.trained, each.before_hires, each.needed, each.needed - each.before_hires, each.hired)
        for each in mended[1:3]
    ] == [(0, 3, 3, 5, 2, 2), (4, 15, 19, 20, 1, 1)]
    assert (mended[3].stayed, mended[3].trained, mended[3].before_hires, mended[3].needed) == (17, 75, 92, 19)
    assert [each.coaches for each in mended] == [1, 5, 20, 92]
    assert [wave.supply.coaches for wave in planned.waves if wave.supply] == [1, 3, 17, 89]
    assert [wave.supply.short for wave in planned.waves if wave.supply] == [0, 2, 3, 0]
    assert planned.tightest is planned.waves[1]
    assert planned.busiest is planned.waves[2]


def test_worked_example_with_the_hires_planned_is_short_nowhere() -> None:
    planned = schedule(replace(DISTRICTS, coaching=Coaching(coaches=1, hires=(0, 2, 1))))

    assert [wave.supply.coaches for wave in planned.waves if wave.supply] == [1, 5, 20, 92]
    assert [wave.further_hires for wave in planned.waves] == [0, 0, 0, 0]


def test_worked_example_gate_times() -> None:
    monthly, eight, quarterly = GateTime(), GateTime(points=8), GateTime(interval=Fraction(3))

    assert (monthly.least, eight.least, quarterly.least) == (9, 11, 21)
    assert schedule(replace(DISTRICTS, gate=monthly)).too_short == ()
    assert [wave.number for wave in schedule(replace(DISTRICTS, gate=eight)).too_short] == [1, 2]
    assert [wave.number for wave in schedule(replace(DISTRICTS, gate=quarterly)).too_short] == [1, 2, 3]


def test_dates_of_waves_count_their_last_day() -> None:
    planned = schedule(DISTRICTS)

    assert [(str(wave.first_day), str(wave.last_day)) for wave in planned.waves] == [
        ("2026-10-01", "2027-07-31"),
        ("2027-10-01", "2028-06-30"),
        ("2028-09-01", "2029-08-31"),
        ("2029-11-01", "2030-10-31"),
    ]
    assert str(planned.last_day_with_slack) == "2032-06-18"


def test_two_steps_have_no_test_between_and_one_is_the_first_unit_alone() -> None:
    assert [wave.step for wave in schedule(RolloutTerms(pace=Pace(sites=5))).waves] == ["scalable-unit", "full-scale"]
    assert [wave.step for wave in schedule(RolloutTerms(pace=Pace(sites=1))).waves] == ["scalable-unit"]


# ---- Whatever the figures -------------------------------------------------------------------------------

FRACTIONS = st.fractions(min_value=0, max_value=4, max_denominator=12)
ABOVE_NONE = st.fractions(min_value=Fraction(1, 4), max_value=18, max_denominator=4)


@st.composite
def terms(draw: st.DrawFn) -> RolloutTerms:
    pace = Pace(
        sites=draw(st.integers(1, 3000)),
        unit_size=draw(st.fractions(min_value=1, max_value=30, max_denominator=3)),
        multiplier=draw(st.integers(2, 30)),
        first_units=draw(st.integers(1, 6)),
        lengths=tuple(draw(st.lists(ABOVE_NONE, min_size=1, max_size=4))),
        pause=draw(FRACTIONS),
        set_up=draw(FRACTIONS),
    )
    coaching = Coaching(
        coaches=draw(st.none() | st.integers(0, 20)),
        hires=tuple(draw(st.lists(st.integers(0, 5), max_size=4))),
        visits=draw(FRACTIONS),
        visits_after=draw(FRACTIONS),
        months_after=draw(FRACTIONS) * 4,
        days_per_visit=draw(FRACTIONS),
        days_each_month=draw(ABOVE_NONE),
        attrition=draw(FRACTIONS) / 4,
        yields=draw(FRACTIONS) / 4,
    )
    start = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    return RolloutTerms(
        pace=pace, coaching=coaching, start=start, by=start + timedelta(days=draw(st.integers(0, 3000)))
    )


@given(terms())
def test_waves_add_up_to_all_sites_and_follow_each_other(given_: RolloutTerms) -> None:
    waves = schedule(given_).waves

    assert sum(wave.new_units for wave in waves) == given_.pace.units == waves[-1].units
    assert sum(wave.new_sites for wave in waves) == given_.pace.sites == waves[-1].sites
    assert all(wave.new_units > 0 and wave.new_sites > 0 for wave in waves)
    assert [wave.sites for wave in waves] == sorted(wave.sites for wave in waves)
    for before, wave in pairwise(waves):
        assert wave.start == before.end + given_.pace.pause
        assert str(before.first_day) <= str(before.last_day) <= str(wave.last_day)
        assert wave.units <= before.units * (given_.pace.multiplier + Fraction(given_.pace.multiplier - 1, 5))


@given(terms(), st.integers(1, 5))
def test_a_larger_multiplier_never_ends_later(given_: RolloutTerms, times: int) -> None:
    multiplier = given_.pace.multiplier

    assert with_multiplier(given_, multiplier * times).end <= schedule(given_).end
    assert with_multiplier(given_, multiplier + times).end <= schedule(given_).end


@given(terms())
def test_demand_and_supply_are_never_negative_and_mended_supply_is_never_short(given_: RolloutTerms) -> None:
    for wave in schedule(given_).waves:
        assert min(wave.demand.visits, wave.demand.days, wave.demand.coaches) >= 0
        assert wave.demand.days <= wave.demand.coaches * given_.coaching.days_each_month
        assert (wave.supply is None) == (wave.mended is None) == (given_.coaching.coaches is None)
        if wave.supply and wave.mended:
            assert min(wave.supply.stayed, wave.supply.trained, wave.supply.hired, wave.supply.short) >= 0
            assert wave.mended.short == 0
            assert wave.mended.coaches >= wave.supply.coaches


@given(terms())
def test_the_hires_that_mend_are_enough_when_they_are_planned(given_: RolloutTerms) -> None:
    mended = [wave.mended for wave in schedule(given_).waves if wave.mended]

    planned = schedule(replace(given_, coaching=replace(given_.coaching, hires=tuple(each.hired for each in mended))))

    assert [wave.supply.short for wave in planned.waves if wave.supply] == [0] * len(mended)


@given(terms())
def test_least_multiplier_is_the_smallest_that_meets_the_date(given_: RolloutTerms) -> None:
    least = least_multiplier(given_)

    assert given_.by is not None
    tried = range(2, max(2, given_.pace.units) + 1)
    if least is None:
        assert not with_multiplier(given_, tried[-1]).ends_by(given_.by)
    else:
        assert with_multiplier(given_, least).ends_by(given_.by)
        smaller = {2, 3, least // 2, least - 1} & set(range(2, least))
        assert not any(with_multiplier(given_, each).ends_by(given_.by) for each in smaller)


@given(terms())
def test_each_thing_that_gives_would_meet_the_date(given_: RolloutTerms) -> None:
    planned = schedule(given_)

    found = deadline_outlook(planned)

    assert found is not None
    assert found.is_met == (planned.last_day is not None and planned.last_day <= found.by)
    assert (found.gives is None) == found.is_met
    assert schedule(replace(given_, start=found.latest_start)).ends_by(found.by)
    assert found.latest_start_with_slack <= found.latest_start
    if found.gives is None:
        return
    assert schedule(replace(given_, by=found.gives.later)).ends_by(found.gives.later)
    assert 0 <= found.gives.sites_by_then < given_.pace.sites
    if found.gives.longest_step:
        shorter = tuple(min(each, Fraction(found.gives.longest_step)) for each in given_.pace.lengths)
        assert schedule(replace(given_, pace=replace(given_.pace, lengths=shorter))).ends_by(found.by)


@given(
    st.lists(
        st.tuples(st.integers(1, 50), st.integers(0, 30), st.integers(1, 12)),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 14),
)
def test_busiest_month_of_overlapping_waves_is_found(waves: list[tuple[int, int, int]], after: int) -> None:
    coaching = Coaching(months_after=Fraction(after))
    loads = [Load(sites, Fraction(start), Fraction(start + length)) for sites, start, length in waves]

    found = [each.visits for each in demands(loads, coaching)]

    def visits_in(month: int) -> Fraction:
        during = sum(load.sites for load in loads if load.start <= month < load.end)
        tapering = sum(load.sites for load in loads if load.end <= month < load.end + after)
        return during + Fraction(tapering, 3)

    assert found == [max(visits_in(month) for month in range(int(each.start), int(each.end))) for each in loads]


def test_supply_is_not_worked_out_without_a_number_to_begin_with() -> None:
    assert supplies([15, 60], [1, 5], Coaching(), mended=False) == []


# ---- What gives ----------------------------------------------------------------------------------------


def test_a_date_that_is_met_gives_the_room_there_is() -> None:
    found = deadline_outlook(schedule(replace(DISTRICTS, by=date(2032, 6, 18))))

    assert found is not None
    assert (found.is_met, found.is_met_with_slack, found.gives) == (True, True, None)
    assert found.latest_start == date(2028, 5, 19)
    assert found.latest_start_with_slack == date(2026, 10, 1)


def test_a_date_that_a_larger_step_meets() -> None:
    found = deadline_outlook(schedule(replace(DISTRICTS, by=date(2030, 9, 30))))

    assert found is not None
    assert found.gives is not None
    assert (found.is_met, found.least_multiplier, found.is_more_than_taught, found.is_leap) == (False, 6, False, False)
    assert found.gives.longest_step == 11
    assert found.gives.is_long_enough
    assert found.gives.sites_by_then == 375
    assert found.gives.hires == ((2, 2), (3, 10))
    assert found.gives.later == date(2030, 10, 31)


def test_a_date_that_only_a_leap_meets_and_one_that_nothing_does() -> None:
    leap = deadline_outlook(schedule(replace(DISTRICTS, by=date(2029, 3, 1))))
    never = deadline_outlook(schedule(replace(DISTRICTS, by=date(2027, 12, 1))))

    assert leap is not None
    assert leap.gives is not None
    assert (leap.least_multiplier, leap.is_leap, leap.gives.longest_step, leap.gives.is_long_enough) == (
        32,
        True,
        5,
        False,
    )
    assert never is not None
    assert never.gives is not None
    assert (never.least_multiplier, never.is_leap, never.by_multiplier, never.gives.hires) == (None, True, None, ())
    assert never.gives.sites_by_then == 15


def test_without_a_start_only_the_latest_start_can_be_told() -> None:
    found = deadline_outlook(schedule(replace(DISTRICTS, start=None, by=date(2030, 10, 31))))

    assert found is not None
    assert (found.latest_start, found.least_multiplier, found.gives) == (date(2026, 10, 1), None, None)


# ---- Months ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), Fraction(1), date(2026, 2, 28)),
        (date(2028, 1, 31), Fraction(1), date(2028, 2, 29)),
        (date(2026, 10, 1), Fraction(5, 2), date(2026, 12, 17)),
        (date(2026, 10, 1), Fraction(0), date(2026, 10, 1)),
        (date(2026, 12, 15), Fraction(12), date(2027, 12, 15)),
        (date(9999, 6, 1), Fraction(12), date.max),
    ],
)
def test_months_after_a_day(day: date, count: Fraction, expected: date) -> None:
    assert months.after(day, count) == expected


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_months_between_two_days_lead_from_one_to_the_other(one: date, other: date) -> None:
    early, late = sorted((one, other))

    assert months.after(early, months.between(early, late)) == late
    assert months.between(late, early) == -months.between(early, late)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.fractions(0, 60, max_denominator=12))
def test_months_before_a_day_begin_as_late_as_possible(day: date, count: Fraction) -> None:
    begin = months.before(day, count)

    assert months.after(begin, count) <= day
    assert months.after(begin + timedelta(days=1), count) > day


# ---- Where figures come from ------------------------------------------------------------------------------


def test_what_is_asked_for_comes_before_the_plan_and_the_plan_before_our_defaults() -> None:
    plan = plan_of(
        aim={"population": "576", "units": "38", "by": "2030-10-31", "measure": "falls"},
        measures={"falls": {"title": "Falls", "kind": "outcome", "better": "lower", "every": "quarter"}},
        rollout={"multiplier": "4", "pause": "1", "coaches": "unknown", "step-months": ["10", "9"]},
        support={
            "line": {"title": "Hotline", "kind": "hotline", "visits-each-month": "9"},
            "coaches": {"title": "Coaches", "kind": "coach", "visits-each-month": "2", "attrition": "unknown"},
        },
        waves={"a": {"start": "2026-10-01"}, "b": {"start": "unknown"}},
    )

    terms = terms_of(asked(pause="1/2", hires="0, 2"), plan)

    assert (terms.pace.sites, terms.pace.units, terms.pace.multiplier, terms.pace.pause) == (576, 38, 4, Fraction(1, 2))
    assert terms.pace.lengths == (10, 9)
    assert (terms.gate.interval, terms.gate.least) == (3, 21)
    assert (terms.coaching.coaches, terms.coaching.hires, terms.coaching.visits) == (None, (0, 2), 2)
    assert terms.coaching.attrition == DEFAULTS["attrition"]
    assert (terms.start, terms.by) == (date(2026, 10, 1), date(2030, 10, 31))
    assert "attrition" in terms.assumed
    assert {"pause", "multiplier", "step_months", "interval", "visits_each_month"}.isdisjoint(terms.assumed)


def test_without_a_plan_all_but_the_sites_is_assumed() -> None:
    terms = terms_of(asked(sites="25"))

    assert set(terms.assumed) == set(DEFAULTS)
    assert (terms.start, terms.by, terms.coaching.coaches) == (None, None, None)


def test_listed_target_sites_count_where_the_aim_does_not_say() -> None:
    sites = [{"id": f"s{index}", "name": "S"} for index in range(4)] + [{"id": "x", "name": "S", "status": "left"}]

    assert terms_of(Rollout(), plan_of(sites=sites)).pace.sites == 4


def test_set_up_goes_before_the_first_wave_of_the_plan() -> None:
    plan = plan_of(rollout={"sites": "5", "set-up": "3"}, waves={"a": {"start": "2026-10-01"}})

    planned = schedule(terms_of(Rollout(), plan))

    assert planned.terms.start == date(2026, 7, 1)
    assert planned.waves[0].first_day == date(2026, 10, 1)


def test_without_sites_it_says_how_to_name_them() -> None:
    with pytest.raises(SpreadkitError, match="--sites"):
        terms_of(Rollout(), plan_of(aim={"population": "unknown"}))


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("sites", "0", "a whole number 1 to"),
        ("sites", "2.5", "a whole number"),
        ("multiplier", "1", "a whole number 2 to"),
        ("attrition", "1.2", "not from 0 to 1"),
        ("unit-size", "0.5", "a number 1 to"),
        ("visits-after", "1/0", "not a number"),
        ("pause", "two", "not a number"),
        ("start", "1.10.2026", "not a date"),
        ("step-months", "10 x", '"x" is not a number'),
        ("step-months", "0", "above 0"),
        ("hires", "1, -1", "a whole number 0 to"),
    ],
)
def test_a_figure_that_does_not_fit_is_named(name: str, text: str, says: str) -> None:
    _, wrong = read_rollout({name: text})

    assert [where for where, _ in wrong] == [name]
    assert says in wrong[0][1]


@pytest.mark.parametrize(
    "rollout",
    [
        {"step-months": 10, "hires": [0, 2], "visits-after": "1/3", "coaches": "unknown", "start": "2026-10-01"},
        {"step-months": [10, 9.5], "hires": "0, 2", "attrition": 0.15, "unit-size": 15},
    ],
)
def test_editors_take_figures_as_people_write_them(rollout: dict[str, object]) -> None:
    data = {"schema": "spreadkit/plan@1", "title": "T", "rollout": rollout}

    jsonschema.validate(data, json.loads(json_schema("plan")))

    as_text = {
        name: [str(each) for each in value] if isinstance(value, list) else str(value)
        for name, value in rollout.items()
    }
    assert read_rollout(as_text)[1] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "text"), [("9", "9"), ("5/2", "2.5"), ("1/3", "0.3"), ("99/100", "1"), ("-1/2", "-0.5"), ("-1/99", "0")]
)
def test_figures_are_written_with_one_decimal_at_most(number: str, text: str) -> None:
    assert in_decimals(Fraction(number)) == text
