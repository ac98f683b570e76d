"""Checklists: figures that count criteria by whether their answers are enough, so that nothing is asked twice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import answers_of, figure, framework_of, numbers, scored

from spreadkit.checking.run import check_framework
from spreadkit.loading.loader import load_framework
from spreadkit.scoring.score import score_framework

CHECKLIST = """
components:
  part:
    criteria:
      part.one: {at-least: partial}
      part.two: {per-site: {roll-up: lowest}}
      part.three: {scale: done-on}
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly}
    good: {value: 2, label: In place}
  done-on: {answer: date}
figures:
  checklist: {title: Done, method: sum, of: [part.one, part.two, part.three], scale: met, possible: answered}
"""


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{part.one: partial, part.two: good, part.three: 2026-01-31}", (3, 3, 3)),
        ("{part.one: absent, part.two: partial, part.three: not-done}", (0, 0, 0)),
        ("{part.one: good, part.two: good}", (None, 2, 3)),
        ("{part.one: unknown, part.two: good, part.three: not-done}", (None, 1, 2)),
        ("{part.one: good, part.two: {sites: {x: good, y: partial}}, part.three: not-done}", (1, 1, 1)),
        ("{part.one: good, part.two: {sites: {x: good}}, part.three: not-done}", (1, 1, 2)),
    ],
)
def test_criteria_count_as_one_where_their_answer_is_enough(
    answers: str, expected: tuple[float | None, float, float]
) -> None:
    assert numbers(figure(scored(framework_of(CHECKLIST), answers, sites=("x", "y")), "checklist")) == expected


def test_what_does_not_apply_leaves_the_checklist() -> None:
    done = figure(scored(framework_of(CHECKLIST), "{part.one: {na: None here}, part.two: good}"), "checklist")

    assert done.range is not None
    assert [float(each) for each in (done.range.low, done.range.high, done.range.most)] == [1, 2, 2]


def test_claim_that_the_plan_contradicts_is_not_met_when_verified() -> None:
    made = framework_of(CHECKLIST)
    answers = answers_of("{part.one: good, part.two: good, part.three: 2026-01-31}")
    done = figure(score_framework(made, answers, contradicted={"part.one": ("a-rule",)}), "checklist")

    assert done.range is not None
    assert (str(done.range.value), str(done.range.verified)) == ("3.0", "2.0")


@given(levels=st.lists(st.sampled_from(["absent", "partial", "good", "unknown"]), min_size=1, max_size=8))
def test_checklist_counts_what_the_criteria_claim(levels: list[str]) -> None:
    names = [f"part.c{index}" for index in range(len(levels))]
    made = framework_of(
        "components: {part: {criteria: {" + ", ".join(f"{name}: {{}}" for name in names) + "}}}\n"
        "figures: {checklist: {title: Done, method: sum, of: criteria, scale: met}}"
    )

    score = scored(made, "{" + ", ".join(f"{name}: {level}" for name, level in zip(names, levels, strict=True)) + "}")

    value, low, high = numbers(figure(score, "checklist"))
    assert low == sum(each.claimed for each in score.criteria) == levels.count("good")
    assert high == low + levels.count("unknown")
    assert value == (None if "unknown" in levels else low)


def test_only_criteria_can_be_counted_so(tmp_path: Path) -> None:
    text = CHECKLIST.replace("of: [part.one, part.two, part.three]", "of: [part]")
    text = text.replace("  part:\n", "  part:\n    title: A part\n")
    for old in ("{at-least: partial}", "{per-site: {roll-up: lowest}}", "{scale: done-on}"):
        text = text.replace(old, f"{{ask: Is it so?, {old[1:]}")
    head = 'schema: spreadkit/framework@1\nid: made\nedition: "1"\ntitle: Made\nwording: own\nnote: For tests\n'
    path = tmp_path / "made.yaml"
    path.write_text(head + "sources: {none: {cite: None}}\n" + text, encoding="utf-8")

    found = [each.message for each in check_framework(load_framework(path)) if "scale: met" in each.message]

    assert len(found) == 1
    assert '"scale: met" takes criteria, and "part" is none' in found[0]
