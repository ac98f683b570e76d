"""One file for each format. A format can write a check, a score, a report and more: what it has a function for.

What takes much writing may stand in a file of its own beside the format's, `_<format>_<subject>.py`.
"""

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Final, Literal

from spreadkit.errors import SpreadkitError
from spreadkit.listing import module_names
from spreadkit.words import did_you_mean, in_words

SHORT: Final = {"md": "markdown"}
"""Short names of formats."""

Subject = Literal[
    "check",
    "score",
    "report",
    "crosswalk",
    "suggestion",
    "migration",
    "adoption",
    "measure",
    "rollout",
    "collection",
]


def get_format(name: str, subject: Subject) -> ModuleType:
    """Return the module of a format that can write this; its function is called `render_check`, and so on."""
    full = SHORT.get(name, name)
    module = _writer(full, subject) if full in _names() else None
    if module is not None:
        return module
    fitting = format_names(subject)
    hint = did_you_mean(name, fitting)
    what = f"{'an' if subject[0] in 'aeiou' else 'a'} {subject}"
    raise SpreadkitError(f'there is no format "{name}" for {what}{hint}; choose {in_words(fitting, joiner="or")}')


def format_names(subject: Subject) -> list[str]:
    """Return the names of the formats that can write this."""
    return [name for name in _names() if _writer(name, subject) is not None]


def _writer(name: str, subject: Subject) -> ModuleType | None:
    """Return the module of a format that has the function for this: its own, or the one beside it."""
    beside = f"{__name__}._{name}_{subject}"
    found = importlib.util.find_spec(beside)
    module = importlib.import_module(beside if found else f"{__name__}.{name}")
    return module if hasattr(module, f"render_{subject}") else None


def _names() -> list[str]:
    return module_names(sys.modules[__name__])
