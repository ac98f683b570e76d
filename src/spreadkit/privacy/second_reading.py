"""A text as it reads, rather than as it is written: lines of a paragraph joined, and escapes as what they stand for."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate
from typing import Final, NamedTuple

_LINE_END: Final = r"\n[ \t]*(?:[#>]+[ \t]*)?(?![ \t\n|#>]|[-*+?•][ \t]|[0-9]{1,2}[.)][ \t]|[\w-]{1,60}:(?:[ \t\n]|$))"
"""The end of a line that goes on in the next: that one is not empty, no item of a list, no key, no row of a table."""

_ESCAPE: Final = (
    r"\\(?:u[0-9a-f]{4}|U[0-9a-f]{8}|x[0-9a-f]{2}|[_t ]|\n[ \t]*)"
    r"|&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|nbsp|[a-z]{4,6}sp|shy);"
)
_LINE_ENDS: Final = re.compile(_LINE_END)
_OTHERWISE: Final = re.compile(f"{_ESCAPE}|{_LINE_END}", re.IGNORECASE)
_MOST_CODE: Final = 0x10FFFF


_NEAR: Final = 40
"""How many characters on either side of what is found have a say in it."""

_REACH: Final = 2 * _NEAR


class ChangedStretch(NamedTuple):
    """A stretch to search, and between which positions what is found can have to do with the change in it."""

    start: int
    end: int
    near_start: int
    near_end: int


class SecondReading(NamedTuple):
    """A text as it reads: where in it changes start and end, and how many characters are gone up to the end of each."""

    text: str
    starts: list[int]
    ends: list[int]
    gone: list[int]

    def written(self, at: int) -> int:
        """Return where a character of it stands in the text as written."""
        before = bisect_right(self.ends, at)
        return at + (self.gone[before - 1] if before else 0)

    def stretches(self) -> Iterator[ChangedStretch]:
        """Go through stretches of it in which something reads otherwise than it is written: all such places."""
        first = 0
        while first < len(self.starts):
            behind = bisect_right(self.starts, self.starts[first] + _NEAR)
            start, end = self.starts[first], self.ends[behind - 1]
            yield ChangedStretch(max(0, start - _REACH), end + _REACH, start - _NEAR, end + _NEAR)
            first = behind


def read_again(text: str) -> SecondReading | None:
    """Read a text as people will; None where that is how it is written."""
    pieces, starts, ends, lost = list[str](), list[int](), list[int](), list[int]()
    done = size = 0
    otherwise = _OTHERWISE if "\\" in text or "&" in text else _LINE_ENDS
    for match in otherwise.finditer(text):
        stands_for = _meant(match[0])
        pieces += [text[done : match.start()], stands_for]
        size += match.start() - done
        starts.append(size)
        size += len(stands_for)
        ends.append(size)
        lost.append(match.end() - match.start() - len(stands_for))
        done = match.end()
    if not starts:
        return None
    return SecondReading("".join([*pieces, text[done:]]), starts, ends, list(accumulate(lost)))


def _meant(written: str) -> str:
    """Return what an escape stands for; a blank for the end of a line, and nothing where that is escaped itself."""
    if written.startswith("&"):
        character = unescape(written)
        return character if len(character) == 1 else " "
    code = written[2:].strip()
    if written.startswith("\n") or not code:
        return "" if written.startswith("\\\n") else " "
    return chr(int(code, 16)) if int(code, 16) <= _MOST_CODE else " "
