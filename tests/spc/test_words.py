"""The one sentence about a chart: right, plain, and never more than the values allow."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.spc.chart import FITS, chart_of
from spreadkit.measures.spc.data import SeriesError, SpcData
from spreadkit.measures.spc.results import ChartKind, SpcRule
from spreadkit.measures.spc.rule_sets import ANHOEJ, IHI, MDC, RULE_SETS, RuleSet
from spreadkit.measures.spc.words import chart_sentence
from spreadkit.model.target import Better, Target

STEADY = (5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6, 8)
"""Twelve values with a median and a mean of 6.5, half of them above."""


def month(position: int) -> str:
    return f"month {position + 1}"


def said(
    values: Sequence[float | None],
    kind: ChartKind = ChartKind.RUN,
    rules: RuleSet = ANHOEJ,
    *,
    better: Better = "lower",
    target: float | Target | None = None,
    **more: object,
) -> str:
    """Say a chart. Its last value is held against the target exactly."""
    chart = chart_of(SpcData(tuple(values), **more), kind, rules)  # type: ignore[arg-type]
    labels = [month(each) for each in range(len(values))]
    wanted = Target(at=str(target)) if isinstance(target, int | float) else target
    last = [point.value for point in chart.points if point.counts and point.value is not None]
    return chart_sentence(
        chart,
        better=better,
        labels=labels,
        figure=lambda value: f"{value:g}",
        target=wanted,
        meets_target=wanted.is_met_by(Decimal(str(last[-1])), better) if wanted and last else None,
    )


@pytest.mark.parametrize(
    ("better", "ending"),
    [("lower", "a shift to the better"), ("higher", "a shift to the worse"), ("neither", "a shift downwards")],
)
def test_long_run_is_told_with_its_median_its_months_and_what_it_means(better: Better, ending: str) -> None:
    values = (*STEADY, 3, 2, 4, 3, 2, 4, 3, 2, 4)

    told = said(values, better=better, freeze=(12,))

    assert told == f"9 values in a row are below the median of 6.5 (month 13 to month 21): {ending}."


def test_value_on_the_median_does_not_end_a_run_that_goes_on() -> None:
    values = (*STEADY, 3, 2, 4, 3, 2, 4, 3, 2, 4, 6.5)

    assert said(values, freeze=(12,)).endswith("(month 13 to month 21): a shift to the better.")


def test_run_that_has_ended_is_not_called_a_shift() -> None:
    values = (*STEADY, 3, 2, 4, 3, 2, 4, 3, 2, 4, 7, 8, 6)

    told = said(values, freeze=(12,))

    assert told == (
        "9 values in a row are below the median of 6.5 (month 13 to month 21), the better side; "
        "the values after them do not keep to it."
    )


def test_chance_is_told_with_the_centre_and_the_limits() -> None:
    assert said(STEADY * 2) == "The rules find no change in the 24 values around a median of 6.5."
    assert said(STEADY * 2, ChartKind.XMR, MDC) == (
        "The rules find no change in the 24 values around a mean of 6.5, between limits of 1.29565 and 11.7043."
    )


def test_baseline_that_is_frozen_is_named() -> None:
    assert said(STEADY * 2, freeze=(12,)) == (
        "The rules find no change in the 24 values around the median of 6.5 that the first 12 values set."
    )


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        (STEADY[:7], ChartKind.RUN, "7 values are too few to tell a change from chance; the rules need 10."),
        (STEADY[:1], ChartKind.RUN, "1 value is too few to tell a change from chance; the rules need 10."),
        (STEADY, ChartKind.XMR, "12 values are too few to tell a change from chance; the rules need 13."),
        (STEADY[:9], ChartKind.MR, "8 ranges are too few to tell a change from chance; the rules need 12."),
        ((), ChartKind.RUN, "There are no values yet."),
        ((None, None), ChartKind.RUN, "There are no values yet."),
        ((3,) * 15, ChartKind.XMR, "All 15 values are 3: nothing varies that the rules could judge."),
        (
            (5,) * 9 + (4, 6, 7),
            ChartKind.RUN,
            "Only 3 of the 12 values lie off the median of 5: too few to tell a change from chance; the rules need 10.",
        ),
    ],
)
def test_too_few_values_claim_nothing(values: Sequence[float | None], kind: ChartKind, expected: str) -> None:
    assert said(values, kind) == expected


def test_signals_in_too_few_values_are_on_the_chart_and_not_in_the_sentence() -> None:
    values = (1, 1, 1, 1, 9, 9, 9, 9)

    chart = chart_of(SpcData(values), ChartKind.RUN, replace(IHI, shift=4))

    assert [each.rule for each in chart.signals] == [SpcRule.SHIFT, SpcRule.SHIFT]
    assert chart.notes == ("too few points to apply the rules (8 of 10)",)
    assert said(values, rules=replace(IHI, shift=4)).startswith("8 values are too few")


def test_baseline_of_too_few_values_claims_nothing() -> None:
    values = (5, 6, 7, *(1,) * 20)

    assert said(values, freeze=(3,)) == (
        "The baseline has 3 values, too few to tell a change from chance by; the rules need 10."
    )
    assert "The baseline has 3 values" in said(values, ChartKind.XMR, MDC, freeze=(3,))


def test_flat_baseline_leaves_no_limits_to_judge_by() -> None:
    told = said((8,) * 12 + (8, 8, 9, 8, 8), ChartKind.XMR, MDC, freeze=(12,))

    assert told == "There are no limits to judge the 17 values by: the baseline does not vary."


def test_values_with_gaps_between_leave_no_limits_to_judge_by() -> None:
    values = [each for value in (*STEADY, 6.5, 6) for each in (value, None)]

    assert said(values, ChartKind.XMR, MDC) == (
        "There are no limits to judge the 14 values by: too few values stand next to each other."
    )


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ((30,), "The value of month 13, 30, is above the upper limit of 11.7408: a signal to the worse."),
        (
            (30, 6),
            "The value of month 13, 30, is above the upper limit of 11.7408: a signal to the worse, which the values",
        ),
        ((30, 31), "2 values in a row are above the upper limit (month 13 to month 14): a signal to the worse."),
        (
            (8, 7.5, 7, 6.4, 6, 5.5, 5),
            "8 values in a row fall (month 12 to month 19): a trend to the better.",
        ),
        ((7, 10.5, 10.4), "2 of 3 values in a row are close to the upper limit (month 14 to month 15): "),
    ],
)
def test_rules_of_making_data_count_are_told(tail: tuple[float, ...], expected: str) -> None:
    values = (*STEADY[:-1], 8.5, *tail)

    assert said(values, ChartKind.XMR, MDC, freeze=(12,)).startswith(expected)


def test_rules_about_the_whole_phase_say_that_they_tell_no_direction() -> None:
    rising = (1, 2, 3, 4, 5, 6, 14, 13, 12, 11, 10, 9)
    waves = (1, 2, 1, 3, 2, 1, 9, 8, 9, 7, 8, 9) * 3

    few = said(waves)
    many = said(STEADY, rules=replace(IHI, trend=99))
    some = said(rising, rules=replace(IHI, shift=99, trend=99))

    assert few == (
        "The 36 values cross the median of 5 only 5 times, where chance alone seldom gives fewer than 13: something "
        "other than chance is at work, and this rule does not say which way."
    )
    assert many.startswith("The 12 values make 12 runs about the median of 6.5, more than the 3 to 11 that chance")
    assert some.startswith("The 12 values make 2 runs about the median of 7.5, fewer than the 3 to 11 that chance")


def test_number_of_runs_that_is_not_judged_is_said() -> None:
    told = said(STEADY * 6, rules=IHI)

    assert told.endswith("The number of runs is not judged: its table ends at 60 values.")


def test_ihi_trend_goes_on_while_its_last_value_repeats() -> None:
    values = (*STEADY, 9, 10, 11, 12, 12)

    assert said(values, rules=IHI, freeze=(12,)).endswith("a trend to the worse.")


def test_only_the_last_phase_is_told_and_left_out_points_are_counted() -> None:
    told = said((*STEADY, 3, 2, 4, 30, *STEADY), starts=(12,), excluded=frozenset({15}))

    assert told == (
        "Since month 13, the rules find no change in the 15 values around a median of 6. 1 more value is left out."
    )


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        ("lower", 20, "The target of 20 lies outside of the limits: as things are, expect values to meet it."),
        ("higher", 20, "The target of 20 lies outside of the limits: as things are, expect values to miss it."),
        ("lower", 7, "The target of 7 lies within the limits: as things are, chance decides whether a value meets it."),
        ("neither", 7, ""),
    ],
)
def test_target_is_told_by_the_limits(better: Better, target: float, expected: str) -> None:
    told = said(STEADY * 2, ChartKind.XMR, MDC, better=better, target=target)

    assert told.endswith(expected or "11.7043.")


@pytest.mark.parametrize(
    ("target", "verb"),
    [
        (Target(at="8"), "meets the target of 8"),
        (Target(at="7.9"), "does not meet the target of 7.9"),
        (Target(under="8"), "does not meet the target of under 8"),
        (Target(under="8.1"), "meets the target of under 8.1"),
    ],
)
def test_target_without_limits_is_told_by_the_last_value_alone(target: Target, verb: str) -> None:
    told = said(STEADY * 2, target=target)

    assert told.endswith(f"The last value, 8 (month 24), {verb}.")


def test_limits_of_a_baseline_that_no_longer_holds_foretell_nothing() -> None:
    values = (*STEADY, *(20, 21, 22, 20, 21, 22, 20))

    told = said(values, ChartKind.XMR, MDC, better="higher", target=18, freeze=(12,))

    assert told.endswith("The last value, 20 (month 19), meets the target of 18.")


def test_target_is_not_foretold_from_a_phase_in_which_more_than_chance_was_at_work() -> None:
    told = said((*STEADY, 30, *STEADY), ChartKind.XMR, MDC, better="lower", target=40)

    assert told.startswith("The value of month 13, 30, is above the upper limit")
    assert told.endswith("The last value, 8 (month 25), meets the target of 40.")


def test_labels_must_be_as_many_as_points() -> None:
    chart = chart_of(SpcData(STEADY))

    with pytest.raises(SeriesError, match="12 points and 1 labels"):
        chart_sentence(chart, better="lower", labels=["x"], figure=str)


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=40),
    st.sampled_from([(kind, rules) for rules in RULE_SETS.values() for kind in FITS[rules.id] - {ChartKind.T}]),
    st.sampled_from(["lower", "higher", "neither"]),
    st.sampled_from([None, 5]),
)
def test_every_chart_has_a_sentence_that_claims_only_what_the_chart_holds(
    values: list[int | None], chosen: tuple[ChartKind, RuleSet], better: Better, target: float | None
) -> None:
    kind, rules = chosen
    sizes = (10,) * len(values)

    told = said(values, kind, rules, better=better, target=target, sizes=sizes)

    chart = chart_of(SpcData(tuple(values), sizes), kind, rules)
    assert told[0].isupper() or told[0].isdigit()
    assert told.endswith(".")
    assert not re.search(r"\bNone\b|nan|inf\b", told)
    claims = re.search(r"to the (better|worse)|(upwards|downwards)|do not keep|something other", told)
    if claims:
        assert chart.signals
        assert not chart.phases[-1].trial or kind is not ChartKind.RUN
    if better == "neither":
        assert "better" not in told
        assert "worse" not in told
