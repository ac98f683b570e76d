"""Writing files so that nothing is ever lost or half-written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace a file in one step: a crash or a full disk leaves the old file or the new one, whole."""
    target = path.resolve()
    with _written_beside(target, _as_bytes(content)) as written:
        if target.exists():
            written.chmod(target.stat().st_mode & 0o777)
        written.replace(target)


def write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; False, and nothing done, when it is."""
    with _written_beside(path, _as_bytes(text)) as written:
        try:
            path.hardlink_to(written)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links, such as a memory stick's
            return _create(path, _as_bytes(text))
    return True


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _create(path: Path, content: bytes) -> bool:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True


@contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write the content to a file of its own beside the path, and take it away at the end if it is still there."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(0o666 & ~_umask())
        yield written
    finally:
        written.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
