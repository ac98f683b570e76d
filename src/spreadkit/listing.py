"""Finding by listing a folder: what is dropped into it is there, and nothing has to be registered."""

from pathlib import Path
from types import ModuleType


def module_names(package: ModuleType) -> list[str]:
    """Return the names of a package's modules, sorted, without those that begin with `_`."""
    return sorted(path.stem for folder in package.__path__ for path in Path(folder).glob("*.py") if path.stem[0] != "_")


def package_names(package: ModuleType) -> list[str]:
    """Return the names of the packages in a package, sorted."""
    return sorted(path.parent.name for folder in package.__path__ for path in Path(folder).glob("*/__init__.py"))
