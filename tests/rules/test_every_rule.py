"""Every rule's own examples: the failing one gives exactly that finding at the marked line, the passing one none."""

import re
import sys
from pathlib import Path

import pytest

from spreadkit import rules as rules_package
from spreadkit.checking.run import check_crosswalk, check_framework, check_plan, check_signposts, check_vocabulary
from spreadkit.loading.loader import load_crosswalk, load_framework, load_plan, load_signposts, load_vocabulary
from spreadkit.model.finding import Finding
from spreadkit.reporting.build import section_ids
from spreadkit.rules._registry import all_rules, families, find_rule
from spreadkit.rules._rule import Rule

from rule_examples import AS_OF, write_example

BESIDE_PLANS = {
    "framework": lambda path: check_framework(load_framework(path)),
    "concepts": lambda path: check_vocabulary(load_vocabulary(path)),
    "signposts": lambda path: check_signposts(load_signposts(path)),
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


def test_every_family_says_which_codes_are_its_own() -> None:
    found = families()

    assert len(found) >= 20
    assert sum(len(family.rules) for family in found) == len(rules())
    assert [family.name for family in found if not (family.title and family.about and family.rules)] == []


def test_the_next_code_of_a_family_is_its_own_and_free() -> None:
    used = {rule.code for rule in rules()}

    for family in families():
        if family.next_code is not None:
            assert family.next_code not in used
            assert any(int(family.next_code[2:]) in span for span in family.codes)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"one/a.py": 5, "two/b.py": 25}, "share the code SK020"),
        ({"one/a.py": 25, "two/b.py": 35}, "none of the codes"),
        ({"one/a.py": 5, "one/b.py": 5, "two/c.py": 35}, "have the same code SK005"),
        ({"one/a.py": 5, "two/a.py": 35}, "two rules have the slug a"),
        ({"one/a.py": None, "two/b.py": 35}, "has no rule named check"),
    ],
)
def test_families_that_contradict_each_other_are_refused(
    files: dict[str, int | None], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = {"one": range(21 if "SK020" in message else 20), "two": range(20 if "SK020" in message else 30, 40)}
    for name, codes in starts.items():
        (tmp_path / name).mkdir()
        text = f'"""T: about."""\nTITLE = "T"\nCODES = ({codes!r},)\n'
        (tmp_path / name / "__init__.py").write_text(text, encoding="utf-8")
    for name, code in files.items():
        rule = "" if code is None else f'check = reading_rule(__name__, "SK{code:03}", passes="", fails="")\n'
        text = f'"""Says."""\nfrom spreadkit.rules import reading_rule\n{rule}'
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules_package, "__path__", [str(tmp_path)])
    planted = [name for name in sys.modules if name.startswith("spreadkit.rules.")]
    for name in planted:
        if name.partition("spreadkit.rules.")[2].partition(".")[0] in starts:
            monkeypatch.delitem(sys.modules, name)

    with pytest.raises((ValueError, TypeError), match=message):
        families.__wrapped__()


def test_rules_are_found_by_code_and_by_slug() -> None:
    assert len(rules()) >= 30
    assert find_rule("sk401") is find_rule("unknown-person")
    assert find_rule("SK999") is None
