"""What an unfinished git merge leaves in a text: both versions, between lines of seven signs.

A line of `=` alone says nothing: it also stands below headings. An editor may have indented the lines, and a
spreadsheet may have put separators behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MARK: Final = re.compile(
    r"""^[ \t"']*(?P<sign><{7,}|>{7,}|\|{7,}|={7,})(?:[ \t]+(?P<label>[^\n]*?))?[ \t,;"']*$""", re.MULTILINE
)
_LABEL: Final = re.compile(
    r"HEAD|[0-9a-f]{7,40}\b.*|[\w./~^@{}:+-]+|Updated upstream|Stashed changes|merged common ancestors"
)
"""What git writes behind the signs; of one line without the others only this tells that git wrote it."""


_WRITTEN: Final = re.compile(r"^([ \t]*)(\S[^\n]*)$", re.MULTILINE)


@dataclass(slots=True)
class MergeConflict:
    """What one merge left: from the first of its lines to the last, by character positions.

    `middle` is where the second version (or the common one) begins. Of a conflict that is only half resolved, one of
    the lines is missing: then `is_whole` is False.
    """

    start: int
    middle: int
    end: int
    is_whole: bool


def conflicts_in(text: str) -> list[MergeConflict]:
    """Find what unfinished merges left in a text, in order."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    return list(_found(text))


def _found(text: str) -> Iterator[MergeConflict]:
    opened: re.Match[str] | None = None
    middle: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        sign = mark["sign"][0]
        if sign == "<":
            if opened is not None and _is_gits(opened):
                yield _half(opened, middle)
            opened, middle = mark, None
        elif sign in "|=":
            middle = middle or mark
        elif opened is not None and middle is not None:
            yield MergeConflict(opened.start(), middle.start(), mark.end(), is_whole=True)
            opened = middle = None
        elif opened is not None or _is_gits(mark):
            yield _half(opened or mark, mark)
            opened = middle = None
    if opened is not None and _is_gits(opened):
        yield _half(opened, middle)


def _half(first: re.Match[str], last: re.Match[str] | None) -> MergeConflict:
    end = (last or first).end()
    return MergeConflict(first.start(), end, end, is_whole=False)


def _is_gits(mark: re.Match[str]) -> bool:
    return bool(_LABEL.fullmatch(mark["label"] or ""))


def without_conflicts(text: str, conflicts: list[MergeConflict]) -> str:
    """Return a text with the first of the versions of each conflict, and comments of blanks in place of all else.

    So every other word stays at its place.
    """
    for conflict in conflicts:
        for start, end in (
            _line_at(text, conflict.start),
            (conflict.middle, conflict.end),
            _line_at(text, conflict.end),
        ):
            text = text[:start] + _WRITTEN.sub(_as_comment, text[start:end]) + text[end:]
    return text


def _line_at(text: str, position: int) -> tuple[int, int]:
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _as_comment(line: re.Match[str]) -> str:
    return f"{' ' * len(line[1])}#{' ' * (len(line[2]) - 1)}"


def blanked(text: str, start: int, end: int) -> str:
    """Return a text with blanks in place of what stands between two positions, line by line."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def says_of(conflict: MergeConflict, text: str) -> str:
    """Say in a sentence what a conflict is, and what to do."""
    first = text.count("\n", 0, conflict.start) + 1
    last = text.count("\n", 0, conflict.end) + 1
    if conflict.is_whole:
        return f"an unfinished git merge: keep one of the versions between line {first} and {last}"
    if first == last:
        return f"an unfinished git merge: line {first} is left of it; delete it, and keep one version of what is near"
    return f"an unfinished git merge: keep one of the versions near line {first} and {last}, and delete these two lines"
