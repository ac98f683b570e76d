"""The rooms of the code: imports point down one list, and each library has one home."""

import ast
import sys
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import spreadkit

PACKAGE = Path(spreadkit.__file__).parent

ROOMS = (
    "__main__",
    "cli",
    "__init__",
    "api",
    "kept",
    "reporting",
    "collecting",
    "sections",
    "formats",
    "checking",
    "rules",
    "verdicts",
    "standing",
    "writing",
    "comparing",
    "charts",
    "scoring",
    "adoption",
    "library",
    "forecast",
    "measures",
    "rollout",
    "loading",
    "reading",
    "framework",
    "brand",
    "privacy",
    "model",
    "months",
    "record",
    "words",
    "listing",
    "errors",
    "version",
)
"""Every room directly inside the package, from the top. Imports point strictly down. A new room is entered here."""

LOOSE = {"__init__", "__main__", "errors", "listing", "months", "record", "version", "words"}
"""The modules that stand directly inside the package; everything else has a room."""

NEVER_REACHED = {"checking": "writing"}
"""By room: the one that it must not reach, through any other room either. A check changes no file."""

PURE = frozenset(ROOMS) - {
    *("__main__", "cli", "__init__", "api", "collecting", "formats", "checking", "writing", "kept"),
    *("library", "loading", "reading"),
}
"""The rooms that read no file, look at no clock, and print nothing."""

HOMES = {
    "docx": {"formats"},
    "pptx": {"formats"},
    "filelock": {"writing"},
    "jinja2": {"formats"},
    "markdown_it": {"brand"},
    "markupsafe": {"formats"},
    "phonenumbers": {"privacy"},
    "platformdirs": {"kept"},
    "polars": {"reading"},
    "pydantic": {"loading", "model"},
    "pydantic_core": {"loading", "model"},
    "python_calamine": {"reading"},
    "rich": {"cli", "formats"},
    "ruamel": {"reading"},
    "segno": {"formats"},
    "stdnum": {"privacy"},
    "typer": {"cli"},
    "vl_convert": {"formats"},
    "watchfiles": {"cli"},
    "weasyprint": {"formats"},
    "xlsxwriter": {"formats"},
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
"""In pure rooms, only this looks at a folder: those of the rules, of the sections and of the formats."""


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


def imports(tree: ast.Module, known: Container[str], *, types_too: bool = True) -> Iterator[Import]:
    """Go through what a module imports, at its top or inside functions; for types alone only where asked."""
    only_for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if id(node) in only_for_types and not types_too:
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


def room_of(name: str) -> str:
    """Return the room of a module, by the module's name inside the package."""
    return name.partition(".")[0]


def arrows(found: dict[str, ast.Module]) -> Iterator[tuple[str, Import, str]]:
    """Go through the imports from one room to another: the module, what it imports, and the room of that."""
    for name, tree in found.items():
        for each in imports(tree, found):
            target = own(each.name)
            if target is not None and target != room_of(name):
                yield name, each, target


def violations(found: dict[str, ast.Module]) -> list[str]:
    """Return every import that does not point down, and every library outside of its home."""
    wrong = [
        f"{name}:{each.line} imports {each.name}, which does not lie below it"
        for name, each, target in arrows(found)
        if ROOMS.index(target) <= ROOMS.index(room_of(name))
    ]
    for name, tree in found.items():
        for each in imports(tree, found):
            library = each.name.partition(".")[0]
            if own(each.name) is None and library not in sys.stdlib_module_names:
                room = room_of(name)
                if room not in HOMES.get(library, set()):
                    wrong.append(f"{name}:{each.line} imports {each.name}, which is not at home in {room}")
    return wrong


def forbidden_ways(found: dict[str, ast.Module]) -> list[str]:
    """Return the rooms that reach another which they must never reach, with the way there."""
    leads = {room: {} for room in ROOMS}
    for name, each, target in arrows(found):
        leads[room_of(name)].setdefault(target, f"{name}:{each.line} imports {each.name}")
    wrong = []
    for start, never in NEVER_REACHED.items():
        seen, waiting = {start}, [(start, ())]
        while waiting:
            room, way = waiting.pop()
            if room == never:
                wrong.append("; ".join(way))
                continue
            for target in leads[room].keys() - seen:
                seen.add(target)
                waiting.append((target, (*way, leads[room][target])))
    return wrong


def impurities(found: dict[str, ast.Module]) -> list[str]:
    """Return what pure rooms do that reads a file, looks at a clock, or prints."""
    wrong = []
    for name, tree in found.items():
        if room_of(name) not in PURE:
            continue
        wrong += [
            f"{name}:{each.line} imports {each.name}"
            for each in imports(tree, found, types_too=False)
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
        name: {each.name.removeprefix("spreadkit.") for each in imports(tree, found, types_too=False) if own(each.name)}
        & set(found)
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


def test_every_room_is_in_the_list_and_what_is_loose_is_named() -> None:
    found = modules()

    assert len(found) >= 60
    assert {room_of(name) for name in found} == set(ROOMS), "enter a new room in ROOMS, and take out one that is gone"
    assert {path.stem for path in PACKAGE.glob("*.py")} == LOOSE


@pytest.mark.parametrize("room", sorted(set(ROOMS) - LOOSE))
def test_a_room_says_what_it_is_for_in_five_lines(room: str) -> None:
    text = ast.get_docstring(modules()[room]) or ""

    assert len(text) >= 40
    assert len(text.splitlines()) <= 5


def test_imports_point_down_and_libraries_stay_at_home() -> None:
    assert violations(modules()) == []


def test_a_check_cannot_reach_what_writes() -> None:
    assert forbidden_ways(modules()) == []


def test_every_library_is_used() -> None:
    found = modules()

    used = {each.name.partition(".")[0] for tree in found.values() for each in imports(tree, found)}
    assert used >= set(HOMES) - {"ruamel"}  # waits for the edits that need it


def test_pure_rooms_touch_no_file_no_clock_and_print_nothing() -> None:
    assert impurities(modules()) == []


def test_no_modules_import_each_other() -> None:
    assert cycles(modules()) == []


@pytest.mark.parametrize(
    ("name", "text", "seen_by"),
    [
        ("rules.planted", "from spreadkit.reporting.build import section_ids", violations),
        ("rules.planted", "from spreadkit import checking", violations),
        ("rules.planted", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import spreadkit.api", violations),
        ("model.planted", "def f():\n    from spreadkit.cli import app", violations),
        ("reading.source", "import spreadkit.api.plans", violations),
        ("scoring", "import yaml", violations),
        ("formats.planted", "from typer import echo", violations),
        ("api", "import numpy", violations),
        ("words", "from spreadkit.months import day", violations),
        ("checking.planted", "from spreadkit.writing.atomic import write_whole", forbidden_ways),
        ("rules.planted", "def f():\n    import spreadkit.writing.edits", forbidden_ways),
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


def test_a_way_that_is_not_forbidden_is_not_told() -> None:
    assert forbidden_ways({**modules(), "collecting.planted": ast.parse("import spreadkit.writing.edits")}) == []
