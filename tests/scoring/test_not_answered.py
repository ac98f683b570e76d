"""Ways of not answering, and how much a criterion matters, in the words of the framework's own file."""

import pytest
from made import framework_of, numbers, scored

CODES = """
not-answered:
  not-able: {label: Not able to answer, counts: out}
  no-idea: {label: Nobody could say, counts: open}
gates: {go: {title: Go, before: execute, stage: expand}}
components: {a: {criteria: {a.one: {gate: go, need: must}, a.two: }}}
scoring: {of: criteria, answered-at-least: 0}
"""


def test_not_able_to_answer_is_left_out_and_is_not_called_not_applicable() -> None:
    left_out = scored(framework_of(CODES), "{a.one: partial, a.two: not-able}")
    set_aside = scored(framework_of(CODES), "{a.one: partial, a.two: {na: We have none}}")

    assert (left_out.not_applicable, dict(left_out.left_out)) == (0, {"Not able to answer": 1})
    assert (set_aside.not_applicable, dict(set_aside.left_out)) == (1, {})
    assert (left_out.criteria[1].state, left_out.criteria[1].says) == ("left-out", "Not able to answer")
    assert numbers(left_out) == numbers(set_aside) == (50, 50, 50)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("not-able", "answered “Not able to answer” and left out, which a must-have cannot be"),
        ("no-idea", "answered “Nobody could say”"),
        ("unknown", "answered as unknown"),
        ("{na: We have none}", "set aside as not applicable, which a must-have cannot be"),
        ("{level: }", "not answered yet"),
    ],
)
def test_each_way_of_not_answering_holds_a_gate_in_its_own_words(answer: str, why: str) -> None:
    text = f"{{a.one: {answer}}}" if answer != "{level: }" else "{}"

    (gate,) = scored(framework_of(CODES), text).gates

    assert [blocker.why for blocker in gate.blockers] == [why]


def test_importance_is_told_in_the_words_of_its_own_scale() -> None:
    made = framework_of("""
importance: worth
scales:
  help: {answer: number, from: 0, to: 9, bands: [{id: low, title: Harms, to: 4}, {id: high, title: Helps, above: 4}]}
  worth: {answer: number, from: 0, to: 9, bands: [{id: low, title: Minor, to: 4}, {id: high, title: Vital, above: 4}]}
components: {a: {criteria: {a.one: }}}
""")

    (criterion,) = scored(made, "{a.one: {level: 2, importance: 9}}").criteria

    assert (criterion.importance, criterion.importance_says) == (100, "9 (Vital)")
