"""The four things that CONTRIBUTING shows how to add are right as they stand there."""

import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pytest

import spreadkit
from spreadkit.api import plans
from spreadkit.checking.run import make_subject
from spreadkit.formats import Format
from spreadkit.loading.loader import load_plan
from spreadkit.model.report import Section
from spreadkit.model.report_parts import ReportModel
from spreadkit.reporting.build import all_sections
from spreadkit.rules import Rule
from spreadkit.rules._registry import families

from rule_examples import AS_OF, write_example

TOP = Path(__file__).parents[2]
PAGE = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = TOP / "examples" / "north-network-huddles"


def code_under(heading: str) -> str:
    """Return the first piece of Python under a heading, without the indentation of its list."""
    text = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return re.sub(r"^ {3}", "", found[1], flags=re.MULTILINE)


def module_under(heading: str, name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Run the piece of Python under a heading as a module of this name."""
    module = ModuleType(name)
    code = compile(code_under(heading), f"{heading}.py", "exec")
    monkeypatch.setitem(sys.modules, name, module)
    exec(code, vars(module))  # noqa: S102 - our own page
    return module


def hits(rule: Rule, text: str, folder: Path) -> list[Any]:
    assert rule.check is not None
    main = write_example(folder, text, about="plan").main
    return list(rule.check(make_subject(load_plan(main), AS_OF)))


def test_the_rule_finds_what_it_says_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    rule = module_under("Add a rule", "spreadkit.rules.measures.measure_without_owner", monkeypatch).check

    assert isinstance(rule, Rule)
    assert rule.slug == "measure-without-owner"
    assert rule.code == next(family.next_code for family in families() if family.name == "measures")
    assert all([rule.says, rule.why, rule.help])
    assert hits(rule, rule.passes, tmp_path) == []
    assert [route for route, _ in hits(rule, rule.fails, tmp_path)] == [("measures", "falls")]


def test_what_a_subject_offers_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    subject = make_subject(load_plan(write_example(tmp_path, "title: T\n", about="plan").main), AS_OF)
    offered = PAGE.partition("What a subject offers: ")[2].partition("\n\n")[0]

    named = re.findall(r"`(\w+)(?:\([^`]*\))?`", offered.partition("A name that")[0])

    assert len(named) >= 15
    assert [name for name in named if not hasattr(subject, name) and not hasattr(subject.standing, name)] == []


def test_the_section_is_built_and_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    module = module_under("Add a section", "spreadkit.sections.open_asks", monkeypatch)

    section = module.build(plans._view(EXAMPLE, date(2026, 6, 30)))  # noqa: SLF001 - what a section is handed

    assert isinstance(section, Section)
    assert section.blocks
    assert module.ORDER not in {place for each in all_sections() for place in each.places.values()}
    assert module.SHOWS == ()


def test_the_format_writes_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    module = module_under("Add a format", "spreadkit.formats.rst", monkeypatch)
    report = spreadkit.build_report(EXAMPLE, as_of=date(2026, 6, 30), reader="appendix")

    written = module.render_report(report)

    assert isinstance(module.FORMAT, Format)
    assert written.startswith(f"{report.title}\n===")


def test_the_block_is_a_model_with_a_kind_of_its_own() -> None:
    names: dict[str, Any] = {"ReportModel": ReportModel, "Literal": Literal}

    exec(code_under("Add a kind of block"), names)  # noqa: S102 - our own page

    assert names["Quote"](text="It takes two minutes", by="A nurse").kind == "quote"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:src|tests|docs|examples|frameworks)/[\w/.-]+)`", PAGE))))
def test_what_the_page_names_is_there(path: str) -> None:
    assert (TOP / path).exists()
