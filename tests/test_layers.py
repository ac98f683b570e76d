"""The layers of the code: imports point down or sideways, and each library has one home."""

import ast
import sys
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import spreadkit

PACKAGE = Path(spreadkit.__file__).parent

LAYERS = {
    0: {"errors", "listing", "model", "words"},
    1: {
        *("adoption", "brand", "charts", "comparing", "forecast", "framework", "measures", "months"),
        *("reporting", "rollout", "rules", "scoring", "sections"),
    },
    2: {"checking", "collecting", "formats", "library", "loading", "reading", "writing"},
    3: {"__init__", "api"},
    4: {"__main__", "cli"},
}
"""Every module or folder directly inside the package. A new one is entered here, as low as it can stand."""

HOMES = {
    "docx": {"formats"},
    "jinja2": {"formats"},
    "markdown_it": {"brand"},
    "markupsafe": {"formats"},
    "numpy": {"forecast"},
    "polars": {"reading"},
    "pydantic": {"loading", "model"},
    "pydantic_core": {"loading", "model"},
    "python_calamine": {"reading"},
    "rich": {"cli", "formats"},
    "ruamel": {"reading"},
    "scipy": {"forecast"},
    "typer": {"cli"},
    "vl_convert": {"formats"},
    "weasyprint": {"formats"},
    "yaml": {"reading"},
}
"""Where each third-party package may be imported; a package that is not here is imported nowhere."""

IMPURE_MODULES = frozenset(
    {"glob", "io", "logging", "os", "random", "shutil", "socket", "subprocess", "tempfile", "time"}
)
IMPURE_CALLS = frozenset({"input", "open", "print"})
IMPURE_ATTRIBUTES = frozenset(
    {"now", "read_bytes", "read_text", "stderr", "stdin", "stdout", "today", "unlink", "write_bytes", "write_text"}
)
LISTS_A_FOLDER = frozenset({"listing"})
"""On layers 0 and 1, only this looks at a folder: that of the rules, and that of the sections."""


class Import(NamedTuple):
    """What a module imports, by its full name, and on which line."""

    name: str
    line: int


@cache
def modules() -> dict[str, ast.Module]:
    """Read every module below the package, by its dotted name inside it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name.removesuffix(".__init__") if "." in name else name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.Module, known: Container[str]) -> Iterator[Import]:
    """Go through what a module imports when it runs, at its top or inside functions."""
    only_for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for each in node.body
        for inner in ast.walk(each)
    }
    for node in ast.walk(tree):
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are not used here"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield Import(inner if inner.removeprefix("spreadkit.") in known else module, node.lineno)


def own(name: str) -> str | None:
    """Return the part of the package that a dotted name lies in, or None for what is not ours."""
    top, _, rest = name.partition(".")
    return (rest.partition(".")[0] or "__init__") if top == "spreadkit" else None


def layer_of(part: str) -> int:
    return next(layer for layer, parts in LAYERS.items() if part.partition(".")[0] in parts)


def violations(found: dict[str, ast.Module]) -> list[str]:
    """Return every import that points up, or a library outside of its home."""
    wrong = []
    for name, tree in found.items():
        part = name.partition(".")[0]
        for each in imports(tree, found):
            target = own(each.name)
            library = each.name.partition(".")[0]
            if target is not None:
                if layer_of(target) > layer_of(part):
                    wrong.append(f"{name}:{each.line} imports {each.name}, which lies above it")
            elif library not in sys.stdlib_module_names and part not in HOMES.get(library, set()):
                wrong.append(f"{name}:{each.line} imports {each.name}, which is not at home in {part}")
    return wrong


def impurities(found: dict[str, ast.Module]) -> list[str]:
    """Return what layers 0 and 1 do that reads a file, looks at a clock, or prints."""
    wrong = []
    for name, tree in found.items():
        if layer_of(name) > 1:
            continue
        wrong += [
            f"{name}:{each.line} imports {each.name}"
            for each in imports(tree, found)
            if each.name.partition(".")[0] in IMPURE_MODULES
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
                wrong.append(f"{name}:{node.lineno} calls {node.func.id}")
            if isinstance(node, ast.Attribute) and node.attr in IMPURE_ATTRIBUTES:
                wrong.append(f"{name}:{node.lineno} uses .{node.attr}")
            if isinstance(node, ast.Name) and node.id == "Path" and name not in LISTS_A_FOLDER:
                wrong.append(f"{name}:{node.lineno} uses Path")
    return wrong


def cycles(found: dict[str, ast.Module]) -> list[list[str]]:
    """Return groups of modules that import each other when they run."""
    graph = {
        name: {each.name.removeprefix("spreadkit.") for each in imports(tree, found) if own(each.name)} & set(found)
        for name, tree in found.items()
    }

    def reached_from(name: str) -> set[str]:
        seen: set[str] = set()
        waiting = [*graph[name]]
        while waiting:
            if (each := waiting.pop()) not in seen:
                seen.add(each)
                waiting += graph[each]
        return seen

    reach = {name: reached_from(name) for name in graph}
    return [[one, other] for one in graph for other in reach[one] if one <= other and one in reach[other]]


def test_modules_are_found_and_each_has_a_layer() -> None:
    found = modules()

    parts = {name.partition(".")[0] for name in found}
    assert len(found) >= 60
    assert parts == set().union(*LAYERS.values()), "enter a new module in LAYERS, and take out one that is gone"


def test_imports_point_down_or_sideways_and_libraries_stay_at_home() -> None:
    assert violations(modules()) == []


def test_every_library_is_a_dependency_and_used() -> None:
    found = modules()

    used = {each.name.partition(".")[0] for tree in found.values() for each in imports(tree, found)}
    assert {"jinja2", "pydantic", "typer", "yaml"} <= used


def test_lower_layers_touch_no_file_no_clock_and_print_nothing() -> None:
    assert impurities(modules()) == []


def test_no_modules_import_each_other() -> None:
    assert cycles(modules()) == []


@pytest.mark.parametrize(
    ("name", "text", "seen_by"),
    [
        ("rules.planted", "from spreadkit.reading.source import read_source", violations),
        ("rules.planted", "from spreadkit import loading", violations),
        ("model.planted", "def f():\n    from spreadkit.cli import app", violations),
        ("reading.source", "import spreadkit.api.plans", violations),
        ("scoring", "import yaml", violations),
        ("formats.planted", "from typer import echo", violations),
        ("api", "import numpy", violations),
        ("rules.planted", "import os", impurities),
        ("scoring", "from datetime import date\ndate.today()", impurities),
        ("sections.planted", "print('x')", impurities),
        ("model.planted", "from pathlib import Path\nPath('x').exists()", impurities),
        ("words", "import sys\nsys.stdout.write('x')", impurities),
        ("words", "def f():\n    from spreadkit import words", cycles),
    ],
)
def test_planted_violation_is_seen(name: str, text: str, seen_by: object) -> None:
    assert callable(seen_by)

    planted = {**modules(), name: ast.parse(text)}

    assert any(name in str(each) for each in seen_by(planted))


def test_imports_for_types_alone_are_not_counted() -> None:
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from spreadkit.cli import app\n"

    assert violations({**modules(), "model.planted": ast.parse(text)}) == []
