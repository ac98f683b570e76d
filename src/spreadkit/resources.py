"""Where the files that come with spreadkit are: inside an installed wheel, or at the top of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def builtin_frameworks() -> Path:
    """Return the folder of the built-in frameworks."""
    return _folder("frameworks")


def shipped_examples() -> Path:
    """Return the folder of the example plans."""
    return _folder("examples")


def _folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
