"""Like with like: no claim rests on sites that came or went, on two rows of one day, or on limits too narrow."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreadkit.measures.measure_charts import ChartedMeasure, LikeWithLike, chart_measure
from spreadkit.measures.series import pooled
from spreadkit.measures.site_sets import SiteChangeKind
from spreadkit.measures.spc.results import ChartKind
from spreadkit.model.measure import Measure
from spreadkit.words import some_of

AS_OF = date(2026, 6, 30)
MONTHS = 24


def month(place: int, day: int = 1) -> str:
    return f"{2024 + place // 12}-{place % 12 + 1:02}-{day:02}"


def measure_of(rows: Iterable[tuple[str, str | None, float, int]], **more: Any) -> Measure:
    points = [
        {"date": on, "count": str(count), "per": str(per)} | ({"site": site} if site else {})
        for on, site, count, per in rows
    ]
    data = {"file": "falls.csv", "site": "site", "count": "falls", "per": "days", "times": "1000", "points": points}
    shape = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month", "data": data}
    return Measure.model_validate({**shape, **more})


def charted(rows: Iterable[tuple[str, str | None, float, int]], **more: Any) -> ChartedMeasure:
    return chart_measure(measure_of(rows, **more), AS_OF, names={"ash": "Ash", "elm": "Elm", "oak": "Oak"})


def steady(**spans: tuple[int, int, int]) -> list[tuple[str, str | None, float, int]]:
    """Return rows of sites with a rate each that hardly changes, from one month to another."""
    return [
        (month(place), site, rate + place % 2, 1000)
        for site, (rate, first, end) in spans.items()
        for place in range(first, end)
    ]


def test_worst_site_that_falls_silent_is_no_improvement() -> None:
    found = charted(steady(ash=(30, 0, 12), elm=(5, 0, 24), oak=(5, 0, 24)), target=8)

    assert found.like.state is LikeWithLike.DIFFERS
    assert list(found.firm_signals) == []
    assert "to the better" not in found.says
    assert "Ash stopped reporting after December 2024." in found.says
    assert "meets the target of 8, but is not of the same sites." in found.says


def test_change_that_all_who_reported_throughout_show_is_claimed_with_who_left() -> None:
    sites = {"ash": (0, 24), "elm": (0, 24), "oak": (0, 24), "fir": (0, 24), "yew": (0, 14)}
    rows: list[tuple[str, str | None, float, int]] = [
        (month(place), site, (20 if place < 12 else 9) + place % 2, 1000)
        for site, (first, end) in sites.items()
        for place in range(first, end)
    ]

    found = charted(rows, baseline={"until": "2024-12-31"})

    assert found.like.state is LikeWithLike.AGREES
    assert any(judgement == "better" for _, judgement in found.firm_signals)
    assert "a shift to the better." in found.says
    assert (
        "yew stopped reporting after February 2025. The 4 sites that reported throughout show the same." in found.says
    )


def test_where_those_who_reported_throughout_got_worse_that_counts() -> None:
    rows: list[tuple[str, str | None, float, int]] = []
    for place in range(MONTHS):
        rows += [(month(place), site, (10 if place < 12 else 14) + place % 2, 2000) for site in ("ash", "elm", "oak")]
        if place < 12:
            rows.append((month(place), "fir", 60 + place % 2, 1000))

    found = charted(rows, baseline={"until": "2024-12-31"})

    assert found.like.state is LikeWithLike.OPPOSES
    assert {judgement for _, judgement in found.firm_signals} == {"worse"}
    assert "a shift downwards, which the change of sites alone may explain" in found.says
    assert "The 3 sites that reported throughout: 13 values in a row are above" in found.says


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["ash", "elm", "oak", "fir", "yew"]),
        st.tuples(st.integers(1, 60), st.integers(0, 20), st.integers(4, 24)),
        min_size=1,
    ),
    st.booleans(),
)
def test_sites_whose_rates_never_change_never_make_a_signal_to_claim(
    spans: dict[str, tuple[int, int, int]],
    is_frozen: bool,  # noqa: FBT001 - drawn
) -> None:
    rows: list[tuple[str, str | None, float, int]] = [
        (month(place), site, rate, 1000) for site, (rate, first, end) in spans.items() for place in range(first, end)
    ]

    found = charted(rows, **({"baseline": {"until": "2024-12-31"}} if is_frozen else {}))

    assert [signal.says for signal, judgement in found.firm_signals if judgement != "neither"] == []
    assert "to the better" not in found.says
    assert "to the worse" not in found.says


def test_who_began_who_left_values_out_and_who_is_late_are_named() -> None:
    rows = steady(ash=(5, 0, 24), elm=(6, 10, 24), oak=(7, 0, 23))
    rows = [row for row in rows if row[:2] != (month(3), "ash") and row[:2] != (month(4), "ash")]
    rows = [row for row in rows if row[:2] != (month(5), "ash")]

    found = charted(rows)

    assert {change.site: change.kind for change in found.like.sites.changes} == {
        "ash": SiteChangeKind.MISSING,
        "elm": SiteChangeKind.STARTED,
    }
    assert "Elm has reported only since November 2024." in found.says
    assert "Ash has no value for 3 of 24 points." in found.says
    assert "The last value is without Oak." in found.says


def test_lists_name_three_or_exactly_four() -> None:
    assert some_of(["a"]) == "a"
    assert some_of(["a", "b", "c", "d"]) == "a, b, c and d"
    assert some_of(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["ash", "elm", "oak"])), unique=True), st.data())
def test_day_of_the_month_makes_no_difference(cells: list[tuple[int, str]], data: st.DataObject) -> None:
    first = measure_of((month(place), site, place + 1, 10) for place, site in cells)
    other = measure_of((month(place, data.draw(st.integers(1, 28))), site, place + 1, 10) for place, site in cells)

    lines = pooled(first), pooled(other)

    assert lines[0].values == lines[1].values
    assert lines[0].reporters == lines[1].reporters


def test_one_day_twice_counts_once_unless_each_row_is_an_event() -> None:
    rows = [("2026-01-01", None, 12, 10), ("2026-01-01", None, 12, 10), ("2026-02-01", None, 9, 10)]

    assert pooled(measure_of(rows)).counts == (Decimal(12), Decimal(9))
    assert pooled(measure_of(rows, chart="g", every=None)).counts == (Decimal(12), Decimal(12), Decimal(9))


def test_what_is_left_out_at_one_site_is_left_out_before_the_others_are_put_together() -> None:
    rows = [("2026-01-01", "ash", 90, 10), ("2026-01-01", "elm", 1, 10), ("2026-02-01", "ash", 1, 10)]

    line = pooled(measure_of(rows, excluded=[{"on": "2026-01-20", "site": "ash"}]))

    assert line.counts == (Decimal(1), Decimal(1))
    assert line.reporters == (frozenset({"elm"}), frozenset({"ash"}))


@pytest.mark.parametrize("every", ["month", None])
def test_missing_months_are_told_whether_or_not_the_plan_says_how_often(every: str | None) -> None:
    rows = [row for row in steady(ash=(5, 0, 20)) if row[0] not in {month(3), month(4), month(9), month(11)}]

    found = charted(rows, every=every)

    assert found.says.endswith("4 of 20 months are missing.")
    assert any("most values are a month apart" in note for note in found.notes) is (every is None)


@pytest.mark.parametrize(("every", "step"), [("week", 7), ("fortnight", 14), ("quarter", 91), ("year", 365)])
def test_own_step_of_the_data_is_seen(every: str, step: int) -> None:
    days = [date(2015, 1, 5) + timedelta(days=step * place) for place in range(8) if place != 4]

    found = charted([(day.isoformat(), None, 3, 10) for day in days], every=None)

    assert found.says.endswith(f"1 of 8 {every}s is missing.")


def _attendances(spread: float, seed: int) -> list[tuple[str, str | None, float, int]]:
    """Return two years of four-hour waits: shares that vary more than chance by a spread, of large denominators."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    rows: list[tuple[str, str | None, float, int]] = []
    for place in range(MONTHS):
        per = chance.randrange(15_000, 25_000)
        share = min(max(0.9 + chance.gauss(0, spread), 0), 1)
        deviation = (per * share * (1 - share)) ** 0.5
        rows.append((month(place), None, round(min(max(chance.gauss(per * share, deviation), 0), per)), per))
    return rows


def test_limits_widen_where_values_vary_more_than_counts_do_and_the_chart_says_so() -> None:
    wide = [charted(_attendances(0.02, seed), chart="p", every="month") for seed in range(40)]
    plain = [charted(_attendances(0, seed), chart="p", every="month") for seed in range(200)]

    assert all(found.chart and found.chart.kind is ChartKind.P_PRIME for found in wide)
    assert all("Laney" in found.notes[0] for found in wide)
    assert sum(len([point for point in found.chart.points if point.rule]) for found in wide if found.chart) < 40
    adjusted = sum(found.chart is not None and found.chart.kind is ChartKind.P_PRIME for found in plain)
    assert adjusted <= 16


def test_digits_tell_a_value_from_its_target() -> None:
    rows: list[tuple[str, str | None, float, int]] = [(month(place), None, 44, 1000) for place in range(11)]
    rows += [(month(place), None, 46 + place % 2, 1000) for place in range(11, 22)] + [(month(22), None, 45.04, 1000)]

    said = charted(rows, target=45).says

    assert "The last value, 45.04 (November 2025), does not meet the target of 45." in said
