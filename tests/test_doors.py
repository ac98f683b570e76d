"""Every place of the package that opens, lists or writes files: the door, and a short list of others with reasons."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import spreadkit

PACKAGE = Path(spreadkit.__file__).parent

CALLED = {"open", "fdopen", "from_path", "mkstemp", "glob", "iterdir", "rglob", "walk"}
"""What opens or lists files when it is called as a method, and otherwise may be anything."""

ANYWHERE = {"read_text", "read_bytes", "write_bytes", "scandir", "listdir"}
"""What opens or lists files and is nothing else, so that it is seen where it is handed on, too."""

ASKS = {
    *("access", "chdir", "is_dir", "is_file", "is_symlink", "isdir", "isfile", "islink", "lexists"),
    *("lstat", "readlink", "realpath", "samefile", "stat", "getmtime", "getsize", "expanduser"),
}
"""What asks the file system anything else; with `exists`, which is a question of the door's too."""

ALLOWED = {
    "reading.files": "the door",
    "reading.questions": "the questions of the door",
    "library.discovery": "lists a folder that the user named, anew in each run; what it finds is opened by the door",
    "library.revisions": "writes what git holds into a folder of its own",
    "api.watching": "looks at when the files of a plan changed, those too that a pattern of it takes in; opens none",
    "listing": "lists the modules of the package",
    "formats._declared": "lists and reads the modules of the package",
    "formats._palette": "reads the package's own style sheet",
    "formats.html": "reads the package's own style sheet",
    "writing.scaffold": "reads the package's own drafts",
    "writing.atomic": "the door for writing",
    "cli.frame": "tries whether any file can be opened, to tell a limit of the system from a bug",
    "cli.streams": "stands in for streams that were closed, so that nothing is written there",
    "kept.place": "makes the file in which results are kept, in a folder of the user's own",
    "kept.program": "looks at the program's own files",
    "library.git": "reads the few bytes by which a worktree or a submodule names its repository",
}
"""By module: why it may open, list or write files beside the door."""

ALLOWED_TO_ASK = {
    "reading.files": "the door",
    "reading.questions": "the questions of the door",
    "reading.shipped": "looks where the package's own files are",
    "api.watching": "looks at when the files of a plan changed; a run that watches is not kept",
    "library.discovery": "looks at what a search found, anew in each run",
    "library.git": "looks at git's own folder; what git says is not kept",
    "formats.html": "looks for the package's own style sheets",
}
"""By module of a room whose runs are kept: why it may ask the file system beside the door."""

NEVER_KEPT = {"writing", "collecting", "cli", "kept"}
"""The rooms of which nothing is kept: what they see of the file system is seen anew in each run."""

NEED_TOP = {
    *("read_file", "read_source", "read_table", "place_of"),
    *("load_plan", "load_framework", "load_vocabulary", "load_signposts", "load_crosswalk"),
}
"""What must say at every call which folder a file must not lead out of; None is said where there is none."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def touches(tree: ast.Module) -> set[str]:
    """Return the names of what a module uses to open, list or write files."""
    found = set[str]()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open")):
                found.add("open")
            case ast.Call(func=ast.Attribute(value=ast.Name(id="ast"))):
                pass
            case ast.Call(func=ast.Attribute(attr=name)) if name in CALLED or name == "write_text":
                found.add(name)
            case ast.Attribute(attr=name) if name in ANYWHERE:
                found.add(name)
            case ast.ImportFrom(module="os" | "io" | "shutil" | "glob" | "tempfile", names=names):
                found |= {alias.name for alias in names} & (CALLED | ANYWHERE)
            case _:
                pass
    return found


def asks(tree: ast.Module) -> set[str]:
    """Return the names of what a module uses to ask the file system anything but what is in a file."""
    found = set[str]()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in ASKS:
                found.add(name)
            case ast.Call(func=ast.Attribute(attr="exists")):
                found.add("exists")
            case ast.ImportFrom(module="os" | "os.path" | "shutil", names=names):
                found |= {alias.name for alias in names} & (ASKS | {"exists"})
            case _:
                pass
    return found


def calls_without_top(tree: ast.Module) -> list[int]:
    """Return the lines of calls to the door that do not say which folder must not be left."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in NEED_TOP
        and "top" not in {keyword.arg for keyword in node.keywords}
    ]


def test_files_are_opened_by_the_door_and_by_few_others() -> None:
    found = {name for name, tree in modules() if touches(tree)}

    assert found == set(ALLOWED), "open files with spreadkit.reading.files.read_file, or say here why not"


def test_the_file_system_is_asked_by_the_door_and_by_few_others() -> None:
    found = {name for name, tree in modules() if asks(tree) and name.partition(".")[0] not in NEVER_KEPT}

    assert found == set(ALLOWED_TO_ASK), "ask with spreadkit.reading.questions, or say here why not"


def test_every_call_to_the_door_says_which_folder_must_not_be_left() -> None:
    assert {name: lines for name, tree in modules() if (lines := calls_without_top(tree))} == {}


def follows_links(tree: ast.Module) -> list[int]:
    """Return the lines that follow links by a method that raises where they lead round in a ring."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "resolve"]


def test_links_are_followed_where_a_ring_of_them_takes_nothing_down() -> None:
    assert {name: lines for name, tree in modules() if (lines := follows_links(tree))} == {}, (
        "use spreadkit.reading.files.resolved"
    )
    assert follows_links(ast.parse("a = 1\nPath('x').resolve()")) == [2]


@pytest.mark.parametrize(
    "text",
    [
        "open('x')",
        "path.open()",
        "import os\nos.open('x', 0)",
        "from os import walk",
        "path.read_bytes()",
        "take(path.read_text)",
        "sorted(folder.glob('*'))",
        "CalamineWorkbook.from_path(path)",
    ],
)
def test_a_planted_door_is_seen(text: str) -> None:
    assert touches(ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "path.is_file()",
        "os.path.exists(path)",
        "filter(os.path.isdir, paths)",
        "from os.path import islink",
        "path.stat().st_mtime_ns",
        "os.access(path, os.R_OK)",
    ],
)
def test_a_planted_question_is_seen(text: str) -> None:
    assert asks(ast.parse(text))


def test_a_planted_call_without_a_folder_is_seen() -> None:
    assert calls_without_top(ast.parse("a = 1\nread_table(path, name)")) == [2]
