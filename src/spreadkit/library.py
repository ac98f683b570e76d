"""Where Frameworks are found: in the plan's own `frameworks/` folder first, then among the built-in ones."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from spreadkit.loading import LoadedFramework, load_framework
from spreadkit.resources import builtin_frameworks

_ID: Final = re.compile(r"[a-z0-9.-]{1,120}")


class Library:
    """The Frameworks that a plan can name. A file is called after the id in it: `ihi-spread.yaml`."""

    def __init__(self, plan_folder: Path | None = None) -> None:
        own = [] if plan_folder is None else [plan_folder / "frameworks"]
        self.folders = [*own, builtin_frameworks()]

    def ids(self) -> list[str]:
        """Return the ids of all frameworks that can be found, in alphabetical order."""
        return sorted({path.stem for path in self._files()})

    def find(self, framework_id: str) -> LoadedFramework | None:
        """Load a framework by its id; None where no file is called after it, or it is no id at all."""
        for folder in self.folders if _ID.fullmatch(framework_id) else ():
            path = folder / f"{framework_id}.yaml"
            if path.is_file():
                return _load_once(path, path.stat().st_mtime_ns)
        return None

    def all(self) -> Iterator[LoadedFramework]:
        """Load every framework that can be found."""
        for framework_id in self.ids():
            loaded = self.find(framework_id)
            if loaded is not None:
                yield loaded

    def _files(self) -> Iterator[Path]:
        for folder in self.folders:
            if folder.is_dir():
                yield from sorted(folder.glob("*.yaml"))


@lru_cache(maxsize=64)
def _load_once(path: Path, _changed: int) -> LoadedFramework:
    return load_framework(path)
