"""Charts by hand: each kind of line, each rule at its edge, what is refused, and what is said instead of guessed."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import comb, sqrt

import pytest

from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.data import CumulativeSeriesError, SeriesError, SpcData
from spreadkit.measures.spc.interpretation import (
    Better,
    MdcAssurance,
    judge_direction,
    judge_signal,
    mdc_assurance_of,
    mdc_variation_of,
)
from spreadkit.measures.spc.rebasing import rebase
from spreadkit.measures.spc.results import ChartKind, Signal, SignalDirection, SpcChart, SpcRule
from spreadkit.measures.spc.rule_sets import ANHOEJ, IHI, IHI_RUNS, MDC, RULE_SETS, RuleSet

STEADY = (5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6, 8)


def by(rule: SpcRule, chart: SpcChart) -> list[tuple[SignalDirection | None, tuple[int, ...]]]:
    return [(each.direction, each.points) for each in chart.signals if each.rule is rule]


@pytest.mark.parametrize("kind", [*ChartKind])
@pytest.mark.parametrize("rules", [*RULE_SETS.values()])
def test_cumulative_series_is_refused_whatever_is_asked(kind: ChartKind, rules: RuleSet) -> None:
    adoption = SpcData((1, 2, 4, 8, 12, 15), cumulative=True)

    with pytest.raises(CumulativeSeriesError, match=r"cumulative.*chart the new cases of each period instead"):
        chart_of(adoption, kind, rules)
    with pytest.raises(CumulativeSeriesError):
        rebase(adoption, "up")


@pytest.mark.parametrize(
    ("kind", "rules", "says"),
    [
        (ChartKind.XMR, IHI, "IHI run chart rules are for the run chart, not for the xmr chart; choose anhoej for it"),
        (ChartKind.RUN, MDC, "NHS Making Data Count rules are for the xmr chart, not for the run chart"),
    ],
)
def test_rule_set_is_refused_on_a_chart_that_it_is_not_defined_on(kind: ChartKind, rules: RuleSet, says: str) -> None:
    with pytest.raises(SeriesError, match=says):
        chart_of(SpcData(STEADY), kind, rules)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"values": (1, float("nan"))}, "value 2 is nan"),
        ({"values": (float("inf"),)}, "value 1 is inf"),
        ({"values": (1e100,)}, "value 1 is 1e\\+100"),
        ({"values": (1, 2), "sizes": (1,)}, "2 values and 1 sizes"),
        ({"values": (1,), "sizes": (-1,)}, "a size is below zero"),
        ({"values": (1,), "sizes": (1e-200,)}, "or next to nothing"),
        ({"values": (1, 2), "starts": (0,)}, "phases begin at"),
        ({"values": (1, 2), "starts": (2,)}, "phases begin at"),
        ({"values": (1, 2, 3, 4), "starts": (2, 1)}, "rising positions between 1 and 3"),
        ({"values": (1, 2), "freeze": (1, 1)}, "2 baselines are given for 1 phases"),
        ({"values": (1, 2), "freeze": (0,)}, "first point or more"),
        ({"values": (1, 2), "excluded": frozenset({2})}, "excluded position lies outside"),
    ],
)
def test_series_whose_parts_do_not_fit_is_refused(more: dict[str, object], says: str) -> None:
    with pytest.raises(SeriesError, match=says):
        SpcData(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "sizes", "kind", "says"),
    [
        ((1, 2), None, ChartKind.P, "a p chart needs what the counts are out of"),
        ((1, -2), None, ChartKind.C, "a value is below zero"),
        ((1, -2), (3, 3), ChartKind.U, "a value is below zero"),
        ((1, 4), (3, 3), ChartKind.P_PRIME, "a count is larger than what it is out of"),
        ((1, 0), None, ChartKind.T, "a time is zero or less"),
        ((1e90,), (1e-90,), ChartKind.U, "so large for its size"),
    ],
)
def test_values_of_the_wrong_kind_are_refused(
    values: tuple[float, ...], sizes: tuple[float, ...] | None, kind: ChartKind, says: str
) -> None:
    with pytest.raises(SeriesError, match=says):
        chart_of(SpcData(values, sizes), kind)


def test_empty_series_is_an_empty_chart() -> None:
    chart = chart_of(SpcData(()))

    assert (chart.phases, chart.points, chart.signals) == ((), (), ())
    assert mdc_variation_of(replace(chart, rule_set=MDC), "higher") is None


def test_u_chart_by_hand() -> None:
    counts, sizes = (4, 6, 5, 9), (2, 3, 2, 4)

    chart = chart_of(SpcData(counts, sizes), ChartKind.U)

    centre = 24 / 11
    assert [each.value for each in chart.points] == [2, 2, 2.5, 2.25]
    assert chart.phases[0].centre == pytest.approx(centre)
    assert [each.upper for each in chart.points] == pytest.approx([centre + 3 * sqrt(centre / each) for each in sizes])
    assert [each.near_upper for each in chart.points] == pytest.approx(
        [centre + 2 * sqrt(centre / each) for each in sizes]
    )
    assert {each.lower for each in chart.points[:2]} == {0}


def test_u_prime_chart_by_hand() -> None:
    counts, sizes = (40, 60, 50, 90), (20, 30, 20, 40)

    chart = chart_of(SpcData(counts, sizes), ChartKind.U_PRIME)

    centre = 240 / 110
    deviations = [sqrt(centre / each) for each in sizes]
    scores = [(count / size - centre) / each for count, size, each in zip(counts, sizes, deviations, strict=True)]
    ranges = [abs(scores[1] - scores[0]), abs(scores[2] - scores[1]), abs(scores[3] - scores[2])]
    factor = 3 * sum(ranges) / 3 / 1.128
    assert [each.upper for each in chart.points] == pytest.approx([centre + factor * each for each in deviations])


def test_t_chart_by_hand() -> None:
    times = (10, 20, 15, 40)

    chart = chart_of(SpcData(times), ChartKind.T)

    roots = [each ** (1 / 3.6) for each in times]
    middle = sum(roots) / 4
    reach = 2.66 * (abs(roots[1] - roots[0]) + abs(roots[2] - roots[1]) + abs(roots[3] - roots[2])) / 3
    assert chart.phases[0].centre == pytest.approx(middle**3.6)
    assert chart.points[0].upper == pytest.approx((middle + reach) ** 3.6)
    assert chart.points[0].lower == pytest.approx(max(middle - reach, 0) ** 3.6)


@pytest.mark.parametrize("kind", [ChartKind.P_PRIME, ChartKind.U_PRIME])
def test_equal_rates_of_unequal_sizes_are_no_variation(kind: ChartKind) -> None:
    """Their pooled rate can be off them by the last digit of a sum, which is no variation either."""
    counts, sizes = (3, 6, 21, 9, 33, 3), (10, 20, 70, 30, 110, 10)

    chart = chart_of(SpcData(counts, sizes), kind)

    assert {each.upper for each in chart.points} == {None}
    assert chart.notes[0] == "no limits: there is no variation in the baseline"


def test_size_of_zero_makes_a_gap() -> None:
    chart = chart_of(SpcData((1, 0, 2, 3), (10, 0, 10, 10)), ChartKind.P)

    assert [each.value for each in chart.points] == [0.1, None, 0.2, 0.3]
    assert chart.points[1].upper is None
    assert chart.phases[0].values == 3


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ((*STEADY, *(1,) * 7), [("down", tuple(range(12, 19)))]),
        ((*STEADY, *(1,) * 6), []),
        ((*STEADY, 1, 1, 1, None, 1, 1, 1, 1), []),
        ((*STEADY, 1, 1, 1, 6.5, 1, 1, 1, 1), []),
    ],
)
def test_seven_on_one_side_in_making_data_count(
    values: Sequence[float | None], signals: list[tuple[SignalDirection, tuple[int, ...]]]
) -> None:
    chart = chart_of(SpcData(tuple(values), freeze=(12,)), ChartKind.XMR, MDC)

    assert by(SpcRule.SHIFT, chart) == signals


def test_point_shared_by_two_trends_takes_the_one_that_goes_on() -> None:
    wide = (0, 40) * 10
    values = (*wide, 10, 11, 12, 13, 14, 15, 26, 25, 24, 23, 22, 21, 20)

    chart = chart_of(SpcData(values, freeze=(20,)), ChartKind.XMR, MDC)

    assert by(SpcRule.TREND, chart) == [("up", tuple(range(20, 27))), ("down", tuple(range(26, 33)))]
    assert [each.direction for each in chart.points[20:33]] == ["up"] * 6 + ["down"] * 7


def test_length_of_shift_and_trend_can_be_set() -> None:
    values = (*STEADY, 1, 2, 3, 4, 5, 6)

    chart = chart_of(SpcData(values, freeze=(12,)), ChartKind.XMR, replace(MDC, shift=6, trend=6))

    assert by(SpcRule.SHIFT, chart) == [("down", tuple(range(12, 18)))]
    assert by(SpcRule.TREND, chart) == [("up", tuple(range(12, 18)))]


@pytest.mark.parametrize(
    ("counts_outside", "tail", "points"),
    [
        (False, (7, 10.5, 12), []),
        (True, (7, 10.5, 12), [(13, 14)]),
        (False, (7, 10.5, 10.5), [(13, 14)]),
        (False, (10.5, 7, 10.5, 7, 10.5), [(12, 14, 16)]),
        (False, (6, 10.5, 10.5), []),
    ],
)
def test_two_of_three(tail: tuple[float, ...], points: list[tuple[int, ...]], *, counts_outside: bool) -> None:
    rules = replace(MDC, two_of_three_counts_outside=counts_outside)

    chart = chart_of(SpcData((*STEADY[:-1], 6, *tail), freeze=(12,)), ChartKind.XMR, rules)

    assert [found for _, found in by(SpcRule.TWO_OF_THREE, chart)] == points


def test_ihi_shift_skips_the_median_and_gaps() -> None:
    chart = chart_of(SpcData((*STEADY, 1, 1, 1, 6.5, None, 1, 1, 1, 9), freeze=(12,)), ChartKind.RUN, IHI)

    assert by(SpcRule.SHIFT, chart) == [("down", (12, 13, 14, 17, 18, 19))]


def test_ihi_trend_counts_the_first_of_equals() -> None:
    four_different = chart_of(SpcData((*STEADY, 5, 5, 6, 7, 7)), ChartKind.RUN, IHI)
    five_different = chart_of(SpcData((*STEADY, 5, 5, 6, 7, 7, 9, 10)), ChartKind.RUN, IHI)

    assert by(SpcRule.TREND, four_different) == []
    assert by(SpcRule.TREND, five_different) == [("up", (12, 14, 15, 17, 18))]


@pytest.mark.parametrize(("useful", "fewest", "most"), [(10, 3, 9), (27, 10, 19), (40, 15, 27)])
def test_ihi_runs_are_judged_by_the_table(useful: int, fewest: int, most: int) -> None:
    assert IHI_RUNS[useful] == (fewest, most)
    halves = useful // 2

    chart = chart_of(
        SpcData(((0,) * halves + (2,) * halves + (1,) * (useful % 2)), freeze=(useful,)), ChartKind.RUN, IHI
    )

    assert len(by(SpcRule.FEW_RUNS, chart)) == 1
    assert by(SpcRule.MANY_RUNS, chart) == []


def test_ihi_table_is_whole_and_rises() -> None:
    assert [*IHI_RUNS] == list(range(10, 61))
    assert [*IHI_RUNS.values()] == sorted(IHI_RUNS.values())


@pytest.mark.parametrize("useful", range(41, 61))
def test_limits_beyond_the_published_table_are_those_of_the_exact_distribution(useful: int) -> None:
    chances = _chances_of_runs(useful // 2, useful - useful // 2)

    fewest = min(
        runs for runs in chances if sum(chances[fewer] for fewer in chances if fewer <= runs) > Fraction(1, 40)
    )
    most = max(runs for runs in chances if sum(chances[more] for more in chances if more >= runs) > Fraction(1, 40))

    assert IHI_RUNS[useful] == (fewest, most)


def _chances_of_runs(above: int, below: int) -> dict[int, Fraction]:
    """Return the chance of each number of runs when all orders of so many values above and below are equally likely."""
    ways = dict[int, int]()
    for runs in range(2, above + below + 1):
        half = runs // 2
        if runs % 2 == 0:
            ways[runs] = 2 * comb(above - 1, half - 1) * comb(below - 1, half - 1)
        else:
            ways[runs] = comb(above - 1, half) * comb(below - 1, half - 1)
            ways[runs] += comb(above - 1, half - 1) * comb(below - 1, half)
    return {runs: Fraction(count, comb(above + below, above)) for runs, count in ways.items() if count}


def test_beyond_the_table_runs_are_not_judged_and_a_note_says_so() -> None:
    inside = chart_of(SpcData((5, 7) * 20), ChartKind.RUN, IHI)
    exact = chart_of(SpcData((5, 7) * 21), ChartKind.RUN, IHI)
    beyond = chart_of(SpcData((5, 7) * 31), ChartKind.RUN, IHI)

    assert by(SpcRule.MANY_RUNS, inside) == [(None, tuple(range(40)))]
    assert inside.notes == ()
    assert by(SpcRule.MANY_RUNS, exact) == [(None, tuple(range(42)))]
    assert exact.notes[0].startswith("the number of runs of 42 values is judged by its exact distribution")
    assert by(SpcRule.MANY_RUNS, beyond) == []
    assert beyond.notes == ("the table of runs ends at 60 useful values, so the number of runs is not judged (62)",)


def test_anhoej_tells_which_stretch_is_the_long_run() -> None:
    chart = chart_of(SpcData((*STEADY, *(1,) * 9), freeze=(12,)))

    assert by(SpcRule.LONG_RUN, chart) == [("down", tuple(range(12, 21)))]
    assert (
        chart.signals[0].says == "9 values in a row are below the centre line, and 7 are the most for 21 useful values"
    )
    assert [each.rule for each in chart.points[11:]] == [None, *[SpcRule.LONG_RUN] * 9]


def test_signal_about_a_whole_phase_marks_no_point() -> None:
    chart = chart_of(SpcData((1, 2, 1, 3, 2, 1, 9, 8, 9, 7, 8, 9) * 3))

    assert [each.rule for each in chart.signals] == [SpcRule.FEW_CROSSINGS]
    assert {each.rule for each in chart.points} == {None}


@pytest.mark.parametrize(
    ("direction", "better", "expected"),
    [
        ("up", "higher", "better"),
        ("up", "lower", "worse"),
        ("down", "lower", "better"),
        ("down", "higher", "worse"),
        ("up", "neither", "neither"),
        (None, "higher", "neither"),
    ],
)
def test_direction_is_judged(direction: SignalDirection | None, better: Better, expected: str) -> None:
    assert judge_direction(direction, better) == expected
    assert judge_signal(Signal(SpcRule.SHIFT, direction, (0,), ""), better) == expected


def test_icons_are_those_of_one_rule_set_alone() -> None:
    chart = chart_of(SpcData(STEADY * 2), ChartKind.XMR, ANHOEJ)

    assert mdc_variation_of(chart, "higher") is None
    assert mdc_assurance_of(chart, "higher", 5) is None


def test_icon_is_that_of_the_last_value_though_a_gap_follows() -> None:
    chart = chart_of(SpcData((*STEADY, 7, 6, 30, None), freeze=(12,)), ChartKind.XMR, MDC)

    assert mdc_variation_of(chart, "lower") == "concern-high"
    assert mdc_assurance_of(chart, "lower", 100) is MdcAssurance.MET


def test_rebased_median_by_hand() -> None:
    values = (5, 6, 7, 6, 5, 7, 6, 5, 6, 7, 6, 5, 6, 9, 8, None, 9, 6, 8, 9, 9, 8, 9, 9, 8)

    levels = rebase(SpcData(values), "up")

    assert [(each.median, each.first, each.last, each.kind) for each in levels] == [
        (6, 0, 12, "baseline"),
        (9, 13, 23, "sustained"),
    ]
    assert [each.kind for each in rebase(SpcData(values), "down")] == ["baseline"]


def test_rebasing_refuses_phases_and_lengths_of_nothing() -> None:
    with pytest.raises(SeriesError, match="find phases themselves"):
        rebase(SpcData(STEADY, starts=(6,)), "up")
    with pytest.raises(SeriesError, match="a run of 0"):
        rebase(SpcData(STEADY), "up", run=0)


@pytest.mark.parametrize("rules", [*RULE_SETS.values()])
def test_rule_set_says_what_it_is_and_where_it_is_from(rules: RuleSet) -> None:
    assert rules.looks_for.endswith(".")
    assert any(each.isdigit() for each in rules.source)
    assert RULE_SETS[rules.id] is rules
