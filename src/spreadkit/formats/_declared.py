"""What every format says of itself, read from its file without running it: a help text may not cost its libraries."""

import ast
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, get_args

from spreadkit.record import record

FormatSubject = Literal[
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
"""What a format can write; its function for it is called `render_check`, and so on."""

_STATEMENT: Final = re.compile(r"^FORMAT\b.*\n(?:[ )].*\n)*", re.MULTILINE)
"""Where a format says what it is: from `FORMAT` at the beginning of a line to the last line that belongs to it."""

_FUNCTION: Final = re.compile(r"^def render_(\w+)\(", re.MULTILINE)


@record(kw_only=True)
class Format:
    """What a format says of itself, as `FORMAT = Format(…)` in its file, in words that stand there as they are."""

    endings: tuple[str, ...]
    """What its files end in; it writes the first."""

    aliases: tuple[str, ...] = ()
    """What it is also called; the first is shown in help."""


@record(kw_only=True)
class Listed:
    """A format that there is: its name, what it says of itself, and what it can write."""

    name: str
    format: Format
    subjects: frozenset[str]

    @property
    def short(self) -> str:
        """What it is called in a help text."""
        return next(iter(self.format.aliases), self.name)


def listed(folders: Sequence[str]) -> tuple[Listed, ...]:
    """Return the formats in some folders, by name: every file there is one, unless its name begins with `_`."""
    return _listed(tuple(folders))


@lru_cache(maxsize=1)
def _listed(folders: tuple[str, ...]) -> tuple[Listed, ...]:
    files = {path.stem: path for folder in reversed(folders) for path in Path(folder).glob("*.py")}
    return tuple(_read(name, files) for name in sorted(files) if name[0] != "_")


def _read(name: str, files: dict[str, Path]) -> Listed:
    text = files[name].read_text(encoding="utf-8")
    functions = set(_FUNCTION.findall(text))
    subjects = {subject for subject in get_args(FormatSubject) if subject in functions or f"_{name}_{subject}" in files}
    return Listed(name=name, format=_declared(text) or Format(endings=(f".{name}",)), subjects=frozenset(subjects))


def _declared(text: str) -> Format | None:
    found = _STATEMENT.search(text)
    if found is None:
        return None
    call = next(node for node in ast.walk(ast.parse(found[0])) if isinstance(node, ast.Call))
    return Format(**{str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords})
