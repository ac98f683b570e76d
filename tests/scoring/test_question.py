"""Questions: kept with their framework, and what their scales say of an answer."""

from datetime import date
from fractions import Fraction

import pytest
from made import answers_of, framework_of

from spreadkit.framework.conditions import condition_holds
from spreadkit.framework.question import Question, questions_by_id, questions_in, questions_of

SCALES = """
scales:
  presence:
    absent: {value: "0", label: Absent}
    partial: {value: "1", label: Partly}
    good: {value: "2", label: In place}
  hours: {answer: number, from: "0", to: "10", step: "0.5", bands: [{id: many, title: Many, above: "5"}]}
  done: {answer: date}
  told: {answer: words, at-least: "3"}
components:
  a:
    criteria:
      a.level: {}
      a.burden: {reverse: "yes"}
      a.own: {points: {good: {value: "7"}}}
      a.hours: {scale: hours, at-least: many}
      a.done: {scale: done}
      a.told: {scale: told}
  b:
    criteria:
      b.if: {only-if: {criterion: a.level, at-least: partial}}
"""


@pytest.fixture
def asked() -> dict[str, Question]:
    return dict(questions_by_id(framework_of(SCALES)))


def test_questions_are_made_once_and_kept_with_their_framework() -> None:
    framework = framework_of(SCALES)

    first, again = questions_of(framework), questions_of(framework)

    assert first is again
    assert [question.id for question in first] == [*framework.criteria]
    assert all(questions_by_id(framework)[question.id] is question for question in first)
    assert [question.id for question in questions_in(framework, "b")] == ["b.if"]


def test_a_copy_of_a_framework_asks_its_own_questions() -> None:
    framework = framework_of(SCALES)
    before = questions_of(framework)

    copy = framework.model_copy(update={"scales": {"hours": framework.scales["hours"]}})

    assert all(question.framework is copy for question in questions_of(copy))
    assert questions_of(framework) is before


def test_what_was_kept_makes_no_framework_differ_from_another() -> None:
    one, other = framework_of(SCALES), framework_of(SCALES)

    questions_of(one)

    assert one == other
    assert one.model_dump() == other.model_dump()


def test_of_two_criteria_with_one_id_the_later_is_found_by_it() -> None:
    framework = framework_of("components: {a: {criteria: {x: {}}}, b: {criteria: {x: {need: must}}}}")

    assert [question.component for question in questions_of(framework)] == ["a", "b"]
    assert questions_by_id(framework)["x"].component == "b"


@pytest.mark.parametrize(
    ("name", "level", "points", "is_enough"),
    [
        ("a.level", "good", 2, True),
        ("a.level", "partial", 1, False),
        ("a.level", "unknown", None, False),
        ("a.burden", "absent", 2, True),
        ("a.burden", "good", 0, False),
        ("a.own", "good", 7, True),
        ("a.own", "partial", 1, False),
        ("a.hours", "5.5", Fraction(11, 2), True),
        ("a.hours", "5", 5, False),
        ("a.hours", "5.2", Fraction(26, 5), False),
        ("a.done", "2026-03-01", 1, True),
        ("a.done", "2026-09-01", 0, False),
        ("a.done", "not-done", 0, False),
        ("a.told", "good", None, False),
    ],
)
def test_a_level_is_worth_points_and_is_enough_or_not(
    asked: dict[str, Question], name: str, level: str, points: Fraction | None, *, is_enough: bool
) -> None:
    question, as_of = asked[name], date(2026, 6, 30)

    assert question.points(level, as_of=as_of) == points
    assert question.satisfies(level, as_of=as_of) is is_enough


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ("{a.level: good}", True),
        ("{a.level: partial}", True),
        ("{a.level: absent}", False),
        ("{a.level: unknown}", None),
        ("{}", None),
    ],
)
def test_a_condition_hangs_on_another_answer(asked: dict[str, Question], answers: str, *, holds: bool | None) -> None:
    assert condition_holds(asked["b.if"], answers_of(answers)) is holds
