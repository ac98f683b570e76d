"""Sees every path that the process touches, and which of these touches the door told nobody of."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

import spreadkit
from spreadkit.reading.shipped import builtin_frameworks

ITS_OWN = tuple(
    str(folder)
    for folder in {
        Path(spreadkit.__file__).parent,
        builtin_frameworks(),
        Path(sys.prefix),
        Path(sys.base_prefix),
        Path(os.__file__).parent,
    }
)
"""Folders of the program, of the interpreter and of libraries: what changes in them changes the program."""

PASSES = {
    ("spreadkit.reading.questions", "asked"),  # asks, and tells what is answered
    ("spreadkit.reading.questions", "changed_at"),  # what was read by then is told again
    ("spreadkit.reading.shipped", "_folder"),  # looks where the program's own files are
    ("importlib._bootstrap", "_find_and_load"),
}
"""Functions through which a touch is told, or need not be."""

LOOKS = ("stat", "lstat", "readlink", "access", "scandir", "listdir", "open")

_watching: list[set[str]] = []


def _is_told(frame: FrameType | None) -> bool:
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if (name, frame.f_code.co_name) in PASSES or frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _touched(path: object) -> None:
    if not _watching or not isinstance(path, str | bytes | os.PathLike):
        return
    name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - looks at nothing
    if not name.startswith(ITS_OWN) and not _is_told(sys._getframe(1)):  # noqa: SLF001 - who asks is in the frames
        _watching[-1].add(name)


def _hook(event: str, args: tuple[object, ...]) -> None:
    if event in {"open", "os.listdir", "os.scandir"}:
        _touched(args[0])


sys.addaudithook(_hook)


@contextmanager
def untold(patch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Collect the paths that are touched meanwhile without being told."""
    found = set[str]()
    with patch.context() as patched:
        for name in LOOKS:
            patched.setattr(os, name, _seen(getattr(os, name)))
        _watching.append(found)
        try:
            yield found
        finally:
            _watching.pop()


def _seen(look: object) -> object:
    assert callable(look)

    def looked(path: object = ".", *args: object, **named: object) -> object:
        _touched(path)
        return look(path, *args, **named)

    return looked
