"""Levels and rungs that need evidence: an answer without it is open there, and it is said why."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import figure, framework_of, numbers, scored, scored_plan

from spreadkit.framework.loosening import LoosenedPart, loosened
from spreadkit.model.score import AnswerState, Lack

BARE = "no evidence is named"

STRICT = """
scales:
  s:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly}
    good: {value: 2, label: In place, needs-evidence: yes}
gates: {go: {title: Go, before: execute, stage: expand}}
components: {a: {criteria: {a.one: {gate: go, need: must}, a.two: }}}
scoring: {of: criteria, answered-at-least: 0}
"""

LADDER = """
components: {a: {criteria: {a.team: , a.tested: }}}
scoring: {method: none}
figures:
  stage:
    title: Stage
    method: ladder
    rungs:
      - {id: formed, title: Formed, value: 1, needs: {a.team: good}}
      - {id: tested, title: Tested, value: 2, needs: {a.team: good, a.tested: partial}, needs-evidence: yes}
"""


def test_an_answer_without_the_evidence_is_open_and_says_so() -> None:
    bare = scored(framework_of(STRICT), "{a.one: good, a.two: partial}")
    shown = scored(framework_of(STRICT), "{a.one: {level: good, evidence: charter}, a.two: partial}")

    assert (numbers(bare), numbers(shown)) == ((50, 25, 75), (75, 75, 75))
    assert (bare.criteria[0].state, bare.criteria[0].claimed) == (AnswerState.WITHOUT_EVIDENCE, False)
    says = "answered In place, which needs evidence, and none is named"
    assert bare.criteria[0].says == says
    assert (bare.gates[0].open, bare.gates[0].blockers[0].why) == (False, says)
    assert shown.gates[0].open


@given(level=st.sampled_from(["absent", "partial", "good"]), evidenced=st.booleans())
def test_open_without_evidence_is_as_wide_as_not_answered(*, level: str, evidenced: bool) -> None:
    evidence = ", evidence: charter" if evidenced else ""

    made = scored(framework_of(STRICT), f"{{a.one: {{level: {level}{evidence}}}}}")

    if level == "good" and not evidenced:
        assert made.range == scored(framework_of(STRICT)).range
    else:
        assert made.criteria[0].state is AnswerState.ANSWERED


def test_a_part_of_the_plan_can_be_the_evidence() -> None:
    made = framework_of(STRICT.replace("a.two: ", "a.two: {evidence-in-plan: risks}"))

    bare = scored_plan(made, "answers: {made: {a.two: {level: good}}}")
    told = scored_plan(
        made, "answers: {made: {a.two: {level: good}}}\nrisks: {r: {what: It rains, likelihood: low, impact: low}}"
    )

    assert [score.criteria[1].state.value for score in (bare, told)] == ["without-evidence", "answered"]


def test_sites_without_evidence_are_told_apart_from_those_without_an_answer() -> None:
    made = framework_of(STRICT.replace("a.two: ", "a.two: {per-site: {roll-up: lowest}}"))
    sites = ("n", "s", "w")

    bare = scored(made, "{a.two: {sites: {n: good, s: partial}}}", sites=sites).criteria[1]
    none = scored(made, "{a.two: {sites: {n: good}}}", sites=sites).criteria[1]

    assert bare.says == "0 of 3 sites satisfy it, 1 not answered, 1 answered without the evidence that it needs"
    assert none.state is AnswerState.WITHOUT_EVIDENCE


@pytest.mark.parametrize(("on_evidence", "state"), [(False, "without-evidence"), (True, "answered")])
def test_raters_need_evidence_for_what_they_give_in_common(*, on_evidence: bool, state: str) -> None:
    score = scored(framework_of(STRICT), rated={"a.one": Fraction(2)}, rated_on_evidence=on_evidence)

    assert score.criteria[0].state == state
    assert scored(framework_of(STRICT), rated={"a.one": Fraction(1)}).criteria[0].state == "answered"


def test_a_round_of_ratings_names_its_evidence() -> None:
    rows = "".join(f"      - {{rater: r{each}, criterion: a.one, level: good}}\n" for each in range(3))
    plan = "ratings:\n  spring:\n    framework: made\n    on: 2026-05-01\n%s    rows:\n" + rows

    bare, shown = (scored_plan(framework_of(STRICT), plan % more) for more in ("", "    evidence: survey\n"))

    assert [score.criteria[0].state.value for score in (bare, shown)] == ["without-evidence", "answered"]
    assert [numbers(score.rounds[0].figure)[0] for score in (bare, shown)] == [None, 100]


def test_what_hangs_on_an_answer_without_evidence_is_not_skipped() -> None:
    made = framework_of(STRICT.replace("a.two: ", "a.two: {only-if: {criterion: a.one, is: partial}}"))

    states = [scored(made, f"{{a.one: {level}}}").criteria[1].state for level in ("good", "absent", "partial")]

    assert states == ["not-asked", "skipped", "not-asked"]


@pytest.mark.parametrize(
    ("answers", "word", "expected", "lacks"),
    [
        ("{}", None, (None, 0, 2), [("a.team", None, "good", "not asked")]),
        ("{a.team: partial}", None, (0, 0, 0), [("a.team", "partial", "good", "partial")]),
        (
            "{a.team: good, a.tested: good}",
            None,
            (None, 1, 2),
            [
                ("a.team", "good", "good", BARE),
                ("a.tested", "good", "partial", BARE),
            ],
        ),
        (
            "{a.team: {level: good, evidence: e}, a.tested: good}",
            None,
            (None, 1, 2),
            [("a.tested", "good", "partial", BARE)],
        ),
        ("{a.team: {level: good, evidence: e}, a.tested: {level: good, evidence: e}}", "tested", (2, 2, 2), None),
    ],
)
def test_a_rung_that_needs_evidence_waits_for_it(
    answers: str,
    word: str | None,
    expected: tuple[float | None, float, float],
    lacks: list[tuple[str, str | None, str, str]] | None,
) -> None:
    stage = figure(scored(framework_of(LADDER), answers), "stage")

    assert (stage.word, numbers(stage)) == (word, expected)
    if lacks is None:
        assert stage.next_rung is None
        return
    assert stage.next_rung is not None
    assert stage.next_rung.lacks == tuple(
        Lack(criterion=name, level=level, needs=needs, why=why) for name, level, needs, why in lacks
    )
    assert stage.decided_by == tuple(lack[0] for lack in lacks)


def test_the_sentence_of_a_ladder_says_that_evidence_is_missing() -> None:
    stage = figure(scored(framework_of(LADDER), "{a.team: {level: good, evidence: e}, a.tested: good}"), "stage")

    assert stage.says == (
        "at least Formed, and anything up to Tested; the next rung waits for a.tested (no evidence is named)"
    )


def test_what_no_longer_needs_evidence_is_made_easier() -> None:
    strict, easy = framework_of(STRICT), framework_of(STRICT.replace(", needs-evidence: yes", ""))

    assert [(part.at, part.what) for part in loosened(easy, strict)] == [
        ("a.one", '"good" no longer needs evidence'),
        ("a.two", '"good" no longer needs evidence'),
    ]
    assert loosened(strict, easy) == []
    assert loosened(framework_of(LADDER.replace(", needs-evidence: yes", "")), framework_of(LADDER)) == [
        LoosenedPart("stage", "a rung no longer needs evidence", (("figures", "stage", "rungs"),))
    ]
