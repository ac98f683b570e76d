"""The one door to files that a plan, a framework, a return or a searched folder names.

Links are resolved first. What then lies outside the repository, or in the folder `.git`, is not opened; nor is what is
no regular file: a pipe or a device would never end. Nothing that is refused is ever shown.
"""

import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import Final

from spreadkit.errors import SpreadkitError, way_out
from spreadkit.reading.questions import AnswerError, question

ESCAPES: Final = "path-escape"
UNREADABLE: Final = "unreadable-file"
"""The rules that a file breaks which is not opened."""

_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
_GIT: Final = frozenset({".git", "git~1"})
"""What git's own folder can be called, in small letters: the second is how Windows shortens it."""


class RefusedFileError(SpreadkitError, AnswerError):
    """A file that is not opened: the rule that it breaks, and what is wrong, said after its name."""

    def __init__(self, slug: str, path: Path | str, says: str) -> None:
        super().__init__(f'"{path}" {says}')
        self.slug = slug
        self.says = says


@question
def read_file(path: Path | str, most: int, *, top: Path | None) -> bytes:
    """Read a file up to one byte more than `most`, by which a caller sees that it is too large.

    `top` is the folder, with links resolved, that it must not lead out of; None for what the user named, or is ours.
    Raises RefusedFileError.
    """
    try:
        with os.fdopen(_opened(path, place_of(path, top=top)), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read(min(size, most) + 1)  # to ask for much takes time, however little there is
            return content if len(content) <= size else content + file.read(most + 1 - len(content))
    except OSError as error:
        raise RefusedFileError(UNREADABLE, path, f"cannot be opened: {_reason(error)}") from None


@question
def why_closed(folder: Path | str) -> str | None:
    """Say why a folder cannot be looked into, after its name; None where it can, and where there is none."""
    try:
        with os.scandir(folder):
            os.stat(os.path.join(folder, "."))  # noqa: PTH116, PTH118 - to reach what lies in a folder is another right than to list it
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return f"cannot be looked into: {_reason(error)}"
    return None


@question
def place_of(path: Path | str, *, top: Path | None) -> str:
    """Return where a path leads when all links are followed; for reading and for writing, be anything there or not.

    Raises RefusedFileError where that is outside of `top`, or in git's own folder.
    """
    try:
        place = os.path.realpath(path)
    except (OSError, ValueError):
        raise RefusedFileError(UNREADABLE, path, "cannot be the name of a file; correct it") from None
    if top is None:
        return place
    inside = _below(place, str(top))
    if inside is None:
        raise RefusedFileError(ESCAPES, path, _outside(path, str(top)))
    if "git" in inside.casefold() and any(part.rstrip(". ") in _GIT for part in Path(inside.casefold()).parts):
        raise RefusedFileError(ESCAPES, path, "lies in git's own folder; keep the files of a plan beside it")
    return place


@question
def resolved(path: Path | str) -> Path:
    """Return a path with its links followed; one whose links lead round in a ring stays as it is, and cannot be opened.

    `Path.resolve` raises RuntimeError for such a ring before Python 3.13.
    """
    return Path(os.path.realpath(path))


@question
def repository_left(path: Path | str) -> Path | None:
    """Return the repository that a link on the way of a path lies in and leads out of; None where there is none.

    What the user names may lie anywhere. But names that somebody else chose, such as those of the files of a change
    that is checked, must not lead out of what was checked out.
    """
    here = os.path.realpath(os.sep)
    for part in Path(os.path.abspath(path)).parts[1:]:  # noqa: PTH100 - Path.absolute keeps .. in it
        there = os.path.join(here, part)  # noqa: PTH118 - many times for one path
        if os.path.islink(there):  # noqa: PTH114
            top, there = _repository_above(here), os.path.realpath(there)
            if top is not None and _below(there, top) is None:
                return Path(top)
        here = there
    return None


@question
def repository_above(folder: str) -> str | None:
    """Return the nearest folder upwards that holds `.git`, from one with its links resolved; None where none does."""
    return _repository_above(folder)


@question
def repository_root(folder: Path | str) -> Path:
    """Return the nearest folder upwards that holds `.git`; the folder itself where there is none."""
    here = os.path.realpath(folder)
    return Path(_repository_above(here) or here)


@lru_cache(maxsize=256)
def _repository_above(folder: str) -> str | None:
    path = Path(folder)
    return next((str(above) for above in (path, *path.parents) if os.path.exists(above / ".git")), None)  # noqa: PTH110


def _reason(error: OSError) -> str:
    return "; ".join(filter(None, [error.strerror or str(error), way_out(error)]))


def _opened(path: Path | str, place: str) -> int:
    """Open a regular file for reading. What it is, is looked at before, and again of what was opened."""
    _refuse_special(path, os.stat(place).st_mode)  # noqa: PTH116 - many times over
    descriptor = os.open(place, _FLAGS)
    try:
        _refuse_special(path, os.fstat(descriptor).st_mode)
    except RefusedFileError:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_special(path: Path | str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    what = kinds.get(stat.S_IFMT(mode), "a device")
    raise RefusedFileError(UNREADABLE, path, f"is {what}, not a file; put a file in its place, or correct the name")


def _below(place: str, top: str) -> str | None:
    """Return the rest of a path below a folder; None where it does not lie there."""
    above = top.rstrip(os.sep)
    rest = place.removeprefix(above)
    return rest if place.startswith(above) and (not rest or rest.startswith(os.sep)) else None


def _outside(path: Path | str, top: str) -> str:
    above, name = os.path.split(path)
    named = os.path.normpath(os.path.join(os.path.realpath(above or "."), name))  # noqa: PTH118 - as strings
    if _below(named, top) is None:
        return "lies outside the repository; keep the files of a plan beside it"
    return "is a link that leads outside the repository, so it is not read; put the file itself in its place"
