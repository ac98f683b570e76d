"""Formats that need a library of their own: an extra, which says how to install it where it is missing."""

from importlib.util import find_spec

from spreadkit.errors import SpreadkitError


def need(extra: str, *, package: str, module: str) -> None:
    """Go on where the library of a format is installed.

    Raises:
        SpreadkitError: it is not; the message says how to get it.
    """
    if find_spec(module) is None:
        raise SpreadkitError(f"the format \"{extra}\" needs {package}: pip install 'spreadkit[{extra}]'")
