"""The table of all measures: which rows there are, in which order, and what each says."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.icons import Assurance, Variation
from spreadkit.measures.series import by_site
from spreadkit.measures.table import DataState, MeasureTableRow, measures_headline
from spreadkit.model.measure import Point
from spreadkit.model.plan import Plan
from spreadkit.model.unread import Unread
from spreadkit.months import add_months

from made_tables import AS_OF, SITES, plans, table_in


def plan_of(measure: dict[str, Any], sites: list[dict[str, Any]] | None = None, **more: Any) -> Plan:
    made = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", **measure}
    return Plan.model_validate(
        {"schema": "spreadkit/plan@1", "title": "P", "sites": sites or [], "measures": {"falls": made}, **more}
    )


def series(values: dict[str | None, list[int | None]], first: date = date(2024, 1, 1)) -> dict[str, Any]:
    points = tuple(
        Point(date=add_months(first, place), site=site, count=Decimal(value), per=Decimal(1000))
        for site, there in values.items()
        for place, value in enumerate(there)
        if value is not None
    )
    return {"file": "f.csv", "count": "n", "per": "d", "times": "1000", "site": "s", "points": points}


def rows_of(plan: Plan) -> dict[str | None, MeasureTableRow]:
    return {row.site: row for row in table_in(plan).rows}


@given(plans())
def test_rows_stand_in_the_order_of_the_plan_and_of_the_waves(plan: Plan) -> None:
    rows = table_in(plan).rows

    names = [row.measure for row in rows]
    assert names == sorted(names, key=[*plan.measures].index)
    waves = sorted(plan.waves, key=lambda name: plan.waves[name].start)
    wave_of = {site.id: waves.index(site.wave) if site.wave else len(waves) for site in plan.sites}
    for name, measure in plan.measures.items():
        sites = [row.site for row in rows if row.measure == name]
        assert sites[0] is None
        assert sites[1:] == sorted(sites[1:], key=lambda site: (wave_of[site], SITES.index(site)))
        reporting = set(by_site(measure, AS_OF))
        assert set(sites[1:]) == (set(SITES) - _gone(plan) | reporting if reporting - _gone(plan) else reporting)


def _gone(plan: Plan) -> set[str]:
    return {site.id for site in plan.sites if site not in plan.target_sites}


@given(plans())
def test_no_row_says_more_than_there_is(plan: Plan) -> None:
    for row in table_in(plan).rows:
        assert (row.latest is None) == (row.latest_on is None) == (row.latest_label == "")
        assert (row.last_data is None) == (row.points == 0)
        assert (row.special is not None) == (row.variation in {Variation.BETTER, Variation.WORSE, Variation.NEITHER})
        assert row.points or row.state in {
            DataState.NO_DATA,
            DataState.NOT_APPLICABLE,
            DataState.UNREAD,
            DataState.LEFT,
        }
        if row.special is not None and row.variation is not Variation.NEITHER:
            assert row.special.judgement == row.variation.value
        if row.site is not None:
            assert row.target is None
            assert row.assurance is Assurance.NO_TARGET
        if row.state is DataState.STALE:
            assert row.last_data is not None
            assert (AS_OF - row.last_data).days > 60


@given(plans(), st.sampled_from(SITES))
def test_one_site_has_the_rows_that_are_its_own_in_the_whole_table(plan: Plan, site: str) -> None:
    assert table_in(plan, site).rows == tuple(row for row in table_in(plan).rows if row.site == site)


@given(plans())
def test_headline_counts_every_measure_once(plan: Plan) -> None:
    table = table_in(plan)
    says = measures_headline(table)

    assert says.endswith(".")
    if len(plan.measures) > 1:
        better = sum(row.variation is Variation.BETTER for row in table.rows if row.site is None)
        assert says.startswith(f"{better or 'None'} of {len(plan.measures)} measures")


@pytest.mark.parametrize(
    ("more", "value", "says"),
    [
        ({"baseline": {"until": "2024-03-31"}}, 5, "All counts of 3 values until 31 March 2024"),
        (
            {"baseline": {"until": "2024-03-31"}, "excluded": [{"on": "2024-03-01"}]},
            2,
            "All counts of 2 values until 31",
        ),
        ({}, 3, "All counts of 2 values until 29 February 2024"),
        ({"redefined": [{"on": "2024-04-01", "what": "Anew"}]}, None, "Counted otherwise since 1 April 2024"),
        ({"baseline": {"until": "2020-01-31"}}, None, "No values until 31 January 2020"),
    ],
)
def test_before_is_of_the_values_before_and_says_of_which(more: dict[str, Any], value: int | None, says: str) -> None:
    values: dict[str | None, list[int | None]] = {"ash": [2, 2, 11, 7, 7] if more else [2, 4, 9, 7, 7]}
    sites = [{"id": "ash", "name": "Ash", "wave": "a"}]
    plan = plan_of({"data": series(values), **more}, sites, waves={"a": {"start": "2024-03-01"}})

    row = rows_of(plan)[None]

    assert row.before == value
    assert row.before_says.startswith(says)


def test_states_of_the_data_are_told_apart() -> None:
    recent, old = [1] * 30, [1] * 20
    data = series({"ash": recent, "elm": old, "oak": old, "yew": []})
    sites = [
        {"id": "ash", "name": "Ash"},
        {"id": "elm", "name": "Elm"},
        {"id": "oak", "name": "Oak", "left": "2025-09-01"},
        {"id": "yew", "name": "Yew"},
    ]

    rows = rows_of(plan_of({"data": data}, sites))

    assert {site: (row.state, row.data_says) for site, row in rows.items()} == {
        None: (DataState.CURRENT, "Up to date"),
        "ash": (DataState.CURRENT, "Up to date"),
        "elm": (DataState.STALE, "Old: nothing since August 2025"),
        "oak": (DataState.LEFT, "Left on 1 September 2025"),
        "yew": (DataState.NO_DATA, "None yet"),
    }


def test_what_could_not_be_read_is_neither_none_nor_old() -> None:
    part = ("measures", "falls", "data")
    cells = frozenset({(date(2026, 6, 1), "elm")})
    partly = Unread(part, "f.csv", 7, "a word", rows=1, of=31, cells=cells)
    plan = plan_of({"data": series({"ash": [1] * 30})}, [{"id": "ash", "name": "Ash"}, {"id": "elm", "name": "Elm"}])
    data = plan.measures["falls"].data
    assert data is not None
    data.set_unread((partly,))

    rows = rows_of(plan)

    assert rows[None].data_says == "Up to date; 1 of 31 rows of f.csv could not be read"
    assert (rows["elm"].state, rows["elm"].variation) == (DataState.UNREAD, Variation.NOT_KNOWN)
    assert rows["ash"].data_says == "Up to date"

    data.set_unread((Unread(part, "f.csv", None, "not text"),))
    empty = plan_of({"data": series({})})
    empty_data = empty.measures["falls"].data
    assert empty_data is not None
    empty_data.set_unread((Unread(part, "f.csv", None, "not text"),))

    assert rows_of(empty)[None].state is DataState.UNREAD


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ({"kind": "spread"}, "Does not apply: counted from the adoption events"),
        (
            {"data": {**series({"ash": [1], "elm": [2]}), "count": None, "per": None, "value": "n"}},
            "Does not apply: values of sites cannot be put together",
        ),
        ({}, "None yet"),
    ],
)
def test_what_cannot_be_is_not_called_missing(measure: dict[str, Any], says: str) -> None:
    row = rows_of(plan_of(measure))[None]

    assert row.data_says == says
    assert row.latest is None


def test_each_target_is_held_against_the_latest_value() -> None:
    targets = {
        "national": {"kind": "national", "value": {"under": "5"}, "by": "2026-12-31"},
        "peers": {"title": "Best quarter", "value": "4"},
        "own": {"value": "unknown"},
        "share": {"value": "0.05"},
    }
    plan = plan_of(
        {"unit": "%", "target": "5", "targets": targets, "data": {**series({"ash": [5] * 30}), "times": "1000"}}
    )

    row = rows_of(plan)[None]

    assert row.target is not None
    assert (row.target.words, row.target.met) == ("5", True)
    assert [(target.title, target.words, target.met) for target in row.targets] == [
        ("national target", "under 5", False),
        ("Best quarter", "4", False),
        ("target own", "not known", None),
        ("target share", "0.05", None),
    ]


def test_special_cause_says_by_which_rule_and_since_when() -> None:
    counts: list[int | None] = [6, 8] * 10 + [2] * 10

    row = rows_of(plan_of({"baseline": {"until": "2025-08-31"}, "data": series({"ash": counts})}))[None]

    assert row.special is not None
    assert (row.variation, row.special.words) == (Variation.BETTER, "long run since September 2025")
    assert (row.special.since, row.special.until) == (date(2025, 9, 1), date(2026, 6, 1))
