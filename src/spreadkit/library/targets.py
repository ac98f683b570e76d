"""What to check for the paths that a user named: files and searched folders, and plans that others belong to."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from spreadkit.library.discovery import FileToCheck, find_targets


class Targets(NamedTuple):
    """What to check, and the files that no plan uses."""

    files: list[FileToCheck]
    unused: list[Path]


def targets_of(paths: Sequence[Path]) -> Targets:
    """Return what to check for paths, each file once. Raises SpreadkitError when one of them does not exist."""
    found = find_targets(paths)
    if not any(target.kind == "beside" for target in found):
        return Targets(found, [])
    from spreadkit.library.owners import plans_of_files  # reads plans

    return Targets(*plans_of_files(found))
