"""One name, one thing: no public name of the package means two things, and names are the field's nouns."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import spreadkit

PACKAGE = Path(spreadkit.__file__).parent

CONTRACTS = {
    "app": "the typer application of a command with sub-commands, which every such module has",
    "build": "what a file of `sections/` has",
    "check": "what a file of `rules/` has, and the verb",
    "command": "what a file of `cli/` has",
    "show": "a sub-command, called as people type it",
}
"""Names that several modules have on purpose, each with the reason."""

CONTRACT = re.compile(r"render_\w+")
"""What a file of `formats/` has for each subject that it can write."""

BANNED = {
    "desk": "a context, or what it holds",
    "dress": "apply styles",
    "ink": "a colour",
    "shelf": "a library",
    "sighting": "a match",
    "spot": "a stretch of a text, or a location",
    "trace": "a match",
    "wish": "a request",
}
"""Metaphors that were names once, each with the plain noun to use instead."""

BARE = {
    *("Asked", "Begun", "Fit", "Given", "Held", "Kept", "Looked", "Opened", "Said", "Shown", "Told", "Worked", "Wrong")
}
"""Words that do not say what a thing is, unless a noun stands beside them: `GivenAnswer`, `PlanRow`."""

SEEN_IN_SCHEMAS = {"Fit": "framework files: how well a framework fits a situation"}
"""Classes that the JSON Schemas name, and so people's editors: they keep a name that would not be chosen now."""


class Name(NamedTuple):
    """A name that a module defines at its top, and what kind of thing it is of."""

    name: str
    kind: str
    module: str


def names_in(tree: ast.Module, module: str) -> Iterator[Name]:
    """Go through the names that are defined at the top of a module, without imports."""
    for node in tree.body:
        match node:
            case ast.ClassDef():
                yield Name(node.name, "class", module)
            case ast.FunctionDef():
                yield Name(node.name, "function", module)
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                yield Name(name, "constant" if name.isupper() else "alias", module)
            case _:
                pass


def imported_in(tree: ast.Module) -> Iterator[tuple[str, str, str | None]]:
    """Go through what a module imports by name: from where, what, and as what."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name, alias.asname) for alias in node.names)


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the modules of the package by their names."""
    return {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text("utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def names() -> tuple[Name, ...]:
    """Return every name that the package defines at the top of a module."""
    return tuple(name for module, tree in trees().items() for name in names_in(tree, module))


@cache
def imported() -> frozenset[tuple[str, str]]:
    """Return what is imported by name anywhere in the package."""
    return frozenset((module, name) for tree in trees().values() for module, name, _ in imported_in(tree))


def repeated(found: Iterable[Name], taken: frozenset[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return the public names with several meanings; a constant that stays in its module may be called as it likes."""
    homes: dict[str, list[Name]] = defaultdict(list)
    for name in found:
        if not name.name.startswith("_"):
            homes[name.name].append(name)
    return {
        name: [home.module for home in several]
        for name, several in homes.items()
        if len({home.module for home in several}) > 1
        and any(home.kind != "constant" or (home.module, name) in taken for home in several)
    }


def metaphors(found: Iterable[Name]) -> list[str]:
    """Return the names that hold a banned word, or are a bare word that does not say what the thing is."""
    return [
        f"{name.module}:{name.name}"
        for name in found
        if (name.kind == "class" and name.name in BARE)
        or (name.kind != "constant" and BANNED.keys() & set(words_of(name.name)))
    ]


def words_of(name: str) -> list[str]:
    """Return the words of a name, in small letters: of `SpcRule` and of `spc_rule`, `spc` and `rule`."""
    return re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower())


def test_no_public_name_has_several_meanings() -> None:
    found = repeated(names(), imported())

    assert {
        name: homes for name, homes in found.items() if name not in CONTRACTS and not CONTRACT.fullmatch(name)
    } == {}


def test_every_exception_is_still_one() -> None:
    found = repeated(names(), imported())

    assert set(CONTRACTS) - set(found) == set()


def test_two_meanings_are_seen() -> None:
    planted = [
        *(Name("Table", "class", "a"), Name("Table", "alias", "b")),
        *(Name("WIDTH", "constant", "a"), Name("WIDTH", "constant", "b")),
        *(Name("MOST", "constant", "a"), Name("MOST", "constant", "b")),
    ]

    found = repeated(planted, frozenset({("a", "WIDTH")}))

    assert found == {"Table": ["a", "b"], "WIDTH": ["a", "b"]}


def test_names_are_plain() -> None:
    modules = [Name(part, "module", module) for module in trees() for part in module.split(".")[-1:]]

    found = metaphors([*names(), *modules])

    assert [name for name in found if name.rpartition(":")[2] not in SEEN_IN_SCHEMAS] == []


def test_every_class_that_schemas_name_is_still_there() -> None:
    assert set(SEEN_IN_SCHEMAS) - {name.name for name in names()} == set()


@pytest.mark.parametrize(
    ("name", "kind"), [("Told", "class"), ("_Desk", "class"), ("SpotOfText", "class"), ("a_shelf", "function")]
)
def test_a_metaphor_is_seen(name: str, kind: str) -> None:
    assert metaphors([Name(name, kind, "planted")]) == [f"planted:{name}"]


def test_a_plain_name_is_let_be() -> None:
    assert metaphors([Name("GivenAnswer", "class", "planted"), Name("spots", "function", "planted")]) == []


def renamed_in(tree: ast.Module) -> Iterator[str]:
    """Go through the names of the package that a module imports under other names."""
    for module, name, other in imported_in(tree):
        if other and module.split(".")[0] == "spreadkit" and other not in {name, name.lstrip("_"), f"_{name}"}:
            yield f"{module}.{name} as {other}"


RENAMED = {
    "spreadkit.cli.app as cli": "beside the name `app`, which every module with sub-commands has",
    "spreadkit.formats.docx as word": "beside the library `docx`",
    "spreadkit.formats.pptx as slides": "beside the library `pptx`",
    "spreadkit.reporting.build as reporting": "beside the function `build` of a section",
    "spreadkit.rules as rules_package": "beside rules, as `rules` in its own functions",
    "spreadkit.sections as sections_package": "beside sections, as `sections` in its own functions",
}
"""What is imported under another name of ours, each with the reason."""


def test_things_keep_their_names_where_they_are_imported() -> None:
    folders = [PACKAGE, Path(__file__).parent]
    found = {
        text
        for folder in folders
        for path in folder.rglob("*.py")
        for text in renamed_in(ast.parse(path.read_text("utf-8")))
    }

    assert found == set(RENAMED)


def test_another_name_on_import_is_seen() -> None:
    tree = ast.parse("from spreadkit.api import frameworks as shelf\nfrom spreadkit.api import plans")

    assert list(renamed_in(tree)) == ["spreadkit.api.frameworks as shelf"]


def loop_variables(tree: ast.Module) -> Iterator[str]:
    """Go through the variables of loops and comprehensions, and the parameters of lambdas."""
    for node in ast.walk(tree):
        match node:
            case ast.For(target=target) | ast.comprehension(target=target):
                yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))
            case ast.Lambda(args=parameters):
                yield from (parameter.arg for parameter in ast.walk(parameters) if isinstance(parameter, ast.arg))
            case _:
                pass


def test_a_loop_variable_says_what_it_loops_over() -> None:
    found = {module: set(loop_variables(tree)) for module, tree in trees().items()}

    assert sum(map(len, found.values())) > 1000
    assert [module for module, variables in found.items() if {"each", "e"} & variables] == []


@pytest.mark.parametrize(
    "text",
    [
        "for each in sites: pass",
        "for index, (name, each) in sites: pass",
        "[e for e in sites]",
        "{name: 1 for name, each in sites}",
        "key = lambda each: each[0]",
    ],
)
def test_a_loop_variable_that_says_nothing_is_seen(text: str) -> None:
    assert {"each", "e"} & set(loop_variables(ast.parse(text)))
