"""Ratings (M27 to M30): figures by hand, who counts, the agreed answer beside them, and rounds that are compared."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import framework_of, numbers, scored_plan

from spreadkit.model.framework import Framework
from spreadkit.scoring.agreement import within_group

FIVE = """
scales: {n: {answer: number, from: 1, to: 5}}
components: {a: {criteria: {a.one: , a.two: }}}
scoring: {of: criteria, scale: points, answered-at-least: 0.5}
"""


def rounds(*rows: str, criterion: str = "a.one", name: str = "spring", on: str = "2026-05-01", more: str = "") -> str:
    """Write one round; each row is `rater role level`."""
    listed = [dict(zip(("rater", "role", "level"), row.split(), strict=True)) for row in rows]
    lines = "".join(
        f"      - {{rater: {each['rater']}, role: {each['role']}, criterion: {criterion}, level: {each['level']}}}\n"
        for each in listed
    )
    return f"  {name}:\n    framework: made@1\n    on: {on}\n    rows:\n{lines}{more}"


def test_m27_figures_of_raters_are_kept_beside_each_other() -> None:
    plan = "ratings:\n" + rounds("r1 adopter 2", "r2 team 4", "r3 team 5", "r4 team unknown")

    (round_,) = scored_plan(framework_of(FIVE), plan).rounds

    (one,) = round_.agreement
    assert (one.raters, one.not_rated, one.low, one.high) == (3, 1, 2, 5)
    assert (one.mean, one.median, one.deviation) == (Decimal("3.667"), 4, Decimal("1.528"))
    assert one.absolute_deviation == Decimal("1.111")
    assert (dict(one.levels), one.roles) == ({"2": 1, "4": 1, "5": 1}, ("adopter", "team"))


def test_m27_of_two_rows_of_one_rater_the_later_counts() -> None:
    plan = "ratings:\n" + rounds("r1 team 1", "r2 team 4", "r3 team 4", "r1 team 4")

    assert scored_plan(framework_of(FIVE), plan).rounds[0].agreement[0].mean == 4


@pytest.mark.parametrize(
    ("ranks", "levels", "expected"),
    [
        ([3, 3, 3], 5, Fraction(1)),
        ([1, 2, 3], 5, Fraction(1, 2)),
        ([1, 5, 1, 5], 5, Fraction(0)),
        ([2], 5, None),
        ([], 5, None),
    ],
)
def test_m28_r_wg_by_hand(ranks: list[int], levels: int, expected: Fraction | None) -> None:
    """The variance of 1, 2, 3 is 1; answers spread evenly over five levels have (25 - 1) / 12 = 2."""
    assert within_group([Fraction(each) for each in ranks], levels) == expected


@given(st.lists(st.integers(1, 7), min_size=2, max_size=12))
def test_m28_r_wg_agrees_with_its_formula(ranks: list[int]) -> None:
    found = within_group([Fraction(each) for each in ranks], 7)

    assert found is not None
    assert float(found) == pytest.approx(max(0, 1 - statistics.variance(ranks) / 4))
    assert 0 <= found <= 1


@pytest.mark.parametrize(
    ("rules", "rows", "why"),
    [
        ("{least-raters: 3}", ["r1 team 4", "r2 team 4"], "2 raters, and 3 are needed"),
        ("{include: adopter}", ["r1 team 4", "r2 team 4", "r3 team 4"], "nobody among the raters is adopter"),
        ("{include: adopter}", ["r1 team 4", "r2 team 4", "r3 adopter 4"], ""),
    ],
)
def test_m28_rule_on_when_ratings_make_a_common_figure(rules: str, rows: list[str], why: str) -> None:
    score = scored_plan(framework_of(f"{FIVE}ratings: {rules}\n"), "ratings:\n" + rounds(*rows))

    (one,) = score.rounds[0].agreement
    assert (one.why, one.counts) == (why, not why)
    assert (score.answered == 1) == (not why)


def test_m28_raters_who_lie_far_apart_are_marked() -> None:
    made = framework_of(f"{FIVE}ratings: {{differ-from: 3}}\n")

    near = scored_plan(made, "ratings:\n" + rounds("r1 t 2", "r2 t 3", "r3 t 2")).rounds[0].agreement[0]
    far = scored_plan(made, "ratings:\n" + rounds("r1 t 2", "r2 t 3", "r3 t 4")).rounds[0].agreement[0]

    assert (near.spans, near.differ, far.spans, far.differ) == (2, False, 3, True)


def test_m29_agreed_answer_counts_and_its_shift_from_the_mean_is_shown() -> None:
    plan = "answers: {made: {a.one: {level: 5}}}\nratings:\n" + rounds("r1 t 2", "r2 t 4", "r3 t 3")

    score = scored_plan(framework_of(FIVE), plan)

    (one,) = score.rounds[0].agreement
    assert (one.mean, one.agreed, one.shift) == (3, 5, 2)
    assert score.criteria[0].level == "5"
    assert numbers(score)[0] == 5


@pytest.mark.parametrize(("aggregate", "value"), [("mean", 3.7), ("median", 4)])
def test_m29_without_agreed_answer_the_raters_figure_counts(aggregate: str, value: float) -> None:
    made = framework_of(f"{FIVE}ratings: {{aggregate: {aggregate}}}\n")

    score = scored_plan(made, "ratings:\n" + rounds("r1 t 2", "r2 t 4", "r3 t 5"))

    assert numbers(score)[0] == value
    assert score.criteria[0].says.startswith("raters give it")


def renamed() -> Framework:
    return framework_of(FIVE.replace("a.one: ", "a.first: {aliases: a.one}"))


def test_m30_change_is_over_what_both_rounds_rated_under_whatever_id() -> None:
    earlier = rounds("r1 t 2", "r2 t 2", "r3 t 2", name="spring", on="2026-01-01")
    later = rounds("r1 t 4", "r2 t 4", "r3 t 4", name="summer", on="2026-06-01", criterion="a.first").rstrip("\n")
    others = "".join(f"\n      - {{rater: r{each}, criterion: a.two, level: 1}}" for each in (1, 2, 3))

    score = scored_plan(renamed(), f"ratings:\n{earlier}{later}{others}\n")

    spring, summer = score.rounds
    assert (spring.change, spring.common) == (None, 0)
    assert (summer.change, summer.common) == (2, 1)
    assert summer.figure.range is not None
    assert summer.figure.range.value == Decimal("2.5")


def test_m30_parts_of_a_split_question_are_not_compared_with_what_it_was() -> None:
    split = framework_of(
        FIVE.replace("a.one: ", "a.first: {aliases: a.one}").replace("a.two: ", "a.two: {aliases: a.one}")
    )
    earlier = rounds("r1 t 2", "r2 t 2", "r3 t 2", name="spring", on="2026-01-01")
    later = rounds("r1 t 4", "r2 t 4", "r3 t 4", name="summer", on="2026-06-01", criterion="a.first")

    _, summer = scored_plan(split, f"ratings:\n{earlier}{later}").rounds

    assert (summer.change, summer.common) == (None, 0)


def test_m30_round_after_the_date_is_not_seen() -> None:
    plan = "ratings:\n" + rounds("r1 t 2", "r2 t 2", "r3 t 2", on="2026-07-01")

    assert scored_plan(framework_of(FIVE), plan).rounds == ()


def test_published_means_count_and_what_is_not_published_stays_open() -> None:
    made = framework_of(FIVE)
    plan = """
ratings:
  study:
    framework: made@1
    on: 2021-10-02
    means:
      a.one: {mean: 4.5, low: 1, high: 5, raters: unknown}
      a.two: {mean: unknown}
"""

    score = scored_plan(made, plan)

    assert numbers(score) == (4.5, 2.8, 4.8)
    assert score.answered == 1
