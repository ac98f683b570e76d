"""Where results are kept: a folder and a file in it that belong to the user alone. Anything else is not believed."""

import os
import stat
from pathlib import Path
from typing import Final

FOLDER_VARIABLE: Final = "SPREADKIT_CACHE_DIR"
SWITCH_VARIABLE: Final = "SPREADKIT_NO_CACHE"
SWITCH_OPTION: Final = "--no-cache"

_FILE: Final = "results-1.sqlite"
"""The number is that of how results are written down; what was written in another way is passed over."""

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
"""The rights of all but the owner."""


class UnsafePlaceError(Exception):
    """Nothing can be kept there. The message says why, as the end of a sentence after the folder's name."""


def is_switched_off() -> bool:
    """Whether the environment says that nothing is to be kept."""
    return bool(os.environ.get(SWITCH_VARIABLE))


def cache_folder() -> Path:
    """Return the folder in which results are kept, be it there or not."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("spreadkit", appauthor=False)


def cache_file(folder: Path) -> Path:
    """Return the file in which results are kept, in a folder."""
    return folder / _FILE


def made_safe(folder: Path) -> Path:
    """Return the file in a folder, both made where they are not there, and the user's alone.

    Raises UnsafePlaceError, and OSError.
    """
    if not folder.is_absolute():
        raise UnsafePlaceError("is no full path")
    folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    why = why_unsafe(folder, is_folder=True)
    file = cache_file(folder)
    if why is None:
        if not os.path.lexists(file):
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, stat.S_IRUSR | stat.S_IWUSR))
        why = why_unsafe(file, is_folder=False)
    if why is not None:
        raise UnsafePlaceError(why)
    return file


def why_unsafe(path: Path, *, is_folder: bool) -> str | None:
    """Say why a folder or file is not the user's alone; None where it is. Raises OSError."""
    found = path.lstat()
    if not (stat.S_ISDIR if is_folder else stat.S_ISREG)(found.st_mode):
        return "is no folder of its own" if is_folder else "holds a link in place of its file"
    if os.name == "nt":  # what others may do is not in these numbers there
        return None
    if found.st_uid != os.geteuid():
        return "belongs to another user"
    if found.st_mode & _OTHERS:
        return "is open to other users"
    return "holds a file that has another name too" if not is_folder and found.st_nlink > 1 else None
