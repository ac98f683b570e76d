"""r_wg(j) of the criteria of a component, and agreement that a framework asks for before raters' figures count."""

import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import framework_of, numbers, scored, scored_plan

from spreadkit.scoring.agreement import within_group, within_group_together

FIVE = """
scales: {n: {answer: number, from: 1, to: 5}}
components: {a: {criteria: {a.one: , a.two: }}, b: {criteria: {b.one: }}}
scoring: {of: criteria, scale: points, answered-at-least: 0}
"""

items = st.lists(st.lists(st.integers(1, 7), min_size=2, max_size=8), min_size=1, max_size=12)


def ranks(*items: list[int]) -> list[list[Fraction]]:
    return [[Fraction(each) for each in item] for item in items]


def a_round(rows: dict[str, str], name: str = "spring", on: str = "2026-05-01", more: str = "") -> str:
    """Write one round: by criterion, what each rater in turn gives."""
    listed = "".join(
        f"      - {{rater: r{number}, criterion: {criterion}, level: {level}}}\n"
        for criterion, levels in rows.items()
        for number, level in enumerate(levels)
    )
    return f"  {name}:\n    framework: made@1\n    on: {on}\n{more}    rows:\n{listed}"


@pytest.mark.parametrize(
    ("rated", "levels", "expected"),
    [
        (ranks([3, 3, 3], [2, 2, 2]), 5, Fraction(1)),
        (ranks([1, 2, 3], [1, 2, 3]), 5, Fraction(2, 3)),
        (ranks(*[[1, 2, 3]] * 10), 5, Fraction(10, 11)),
        (ranks([1, 5, 1, 5], [1, 5, 1, 5]), 5, Fraction(0)),
        (ranks([1, 2, 3], [4]), 5, Fraction(1, 2)),
        (ranks([4]), 5, None),
        ([], 5, None),
        (ranks([1, 1]), 1, None),
    ],
)
def test_r_wg_j_by_hand(rated: list[list[Fraction]], levels: int, expected: Fraction | None) -> None:
    """The variance of 1, 2, 3 is half of that of answers spread evenly over five: J/2 over J/2 + 1/2."""
    assert within_group_together(rated, levels) == expected


@given(items)
def test_r_wg_j_is_the_published_formula(rated: list[list[int]]) -> None:
    """James, Demaree and Wolf 1984: J (1 - s/e) over J (1 - s/e) + s/e, where s is the mean of the items' variances.

    Where s is more than e, it counts as e (as in the R package multilevel, `rwg.j`).
    """
    found = within_group_together(ranks(*rated), 7)

    share = min(1.0, statistics.fmean(statistics.variance(item) for item in rated) / ((49 - 1) / 12))
    expected = len(rated) * (1 - share) / (len(rated) * (1 - share) + share)
    assert found is not None
    assert float(found) == pytest.approx(expected)
    assert 0 <= found <= 1


@given(items)
def test_r_wg_j_of_raters_who_are_alike_is_one(rated: list[list[int]]) -> None:
    assert within_group_together(ranks(*[[item[0]] * len(item) for item in rated]), 7) == 1


@given(st.lists(st.integers(1, 7), min_size=2, max_size=8))
def test_r_wg_j_of_one_item_is_its_r_wg(rated: list[int]) -> None:
    (item,) = ranks(rated)

    assert within_group_together([item], 7) == within_group(item, 7)


@given(st.lists(st.integers(1, 7), min_size=2, max_size=8), st.integers(1, 9))
def test_r_wg_j_of_items_alike_rises_as_spearman_and_brown_say(rated: list[int], number: int) -> None:
    (item,) = ranks(rated)
    alone = within_group(item, 7)
    assert alone is not None

    together = within_group_together([item] * number, 7)

    assert together == number * alone / (1 + (number - 1) * alone)
    assert together >= alone


def test_each_round_tells_r_wg_j_of_each_component() -> None:
    (spring,) = scored_plan(
        framework_of(FIVE), "ratings:\n" + a_round({"a.one": "123", "a.two": "123", "b.one": "444"})
    ).rounds

    told = [(group.component, group.criteria, group.within_group, group.why) for group in spring.together]
    assert told == [("a", 2, Decimal("0.667"), ""), ("b", 1, Decimal(1), "")]


@pytest.mark.parametrize(
    ("rule", "rows", "why"),
    [
        ("{r-wg: 0.7}", {"a.one": "333"}, ""),
        ("{r-wg: 0.5}", {"a.one": "123"}, ""),
        ("{r-wg: 0.7}", {"a.one": "123"}, "r_wg is 0.5, and 0.7 is needed"),
        ("{r-wg-j: 0.6}", {"a.one": "123", "a.two": "123"}, ""),
        ("{r-wg-j: 0.7}", {"a.one": "123", "a.two": "123"}, "r_wg(j) of its component is 0.667, and 0.7 is needed"),
        ("{r-wg: 0.7}", {"a.one": "3"}, "r_wg cannot be worked out: no two raters gave an answer, and 0.7 is needed"),
    ],
)
def test_raters_who_do_not_agree_enough_give_no_common_figure(rule: str, rows: dict[str, str], why: str) -> None:
    made = framework_of(f"{FIVE}ratings: {{least-raters: 1, aggregate-if: {rule}}}\n")

    score = scored_plan(made, "ratings:\n" + a_round(rows))

    one = score.rounds[0].agreement[0]
    assert (one.why, one.counts) == (why, not why)
    assert score.answered == (0 if why else len(rows))


def test_criteria_with_unlike_scales_have_no_agreement_together() -> None:
    made = framework_of(
        FIVE.replace("a.two: ", "a.two: {scale: presence}")
        .replace("scales: {", "scales: {presence: {no: {value: 0, label: N}, yes: {value: 4, label: Y}}, ")
        .replace("a.one: ", "a.one: {scale: n}")
        + "ratings: {aggregate-if: {r-wg-j: 0.7}}\n"
    )

    score = scored_plan(
        made,
        "ratings:\n"
        + a_round({"a.one": "333"})
        + "".join(f"      - {{rater: r{number}, criterion: a.two, level: yes}}\n" for number in range(3)),
    )

    why = "cannot be worked out: its criteria have different numbers of answers, and 0.7 is needed"
    assert [each.why for each in score.rounds[0].agreement] == [f"r_wg(j) of its component {why}"] * 2
    assert score.answered == 0


def test_an_agreed_answer_counts_however_far_raters_lie_apart() -> None:
    made = framework_of(f"{FIVE}ratings: {{aggregate-if: {{r-wg: 0.9}}}}\n")

    score = scored_plan(made, "answers: {made: {a.one: {level: 4}}}\nratings:\n" + a_round({"a.one": "135"}))

    assert numbers(score)[0] == 4


def test_a_worked_example_may_show_that_a_mean_is_withheld() -> None:
    assert scored(framework_of(FIVE), rated={"a.one": Fraction(3)}).answered == 1
