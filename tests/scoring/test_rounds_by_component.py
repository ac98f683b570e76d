"""Rounds of ratings by component, across editions: nothing is lost, and only like is compared with like."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from made import framework_of, scored_plan

from spreadkit.model.score import SplitRatings

PARTS = """
scales: {n: {answer: number, from: 1, to: 5}}
components: {a: {criteria: {a.one: , a.two: }}, b: {criteria: {b.one: }}}
scoring: {of: criteria, scale: points, answered-at-least: 0}
"""


def plan(*rounds: dict[str, int]) -> str:
    """Write rounds of three raters who are alike, a month apart."""
    written = ["ratings:"]
    for month, rated in enumerate(rounds, start=1):
        written += [f"  round-{month}:", "    framework: made@1", f"    on: 2026-0{month}-01", "    rows:"]
        written += [
            f"      - {{rater: r{rater}, criterion: {name}, level: {level}}}"
            for name, level in rated.items()
            for rater in (1, 2, 3)
        ]
    return "\n".join(written) + "\n"


def test_each_component_moves_on_what_both_rounds_rated() -> None:
    first, second = scored_plan(
        framework_of(PARTS), plan({"a.one": 2, "a.two": 4, "b.one": 3}, {"a.one": 5, "b.one": 2})
    ).rounds

    assert first.components == ()
    assert [(move.component, move.change, move.common) for move in second.components] == [("a", 3, 1), ("b", -1, 1)]


@given(st.lists(st.integers(1, 5), min_size=6, max_size=6))
def test_the_change_of_a_component_is_the_difference_of_its_means(levels: list[int]) -> None:
    names = ["a.one", "a.two", "b.one"]

    _, second = scored_plan(
        framework_of(PARTS), plan(dict(zip(names, levels[:3], strict=True)), dict(zip(names, levels[3:], strict=True)))
    ).rounds

    moves = {move.component: move.change for move in second.components}
    assert abs(moves["a"] - Decimal(sum(levels[3:5]) - sum(levels[:2])) / 2) <= Decimal("0.05")
    assert moves["b"] == levels[5] - levels[2]


def test_a_component_with_another_id_takes_its_criteria_along() -> None:
    renamed = framework_of(
        PARTS.replace("a: {criteria: {a.one: , a.two: }}", "new: {aliases: a, criteria: {new.one: , new.two: }}")
    )

    _, second = scored_plan(renamed, plan({"a.one": 2, "a.two": 4}, {"new.one": 4, "new.two": 4})).rounds

    assert renamed.formerly == {"a.one": ("new.one",), "a.two": ("new.two",)}
    assert [(move.component, move.change, move.common) for move in second.components] == [("new", 1, 2)]


def test_what_a_criterion_says_itself_goes_before_what_its_component_says() -> None:
    made = framework_of(
        "components: {new: {aliases: old, criteria: {new.one: , new.two: {aliases: old.one}}}, "
        "other: {criteria: {other.one: }}}"
    )

    assert made.formerly == {"old.one": ("new.two",), "old.two": ("new.two",)}


def test_ratings_of_a_question_that_was_split_are_kept_and_compared_with_no_part() -> None:
    split = framework_of(PARTS.replace("a.one: , a.two: ", "a.first: {aliases: a.one}, a.second: {aliases: a.one}"))

    first, second = scored_plan(split, plan({"a.one": 2, "b.one": 3}, {"a.first": 5, "a.second": 4, "b.one": 3})).rounds

    assert first.split == (SplitRatings(criterion="a.one", into=("a.first", "a.second"), raters=3, levels={"2": 3}),)
    assert second.split == ()
    assert [(move.component, move.change) for move in second.components] == [("b", 0)]
