"""Outside their folder, rules are named one by one, and each name is that of a rule."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import spreadkit
from spreadkit.rules._registry import all_rules

PACKAGE = Path(spreadkit.__file__).parent


@cache
def trees() -> dict[str, ast.Module]:
    """Read every module of the package, by its path inside it; the files of the rules are left out."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.parent.name != "rules"]
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def takers(found: dict[str, ast.Module]) -> dict[str, int]:
    """Return the functions and classes that take a slug, by name, with the place of the slug among what they take."""
    places = {}
    for tree in found.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args if argument.arg not in {"self", "cls"}]
            elif isinstance(node, ast.ClassDef):
                fields = [field.target for field in node.body if isinstance(field, ast.AnnAssign)]
                names = [target.id for target in fields if isinstance(target, ast.Name)]
            else:
                continue
            if "slug" in names:
                places[node.name] = names.index("slug")
    return places


def texts_in(node: ast.expr | None) -> Iterator[ast.Constant]:
    """Go through the texts that an expression can be: those of both ends of a condition, and of a group."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.Set | ast.Tuple | ast.List):
        for element in node.elts:
            yield from texts_in(element)


def slugs_in(tree: ast.Module, places: dict[str, int]) -> Iterator[ast.Constant]:
    """Go through the texts that stand for a rule: handed over as a slug, compared with one, or looked up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = places.get(name)
            if place is not None and len(node.args) > place:
                yield from texts_in(node.args[place])
            for keyword in node.keywords:
                if keyword.arg in {"slug", "slugs", "only"}:
                    yield from texts_in(keyword.value)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Attribute) and side.attr == "slug" for side in sides):
                yield from (text for side in sides for text in texts_in(side))
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"all_rules()", "rules"}:
            yield from texts_in(node.slice)


def wrong_slugs(found: dict[str, ast.Module]) -> list[str]:
    """Return the texts that stand for a rule and name none."""
    places, known = takers(found), all_rules()
    return [
        f"{name}:{text.lineno} {text.value}"
        for name, tree in found.items()
        for text in slugs_in(tree, places)
        if text.value not in known
    ]


def lists_of_slugs(found: dict[str, ast.Module]) -> list[str]:
    """Return the groups of two or more texts that are all slugs: what holds for several rules, the rules say."""
    known = all_rules()
    wrong = []
    for name, tree in found.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Set | ast.Tuple | ast.List | ast.Dict):
                elements = node.keys if isinstance(node, ast.Dict) else node.elts
                texts = [element.value for element in elements if isinstance(element, ast.Constant)]
                if len(texts) > 1 and all(text in known for text in texts):
                    wrong.append(f"{name}:{node.lineno}")
    return wrong


def test_every_slug_is_that_of_a_rule() -> None:
    found = trees()
    places = takers(found)

    named = {text.value for tree in found.values() for text in slugs_in(tree, places)}

    assert wrong_slugs(found) == []
    assert len(named) >= 18
    assert {"unreadable-yaml", "missing-key", "duplicate-row", "unused-ignore", "table-does-not-fit"} <= named


def test_no_list_of_rules_stands_outside_of_the_rules() -> None:
    assert lists_of_slugs(trees()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Problem('unknwon-key', 'x', place)",
        "table.refuse('unknwon-key', 'x')",
        "Finding(code='SK004', slug='unknwon-key')",
        "rule.slug == 'unknwon-key'",
        "rule.slug in {'unknown-key', 'unknwon-key'}",
        "all_rules()['unknwon-key']",
        "judge(subject, only=('unknwon-key',))",
        "Problem('unknown-key' if one else 'unknwon-key', 'x', place)",
    ],
)
def test_a_planted_slug_of_no_rule_is_seen(text: str) -> None:
    takes_slugs = {name: trees()[name] for name in ("reading/source.py", "collecting/sent_files.py")}

    assert wrong_slugs({**takes_slugs, "planted.py": ast.parse(text)}) == ["planted.py:1 unknwon-key"]


def test_a_planted_list_of_rules_is_seen() -> None:
    assert lists_of_slugs({"planted.py": ast.parse("CHECKED = ('leap', 'no-slack')")}) == ["planted.py:1"]
