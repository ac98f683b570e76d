"""Where the files that come with spreadkit are: inside an installed wheel, or at the top of a checkout."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_EDITION: Final = re.compile(r"[\w.+-]{1,60}")
_PACKAGE: Final = Path(__file__).parents[1]


def builtin_frameworks() -> Path:
    """Return the folder of the built-in frameworks."""
    return _folder("frameworks")


def framework_paths(folders: Iterable[Path], framework_id: str, edition: str | None = None) -> Iterator[Path]:
    """Go through the files that can hold a framework, called after its id, or after its id and edition.

    `ihi-spread.yaml` is the current edition; `ihi-spread@2006.1.yaml` is an older one that is kept beside it.
    """
    is_kept = edition is not None and _EDITION.fullmatch(edition)
    stems = [framework_id, *([f"{framework_id}@{edition}"] if is_kept else [])]
    names = [f"{stem}{ending}" for ending in (".yaml", ".yml") for stem in stems]
    return (folder / name for folder in folders for name in names)


def shipped_examples() -> Path:
    """Return the folder of the example plans."""
    return _folder("examples")


def _folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
