"""A plan as it stood in a revision of git: read from the repository into a folder that is thrown away again.

Nothing of the working tree is touched.
"""

import errno
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from spreadkit.errors import SpreadkitError
from spreadkit.library.git import MOST_OUTPUT, GitCommand, GitFailure, Repository, ask_git, find_repository, is_shallow
from spreadkit.months import is_possible
from spreadkit.reading.files import RefusedFileError, place_of, resolved

_MOST_FILES: Final = 20_000
_MOST_BYTES: Final = 200_000_000
_MOST_LISTED: Final = 10_000_000
"""How many files, and bytes of them, are read of a revision at most, and bytes of their names. The figures are ours."""

_READ: Final = frozenset({".yaml", ".yml", ".csv"})
"""Endings of files that a plan is read from. Of others it counts only that they are there: they are written empty."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHALLOW: Final = (
    "this clone is shallow: it holds only the newest commits. Fetch the others with git fetch --unshallow (in GitHub "
    "Actions: fetch-depth: 0 for actions/checkout; in GitLab: GIT_DEPTH: 0), or name a day"
)
_BLOB: Final = "blob"
_LINK: Final = "120000"
_OF_THE_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO})
"""What keeps a file from being written whatever it is called."""
_HEADER: Final = 120
"""More bytes than git writes before the content of a file and after it."""


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
        return PurePosixPath(self.name).suffix.lower() in _READ


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
    path = resolved(plan)
    repository = _repository(path.parent)
    commit = _commit(repository, revision)
    files = _files(repository, commit, revision)
    name = path.relative_to(repository.top).as_posix()
    if name not in {file.name for file in files}:
        name = _name_then(repository, commit, name, revision)
    with TemporaryDirectory(prefix="spreadkit-") as folder:
        top = resolved(Path(folder))
        (top / ".git").mkdir()  # marks the top of the repository, which what a plan names must not leave
        _lay_out(files, _contents(repository, files), top)
        yield PlanAtCommit(top / name, _day_of(repository, commit), commit[:10])


def _repository(folder: Path) -> Repository:
    found = find_repository(folder)
    if isinstance(found, GitFailure):
        raise _no_answer(found)
    return found


def _commit(repository: Repository, revision: str) -> str:
    """Return the full name of a commit."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise SpreadkitError(f'"{revision[:60]}" is neither a day such as 2026-03-31 nor a revision of git')
    found = ask_git(repository, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is GitFailure.FAILED:
        message = "write a day such as 2026-03-31, or a commit, branch or tag that is here (see: git log)"
        if is_shallow(repository):
            message = _SHALLOW
        raise SpreadkitError(f'git knows no revision "{revision[:60]}"; {message}')
    if isinstance(found, GitFailure):
        raise _no_answer(found)
    return found.decode().strip()


def _day_of(repository: Repository, commit: str) -> date:
    told = _told(repository, "rev-list", "--max-count=1", "--format=%cs", commit, "--")
    day = told.decode("ascii", "replace").split()[-1]
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise SpreadkitError(f'commit {commit[:10]} is of "{day}", which is no day; name a day instead') from None


def _files(repository: Repository, commit: str, revision: str) -> list[_File]:
    """Return the files of a commit. Links and submodules are left out."""
    listed = os.fsdecode(_told(repository, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, most=_MOST_LISTED))
    files = []
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        mode, kind, blob, size = head.split()
        if kind == _BLOB and mode != _LINK:
            files.append(_File(name, blob, int(size) if size.isdecimal() else 0))
    if len(files) > _MOST_FILES or sum(file.size for file in files if file.is_read) > _MOST_BYTES:
        raise SpreadkitError(f'revision "{revision[:60]}" holds too much to be read at once; name a day instead')
    return files


def _name_then(repository: Repository, commit: str, name: str, revision: str) -> str:
    """Return what a plan was called in a commit, where git sees that it was moved."""
    plainly = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    wanted = ("-r", "-M", "-z", "--diff-filter=R", "--name-status")
    told = _told(repository, "diff-tree", *plainly, *wanted, commit, "HEAD", "--")
    words = os.fsdecode(told).split("\0")
    moved = {new: old for _, old, new in zip(words[::3], words[1::3], words[2::3], strict=False)}
    if name not in moved:
        raise SpreadkitError(f'there is no plan "{name}" in revision "{revision[:60]}"; name a later one, or a day')
    return moved[name]


def _contents(repository: Repository, files: list[_File]) -> dict[str, bytes]:
    """Return what is in the files that a plan is read from, by their names."""
    read = [file for file in files if file.is_read]
    asked = "".join(f"{file.blob}\n" for file in read).encode()
    most = sum(file.size + _HEADER for file in read)
    told = _told(repository, "cat-file", "--batch", given=asked, most=most)
    contents, place = dict[str, bytes](), 0
    for file in read:
        header, _, _ = told[place : place + _HEADER].partition(b"\n")
        if header != f"{file.blob} {_BLOB} {file.size}".encode():
            raise SpreadkitError(
                f'the repository here lacks "{file.name}" as it was then; fetch it, or name a day instead'
            )
        place += len(header) + 1
        contents[file.name] = told[place : place + file.size]
        place += file.size + 1
    return contents


def _lay_out(files: list[_File], contents: Mapping[str, bytes], top: Path) -> None:
    """Write files into a folder: those that a plan is read from with what is in them, the others empty.

    Raises SpreadkitError for names that no folder can hold, such as two that are one here, or one that leads out of it.
    """
    for file in files:
        path = top / file.name
        try:
            place_of(path, top=top)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb" if file.is_read else "ab") as written:
                written.write(contents.get(file.name, b""))
        except (OSError, ValueError, RefusedFileError) as error:
            if isinstance(error, OSError) and error.errno in _OF_THE_DISK:
                raise
            raise SpreadkitError(
                f'the revision holds "{file.name[:120]}", which no file here can be called; name a day instead'
            ) from None


def _told(
    repository: Repository, command: GitCommand, *words: str, given: bytes = b"", most: int = MOST_OUTPUT
) -> bytes:
    """Return what git says. Raises SpreadkitError where it says nothing."""
    answer = ask_git(repository, command, *words, given=given, most=most)
    if isinstance(answer, GitFailure):
        raise _no_answer(answer)
    return answer


def _no_answer(failure: GitFailure) -> SpreadkitError:
    return SpreadkitError(f"{failure}, so there is no revision to look at; name a day instead")
