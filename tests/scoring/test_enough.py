"""What is enough is one question: of one answer, of what raters give in common, of sites, and on a ladder."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import AS_OF, answers_of, framework_of, scored, scored_plan

from spreadkit.framework.question import Question, questions_by_id
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Answer
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.leaves import leaves_of

BANDS = (
    "[{id: level-1, title: 1, to: 3}, {id: level-2, title: 2, above: 3, below: 7}, {id: level-3, title: 3, from: 7}]"
)


def asked(*, reverse: bool, least: str, scale: str = "help") -> Framework:
    return framework_of(
        f"""
scales:
  help: {{answer: number, from: "0", to: "9", step: "0.5", bands: {BANDS}}}
  presence: {{absent: {{value: "0", label: A}}, partial: {{value: "1", label: P}}, good: {{value: "2", label: G}}}}
gates: {{go: {{title: Go, before: execute, stage: expand}}}}
components:
  a:
    criteria:
      a.one: {{scale: {scale}, at-least: {least}, gate: go, need: must, reverse: "{"yes" if reverse else "no"}",
        per-site: {{roll-up: mean}}}}
"""
    )


def question_of(framework: Framework) -> Question:
    return questions_by_id(framework)["a.one"]


cases = st.builds(
    lambda reverse, least, half: (asked(reverse=reverse, least=least), f"{half / 2:g}"),
    st.booleans(),
    st.sampled_from(["level-1", "level-2", "level-3", "4", "7.5"]),
    st.integers(0, 18),
)


@given(cases)
def test_one_answer_one_site_and_raters_who_agree_are_enough_alike(case: tuple[Framework, str]) -> None:
    framework, level = case
    question = question_of(framework)
    worth = question.points(level)
    assert worth is not None
    alone = question.satisfies(level)

    rated = leaves_of(framework, {}, Circumstances(as_of=AS_OF, rated={"a.one": worth}))["a.one"]
    at_site = leaves_of(framework, {"a.one": Answer(sites={"w": level})}, Circumstances(as_of=AS_OF, sites=("w",)))

    assert rated.claimed == alone
    assert at_site["a.one"].claimed == alone


@given(cases)
def test_a_claim_that_is_contradicted_comes_down_to_what_is_not_enough(case: tuple[Framework, str]) -> None:
    framework, level = case
    question = question_of(framework)
    leaf = leaves_of(framework, {"a.one": Answer(level=level)}, Circumstances(), {"a.one": ("some-rule",)})["a.one"]

    if not leaf.claimed or question.satisfies(question.worst):
        return
    assert leaf.quantity is not None
    assert leaf.quantity.verified is not None
    assert not question.reaches(leaf.quantity.verified, question.enough)


@pytest.mark.parametrize(
    ("reverse", "least", "number", "is_enough"),
    [
        (False, "level-3", "7.75", True),
        (False, "level-3", "6.99", False),
        (False, "level-2", "3", False),
        (False, "level-2", "3.01", True),
        (True, "level-1", "3", True),
        (True, "level-1", "3.01", False),
        (True, "level-2", "7", False),
        (True, "level-2", "6.99", True),
    ],
)
def test_what_raters_give_in_common_may_lie_between_the_answers(
    *, reverse: bool, least: str, number: str, is_enough: bool
) -> None:
    framework = asked(reverse=reverse, least=least)
    points = 9 - Fraction(number) if reverse else Fraction(number)

    leaf = leaves_of(framework, {}, Circumstances(rated={"a.one": points}))["a.one"]

    assert leaf.claimed is is_enough


def test_the_mean_of_four_raters_opens_the_gate_that_the_band_asks_for() -> None:
    rows = "".join(f"      - {{rater: r{n}, criterion: a.one, level: {level}}}\n" for n, level in enumerate("7888"))

    score = scored_plan(
        asked(reverse=False, least="level-3"),
        f"ratings:\n  spring:\n    framework: made@1\n    on: 2026-05-01\n    rows:\n{rows}",
    )

    assert score.criteria[0].says == "raters give it 7.75"
    assert score.criteria[0].claimed
    assert score.gates[0].open


def test_of_two_levels_that_are_worth_the_same_the_lower_is_not_enough_and_both_raters_are() -> None:
    framework = framework_of(
        "components: {a: {criteria: {a.one: {points: "
        "{absent: {value: '0'}, partial: {value: '5'}, good: {value: '5'}}}}}}"
    )

    question = question_of(framework)

    assert (question.satisfies("partial"), question.satisfies("good")) == (False, True)
    assert question.reaches(Fraction(5), question.enough)


@pytest.mark.parametrize(("level", "reached"), [("2026-05-01", True), ("not-done", False)])
def test_a_day_that_something_was_not_done_is_no_rung(level: str, *, reached: bool) -> None:
    framework = framework_of(
        """
scales: {done: {answer: date}}
components: {a: {criteria: {a.one: {scale: done}}}}
scoring: {method: ladder, rungs: [{id: up, title: Up, value: "1", needs: {a.one: done}}]}
"""
    )

    score = scored(framework, f"{{a.one: {level}}}")

    assert (score.figure.word == "up") is reached


def test_raters_climb_a_ladder_by_what_they_give_in_common() -> None:
    framework = framework_of(
        """
components: {a: {criteria: {a.one: {}}}}
scoring: {method: ladder, rungs: [{id: up, title: Up, value: "1", needs: {a.one: partial}}]}
"""
    )

    score = scored(framework, rated={"a.one": Fraction(3, 2)})

    assert score.figure.word == "up"


@pytest.mark.parametrize("by_site", [True, False])
def test_an_answer_that_has_to_be_looked_at_again_is_open_until_somebody_has(*, by_site: bool) -> None:
    framework = asked(reverse=False, least="level-3")
    level = "sites: {w: '9'}" if by_site else "level: '9'"

    before = scored(framework, f"{{a.one: {{{level}}}}}", sites=("w",))
    marked = scored(framework, f"{{a.one: {{{level}, recheck: The scale changed}}}}", sites=("w",))
    open_ = scored(framework)

    assert before.range is not None
    assert before.range.value == 100
    assert marked.range == open_.range
    assert marked.coverage == open_.coverage == 0
    assert marked.criteria[0].state == "recheck"
    assert not marked.criteria[0].claimed
    assert marked.gates[0].blockers[0].why == "has to be looked at again: The scale changed"


def test_what_hangs_on_an_answer_to_be_looked_at_again_is_not_skipped() -> None:
    framework = framework_of(
        "components: {a: {criteria: {a.one: {}, a.two: {only-if: {criterion: a.one, at-least: good}}}}}"
    )

    marked = scored(framework, "{a.one: {level: absent, recheck: New words}}")

    assert [criterion.state for criterion in marked.criteria] == ["recheck", "not-asked"]
    assert [criterion.state for criterion in scored(framework, "{a.one: absent}").criteria] == ["answered", "skipped"]
    assert answers_of("{a.one: good}")["a.one"].recheck is None
