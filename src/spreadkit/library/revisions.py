"""A plan as it stood in a revision of git: read from the repository into a folder that is thrown away again.

Nothing of the working tree is touched, and nothing that a repository can configure is run.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from spreadkit.errors import SpreadkitError
from spreadkit.loading.loaded import repository_root
from spreadkit.months import is_possible

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 200_000_000
"""How many files, and bytes of them, are read of a revision at most. The figures are ours."""

READ: Final = frozenset({".yaml", ".yml", ".csv"})
"""Endings of files that a plan is read from. Of others it counts only that they are there: they are written empty."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BLOB: Final = "blob"
_LINK: Final = "120000"
_TIMEOUT: Final = 120


class PlanAtCommit(NamedTuple):
    """A plan in a revision: its file, in a folder of its own; the day of the commit; and the commit, shortened."""

    plan: Path
    on: date
    revision: str


class _File(NamedTuple):
    name: str
    blob: str
    size: int

    @property
    def is_read(self) -> bool:
        return PurePosixPath(self.name).suffix.lower() in READ


def as_day(text: str) -> date | None:
    """Return the day that a text names, such as `2026-03-31`; None where it is written as something else.

    Raises SpreadkitError where it is written as a day that the calendar does not have, or of another time.
    """
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise SpreadkitError(f'the calendar has no day "{text}"; correct the month or the day') from None
    if not is_possible(day):
        raise SpreadkitError(f'"{text}" is not between 1900 and 2200; correct the year')
    return day


@contextmanager
def plan_at(plan: Path, revision: str) -> Iterator[PlanAtCommit]:
    """Lay out a plan, and all files of its repository that it may name, as a revision of git holds them.

    A plan that was moved since is found under its name of then. Raises SpreadkitError where git is not there, where the
    plan is not in a repository, where there is no such revision, or no plan in it.
    """
    path = plan.resolve()
    root = repository_root(path.parent)
    commit = _commit(root, revision)
    files = _files(root, commit, revision)
    name = path.relative_to(root).as_posix()
    if name not in {file.name for file in files}:
        name = _name_then(root, commit, name, revision)
    with TemporaryDirectory(prefix="spreadkit-") as folder:
        top = Path(folder).resolve()
        (top / ".git").mkdir()  # marks the top of the repository, which what a plan names must not leave
        _lay_out(root, files, top)
        yield PlanAtCommit(top / name, _day_of(root, commit), commit[:10])


def _commit(root: Path, revision: str) -> str:
    """Return the full name of a commit."""
    if not (root / ".git").exists():
        raise SpreadkitError(
            f'"{root}" is not a git repository, so there is no revision to look at; name a day instead'
        )
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise SpreadkitError(f'"{revision[:60]}" is neither a day such as 2026-03-31 nor a revision of git')
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        message = "write a day such as 2026-03-31, or a commit, branch or tag that is here (see: git log)"
        raise SpreadkitError(f'git knows no revision "{revision[:60]}"; {message}')
    return found.decode().strip()


def _day_of(root: Path, commit: str) -> date:
    told = _git(root, "show", "--no-patch", "--no-show-signature", "--format=%cs", commit) or b""
    return date.fromisoformat(told.decode().strip())


def _files(root: Path, commit: str, revision: str) -> list[_File]:
    """Return the files of a commit. Links and submodules are left out."""
    listed = (_git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit) or b"").decode("utf-8", "surrogateescape")
    files = []
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        mode, kind, blob, size = head.split()
        if kind == _BLOB and mode != _LINK:
            files.append(_File(name, blob, int(size)))
    if len(files) > MOST_FILES or sum(file.size for file in files if file.is_read) > MOST_BYTES:
        raise SpreadkitError(f'revision "{revision[:60]}" holds too much to be read at once; name a day instead')
    return files


def _name_then(root: Path, commit: str, name: str, revision: str) -> str:
    """Return what a plan was called in a commit, where git sees that it was moved."""
    told = _git(root, "diff-tree", "-r", "-M", "-z", "--diff-filter=R", "--name-status", commit, "HEAD") or b""
    words = told.decode("utf-8", "surrogateescape").split("\0")
    moved = {new: old for _, old, new in zip(words[::3], words[1::3], words[2::3], strict=False)}
    if name not in moved:
        raise SpreadkitError(f'there is no plan "{name}" in revision "{revision[:60]}"; name a later one, or a day')
    return moved[name]


def _lay_out(root: Path, files: list[_File], top: Path) -> None:
    """Write files into a folder: those that a plan is read from with what is in them, the others empty."""
    read = [file for file in files if file.is_read]
    asked = "".join(f"{file.blob}\n" for file in read).encode()
    told = _git(root, "cat-file", "--batch", given=asked) or b""
    place = 0
    contents = dict[str, bytes]()
    for file in read:
        place = told.index(b"\n", place) + 1
        contents[file.name] = told[place : place + file.size]
        place += file.size + 1
    for file in files:
        path = top / file.name
        if path.resolve().is_relative_to(top) and ".git" not in PurePosixPath(file.name).parts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents.get(file.name, b""))


def _git(root: Path, *words: str, given: bytes | None = None) -> bytes | None:
    """Run git and return what it wrote; None where it failed. Raises SpreadkitError where there is no git."""
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(root), "--no-pager", "-c", "core.fsmonitor=false", *words]
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, never a shell
            command, input=given, capture_output=True, check=False, timeout=_TIMEOUT, env=environment
        )
    except FileNotFoundError:
        raise SpreadkitError("git is not installed, so there is no revision to look at; name a day instead") from None
    except subprocess.TimeoutExpired:
        raise SpreadkitError("git took too long to answer; name a day instead") from None
    return done.stdout if done.returncode == 0 else None
