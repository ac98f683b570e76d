"""The one door out: all text for the screen passes it, whoever wrote it.

A name of a file, a title of a framework or the message of a library can hold what steers a terminal, or what a build
server takes for one of its commands. Here both become text.
"""

import os
import re
import sys
from typing import Any, Final, TextIO

_STYLE: Final = r"\x1b\[[0-9;]*m"
_STEERING: Final = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
"""Control characters but for tabs and line ends, breaks of lines and paragraphs, and overrides of direction."""

_ALL: Final = re.compile(_STEERING)
_ALL_BUT_STYLE: Final = re.compile(rf"{_STYLE}|{_STEERING}")
_COMMAND: Final = re.compile(r"^(?P<space>[^\S\n]*):(?=:)|##(?P<bracket>(?:vso)?)\[", re.MULTILINE)
"""What GitHub (`::error::`, `##[error]`) and Azure (`##vso[…]`) take for a command in what is printed."""


_FORCES_STYLES: Final = ("GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS")
"""With one of these set, typer colours also what goes into a file."""


def safe_output(text: str, *, with_styles: bool = False) -> str:
    r"""Return a text in which nothing steers a terminal or a build server.

    What is taken out stands there as `\u001b`, which JSON reads as the character again. Colours stay where asked for.
    """
    steering = _ALL_BUT_STYLE if with_styles else _ALL
    return _COMMAND.sub(_as_words, steering.sub(_as_code, text))


def _as_code(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else f"\\u{ord(match[0]):04x}"


def _as_words(match: re.Match[str]) -> str:
    if match[0].endswith("["):
        return f"##{match['bracket']}\\u005b"
    return f"{match['space']}\\u003a"


class Door:
    """A stream that lets only inert text through, for what libraries print themselves.

    Colours pass where typer makes some: an option that is not known is repeated, colours and all.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._with_styles = stream.isatty() or any(os.environ.get(name) for name in _FORCES_STYLES)

    def write(self, text: str) -> int:
        """Write a text, inert."""
        return self._stream.write(safe_output(text, with_styles=self._with_styles))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard_streams() -> None:
    """Let all that is printed from now on pass the door."""
    sys.stdout, sys.stderr = Door(sys.stdout), Door(sys.stderr)
