"""What the program is that made a result: its own files, Python, and the folders that libraries and fonts are in."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.version import __version__

_FONTS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
"""Where systems keep fonts, by which pictures are drawn: a folder, and those in it for kinds of fonts."""


def program() -> list[object]:
    """Return what tells this program from any other one, from an older one, and from one that somebody worked on.

    Files are told apart as Python itself tells them apart, by size and time; libraries by the time of the folders that
    they were installed into.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - many times faster
    files = [seen for folder in (package, str(builtin_frameworks())) for seen in _files_below(folder)]
    how = [sys.version, sys.executable, sys.flags.optimize, sys.getfilesystemencoding(), os.name]
    return [__version__, *how, package, files, [*_library_folders(), *_font_folders()]]


def _files_below(folder: str) -> Iterator[tuple[str, int, int, int]]:
    """Go through the files below a folder, but for those that Python compiles."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _library_folders() -> Iterator[tuple[str, object]]:
    """Go through the folders that modules are imported from, with the time at which something was installed there.

    The working folder is one of them in `python -m`: there only what could be a module tells of the program.
    """
    here = os.getcwd()  # noqa: PTH109 - as below
    for folder in sys.path:
        with suppress(OSError):
            if folder in {"", here}:
                with os.scandir(here) as entries:
                    yield here, sorted(entry.name for entry in entries if _may_be_module(entry))
            else:
                yield folder, os.stat(folder).st_mtime_ns  # noqa: PTH116 - at each start


def _may_be_module(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith((".py", ".pyd", ".so")) or entry.is_dir()


def _font_folders() -> Iterator[tuple[str, int]]:
    for name in _FONTS:
        folder = os.path.expanduser(name)  # noqa: PTH111 - as above
        with suppress(OSError):
            yield folder, os.stat(folder).st_mtime_ns  # noqa: PTH116 - as above
            with os.scandir(folder) as kinds:
                yield from ((kind.path, kind.stat().st_mtime_ns) for kind in kinds if kind.is_dir())
