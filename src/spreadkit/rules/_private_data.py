"""What was found that has no place in a plan, told once for each kind and file."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spreadkit.privacy.searched_texts import MatchInText
from spreadkit.privacy.text_match import TextMatch
from spreadkit.rules._rule import TextStretch


class FileMatch(NamedTuple):
    """The first match of its kind in a file, and where it stands; `more` others are like it."""

    first: TextMatch
    more: int
    place: TextStretch
    in_name: bool

    @property
    def others(self) -> str:
        """Say how many are like it."""
        return f" and {self.more} more like it" if self.more else ""


def by_kind_and_file(found: Iterable[MatchInText]) -> Iterator[FileMatch]:
    """Put together what is of one kind and in one file."""
    kinds: dict[tuple[int, bool, str], list[TextMatch]] = {}
    for file, match, in_name in found:
        kinds.setdefault((file, in_name, match.what), []).append(match)
    for (file, in_name, _), (first, *others) in kinds.items():
        place = TextStretch(file, 0, 0) if in_name else TextStretch(file, first.at, first.end)
        yield FileMatch(first, len(others), place, in_name)
