"""One thing that was found in a text."""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class TextMatch(NamedTuple):
    """What was found, in words that may be shown, and the text itself, which may not; `at` is where it starts.

    `read_as` is how the text reads where it is written in another way: over two lines, or with escapes.
    """

    what: str
    secret: str
    at: int
    read_as: str = ""

    @property
    def as_read(self) -> str:
        """The text itself, as it reads."""
        return self.read_as or self.secret

    @property
    def end(self) -> int:
        """The position behind it."""
        return self.at + len(self.secret)


def without_overlaps(matches: Iterable[TextMatch]) -> Iterator[TextMatch]:
    """Go through matches in the order of the text; of those that share a character only the first that was given."""
    kept: list[TextMatch] = []
    for match in matches:
        place = bisect(kept, match.at, key=_start)
        is_free = not place or kept[place - 1].end <= match.at
        if is_free and (place == len(kept) or match.end <= kept[place].at):
            kept.insert(place, match)
    yield from kept


def _start(match: TextMatch) -> int:
    return match.at


def in_lines(cue: re.Pattern[str], text: str, find: Callable[[int, int], Iterable[TextMatch]]) -> Iterator[TextMatch]:
    """Go through what is found in those lines of a text that hold a cue; `find` gets where a line starts and ends."""
    end = -1
    for match in cue.finditer(text):
        if match.start() < end:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        for found in find(start, end):
            yield found._replace(at=start + found.at)


def values_of(pattern: re.Pattern[str], text: str, what: str) -> Iterator[TextMatch]:
    """Go through what the named group of a pattern matches in a text; of several groups, the one that matched last."""
    for match in pattern.finditer(text):
        name = match.lastgroup or ""
        yield TextMatch(what, match[name], match.start(name))
