"""What a report was made from, so that it can be made again: all files that reading a plan looks at, as they are."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from spreadkit.library.discovery import find_plan
from spreadkit.library.frameworks import Library, framework_used
from spreadkit.loading.attachments import attached_names
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.loader import load_plan
from spreadkit.reading.files import repository_left
from spreadkit.record import record

_ANY: Final = "*"

FileStates = dict[Path, tuple[int, int, int]]
"""By file that is there: when it was changed, its size, and which file it is to the system."""


@record
class FilesOfPlan:
    """The files that reading a plan looks at, there or not, and patterns below its folder that new files may fit.

    Where the plan could not be read to its end, not all are known: `is_whole` is not so.
    """

    folder: Path
    files: frozenset[Path]
    patterns: frozenset[str] = frozenset()
    is_whole: bool = True

    def states(self) -> FileStates:
        """Look at the files that are there now, with those that fit a pattern."""
        return dict(_states({*self.files, *self._fitting()}))

    def folders(self) -> frozenset[Path]:
        """Return the folders that are there in which a change of these files shows, the new ones of patterns too."""
        wanted = {path.parent for path in self.files} | {path.parent for path in self._fitting()} | {self.folder}
        for pattern in self.patterns:
            parents = [str(parent) for parent in PurePosixPath(pattern).parents if parent.parts]
            wanted |= {self.folder / parent for parent in parents if _ANY not in parent}
            wanted |= {path for parent in parents if _ANY in parent for path in self._found(parent)}
        return frozenset(filter(Path.is_dir, map(_nearest, wanted)))

    def name(self, path: Path) -> str:
        """Return what a file is called as seen from the plan."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(path)

    def without(self, path: Path | None) -> "FilesOfPlan":
        """Return the same without a file, such as the one that is written."""
        left = self.files - ({path.absolute()} if path is not None else set())
        return replace(self, files=left)

    def joined(self, known: "FilesOfPlan") -> "FilesOfPlan":
        """Return these files and those that were known before."""
        return replace(self, files=self.files | known.files, patterns=self.patterns | known.patterns)

    def _fitting(self) -> Iterator[Path]:
        for pattern in self.patterns:
            yield from self._found(pattern)

    def _found(self, pattern: str) -> list[Path]:
        try:
            return sorted(self.folder.glob(pattern))
        except (OSError, ValueError, NotImplementedError):
            return []


def _nearest(folder: Path) -> Path:
    """Return a folder, or the nearest above it that is there: it may come yet."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), folder)


def _states(paths: Iterable[Path]) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        yield path, (found.st_mtime_ns, found.st_size, found.st_ino)


def files_of_plan(path: Path) -> FilesOfPlan:
    """Read a plan for the files that it is made of: itself, tables, series, evidence, pages, frameworks in use.

    One that cannot be read has itself alone. Raises SpreadkitError where there is no plan at all.
    """
    plan = find_plan(path)
    loaded = load_plan(plan, top=repository_left(plan))
    folder = plan.absolute().parent
    named = {name for names in loaded.named.values() for name in names} | set(loaded.files) | _attached(loaded)
    files = {plan.absolute(), *(folder / name for name in named if _ANY not in name), *_frameworks(loaded)}
    patterns = {name for name in named if _ANY in name and not PurePosixPath(name).is_absolute()}
    return FilesOfPlan(folder, frozenset(files), frozenset(patterns), loaded.plan is not None)


def _attached(loaded: LoadedPlan) -> set[str]:
    return set(attached_names(loaded.readable)) if loaded.readable is not None else set()


def _frameworks(loaded: LoadedPlan) -> Iterator[Path]:
    """Go through the files of the frameworks that the plan follows, and what its team has beside them."""
    for use in loaded.readable.frameworks if loaded.readable is not None else ():
        found = framework_used(loaded, use, use.edition)
        yield from (path.absolute() for path in found.own_paths) if found is not None else ()
    yield from (path.absolute() for path in Library(loaded.path.parent).own_files())
