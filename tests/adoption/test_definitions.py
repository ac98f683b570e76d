"""The definitions of docs/adoption.md, written once more as slow and plain as they are told there."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from made_histories import (
    CORE,
    IN_PLACE,
    SITES,
    STAGES,
    START,
    Row,
    days_drawn,
    is_whole,
    made,
    on,
    row_of,
    rows_drawn,
    stages_of,
    view_of,
)

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import AFTER
from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.times import times_to_stages
from spreadkit.adoption.tracking import LADDER
from spreadkit.adoption.words import sentences, state_words
from spreadkit.formats import _csv_adoption, _json_adoption
from spreadkit.model.adoption import AdoptionStage, Reason
from spreadkit.months import add_months


@given(rows_drawn, days_drawn)
def test_there_ever_and_stale_are_what_going_day_by_day_says(rows: list[Row], until: int) -> None:
    seen = Overview(made(rows), on(until))

    there = {at for at in SITES if is_whole(rows, at, until)}
    ever = {at for at in SITES if any(is_whole(rows, at, day) for day in range(until + 1))}
    news = {at: max((row.day for row in rows if row.site == at and row.day <= until), default=None) for at in SITES}
    stale = {at for at in there if until - (news[at] or 0) > seen.tracker.stale_after}
    assert {tracked.site.id for tracked in seen.there} == there
    assert {tracked.site.id for tracked in seen.ever} == ever
    assert {tracked.site.id for tracked in seen.stale_there} == stale == set(seen.stale_on(on(until)))
    assert (seen.reached.current, seen.reached.ever, seen.of) == (len(there), len(ever), 3)


@given(rows_drawn, days_drawn)
def test_every_count_of_all_core_changes_is_the_same_one(rows: list[Row], until: int) -> None:
    plan = made(rows)
    view = view_of(plan, on(until))
    seen = view.adoption

    there = {tracked.site.id for tracked in seen.there}
    assert {each.site for each in seen.completeness if each.core == "in-place"} == there
    assert {at for at in SITES if view.core_state(at) == "in-place"} == there
    implemented = next(time for time in seen.times if time.stage is AdoptionStage.IMPLEMENTED)
    begun = {tracked.site.id for tracked in seen.ever}
    assert implemented.curve.watched - implemented.curve.open == len(begun)
    assert seen.reach[-1].current == len(there) if seen.reach else not there


@given(rows_drawn, days_drawn)
def test_a_stage_is_reached_when_all_core_changes_are_that_far_at_once(rows: list[Row], until: int) -> None:
    times = {time.stage: time.curve for time in times_to_stages(made(rows), on(until))}

    for rank, stage in enumerate(LADDER):
        if rank:
            enough = tuple(step.value for step in LADDER[rank:])
            reached = {at for at in SITES if any(is_whole(rows, at, day, enough) for day in range(until + 1))}
            started = {at for at in SITES if start_of(rows, at, until) is not None}
            assert times[stage].watched == len(started)
            assert times[stage].watched - times[stage].open == len(reached & started)


def start_of(rows: list[Row], at: str, until: int) -> int | None:
    """The day planned, or the first row in use where that is earlier; where none is planned, the first row."""
    planned = {"ash": (date(2025, 1, 5) - START).days, "elm": (date(2026, 3, 1) - START).days}.get(at)
    told = [day for day in range(until + 1) if any(row.site == at and row.day == day for row in rows)]
    used = [
        day
        for day in told
        for change in (*CORE, "board")
        if (row := row_of(rows, at, change, day)) and row.day == day
        if row.stage in {"testing", "implementing", *IN_PLACE}
    ]
    of_core = [row.day for row in rows if row.site == at and row.change in CORE and row.day <= until]
    begins = [*used[:1], *([planned] if planned is not None else [min(of_core)] if of_core else [])]
    start = min(begins, default=None)
    return start if start is not None and start <= until else None


class Look(NamedTuple):
    """A look at one change at one site, as it stands."""

    site: str
    change: str
    months: int
    state: str


def looks_at(rows: list[Row], at: str, change: str, until: int) -> Iterator[Look]:
    """Say how each look at one change stands, by what is written of each word on the page."""
    stages = [row.stage if (row := row_of(rows, at, change, day)) else None for day in range(until + 1)]
    starts = [
        day for day in range(until + 1) if stages[day] in IN_PLACE and (not day or stages[day - 1] not in IN_PLACE)
    ]
    if not starts:
        return
    told = {row.day for row in rows if (row.site, row.change) == (at, change) and starts[-1] < row.day <= until}
    for months in AFTER:
        due = add_months(on(starts[-1]), months)
        before = [day for day in sorted(told) if stages[day] not in {*IN_PLACE, "paused"}]
        rests = [day for day in sorted(told) if stages[day] == "paused"]
        kept = [day for day in sorted(told) if stages[day] in IN_PLACE and on(day) >= add_months(due, -1)]
        if kept:
            yield Look(at, change, months, "held")
        elif before and stages[before[0]] == "not-applicable":
            return
        elif before:
            yield Look(at, change, months, "lost" if on(before[0]) >= due else "lost-early")
            return
        elif rests and on(rests[0]) < due:
            return
        elif on(until) < due:
            yield Look(at, change, months, "to-come")
        else:
            yield Look(at, change, months, "due" if on(until) <= add_months(due, 1) else "overdue")


@given(rows_drawn, days_drawn)
def test_a_look_is_one_that_somebody_made(rows: list[Row], until: int) -> None:
    found = Overview(made(rows), on(until)).rechecks

    expected = [look for at in SITES for change in CORE for look in looks_at(rows, at, change, until)]
    assert [Look(each.site, each.change, each.months, each.state.value) for each in found] == expected


@given(rows_drawn, days_drawn)
def test_of_each_change_at_each_site_a_look_counts_once(rows: list[Row], until: int) -> None:
    looks = Overview(made(rows), on(until)).looks

    made_of = [(each.site, each.change) for each in (*looks.held, *looks.lost)]
    missed_of = [(each.site, each.change) for each in (*looks.due, *looks.overdue)]
    assert len(made_of) == len(set(made_of)) == looks.made
    assert len(missed_of) == len(set(missed_of))


@given(rows_drawn, days_drawn, st.data())
def test_the_later_row_of_a_day_counts_in_every_output(rows: list[Row], until: int, data: st.DataObject) -> None:
    corrected = []
    for row in rows:
        if data.draw(st.booleans()):
            corrected.append(row._replace(stage=data.draw(st.sampled_from(STAGES)), barrier="a slip", reason="no-time"))
        corrected.append(row)
    first, second = (Overview(made(each), on(until)) for each in (rows, corrected))

    assert _json_adoption.render_adoption(first) == _json_adoption.render_adoption(second)
    assert _csv_adoption.render_adoption(first) == _csv_adoption.render_adoption(second)
    assert list(sentences(first)) == list(sentences(second))


@given(rows_drawn, days_drawn)
def test_what_holds_up_is_open_and_what_was_said_before_stays_in_view(rows: list[Row], until: int) -> None:
    seen = Overview(made(rows), on(until))

    for tracked in seen.sites:
        at = tracked.site.id
        expected = set()
        for change in CORE:
            row = row_of(rows, at, change, until)
            if row and row.stage not in {*IN_PLACE, "not-applicable"} and (said := words_of(row)):
                expected |= {(said, change)} if said != "The round begins early" else set()
        assert {(barrier.says, barrier.change) for barrier in tracked.barriers if barrier.is_open} == expected
        counting = [
            row for row in rows if row.site == at and row.day <= until and row_of(rows, at, row.change, row.day) is row
        ]
        said_of = {(words_of(row), row.change) for row in counting if words_of(row)}
        assert {(barrier.says, barrier.change) for barrier in tracked.barriers} == said_of
        assert set(tracked.held_up_by) <= {said for said, _ in expected}


def words_of(row: Row) -> str:
    """What a row says holds it up: the words of the obstacle that it names, its barrier, its reason, else its note."""
    if row.barrier:
        return "The round begins early" if row.barrier == "early-round" else row.barrier
    reason = {"other": "a reason that is not named", "unknown": "a reason that is not known", "no-time": "no time"}
    if row.reason in {"other", "unknown"} and row.note:
        return row.note
    return reason.get(row.reason, "")


@given(rows_drawn, days_drawn)
def test_a_site_counts_once_for_a_reason(rows: list[Row], until: int) -> None:
    tracker = Overview(made(rows), on(until)).tracker

    for says, named in tracker.reasons:
        assert says not in {Reason.OTHER.words, Reason.UNKNOWN.words}
        assert len(named) == len(set(named))
    assert {says for says, _ in tracker.reasons if says == "board"} == set()
    open_ = {site.site.id for site in tracker.sites if site.held_up_by}
    assert {at for _, named in tracker.reasons for at in named} == open_


@given(rows_drawn, days_drawn)
def test_the_state_of_a_site_is_the_first_that_is_so(rows: list[Row], until: int) -> None:
    for tracked in Overview(made(rows), on(until)).sites:
        stages = [stage for stage in stages_of(rows, tracked.site.id, until) if stage != "not-applicable"]
        stopped = {"gave-up": "discontinued", "paused": "paused", "declined": "declined"}
        order = [
            (SiteStateKind.NOT_APPLICABLE, not stages),
            (SiteStateKind.GAVE_UP, "discontinued" in stages),
            (SiteStateKind.SILENT, tracked.silent),
            (SiteStateKind.PAUSED, "paused" in stages),
            (SiteStateKind.DECLINED, "declined" in stages),
            (SiteStateKind.THERE, is_whole(rows, tracked.site.id, until)),
        ]
        kind = tracked.state.kind
        first = next((name for name, is_so in order if is_so), None)
        assert kind is first if first else kind not in dict(order)
        if kind.value in stopped:
            assert tracked.state.since is not None
            days = [row.date for row in rows if row.site == tracked.site.id and row.stage == stopped[kind.value]]
            assert tracked.state.since in days


# Sites, changes and what is meant


def test_where_no_change_is_core_those_of_the_aim_are() -> None:
    changes = {"huddle": {"title": "Huddle", "core": "no"}, "board": {"title": "Board", "core": "no"}}
    plan = made(
        [Row(10, "ash", "huddle", "implemented")],
        package={"version": "1", "changes": changes},
        aim={"what": ["huddle"]},
    )

    seen = Overview(plan, on(20))

    assert seen.tracker.core == ("huddle",)
    assert [tracked.site.id for tracked in seen.there] == ["ash"]


def test_a_site_to_which_no_core_change_applies_is_not_unknown() -> None:
    rows = [Row(10, "ash", change, "not-applicable") for change in CORE]

    seen = Overview(made(rows), on(20))

    assert [tracked.site.id for tracked in seen.not_applicable] == ["ash"]
    assert "ash" not in {tracked.site.id for tracked in seen.not_known}
    assert state_words(seen.not_applicable[0], seen.titles) == "no core change applies"
    assert seen.not_applicable[0].lowest == "n/a"
    assert "; to 1 site no core change applies." in next(sentences(seen))


def test_where_no_site_is_listed_those_that_are_meant_are_told() -> None:
    seen = Overview(made([], sites=[], aim={"population": 1826}), on(20))

    assert seen.of == 1826
    assert next(sentences(seen)) == (
        "1,826 sites are meant; the plan lists none of them, so which have every core change in place is not on record."
    )


def test_a_loss_that_was_accepted_holds_nothing_up() -> None:
    rows = [Row(10, "ash", "huddle", "declined", "No pharmacist")]
    stop = [{"about": "adoption", "sites": ["ash"], "outcome": "stop", "on": "2025-01-15"}]

    open_, accepted = Overview(made(rows), on(20)), Overview(made(rows, decisions=stop), on(20))

    held = [next(tracked for tracked in seen.sites if tracked.site.id == "ash") for seen in (open_, accepted)]
    assert [dict(tracked.held_up_by) for tracked in held] == [{"No pharmacist": ("huddle",)}, {}]
    assert [tracked.state.kind.value for tracked in held] == ["declined", "declined-accepted"]
    assert dict(held[1].said_before) == {"No pharmacist": ("huddle",)}
