"""One file for each format. A format can write a check, a score or a report: what it has a function for."""

import importlib
import sys
from types import ModuleType
from typing import Final, Literal

from spreadkit.errors import SpreadkitError
from spreadkit.listing import module_names
from spreadkit.words import did_you_mean, in_words

SHORT: Final = {"md": "markdown"}
"""Short names of formats."""

Subject = Literal["check", "score", "report"]


def get_format(name: str, subject: Subject) -> ModuleType:
    """Return the module of a format that can write this; its function is called `render_check`, and so on."""
    full = SHORT.get(name, name)
    if full in _names():
        module = importlib.import_module(f"{__name__}.{full}")
        if hasattr(module, f"render_{subject}"):
            return module
    fitting = format_names(subject)
    hint = did_you_mean(name, fitting)
    raise SpreadkitError(f'there is no format "{name}" for a {subject}{hint}; choose {in_words(fitting, joiner="or")}')


def format_names(subject: Subject) -> list[str]:
    """Return the names of the formats that can write this."""
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in _names()}
    return [name for name, module in modules.items() if hasattr(module, f"render_{subject}")]


def _names() -> list[str]:
    return module_names(sys.modules[__name__])
