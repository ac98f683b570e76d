"""What a newcomer's honest draft was told wrongly: each kind is silent now, and its neighbour is still found."""

from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.framework import EvidencePart
from spreadkit.model.plan import Plan

from rule_examples import AS_OF, TINY, write_example

CHARTER = "charter: {kind: link, link: 'https://example.org/charter', dated: 2026-05-01}"
SPONSORED = "people: {ap: {name: A, role: executive-sponsor}}\nanswers: {tiny: {leadership.sponsor: {level: good}, "


def rounds(days: list[str]) -> str:
    """Return a record in which three wards are taken down together on each of some days."""
    sites = "id,name\n" + "".join(f"w{n},Ward {n}\n" for n in range(9))
    rows = "".join(f"{day},w{3 * index + n},huddle,implemented\n" for index, day in enumerate(days) for n in range(3))
    return (
        'package: {version: "1", changes: {huddle: {title: Huddle}}}\nsites: sites.csv\nadoption: adoption.csv\n'
        f"--- sites.csv\n{sites}--- adoption.csv\ndate,site,change,stage\n{rows}"
    )


def chart(last: str) -> str:
    """Return a plan with evidence of 2024 that is the data of a measure, whose last value is of a day."""
    return (
        "measures: {falls: {title: Falls, kind: outcome, better: lower, data: {file: f.csv, date: day, value: n}}}\n"
        "evidence: {run-chart: {kind: data, measure: falls, dated: 2024-01-31}}\n"
        "answers: {tiny: {leadership.sponsor: {level: good, because: B, evidence: run-chart}}}\n"
        f"--- f.csv\nday,n\n{last},4\n"
    )


CASES = {
    "an answer whose typical evidence stands in the plan": (
        "level-without-evidence",
        "audiences: {nurses: {decides: late}}\nanswers: {tiny: {communication.awareness: {level: good, because: B}}}\n",
        "answers: {tiny: {communication.awareness: {level: good, because: B}}}\n",
    ),
    "data that run to last month": ("evidence-stale", chart("2026-05-31"), chart("2025-05-31")),
    "an unknown should-have while the gate is open": (
        "unknown-left",
        SPONSORED + "communication.awareness: {level: unknown}}}\n",
        "answers: {tiny: {leadership.sponsor: {level: absent}, communication.awareness: {level: unknown}}}\n",
    ),
    "a measure of the spread itself": (
        "measure-undefined",
        "measures: {units: {title: Units, kind: spread, better: higher}}\n",
        "measures: {units: {title: Units, kind: process, better: higher}}\n",
    ),
    "a target that names a measure that is not there": (
        "aim-not-grounded",
        "aim: {measure: fals, target: 4}\nmeasures: {falls: {title: F, kind: outcome, better: lower}}\n",
        "aim: {measure: falls, target: 4}\nmeasures: {falls: {title: F, kind: outcome, better: lower}}\n",
    ),
    "sites in a table that cannot be read": (
        "unknown-site",
        "sites: sites.csv\nadoption: adoption.csv\n--- adoption.csv\ndate,site,change,stage\n2026-05-04,w,h,testing\n",
        "adoption: adoption.csv\n--- adoption.csv\ndate,site,change,stage\n2026-05-04,w,h,testing\n",
    ),
    "jobs that somebody else does too": (
        "one-person-many-hats",
        "people: {jl: {name: J, role: [spread-agent, coach, data-lead]}, mo: {name: M, role: coach}}\n",
        "people: {jl: {name: J, role: [spread-agent, coach, data-lead]}}\n",
    ),
    "a record that is kept in monthly rounds": (
        "block-adoption",
        rounds(["2026-03-31", "2026-04-30", "2026-05-31"]),
        rounds(["2026-03-31"]),
    ),
}
"""By what it is: the rule, a plan that is right, and one like it that is not."""


@pytest.mark.parametrize("case", CASES)
def test_a_sound_draft_is_not_told_off_and_what_is_not_sound_is_found(case: str, tmp_path: Path) -> None:
    slug, right, wrong = CASES[case]
    found = {}
    for name, text in (("right", right), ("wrong", wrong)):
        folder = tmp_path / name
        folder.mkdir()
        plan = write_example(folder, text, about="plan").main
        framework = TINY.read_text(encoding="utf-8").replace(
            "evidence: [messages]", "evidence: [messages]\n        evidence-in-plan: audiences"
        )
        (folder / "frameworks" / "tiny.yaml").write_text(framework, encoding="utf-8")
        found[name] = [f.message for f in check_plan(load_plan(plan), AS_OF) if f.slug == slug]

    assert found["right"] == []
    assert len(found["wrong"]) == 1


def test_a_newer_charter_is_one_finding_however_many_answers_cite_it(tmp_path: Path) -> None:
    answers = ", ".join(
        f"{name}: {{level: good, because: B, evidence: charter, reviewed: 2026-03-20}}"
        for name in ("leadership.sponsor", "leadership.local-leads", "communication.awareness")
    )
    plan = write_example(tmp_path, f"evidence: {{{CHARTER}}}\nanswers: {{tiny: {{{answers}}}}}\n", about="plan").main

    (finding,) = [f for f in check_plan(load_plan(plan), AS_OF) if f.slug == "evidence-after-review"]

    assert "newer than the reviews of 3 answers that cite it" in finding.message


def test_every_part_that_can_be_evidence_is_a_part_of_a_plan() -> None:
    assert {part.value for part in EvidencePart} <= set(Plan.model_fields)


@pytest.mark.parametrize("part", EvidencePart)
def test_a_part_is_evidence_only_where_something_is_in_it(part: EvidencePart, tmp_path: Path) -> None:
    plan = write_example(tmp_path, "answers: {tiny: {leadership.sponsor: {level: good, because: B}}}\n", about="plan")
    framework = tmp_path / "frameworks" / "tiny.yaml"
    text = framework.read_text(encoding="utf-8")
    framework.write_text(
        text.replace("evidence: [charter]", f"evidence: [charter]\n        evidence-in-plan: {part}"), encoding="utf-8"
    )

    found = [f.slug for f in check_plan(load_plan(plan.main), AS_OF)]

    assert "level-without-evidence" in found
