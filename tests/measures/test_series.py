"""Series as lines over time: pooled by the right sum, gaps kept, and charted as the plan says."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.measure_charts import chart_measure, chart_sites, kind_of
from spreadkit.measures.series import by_site, can_be_pooled, pooled, reported, set_aside, step_after
from spreadkit.measures.spc.results import ChartKind
from spreadkit.model.measure import Measure
from spreadkit.model.people import Every
from spreadkit.model.target import Target

AS_OF = date(2026, 6, 30)

RATE = {"count": "falls", "per": "days"}


def measure_of(points: Iterable[dict[str, Any]], columns: dict[str, str] | None = None, **more: Any) -> Measure:
    data = {"file": "falls.csv", "site": "site", "points": list(points), **(RATE if columns is None else columns)}
    return Measure.model_validate({"title": "Falls", "kind": "outcome", "better": "lower", "data": data, **more})


def month(number: int) -> str:
    return f"{2024 + (number - 1) // 12}-{(number - 1) % 12 + 1:02}-01"


def rate(on: str, at: str | None, count: int | None, per: int | None) -> dict[str, Any]:
    cells = {"date": on, "site": at, "count": count, "per": per}
    return {name: str(cell) for name, cell in cells.items() if cell is not None}


def run_of(values: Iterable[float], **more: Any) -> Measure:
    points = [{"date": month(index), "value": str(value)} for index, value in enumerate(values, start=1)]
    return measure_of(points, {"value": "value"}, **{"every": "month", **more})


def test_all_together_is_the_sum_of_counts_over_the_sum_of_denominators() -> None:
    measure = measure_of([rate("2026-01-01", "ash", 1, 10), rate("2026-01-01", "elm", 30, 100)])

    line = pooled(measure, AS_OF)

    assert line.values == (Decimal(31) / Decimal(110),)
    assert line.values != ((Decimal("0.1") + Decimal("0.3")) / 2,)
    assert (line.counts, line.pers, line.sites) == ((Decimal(31),), (Decimal(110),), (2,))


def test_site_that_gave_no_denominator_is_left_out_with_its_count() -> None:
    points = [rate("2026-01-01", "ash", 1, 10), rate("2026-01-01", "elm", 30, None), rate("2026-01-01", "oak", 5, 0)]

    line = pooled(measure_of(points), AS_OF)

    assert (line.values, line.sites) == ((Decimal("0.1"),), (1,))


def test_counts_alone_add_up() -> None:
    points = [{"date": "2026-01-01", "site": "ash", "count": "3"}, {"date": "2026-01-01", "site": "elm", "count": "4"}]

    line = pooled(measure_of(points, {"count": "falls"}), AS_OF)

    assert line.values == (Decimal(7),)


def test_values_are_averaged_by_their_weight_or_not_at_all() -> None:
    points = [
        {"date": "2026-01-01", "site": "ash", "value": "10", "per": "1"},
        {"date": "2026-01-01", "site": "elm", "value": "20", "per": "3"},
    ]
    weighted = measure_of(points, {"value": "rate", "per": "beds"})
    bare = measure_of([{key: each[key] for key in ("date", "site", "value")} for each in points], {"value": "rate"})

    assert pooled(weighted, AS_OF).values == (Decimal("17.5"),)
    assert weighted.data is not None
    assert bare.data is not None
    assert can_be_pooled(weighted.data)
    assert not can_be_pooled(bare.data)
    assert len(pooled(bare, AS_OF)) == 0
    assert "the mean of rates is not the rate of all" in chart_measure(bare, AS_OF).says
    assert [each.line.values for each in chart_sites(bare, AS_OF).values()] == [(Decimal(10),), (Decimal(20),)]


def test_of_two_rows_of_a_site_for_one_date_the_later_counts() -> None:
    line = pooled(measure_of([rate("2026-01-01", "ash", 9, 10), rate("2026-01-01", "ash", 1, 10)]), AS_OF)

    assert line.values == (Decimal("0.1"),)


def test_months_that_are_missing_are_gaps_and_nothing_else_is() -> None:
    days = ["2026-01-01", "2026-02-03", "2026-05-01"]

    line = pooled(measure_of([rate(day, "ash", 1, 10) for day in days], every="month"), AS_OF)

    due = ["2026-01-01", "2026-02-03", "2026-03-01", "2026-04-01", "2026-05-01"]
    assert [day.isoformat() for day in line.dates] == due
    assert [value is None for value in line.values] == [False, False, True, True, False]


def test_empty_cells_are_gaps_and_later_points_are_not_seen_yet() -> None:
    points = [rate("2026-01-01", "ash", 1, 10), rate("2026-02-01", "ash", None, 10), rate("2026-07-01", "ash", 1, 10)]

    line = pooled(measure_of(points), AS_OF)

    assert line.values == (Decimal("0.1"), None)
    assert reported(measure_of(points), AS_OF) == {"ash": [date(2026, 1, 1)]}


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("day", "2026-02-01"),
        ("week", "2026-02-07"),
        ("fortnight", "2026-02-14"),
        ("month", "2026-02-28"),
        ("quarter", "2026-04-30"),
        ("year", "2027-01-31"),
    ],
)
def test_next_value_is_due_one_step_later(every: str, expected: str) -> None:
    assert step_after(date(2026, 1, 31), Every(every)).isoformat() == expected


rows = st.lists(
    st.tuples(st.integers(1, 8), st.sampled_from(["ash", "elm", "oak"]), st.integers(0, 30), st.integers(0, 50)),
    max_size=30,
    unique_by=lambda row: (row[0], row[1]),
)


@given(rows, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter_and_sites_make_up_the_whole(
    drawn: list[tuple[int, str, int, int]], order: Any
) -> None:
    points = [rate(month(number), at, count, per) for number, at, count, per in drawn]
    shuffled = order.sample(points, len(points))

    line = pooled(measure_of(shuffled), AS_OF)

    assert line == pooled(measure_of(points), AS_OF)
    for day, count, per in zip(line.dates, line.counts, line.pers, strict=True):
        there = [(c, p) for number, _, c, p in drawn if month(number) == day.isoformat() and p]
        assert (count or 0) == sum(c for c, _ in there)
        assert (per or 0) == sum(p for _, p in there)
    lines = by_site(measure_of(points), AS_OF)
    known = sum(len(each.known) for each in lines.values())
    assert known == sum(bool(per) for _, _, _, per in drawn)


def test_baseline_is_frozen_and_phases_begin_where_the_plan_says() -> None:
    values = [*[8, 6, 7, 9, 5, 7, 8, 6, 7, 9], *[4, 3, 4, 3, 4, 3, 4, 3, 4, 3], *[1, 2, 1, 2]]
    phases = [{"from": "2025-09-15", "because": "New form"}]

    charted = chart_measure(run_of(values, baseline={"until": "2024-10-31"}, phases=phases), AS_OF)

    assert charted.chart is not None
    first, second = charted.chart.phases
    assert (first.first, first.last, first.baseline, first.frozen, first.centre) == (0, 20, 10, True, 7)
    assert (second.first, second.centre) == (21, 2)
    signal = charted.last_signal("better")
    assert signal is not None
    assert (signal.first, signal.last) == (10, 20)
    assert charted.last_signal("worse") is None


def test_excluded_point_stays_and_counts_for_nothing() -> None:
    values = [*[5.0, 6.0] * 8, 90.0]

    charted = chart_measure(run_of(values, excluded=[{"on": "2025-05-01", "because": "Flood"}], chart="xmr"), AS_OF)

    assert charted.chart is not None
    assert charted.chart.points[16].excluded
    assert charted.chart.points[16].value == 90
    assert charted.chart.phases[0].centre == 5.5


def test_exclusion_of_one_site_is_not_that_of_all() -> None:
    points = [rate(month(number), at, number, 100) for number in range(1, 6) for at in ("ash", "elm")]
    measure = measure_of(points, excluded=[{"on": month(2), "site": "ash"}])

    charts = {site: each.chart for site, each in chart_sites(measure, AS_OF).items()}

    whole = chart_measure(measure, AS_OF).chart
    assert whole is not None
    assert not any(point.excluded for point in whole.points)
    assert [any(point.excluded for point in each.points) for each in charts.values() if each] == [True, False]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({}, ChartKind.RUN),
        ({"rules": "mdc"}, ChartKind.XMR),
        ({"rules": "ihi"}, ChartKind.RUN),
        ({"chart": "p"}, ChartKind.P),
    ],
)
def test_chart_is_the_one_that_is_named_or_fits_the_rules(more: dict[str, str], kind: ChartKind) -> None:
    assert kind_of(run_of([1], **more)) is kind


def test_rates_of_a_p_chart_are_for_as_many_as_the_plan_says() -> None:
    points = [rate(month(number), "ash", 40 + number % 3, 50) for number in range(1, 20)]
    data = {**RATE, "times": "100"}

    charted = chart_measure(measure_of(points, data, chart="p", every="month"), AS_OF)

    assert charted.chart is not None
    assert charted.chart.points[0].value == pytest.approx(82)
    assert charted.chart.phases[0].centre == pytest.approx(100 * sum(40 + n % 3 for n in range(1, 20)) / (19 * 50))
    assert charted.chart.points[0].upper is not None
    assert charted.chart.points[0].upper <= 100


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"cumulative": "yes"}, "cumulative"),
        ({"rules": "mdc", "chart": "run"}, "not for the run chart"),
        ({"chart": "p"}, "count and per"),
        ({"chart": "c"}, "made of counts"),
    ],
)
def test_chart_that_would_mislead_is_refused_in_words(more: dict[str, str], words: str) -> None:
    charted = chart_measure(run_of(range(1, 21), **more), AS_OF)

    assert charted.chart is None
    assert words in charted.says


def test_target_of_the_aim_counts_where_the_measure_has_none() -> None:
    said = chart_measure(run_of([5, 6] * 8), AS_OF, target=Target(at="5.5")).says

    assert "does not meet the target of 5.5" in said


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["ash", "elm"]), st.integers(1, 2)), max_size=12))
def test_rows_that_a_later_row_stands_in_for_are_counted_and_told(rows: list[tuple[int, str, int]]) -> None:
    measure = measure_of((rate(month(when), at, count, 100) for when, at, count in rows), every="month")
    line = pooled(measure, AS_OF)

    changes = 0
    last: dict[tuple[int, str], int] = {}
    for when, at, count in rows:
        changes += last.get((when, at), count) != count
        last[when, at] = count

    assert sum(filter(None, line.counts)) == sum(last.values())
    assert set_aside(measure, line) == changes
    assert ("left out for" in chart_measure(measure, AS_OF).says) == bool(changes)


def test_a_value_that_stands_for_another_of_its_month_is_told() -> None:
    points = [{"date": month(number), "value": "9"} for number in range(1, 13)]
    measure = measure_of([*points, {"date": "2024-05-15", "value": "3"}], {"value": "value"}, every="month")

    says = chart_measure(measure, AS_OF).says

    assert says.endswith("1 row is left out for a later row of the same time.")
