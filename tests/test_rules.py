"""Every rule's own examples: the failing one gives exactly that finding at the marked line, the passing one none."""

import re
from pathlib import Path

import pytest

from spreadkit.checking.run import check_crosswalk, check_framework, check_plan, check_vocabulary
from spreadkit.loading.loader import load_crosswalk, load_framework, load_plan, load_vocabulary
from spreadkit.model.finding import Finding
from spreadkit.reporting.build import section_ids
from spreadkit.rules._registry import all_rules, find_rule
from spreadkit.rules._rule import Rule

from rule_examples import AS_OF, write_example

BESIDE_PLANS = {
    "framework": lambda path: check_framework(load_framework(path)),
    "concepts": lambda path: check_vocabulary(load_vocabulary(path)),
    "crosswalk": lambda path: check_crosswalk(load_crosswalk(path)),
}
"""How a file is checked that is no plan, by what the rule is about."""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found_in(folder: Path, text: str, rule: Rule) -> tuple[list[Finding], list[tuple[str, int]]]:
    example = write_example(folder, text, about=rule.about)
    if rule.about in BESIDE_PLANS:
        findings = BESIDE_PLANS[rule.about](example.main)
        findings = [each for each in findings if each.slug == rule.slug or each.code < "SK100"]
    else:
        only = (
            None if rule.about == "file" else {rule.slug, *(r.slug for r in all_rules().values() if r.about == "file")}
        )
        if rule.judged_last and only is not None:
            only = None
        findings = check_plan(load_plan(example.main), AS_OF, only=only, section_ids=section_ids)
        findings = [each for each in findings if each.slug == rule.slug or each.code < "SK100"]
    return findings, [(mark.file, mark.line) for mark in example.marks]


def rules() -> list[Rule]:
    return list(all_rules().values())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.slug)
def test_failing_example_gives_exactly_this_finding_where_it_is_marked(rule: Rule, tmp_path: Path) -> None:
    findings, marks = found_in(tmp_path, rule.fails, rule)

    assert [each.slug for each in findings] == [rule.slug]
    assert [(findings[0].location.file, findings[0].location.line)] == marks
    assert findings[0].severity is rule.severity


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.slug)
def test_passing_example_gives_nothing(rule: Rule, tmp_path: Path) -> None:
    findings, marks = found_in(tmp_path, rule.passes, rule)

    assert findings == []
    assert marks == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.slug)
def test_manual_is_complete(rule: Rule) -> None:
    assert rule.says.endswith(".")
    assert len(rule.why) > 40
    assert len(rule.help) > 20
    assert re.fullmatch(r"SK\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)


def test_rules_are_found_by_code_and_by_slug() -> None:
    assert len(rules()) >= 30
    assert find_rule("sk401") is find_rule("unknown-person")
    assert find_rule("SK999") is None
