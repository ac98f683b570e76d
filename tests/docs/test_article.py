"""The page about the article: every statement has a row, and what the page names exists."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from spreadkit.framework.question import questions_by_id
from spreadkit.loading.loader import load_framework
from spreadkit.model.base import kebab
from spreadkit.model.framework import Framework
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.reporting.parts import parts_of_plan
from spreadkit.rules._registry import all_rules

PAGE: Final = Path(__file__).parents[2] / "docs" / "article.md"

STATEMENTS: Final = 30
"""How many statements the article has."""

_SECTION = re.compile(r"^## (.+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| (\d+)\. .+? \| (.+) \|$", re.MULTILINE)
_NAME = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_FRAMEWORK = re.compile(r"\(frameworks/([a-z0-9-]+)\.md\)")


def page() -> str:
    """Return the page without its blocks of code, which other tests run or read."""
    return re.sub(r"^```.*?^```$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@cache
def parts_of(framework: str) -> frozenset[str]:
    """Return what a framework has by name: its own keys, components, criteria, gates and figures."""
    loaded = load_framework(builtin_frameworks() / f"{framework}.yaml").framework
    assert loaded is not None
    own = map(kebab, Framework.model_fields)
    return frozenset({*own, *loaded.components, *questions_by_id(loaded), *loaded.gates, *loaded.figures})


@cache
def is_of_a_plan(name: str) -> bool:
    return any(part == name or part.startswith(f"{name}.") for part in parts_of_plan())


def is_rule(name: str) -> bool:
    return any(name in {rule.slug, rule.code} for rule in all_rules().values())


def names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through what the page names in code, each with the frameworks of its section; of all, above the first."""
    text, everywhere = page(), tuple(dict.fromkeys(_FRAMEWORK.findall(page())))
    for name in _NAME.findall(text.partition("\n## ")[0]):
        yield name, everywhere
    for _, section in _SECTION.findall(text):
        of_section = tuple(_FRAMEWORK.findall(section)) or everywhere
        for row in section.splitlines():
            for name in _NAME.findall(row):
                yield name, of_section if row.startswith("|") else everywhere


def test_every_statement_of_the_article_has_one_row() -> None:
    assert [int(number) for number, _ in _ROW.findall(page())] == list(range(1, STATEMENTS + 1))


def test_every_row_says_where_it_is() -> None:
    assert [number for number, where in _ROW.findall(page()) if not where.strip() or "missing" in where] == []


@pytest.mark.parametrize(("name", "of"), sorted(set(names())))
def test_what_the_page_names_exists(name: str, of: tuple[str, ...]) -> None:
    if name.startswith("spreadkit "):
        return
    assert is_rule(name) or is_of_a_plan(name) or any(name in parts_of(framework) for framework in of)


@pytest.mark.parametrize("link", sorted(set(_LINK.findall(page()))))
def test_every_file_that_the_page_links_exists(link: str) -> None:
    assert link.startswith("https://") or (PAGE.parent / link).is_file()


def test_a_name_that_does_not_exist_is_found() -> None:
    assert not is_rule("no-such-rule")
    assert not is_of_a_plan("measures.no-such-part")
    assert "set-up.no-such-question" not in parts_of("ihi-spread")
