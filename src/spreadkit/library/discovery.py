"""Which files to check: those named, and below the folders named: plans, frameworks and what belongs to them."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from spreadkit.errors import SpreadkitError
from spreadkit.library.git import GitFailure, Repository, ask_git, find_repository
from spreadkit.library.names import CONCEPTS_NAME, CROSSWALKS_FOLDER, SIGNPOSTS_NAME
from spreadkit.reading.files import (
    RefusedFileError,
    place_of,
    read_file,
    repository_left,
    repository_root,
    resolved,
    why_closed,
)
from spreadkit.reading.questions import exists, is_file, is_folder, is_seen_as_folder, is_there, names_in

PLAN_NAME: Final = "spread-plan.yaml"
PLAN_ENDING: Final = ".spread.yaml"
_SHORT: Final = ".yml"
"""How some people end the names of YAML files; plans and frameworks are found by it as well."""

_FRAMEWORKS_FOLDER: Final = "frameworks"
_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})

_WITHIN: Final = 4096
_SCHEMA_LINE: Final = re.compile(rb"^schema: *[\"']?([\w/@.-]+)", re.MULTILINE)
_PLAN_KEY: Final = re.compile(
    rb"^(schema|title|stage|aim|people|sites|package|measures|waves|frameworks|answers|adoption|actions) *:",
    re.MULTILINE,
)
_ANY_KEY: Final = re.compile(rb"^[\w\"'-]+ *:", re.MULTILINE)
_PATTERNS: Final = tuple(
    pattern.replace(".yaml", ending)
    for pattern in (
        f"**/{PLAN_NAME}",
        f"**/*{PLAN_ENDING}",
        f"**/{_FRAMEWORKS_FOLDER}/*.yaml",
        f"**/{_FRAMEWORKS_FOLDER}/{CROSSWALKS_FOLDER}/*.yaml",
    )
    for ending in (".yaml", _SHORT)
)

FileKind = Literal["plan", "framework", "concepts", "crosswalk", "signposts", "beside"]
"""What a file is: a plan, one of the kinds that stand in a folder of frameworks, or a file beside a plan."""

TargetKind = FileKind | Literal["unread"]
"""What is to be checked: a file, or a place of a search that cannot be read, of which nothing but that is known."""

_KIND_BY_NAME: Final[dict[str, FileKind]] = {CONCEPTS_NAME: "concepts", SIGNPOSTS_NAME: "signposts"}
"""What a file in a folder of frameworks is by its name, where it is no framework."""

_KINDS: Final[dict[str, FileKind]] = {kind: kind for kind in get_args(FileKind)}


class FileToCheck(NamedTuple):
    """A file to check, what it is taken for, and the folder that it must not lead out of, if there is one."""

    path: Path
    kind: TargetKind
    top: Path | None = None


_IGNORE_FILE: Final = ".gitignore"


class _Tree(NamedTuple):
    """The folders below a folder, each with the files in it that may matter; and those that cannot be looked into."""

    files: list[tuple[Path, list[str]]]
    closed: list[Path]


def find_targets(paths: Iterable[Path]) -> list[FileToCheck]:
    """Return what to check, each file once: named files first to last, folders searched in alphabetical order.

    Raises SpreadkitError when a path does not exist.
    """
    found: dict[Path, FileToCheck] = {}
    for path in paths:
        for target in _targets_at(path):
            found.setdefault(resolved(target.path), target)
    return list(found.values())


def find_plan(path: Path) -> Path:
    """Return the one plan that a path stands for: the file itself, or the only plan in a folder.

    Raises SpreadkitError where there is none, and where a link leads out of its repository.
    """
    refuse_left(path)
    if not is_seen_as_folder(path):
        if not is_there(path):
            raise SpreadkitError(f'there is no file or folder "{path}"; correct the path')
        return path
    plans = plans_in(path)
    if len(plans) == 1:
        place_of(plans[0], top=repository_root(path))
        return plans[0]
    if not plans:
        raise SpreadkitError(f'there is no plan in "{path}"; name one, or begin one with: spreadkit init')
    names = ", ".join(plan.name for plan in plans)
    raise SpreadkitError(f'there are several plans in "{path}"; name one of them: {names}')


def plans_in(folder: Path) -> list[Path]:
    """Return the plans that stand in a folder itself."""
    try:
        found = (folder / name for name in names_in(folder) if _is_plan_name(name))
        return [path for path in found if not is_folder(path)]
    except OSError as error:
        raise SpreadkitError(f'the folder "{folder}" cannot be looked into: {error.strerror}') from None


def refuse_left(path: Path) -> None:
    """Raise SpreadkitError where a link on the way of a path leads out of the repository that the link lies in."""
    if repository_left(path) is not None:
        raise SpreadkitError(
            f'"{path}" leads outside its repository by a link, so it is not read; name the place where it leads to'
        )


def _targets_at(path: Path) -> Iterator[FileToCheck]:
    if is_seen_as_folder(path):
        refuse_left(path)
        top = repository_root(path)
        candidates, unread = _searched(path)
        yield from (FileToCheck(place, "unread", top) for place in unread)
        for candidate in candidates:
            if _is_plan_name(candidate.name):
                yield FileToCheck(candidate, "plan", top)
            elif (kind := _kind(candidate, top)) and kind != "plan":
                yield FileToCheck(candidate, kind, top)
    elif is_there(path):
        top_left = repository_left(path)
        yield FileToCheck(path, _kind_of_named(path, top_left), top_left)
    else:
        raise SpreadkitError(f'there is no file or folder "{path}"; correct the path')


def _is_plan_name(name: str) -> bool:
    return (long := _with_long_ending(name)) == PLAN_NAME or long.endswith(PLAN_ENDING)


def plan_stem(path: Path) -> str:
    """Return what a plan is called without its ending: the name of its folder where its own says nothing."""
    name = _with_long_ending(path.name)
    return resolved(path).parent.name if name == PLAN_NAME else name.removesuffix(PLAN_ENDING)


def _with_long_ending(name: str) -> str:
    return f"{name.removesuffix(_SHORT)}.yaml" if name.endswith(_SHORT) else name


def _kind(path: Path, top: Path | None) -> FileKind | None:
    """Return what a file says it is, or what its place makes it where it says nothing; None for what is not ours."""
    return _KINDS.get(_schema_kind(path, top) or _kind_by_place(path))


def _kind_of_named(path: Path, top: Path | None) -> FileKind:
    """Return what a file is that the user named; what neither is called a plan nor begins like one lies beside one."""
    if path.suffix.lower() in {".yaml", _SHORT} or _schema_kind(path, top):
        is_ours = _is_plan_name(path.name) or _kind_by_place(path) != "plan" or _begins_as_plan(path, top)
        return (_kind(path, top) or "plan") if is_ours else "beside"
    return "plan" if _is_plan_name(path.name) else "beside"


def _begins_as_plan(path: Path, top: Path | None) -> bool:
    """Whether a file of YAML has a key of plans at its top, or none at all."""
    try:
        begin = read_file(path, _WITHIN, top=top)
    except RefusedFileError:
        return True
    return _PLAN_KEY.search(begin) is not None or _ANY_KEY.search(begin) is None


def plans_below(folder: Path) -> list[Path]:
    """Return the plans in a folder and in those below it that are looked into."""
    return [path for path in _searched(folder)[0] if _is_plan_name(path.name)]


def _kind_by_place(path: Path) -> FileKind:
    if _holds_crosswalks(path.parent):
        return "crosswalk"
    if not _holds_frameworks(path.parent):
        return "plan"
    return _KIND_BY_NAME.get(path.name, "framework")


def _schema_kind(path: Path, top: Path | None) -> str | None:
    """Return what the schema line of a file says it is: `plan`, `framework`, another word, or None without one."""
    try:
        match = _SCHEMA_LINE.search(read_file(path, _WITHIN, top=top))
    except RefusedFileError:
        return None
    return match[1].decode().partition("/")[2].partition("@")[0] if match else None


def _searched(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files with fitting names below a folder, and the places of it that cannot be read.

    Left out is what git ignores, and what stands in hidden folders.
    """
    tree = _walk(folder)
    unread = [path for path in _ignore_files(folder, tree) if _is_special(path)]
    # Git would wait for a pipe that it takes for a list.
    names, closed = (None, tree.closed) if unread else _listed_by_git(folder, tree)
    paths = _fitting(tree) if names is None else (folder / name for name in names if _is_looked_into(name))
    return sorted(path for path in paths if not _is_gone(path) and not is_folder(path)), sorted([*unread, *closed])


def _is_special(path: Path) -> bool:
    """Whether there is something at a path that is neither a file nor a folder, links followed."""
    return exists(path) and not is_file(path) and not is_folder(path)


def _is_gone(path: Path) -> bool:
    """Whether there is nothing at a path. Where that cannot be seen, it is not."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _is_looked_into(name: str) -> bool:
    return not any(_is_skipped(part) for part in Path(name).parts[:-1])


def _is_skipped(folder_name: str) -> bool:
    return folder_name.startswith(".") or folder_name in _SKIPPED_FOLDERS


def _fitting(tree: _Tree) -> Iterator[Path]:
    for here, files in tree.files:
        holds_all = _holds_frameworks(here) or _holds_crosswalks(here)
        for name in files:
            if _is_plan_name(name) or (holds_all and name.endswith((".yaml", _SHORT))):
                yield here / name


def _holds_frameworks(folder: Path) -> bool:
    return resolved(folder).name == _FRAMEWORKS_FOLDER


def _holds_crosswalks(folder: Path) -> bool:
    here = resolved(folder)
    return here.name == CROSSWALKS_FOLDER and here.parent.name == _FRAMEWORKS_FOLDER


def _walk(folder: Path) -> _Tree:
    """Go through the folders below a folder that are looked into."""
    tree = _Tree([], [])
    for current, folders, files in os.walk(folder, onerror=lambda error: tree.closed.append(Path(error.filename))):
        here = Path(current)
        if not os.access(current, os.X_OK):
            tree.closed.append(here)
            folders.clear()
            continue
        folders[:] = [name for name in folders if not _is_skipped(name)]
        tree.files.append((here, [name for name in files if name.endswith((".yaml", _SHORT, _IGNORE_FILE))]))
    return tree._replace(closed=[path for path in tree.closed if why_closed(path)])


def _ignore_files(folder: Path, tree: _Tree) -> Iterator[Path]:
    """Go through the files in which git looks for what is ignored: below a folder, and above it in its repository."""
    yield from (here / _IGNORE_FILE for here, files in tree.files if _IGNORE_FILE in files)
    top = repository_root(folder)
    yield from (above / _IGNORE_FILE for above in resolved(folder).parents if above.is_relative_to(top))


def _listed_by_git(folder: Path, tree: _Tree) -> tuple[list[str] | None, list[Path]]:
    """Ask git for what it does not ignore, and which of the closed folders; None where nothing is ignored here anyway.

    Outside of a repository, git still reads the .gitignore files when it is given an empty one of its own.
    """
    from tempfile import TemporaryDirectory

    repository = find_repository(folder)
    if isinstance(repository, Repository) and (names := _git_ls_files(repository, folder)) is not None:
        return names, _not_ignored(tree.closed, repository, folder)
    if not any(_IGNORE_FILE in files for _, files in tree.files):
        return None, tree.closed
    with TemporaryDirectory() as empty:
        stand_in = Repository(Path(empty), resolved(folder))
        ask_git(stand_in, "init", "--quiet", "--template=")
        return _git_ls_files(stand_in, folder), _not_ignored(tree.closed, stand_in, folder)


def _not_ignored(closed: list[Path], repository: Repository, folder: Path) -> list[Path]:
    """Return those of these folders that git does not ignore."""
    if not closed:
        return []
    wanted = ("-z", "--others", "--ignored", "--exclude-standard", "--directory")
    listed = ask_git(repository, "ls-files", *wanted, folder=folder)
    names = os.fsdecode(listed).split("\0") if isinstance(listed, bytes) else []
    ignored = {folder / name for name in names if name.endswith("/")}
    return [path for path in closed if not ignored & {path, *path.parents}]


def _git_ls_files(repository: Repository, folder: Path) -> list[str] | None:
    patterns = [f":(glob){pattern}" for pattern in (*_PATTERNS, *_patterns_inside(folder))]
    wanted = ("-z", "--cached", "--others", "--exclude-standard", "--no-recurse-submodules")
    listed = ask_git(repository, "ls-files", *wanted, "--", *patterns, folder=folder)
    if isinstance(listed, bytes):
        return sorted({os.fsdecode(name) for name in listed.split(b"\0") if name})
    if listed in {GitFailure.TOO_LONG, GitFailure.TOO_MUCH}:
        raise SpreadkitError(f'{listed} when asked what it ignores in "{folder}"; name the plans, or a smaller folder')
    return None


def _patterns_inside(folder: Path) -> list[str]:
    """Return what is looked for in a folder of frameworks, or of crosswalks, that is searched itself."""
    if _holds_crosswalks(folder):
        return ["*.yaml", f"*{_SHORT}"]
    names = ["*.yaml", f"*{_SHORT}", f"{CROSSWALKS_FOLDER}/*.yaml", f"{CROSSWALKS_FOLDER}/*{_SHORT}"]
    return names if _holds_frameworks(folder) else []
