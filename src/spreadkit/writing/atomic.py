"""Writing files so that nothing is ever lost or half-written.

A file is written anew beside the old one, and takes its name in one step. So it is another file to the system, and
other hard links to the old one keep the old content: writing through all of them would mean writing in place, which a
crash tears, and backups that are made of hard links rest on it that they stay as they were.
"""

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from spreadkit.reading.files import resolved
from spreadkit.reading.questions import lose_witness

LEFT_AFTER: Final = 600
"""After how many seconds a file of a run that did not end is taken away. The figure is ours."""

_ENDING: Final = ".spreadkit"
_STREAM: Final = re.compile(r"/dev/(std(out|err)|fd/\d+)|/proc/(self|\d+)/fd/\d+")


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace a file in one step: a crash or a full disk leaves the old file or the new one, whole.

    Mode and owner stay, as far as the system allows. Into a pipe or a device it writes, and never takes its place.
    """
    lose_witness()
    if is_stream(path):
        _write_into(path, _as_bytes(content))
        return
    target = resolved(path)
    with _written_beside(target, _as_bytes(content)) as written:
        if target.exists():
            _make_alike(written, target.stat())
        else:
            _open_up(written)
        written.replace(target)
    _sync_folder(target.parent)


def write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; False, and nothing done, when it is."""
    lose_witness()
    if os.path.lexists(path):
        return False
    with _written_beside(path, _as_bytes(text)) as written:
        _open_up(written)
        try:
            path.hardlink_to(written)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links, such as a memory stick's
            if os.path.lexists(path):
                return False
            written.rename(path)
    _sync_folder(path.parent)
    return True


def clear_leftovers(path: Path) -> None:
    """Take away what runs that were killed while they wrote a file left beside it.

    Only for who holds the lock of the plan: nobody else is writing this file then.
    """
    for left in _leftovers(path):
        left.unlink(missing_ok=True)


def _clear_old(path: Path, written: Path) -> None:
    """Take away leftovers that are old, by the clock of the disk that they lie on: others may be at work."""
    now = written.stat().st_mtime
    for left in _leftovers(path):
        with suppress(OSError):
            if now - left.stat().st_mtime > LEFT_AFTER:
                left.unlink()


def _leftovers(path: Path) -> list[Path]:
    pattern = re.compile(re.escape(_beginning(path)) + "[a-z0-9_]{8}" + re.escape(_ENDING))
    try:
        with os.scandir(path.parent) as entries:
            return [
                Path(entry.path)
                for entry in entries
                if pattern.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
            ]
    except OSError:
        return []


def _beginning(path: Path) -> str:
    return f".{path.name[:40]}."


def is_stream(path: Path) -> bool:
    """Whether there is something that is written into, such as a pipe or a device: neither a file nor a folder."""
    if _STREAM.fullmatch(os.path.abspath(path)):  # noqa: PTH100 - resolving would follow it to what has no name
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _write_into(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0))
    try:
        _pour(descriptor, content)
    finally:
        os.close(descriptor)


def _pour(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write the content to a file of its own beside the path, and take it away at the end if it is still there."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_beginning(path), suffix=_ENDING)
    written = Path(name)
    try:
        try:
            _pour(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _clear_old(path, written)
        yield written
    finally:
        written.unlink(missing_ok=True)


def _make_alike(written: Path, old: os.stat_result) -> None:
    """Give a file the owner and the mode of the old one; the owner where the system lets us, its group at least."""
    new = written.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid) and hasattr(os, "chown"):
        try:
            os.chown(written, old.st_uid, old.st_gid)
        except PermissionError:
            with suppress(PermissionError):
                os.chown(written, -1, old.st_gid)
    written.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Have the disk keep the new name too, where the system can do that for folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _open_up(written: Path) -> None:
    """Give a new file the mode that the umask leaves; so far nobody else may read it."""
    mask = os.umask(0)
    os.umask(mask)
    written.chmod(0o666 & ~mask)
