"""Answers, evidence and references: the edges that the rules' own examples do not reach."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding, Severity

TINY = Path(__file__).parents[1] / "tiny.yaml"
HEAD = {"schema": "spreadkit/plan@1", "title": "Example", "stage": "embed", "frameworks": "[{use: tiny@1}]"}
AS_OF = date(2026, 6, 30)

Check = Callable[[str, str], list[Finding]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.chdir(tmp_path)

    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())

    def run(slug: str, text: str) -> list[Finding]:
        plan, *files = re.split(r"^--- ", text, flags=re.MULTILINE)
        for name, _, content in (each.partition("\n") for each in files):
            (tmp_path / name).write_text(content, encoding="utf-8")
        head = [f"{key}: {value}" for key, value in HEAD.items() if not re.search(f"^{key}:", plan, re.MULTILINE)]
        (tmp_path / "spread-plan.yaml").write_text("\n".join([*head, plan]), encoding="utf-8")
        loaded = load_plan(tmp_path / "spread-plan.yaml")
        return [each for each in check_plan(loaded, AS_OF) if each.slug == slug]

    return run


ANSWER_RULES = [
    *("unknown-framework", "unknown-criterion", "unknown-level", "unknown-left", "na-not-allowed", "na-without-end"),
    *("level-without-because", "level-and-na", "copied-because", "level-without-evidence", "unknown-evidence"),
    *("orphan-evidence", "evidence-file-missing", "evidence-stale", "evidence-after-review"),
    *("one-proof-for-everything", "claim-contradicted", "na-over-limit", "coverage-below-bar", "ignore-incomplete"),
    "unknown-reference",
]


@pytest.mark.parametrize("slug", ANSWER_RULES)
def test_plan_with_only_a_title_is_left_in_peace(slug: str, check: Check) -> None:
    assert check(slug, "stage: prepare") == []


def test_unasked_criteria_are_one_note_at_the_framework_while_preparing(check: Check) -> None:
    found = check("criterion-not-asked", "stage: prepare")

    assert [(each.severity, each.location.line) for each in found] == [(Severity.NOTE, 3)]
    assert found[0].message == (
        '3 criteria of "tiny" have no answer: "leadership.sponsor", "leadership.local-leads" '
        'and "communication.awareness"'
    )


def test_plan_without_any_framework_has_nothing_to_answer(check: Check) -> None:
    assert check("criterion-not-asked", "frameworks: []") == []
    assert check("unknown-framework", "frameworks: []") == []
    assert check("unknown-criterion", "frameworks: []\nactions:\n  a: {do: Begin, for: [leadership.sponsor]}") == []


def test_other_edition_is_named_with_the_one_that_is_here(check: Check) -> None:
    found = check("unknown-framework", "frameworks: [{use: tiny@2}]")

    assert [each.message for each in found] == ['the edition of "tiny" that is here is "1", not "2"']
    assert found[0].route == ("frameworks", 0, "use")


def test_framework_without_an_edition_takes_what_is_here(check: Check) -> None:
    assert check("unknown-framework", "frameworks: [{use: tiny}]") == []


def test_framework_whose_file_is_broken_is_not_called_unknown(check: Check) -> None:
    found = check("unknown-framework", "frameworks: [{use: own@1}]\n--- frameworks/own.yaml\nid: own")

    assert [each.message for each in found] == [
        'the file of the framework "own" cannot be used; check it on its own and mend it'
    ]


def test_answers_to_a_framework_that_is_not_followed_are_found_once(check: Check) -> None:
    plan = "answers:\n  tinny:\n    a: {level: good}\n    b: {level: good}"

    found = check("unknown-framework", plan)

    assert [each.route for each in found] == [("answers", "tinny")]
    assert 'did you mean "tiny"?' in found[0].message
    assert check("unknown-criterion", plan) == []


def test_action_for_an_unknown_criterion_is_found_at_its_item(check: Check) -> None:
    plan = "actions:\n  a: {do: Begin, for: [leadership.sponsor, leadership.sponsors], state: doing}"

    found = check("unknown-criterion", plan)

    assert [each.route for each in found] == [("actions", "a", "for", 1)]


def test_action_is_not_judged_while_a_framework_is_missing(check: Check) -> None:
    plan = "frameworks: [{use: tiny@1}, {use: gone@1}]\nactions:\n  a: {do: Begin, for: [something.else]}"

    assert check("unknown-criterion", plan) == []


def test_level_that_is_like_no_other_lists_the_scale(check: Check) -> None:
    found = check("unknown-level", "answers:\n  tiny:\n    communication.channels: {level: '2'}")

    assert [each.message for each in found] == [
        'the scale has no level "2"; use absent, partial, good or unknown',
    ]


def test_set_aside_without_until_points_at_the_criterion(check: Check) -> None:
    found = check("na-without-end", "answers:\n  tiny:\n    communication.channels:\n      na: One site")

    assert [each.route for each in found] == [("answers", "tiny", "communication.channels")]


def test_set_aside_until_today_is_still_in_time(check: Check) -> None:
    plan = "answers:\n  tiny:\n    communication.channels: {na: One site, until: 2026-06-30}"

    assert check("na-without-end", plan) == []


def test_one_reason_may_serve_many_criteria_that_have_not_begun(check: Check) -> None:
    plan = """
answers:
  tiny:
    leadership.sponsor: {level: absent, because: Not begun}
    leadership.local-leads: {level: absent, because: Not begun}
    communication.channels: {level: absent, because: Not begun}
"""

    assert check("copied-because", plan) == []


def test_reason_that_is_unknown_is_neither_missing_nor_copied(check: Check) -> None:
    plan = """
answers:
  tiny:
    leadership.sponsor: {level: good, because: unknown}
    leadership.local-leads: {level: good, because: unknown}
    communication.channels: {level: good, because: unknown}
"""

    assert check("copied-because", plan) == []
    assert check("level-without-because", plan) == []


def test_unknown_of_a_gate_that_still_lies_ahead_is_honest(check: Check) -> None:
    plan = "stage: prepare\nanswers:\n  tiny:\n    leadership.sponsor: {level: unknown}"

    assert check("unknown-left", plan) == []


def test_criterion_that_asks_for_no_evidence_needs_none(check: Check) -> None:
    plan = "answers:\n  tiny:\n    communication.channels: {level: good, because: Two of them}"

    assert check("level-without-evidence", plan) == []


def test_case_and_successful_sites_cite_evidence_too(check: Check) -> None:
    plan = """
evidence:
  story: {kind: link, link: "https://example.org/story"}
case:
  all: {says: It takes two minutes, evidence: [story, storry]}
"""

    assert [each.route for each in check("unknown-evidence", plan)] == [("case", "all", "evidence", 1)]
    assert check("orphan-evidence", plan) == []


@pytest.mark.parametrize(
    ("how_to", "found"),
    [
        ("evidence/huddle guide.md", True),
        ("Meet at eight at the board", False),
        ("https://example.org/huddle.html", False),
        ("www.example.org", False),
        ("Read version 1.2", False),
    ],
)
def test_how_to_is_looked_for_only_when_it_names_a_file(how_to: str, found: bool, check: Check) -> None:  # noqa: FBT001
    plan = f'package:\n  version: "1"\n  changes:\n    huddle: {{title: Huddle, how-to: "{how_to}"}}'

    findings = check("evidence-file-missing", plan)

    assert [each.route for each in findings] == [("package", "changes", "huddle", "how-to")] * found


@pytest.mark.parametrize(
    ("item", "criterion", "found"),
    [
        ("kind: link, dated: 2026-04-01", "leadership.local-leads", False),
        ("kind: link, dated: 2026-03-31", "leadership.local-leads", True),
        ("kind: link, dated: 2025-06-30", "leadership.sponsor", False),
        ("kind: link, dated: 2025-06-29", "leadership.sponsor", True),
        ("kind: publication, dated: 2006-01-01", "leadership.sponsor", False),
        ("kind: link, dated: unknown", "leadership.sponsor", False),
        ("kind: link", "leadership.sponsor", False),
    ],
)
def test_evidence_is_stale_a_day_after_the_strictest_limit(
    item: str,
    criterion: str,
    found: bool,  # noqa: FBT001
    check: Check,
) -> None:
    plan = f"evidence:\n  x: {{{item}}}\nanswers:\n  tiny:\n    {criterion}: {{level: good, evidence: x}}"

    assert len(check("evidence-stale", plan)) == found


def test_evidence_of_the_day_of_review_was_seen(check: Check) -> None:
    plan = """
evidence:
  charter: {kind: link, dated: 2026-03-20}
answers:
  tiny:
    leadership.sponsor: {level: good, evidence: [charter, gone], reviewed: 2026-03-20}
"""

    assert check("evidence-after-review", plan) == []


def test_few_answers_may_share_one_item_of_evidence(check: Check) -> None:
    plan = """
evidence:
  charter: {kind: link}
answers:
  tiny:
    leadership.sponsor: {level: good, evidence: charter}
    leadership.local-leads: {level: good, evidence: charter}
    communication.awareness: {level: good, evidence: charter}
    communication.channels: {level: good, evidence: charter}
"""

    assert check("one-proof-for-everything", plan) == []


def test_claim_below_what_satisfies_is_not_contradicted(check: Check) -> None:
    plan = "audiences:\n  nurses: {}\nanswers:\n  tiny:\n    communication.awareness: {level: partial}"

    assert check("claim-contradicted", plan) == []


def test_contradicted_claim_names_the_rule_that_found_otherwise(check: Check) -> None:
    plan = "audiences:\n  nurses: {}\nanswers:\n  tiny:\n    communication.awareness: {level: good}"

    (found,) = check("claim-contradicted", plan)

    assert found.message.startswith(
        '"communication.awareness" is answered good, but audience-without-awareness says otherwise; mend that'
    )


def test_coverage_is_news_only_once_answering_has_begun(check: Check) -> None:
    assert check("coverage-below-bar", "answers:\n  tiny:\n    leadership.sponsor: {level: unknown}") == []
    assert [
        each.message for each in check("coverage-below-bar", "answers:\n  tiny:\n    leadership.sponsor: {level: good}")
    ] == ['1 of 4 criteria of "tiny" is answered; a score is shown from 50% on']


def test_ignore_entry_holds_no_longer_from_thirty_days_after_its_until(check: Check) -> None:
    entry = "ignore:\n  - {{rule: unused, because: Later, by: ap, until: {}}}"

    assert check("ignore-incomplete", entry.format("2026-05-31")) == []
    assert [each.route for each in check("ignore-incomplete", entry.format("2026-05-30"))] == [("ignore", 0, "until")]


def test_ignore_entry_without_anything_gets_one_finding(check: Check) -> None:
    found = check("ignore-incomplete", "ignore:\n  - {rule: one-messenger}")

    assert [each.message for each in found] == [
        'the entry for "one-messenger" lacks because, by and until; it hides nothing yet'
    ]


def test_one_unknown_change_in_many_rows_is_one_finding(check: Check) -> None:
    plan = """
package: {version: "1", changes: {huddle: {title: Huddle}}}
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-01,a,huddle,aware
2026-01-02,a,hudle,aware
2026-01-03,a,hudle,testing
2026-01-04,a,hudle,implemented
"""

    found = check("unknown-reference", plan)

    assert [(each.location.file, each.location.line) for each in found] == [("adoption.csv", 3)]
    assert (
        found[0].message
        == 'there is no change "hudle" (did you mean "huddle"?); it stands at 2 more places in adoption'
    )


@pytest.mark.parametrize(
    ("gate", "message"),
    [
        ("tiny/launch", None),
        ("tiny/lunch", '"tiny" has no gate "lunch" (did you mean "launch"?)'),
        ("tinny/launch", 'the plan does not follow a framework "tinny" (did you mean "tiny"?)'),
        ("launch", '"launch" does not say whose gate it is; write framework/gate, such as tiny/launch'),
    ],
)
@pytest.mark.parametrize("part", ["decisions: [{outcome: go, on: 2026-01-01, gate: %s}]", "waves: {w: {gate: %s}}"])
def test_gate_that_does_not_exist_is_found(part: str, gate: str, message: str | None, check: Check) -> None:
    found = check("unknown-reference", part % gate)

    assert [each.message for each in found] == ([message] if message else [])


def test_gate_of_a_framework_that_is_not_there_is_not_reported_again(check: Check) -> None:
    plan = "frameworks: [{use: gone@1, phase: x}]\nwaves: {w: {gate: gone/launch}}"

    assert check("unknown-reference", plan) == []
    assert len(check("unknown-framework", plan)) == 1


def test_phase_that_the_framework_does_not_have_is_found(check: Check) -> None:
    found = check("unknown-reference", "frameworks: [{use: tiny@1, phase: plans}]")

    assert [each.route for each in found] == [("frameworks", 0, "phase")]


@pytest.mark.parametrize(("importance", "found"), [("4", []), ("good", ["importance"]), ("9", ["importance"])])
def test_importance_is_told_on_the_scale_for_it(
    importance: str, found: list[str], check: Check, tmp_path: Path
) -> None:
    tiny = (tmp_path / "frameworks" / "tiny.yaml").read_text(encoding="utf-8")
    own = tiny.replace("scales:\n", "importance: worth\nscales:\n").replace(
        "strategies:\n", "  worth: {answer: number, from: 0, to: 5}\nstrategies:\n"
    )
    (tmp_path / "frameworks" / "tiny.yaml").write_text(own, encoding="utf-8")

    hits = check(
        "unknown-level", f"answers: {{tiny: {{leadership.sponsor: {{level: good, importance: {importance}}}}}}}"
    )

    assert [each.route[-1] for each in hits] == found


@pytest.mark.parametrize(
    ("edition", "says"),
    [("tiny@1", None), ("tiny", None), ("tiny@9", 'the edition "tiny@9" is not here, but "tiny@1"')],
)
def test_ratings_name_an_edition_that_is_here(edition: str, says: str | None, check: Check) -> None:
    round_ = f"framework: {edition}, on: 2026-05-01, rows: [{{rater: r, criterion: leadership.sponsor, level: good}}]"

    found = check("rating-does-not-fit", f"ratings:\n  spring: {{{round_}}}")

    assert [finding.route for finding in found] == ([("ratings", "spring", "framework")] if says else [])
    assert all(finding.message.startswith(says) for finding in found if says)


def test_ratings_may_keep_the_edition_of_their_day(check: Check, tmp_path: Path) -> None:
    old = TINY.read_text(encoding="utf-8").replace('edition: "1"', 'edition: "0"')
    (tmp_path / "frameworks" / "tiny@0.yaml").write_text(old, encoding="utf-8")

    assert check("rating-does-not-fit", "ratings: {spring: {framework: tiny@0, on: 2026-05-01}}") == []
