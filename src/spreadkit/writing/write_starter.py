"""Writing the files of a new plan into a folder: the plan last, so that a run that was interrupted can be run again."""

import os
from collections.abc import Mapping
from pathlib import Path

from spreadkit.errors import SpreadkitError, sentence_of
from spreadkit.loading.loaded import display_name
from spreadkit.reading.files import RefusedFileError, place_of, repository_root, resolved
from spreadkit.writing.atomic import clear_leftovers, write_new
from spreadkit.writing.lock import only_writer


def refuse_second(plan: Path) -> None:
    """Raise SpreadkitError when there is a plan already, be it a symbolic link that leads nowhere."""
    if os.path.lexists(plan):
        raise SpreadkitError(f'there is a plan already: "{plan}"; choose another folder, or go on with that one')


def write_starter(folder: Path, files: Mapping[str, str], *, plan: str) -> list[Path]:
    """Write the files that are not there yet, by their names in the folder, and return them; `plan` is one of them.

    Raises SpreadkitError when there is a plan already, or a file cannot be written.
    """
    paths = {folder / name: text for name, text in files.items()}
    for path, text in paths.items():
        _refuse_outside(path, folder)
        text.encode()  # what cannot be written is known before the first file is
    _make(folder)
    with only_writer(resolved(folder)):
        refuse_second(folder / plan)
        plan_last = sorted(paths, key=lambda path: path == folder / plan)
        return [path for path in plan_last if _write(path, paths[path])]


def _refuse_outside(path: Path, folder: Path) -> None:
    """Refuse what symbolic links in the folder lead out of the repository, or into what git keeps there."""
    try:
        place_of(path, top=repository_root(folder))
    except RefusedFileError:
        raise SpreadkitError(
            f'"{display_name(path)}" lies outside the repository, where a symbolic link leads; '
            "nothing was written: take the link away"
        ) from None


def _write(path: Path, text: str) -> bool:
    _make(path.parent)
    clear_leftovers(path)
    try:
        return write_new(path, text)
    except OSError as error:
        raise SpreadkitError(sentence_of(error, path)) from None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpreadkitError(sentence_of(error, folder)) from None
