"""Lines that are stated, a run length that is stated, and phases that are held on their first values."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.data import SeriesError, SpcData, StatedLines
from spreadkit.measures.spc.results import ChartKind, SpcChart, SpcRule
from spreadkit.measures.spc.rule_sets import ANHOEJ, IHI, MDC, RuleSet
from spreadkit.measures.spc.words import chart_sentence

VALUES = st.lists(st.integers(0, 12).map(float), min_size=13, max_size=40).map(tuple)
KINDS = st.sampled_from([(ChartKind.RUN, ANHOEJ), (ChartKind.RUN, IHI), (ChartKind.XMR, ANHOEJ), (ChartKind.XMR, MDC)])


def seen(chart: SpcChart) -> list[tuple[SpcRule, tuple[int, ...]]]:
    return [(signal.rule, signal.points) for signal in chart.signals]


def says(chart: SpcChart) -> str:
    labels = [str(place) for place in range(len(chart.points))]
    return chart_sentence(chart, better="lower", labels=labels, figure=lambda value: f"{value:g}")


@given(VALUES, KINDS)
def test_lines_that_are_stated_as_they_would_be_worked_out_change_nothing_that_is_seen(
    values: tuple[float, ...], kind: tuple[ChartKind, RuleSet]
) -> None:
    computed = chart_of(SpcData(values), *kind)
    last = computed.points[-1]
    assert last.centre is not None

    chart = chart_of(SpcData(values, stated=(StatedLines(last.centre, last.lower, last.upper),)), *kind)

    assert seen(chart) == seen(computed)
    assert [point.centre for point in chart.points] == [point.centre for point in computed.points]
    assert [phase.stated for phase in chart.phases] == [True]
    assert not chart.phases[0].frozen


@given(VALUES, st.integers(-5, 20), st.integers(1, 10))
def test_values_beyond_stated_limits_are_signals_and_no_others(
    values: tuple[float, ...], centre: int, reach: int
) -> None:
    lines = StatedLines(centre, centre - reach, centre + reach)

    chart = chart_of(SpcData(values, stated=(lines,)), ChartKind.XMR, ANHOEJ)

    outside = {place for signal in chart.signals if signal.rule is SpcRule.OUTSIDE for place in signal.points}
    assert outside == {place for place, value in enumerate(values) if not centre - reach <= value <= centre + reach}
    assert {(point.lower, point.centre, point.upper) for point in chart.points} == {
        (centre - reach, centre, centre + reach)
    }


@pytest.mark.parametrize(
    ("values", "rules", "expected"),
    [
        ((5.0, 5.5, 12.0), ANHOEJ, "the value of 2, 12, is above the upper limit of 9"),
        ((5.0, 5.5, 6.0), ANHOEJ, "3 values are too few to tell a change from chance; the rules need 10."),
        ((5.0, 5.5, 6.0), MDC, "3 values are too few to tell a change from chance; the rules need 7."),
        ((5.0, 7.0) * 6, ANHOEJ, "around the stated centre line of 6, between limits of 3 and 9."),
    ],
)
def test_sentence_claims_no_more_than_stated_lines_allow(
    values: tuple[float, ...], rules: RuleSet, expected: str
) -> None:
    chart = chart_of(SpcData(values, stated=(StatedLines(6, 3, 9),)), ChartKind.XMR, rules)

    assert expected.casefold() in says(chart).casefold()
    assert chart.phases[0].trial is ("too few" in expected)


def test_a_centre_line_alone_gives_no_limits() -> None:
    chart = chart_of(SpcData((5.0, 7.0) * 8, stated=(StatedLines(6),)), ChartKind.XMR, MDC)

    assert {point.upper for point in chart.points} == {None}
    assert chart.notes == ("no limits: a centre line alone is stated",)
    assert "around the stated centre line of 6." in says(chart)


@pytest.mark.parametrize("lines", [(6, 9, 3), (6, 3, None), (6, None, 9), (2, 3, 9), (10, 3, 9), (6, 6, 6)])
def test_lines_in_the_wrong_order_are_refused(lines: tuple[Any, Any, Any]) -> None:
    with pytest.raises(SeriesError):
        SpcData((1.0, 2.0), stated=(StatedLines(*lines),))


@given(VALUES, st.integers(3, 12), st.sampled_from([ANHOEJ, IHI, MDC]))
def test_a_stated_run_length_stands_in_for_that_of_the_rules(
    values: tuple[float, ...], length: int, rules: RuleSet
) -> None:
    kind = ChartKind.XMR if rules is MDC else ChartKind.RUN

    chart = chart_of(SpcData(values), kind, rules.with_run_length(length))

    runs = [signal for signal in chart.signals if signal.rule in {SpcRule.SHIFT, SpcRule.LONG_RUN}]
    longest = chart.phases[0].longest_run or 0
    assert all(len(signal.points) >= length for signal in runs)
    if rules is not MDC:  # there, a value on the mean breaks a run
        assert bool(runs) == (longest >= length)
    assert f"{length} in a row" in chart.rule_set.looks_for


def test_the_run_length_that_the_rules_have_changes_nothing() -> None:
    values = (1.0, 9.0) * 6 + (9.0,) * 8

    for rules in (IHI, MDC):
        kind = ChartKind.XMR if rules is MDC else ChartKind.RUN
        assert seen(chart_of(SpcData(values), kind, rules.with_run_length(rules.shift))) == seen(
            chart_of(SpcData(values), kind, rules)
        )


@given(VALUES, st.integers(1, 45), KINDS)
def test_a_phase_is_held_on_its_first_values_or_awaits_them(
    values: tuple[float, ...], freeze: int, kind: tuple[ChartKind, RuleSet]
) -> None:
    before = (3.0, 4.0) * 7

    chart = chart_of(SpcData(before + values, starts=(len(before),), freeze=(None, freeze)), *kind)

    phase, last = chart.phases[1], chart.points[-1]
    first = chart_of(SpcData(values[:freeze]), *kind).points[-1]
    assert (last.centre, last.lower, last.upper) == (first.centre, first.lower, first.upper)
    assert phase.awaited == max(0, freeze - len(values))
    assert phase.frozen is (freeze < len(values))
    if phase.awaited:
        assert phase.trial
        assert f"held on the first {freeze}" in says(chart)


def test_rules_without_a_stated_run_length_are_as_they_were() -> None:
    assert replace(ANHOEJ, run_length=None) == ANHOEJ
    assert ANHOEJ.longest_run(24) == 8
