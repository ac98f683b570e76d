"""The texts of a plan and of the files that it names, and what of patients and of keys was found in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import NamedTuple

from spreadkit.privacy.find import find_patient_data
from spreadkit.privacy.find_keys import find_keys
from spreadkit.privacy.plain_text import plain_text
from spreadkit.privacy.text_match import TextMatch

TextSearch = Callable[[str], Iterator[TextMatch]]


class SearchedText(NamedTuple):
    """A text with the name of its file; `digest` may be much shorter, and holds all that can be found in the text."""

    name: str
    text: str
    digest: str
    is_table: bool = False


class MatchInText(NamedTuple):
    """What was found in one of the texts, by its position; `in_name` where it is the file's name that holds it."""

    file: int
    match: TextMatch
    in_name: bool = False


@dataclass(frozen=True)
class SearchedTexts:
    """Texts that are searched when it is first asked what is in them. `allowed` are patterns that a plan allows."""

    read: Callable[[], Sequence[SearchedText]] = tuple
    allowed: tuple[str, ...] = ()

    @cached_property
    def texts(self) -> Sequence[SearchedText]:
        """The texts: the plan's own first, then its tables, then the other files that it names."""
        return self.read()

    @cached_property
    def patients(self) -> tuple[MatchInText, ...]:
        """What looks like the data of patients, but for what is allowed."""
        return tuple(found for found in self._all_patients if not is_allowed(found.match.secret, self.allowed))

    @cached_property
    def keys(self) -> tuple[MatchInText, ...]:
        """Keys and private links."""
        return tuple(self._find(find_keys))

    @cached_property
    def secrets(self) -> frozenset[str]:
        """All texts that must not be shown."""
        return frozenset(found.match.secret for found in (*self.patients, *self.keys))

    @cached_property
    def _all_patients(self) -> tuple[MatchInText, ...]:
        in_names = (
            MatchInText(number, match, in_name=True)
            for number, searched in enumerate(self.texts)
            for match in find_patient_data(searched.name)
        )
        return (*self._find(find_patient_data), *in_names)

    def allows_something(self, pattern: str) -> bool:
        """Whether a pattern fits anything that is in the texts."""
        return any(is_allowed(found.match.secret, (pattern,)) for found in self._all_patients)

    def _find(self, search: TextSearch) -> Iterator[MatchInText]:
        for number, searched in enumerate(self.texts):
            if searched.digest is searched.text or next(search(searched.digest), None) is not None:
                yield from (MatchInText(number, match) for match in search(searched.text))


def is_allowed(secret: str, patterns: Sequence[str]) -> bool:
    """Whether one of these patterns, in which `*` stands for anything and `?` for one character, fits a text whole."""
    text = plain_text(secret).lower()
    return any(fnmatchcase(text, plain_text(pattern).lower()) for pattern in patterns)
