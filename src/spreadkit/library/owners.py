"""Which plan a file belongs to: hooks of git name the files that changed, tables and evidence among them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from spreadkit.errors import SpreadkitError
from spreadkit.library.discovery import FileToCheck, plans_below, plans_in
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.loader import load_plan
from spreadkit.reading.files import repository_above, repository_root, resolved

_FOLDERS_ABOVE: Final = 3
"""How many folders above that of a file are looked into outside of a repository. The figure is ours."""


def plans_of_files(targets: Iterable[FileToCheck]) -> tuple[list[FileToCheck], list[Path]]:
    """Put, in place of each file that is no plan itself, the plan that uses it; each plan once.

    Also returns the files that no plan uses: those above a file are looked at first, then all in its repository.
    """
    found, unused, used = dict[Path, FileToCheck](), list[Path](), _UsedFiles()
    for target in targets:
        plan = used.by(target.path) if target.kind == "beside" else target.path
        if plan is None:
            unused.append(target.path)
        elif target.kind == "beside":
            found.setdefault(resolved(plan), FileToCheck(plan, "plan", repository_root(plan.parent)))
        else:
            found.setdefault(resolved(plan), target)
    return list(found.values()), unused


class _UsedFiles:
    """The files that plans use, each plan read once."""

    def __init__(self) -> None:
        self._read: dict[Path, frozenset[Path]] = {}

    def by(self, file: Path) -> Path | None:
        """Return the first plan that uses a file."""
        wanted = resolved(file)
        return next((plan for plan in _plans_near(file) if wanted in self._of(plan)), None)

    def _of(self, plan: Path) -> frozenset[Path]:
        if plan not in self._read:
            loaded = load_plan(plan, top=repository_root(plan.parent))
            self._read[plan] = frozenset(resolved(path) for path in _files_of(loaded))
        return self._read[plan]


def _plans_near(file: Path) -> Iterator[Path]:
    """Go through the plans in the folders above a file, up to the top of its repository, and then below that.

    Outside of a repository only the nearest folders are looked into.
    """
    folder = Path(os.path.abspath(file.parent))  # noqa: PTH100 - Path.absolute keeps .. in it
    top = repository_above(str(resolved(folder)))
    for number, here in enumerate((folder, *folder.parents)):
        is_top = top is not None and resolved(here) == Path(top)
        with suppress(SpreadkitError):  # a folder that may not be looked into
            yield from map(_as_seen_from_here, plans_in(here))
        if is_top:
            yield from map(_as_seen_from_here, plans_below(here))
        if is_top or (top is None and number == _FOLDERS_ABOVE):
            return


def _as_seen_from_here(path: Path) -> Path:
    return Path(os.path.relpath(path))


def _files_of(loaded: LoadedPlan) -> Iterator[Path]:
    """Go through the files that a plan names, be they there or not."""
    yield from (mount.path for mount in loaded.mounts if mount.path != Path())
    names = [*loaded.files, *(text for texts in loaded.named.values() for text in texts)]
    if loaded.plan is not None:
        names += [page.file for page in loaded.plan.report.pages]
        names += [loaded.plan.brand.logo] if loaded.plan.brand and loaded.plan.brand.logo else []
    yield from (loaded.path.parent / name for name in names if "\0" not in name)
