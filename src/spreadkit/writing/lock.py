"""One writer at a time: reading, changing, comparing and replacing a plan's files is one step that nobody else is in.

The lock is a file in the plan's folder, so that all who share the folder meet at it, on one machine or over a network
share; a file in each user's own cache would part them. It belongs to the system, not to the file: a process that is
killed holds nothing, and what it leaves is an empty hidden file that the next writer takes away.
"""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from spreadkit.errors import ChangedMeanwhileError, SpreadkitError, sentence_of
from spreadkit.loading.loaded import display_name
from spreadkit.reading.files import resolved

LOCK_NAME: Final = ".spreadkit.lock"
"""One for each folder, not for each plan: two plans in one folder may keep their rows in the same table."""

WAIT: Final = 60.0
"""For how many seconds a writer waits for the others. The figure is ours."""

_LOOKS_AGAIN_AFTER: Final = 0.02
_TRIES: Final = 5

Changed = TypeVar("Changed")


def change_alone(plan: Path, change: Callable[[], Changed]) -> Changed:
    """Change a plan while no other spreadkit does. `change` reads it, and is called anew when an editor was quicker.

    Raises SpreadkitError when others do not come to an end, or the folder cannot be written into.
    """
    with only_writer(resolved(plan).parent):
        for _ in range(_TRIES - 1):
            with suppress(ChangedMeanwhileError):
                return change()
        return change()


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder that is there. Raises SpreadkitError when it cannot be had."""
    from filelock import FileLock, Timeout

    path = folder / LOCK_NAME
    # All who may write into the folder must be able to open what another user's killed run left; it holds nothing.
    lock = FileLock(path, WAIT, 0o666, poll_interval=_LOOKS_AGAIN_AFTER, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise SpreadkitError(
            f'someone else has been writing into "{display_name(folder)}" for {WAIT:.0f} seconds; nothing was written: '
            "wait until they are done, and run again"
        ) from None
    except OSError as error:
        raise SpreadkitError(sentence_of(error, display_name(path))) from None
    try:
        yield
    finally:
        _take_away(path)
        lock.release()


def _take_away(path: Path) -> None:
    """Take the file away while it is held: who waits for it sees that it has no name any more, and begins anew."""
    with suppress(OSError):
        if stat.S_ISREG(path.lstat().st_mode):
            path.unlink()
