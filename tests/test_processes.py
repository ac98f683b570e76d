"""The package starts one program, git, in one place; a pool of its own processes is made in another."""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest

from test_layers import imports, modules

MODULES = {
    *("_posixsubprocess", "_winapi", "asyncio", "concurrent", "ctypes", "multiprocessing", "pdb", "platform", "popen2"),
    *("pty", "pydoc", "runpy", "sh", "subprocess", "webbrowser"),
}
"""What can start a process, be it only to look something up, as `platform` does."""

CALLS = {
    *("execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe", "fork", "forkpty", "popen"),
    *("posix_spawn", "posix_spawnp", "spawnl", "spawnle", "spawnlp", "spawnlpe", "spawnv", "spawnve", "spawnvp"),
    *("spawnvpe", "startfile", "system"),
}
"""What `os` starts processes with."""

OTHER_CALLS = {"create_subprocess_exec", "create_subprocess_shell", "echo_via_pager", "edit", "launch", "pager"}
"""What libraries start processes with: editors, browsers and pagers."""

ALLOWED = {
    ("library.git", "subprocess"): "the one door to git",
    ("api.plans", "multiprocessing"): "the pool that `check` spreads many files over: copies of itself, no program",
}
"""By module and by what starts a process there, the reason."""

ASKS_GIT = {"library.discovery", "library.revisions"}
"""What goes through the door; `tests/library/test_git.py` goes through it from both."""


def starts_of_processes(found: dict[str, ast.Module]) -> list[str]:
    """Return every place where a process could be started, unless it is allowed."""
    places = chain.from_iterable(
        ((name, what, line) for what, line in _starts(tree, found)) for name, tree in found.items()
    )
    return [f"{name}:{line} {what}" for name, what, line in places if (name, what) not in ALLOWED]


def _starts(tree: ast.Module, found: dict[str, ast.Module]) -> Iterator[tuple[str, int]]:
    for taken in imports(tree, found, types_too=False):
        if (module := taken.name.partition(".")[0]) in MODULES:
            yield module, taken.line
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in CALLS | OTHER_CALLS:
                yield name, node.lineno
            case ast.ImportFrom(names=aliases):
                taken_names = {alias.name for alias in aliases} & (CALLS | OTHER_CALLS)
                yield from ((name, node.lineno) for name in sorted(taken_names))
            case (
                ast.Call(func=ast.Name(id="getattr" | "__import__" | "import_module"))
                | ast.Call(func=ast.Attribute(attr="import_module"))
            ):
                texts = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
                yield from ((name, node.lineno) for name in sorted(texts & (MODULES | CALLS)))
            case _:
                pass


def test_no_process_is_started_but_git_and_the_pool() -> None:
    assert starts_of_processes(modules()) == []


def test_every_exception_is_still_one() -> None:
    found = modules()

    there = {(name, what) for name, tree in found.items() for what, _ in _starts(tree, found)}

    assert set(ALLOWED) - there == set()


def test_git_is_started_once_and_asked_only_by_what_is_tested() -> None:
    found = modules()

    calls = [
        node.func.attr
        for node in ast.walk(found["library.git"])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "subprocess"
    ]
    askers = {
        name for name, tree in found.items() for taken in imports(tree, found) if taken.name == "spreadkit.library.git"
    }

    assert calls == ["Popen"]
    assert askers == ASKS_GIT


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess",
        "def f():\n    from subprocess import run",
        "import os\nos.system('x')",
        "import os as o\no.execvp('x', [])",
        "from os import posix_spawn",
        "import os\nos.startfile('x')",
        "import pty",
        "import multiprocessing.pool",
        "from concurrent.futures import ProcessPoolExecutor",
        "import asyncio",
        "import webbrowser",
        "import typer\ntyper.launch('x')",
        "from click import edit",
        "import os\ngetattr(os, 'popen')('x')",
        "__import__('subprocess')",
        "import importlib\nimportlib.import_module('subprocess')",
    ],
)
def test_a_planted_start_is_seen(text: str) -> None:
    planted = {**modules(), "cli.planted": ast.parse(text)}

    assert any("cli.planted" in place for place in starts_of_processes(planted))
