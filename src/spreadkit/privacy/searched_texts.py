"""The texts of a plan and of the files that it names, and what of patients and of keys was found in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from spreadkit.privacy.find import find_patient_data, tells_of_next_cell
from spreadkit.privacy.find_keys import find_keys
from spreadkit.privacy.plain_text import plain_text
from spreadkit.privacy.staff import is_way_to_staff
from spreadkit.privacy.text_match import TextMatch
from spreadkit.record import record


class SearchedText(NamedTuple):
    """A text with the name of its file; `digest` may be much shorter, and holds all that can be found in the text.

    One that `is_taken` out of another kind of file, such as Word, has no lines that lead to a place in that.
    """

    name: str
    text: str
    digest: str
    is_table: bool = False
    is_taken: bool = False


class TextsToSearch(NamedTuple):
    """Texts, and by the names of files that are not searched why they are not, as the end of a sentence."""

    texts: Sequence[SearchedText] = ()
    unsearched: Mapping[str, str] = MappingProxyType({})


class MatchInText(NamedTuple):
    """What was found in one of the texts, by its position; `in_name` where it is the file's name that holds it."""

    file: int
    match: TextMatch
    in_name: bool = False


@record(slots=False)
class SearchedTexts:
    """Texts that are searched when it is first asked what is in them.

    `allowed` are patterns that a plan allows; `ways` say how staff are reached, so that what they hold is no patient's.
    """

    read: Callable[[], TextsToSearch] = TextsToSearch
    allowed: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()

    @cached_property
    def _to_search(self) -> TextsToSearch:
        return self.read()

    @property
    def texts(self) -> Sequence[SearchedText]:
        """The texts: the plan's own first, then its tables, then the other files that it names or uses."""
        return self._to_search.texts

    @property
    def unsearched(self) -> Mapping[str, str]:
        """The files that are not searched, by the names that the plan gives them, and why they are not."""
        return self._to_search.unsearched

    @cached_property
    def patients(self) -> tuple[MatchInText, ...]:
        """What looks like the data of patients, but for what is allowed."""
        return tuple(self._patients_but(self.allowed))

    @cached_property
    def keys(self) -> tuple[MatchInText, ...]:
        """Keys and private links."""
        return tuple(
            MatchInText(number, match)
            for number, searched in enumerate(self.texts)
            if searched.digest is searched.text or next(find_keys(searched.digest), None) is not None
            for match in find_keys(searched.text)
        )

    @cached_property
    def secrets(self) -> frozenset[str]:
        """All texts that must not be shown, as they are written and as they read."""
        return self.secrets_but(self.allowed)

    def secrets_but(self, allowed: tuple[str, ...]) -> frozenset[str]:
        """Return all texts that must not be shown where these patterns are allowed."""
        found = [found.match for found in (*self._patients_but(allowed), *self.keys)]
        return frozenset(text for match in found for text in (match.secret, match.as_read))

    def _patients_but(self, allowed: tuple[str, ...]) -> Iterator[MatchInText]:
        found = (found for found in self._all_patients if not is_allowed(found.match.as_read, allowed))
        return (one for one in found if not is_way_to_staff(one.match.as_read, self.ways))

    @cached_property
    def _all_patients(self) -> tuple[MatchInText, ...]:
        in_names = (
            MatchInText(number, match, in_name=True)
            for number, searched in enumerate(self.texts)
            for match in find_patient_data(searched.name)
        )
        in_texts = (
            MatchInText(number, match)
            for number, searched in enumerate(self.texts)
            if _may_hold_patients(searched)
            for match in find_patient_data(searched.text, is_table=searched.is_table)
        )
        return (*in_texts, *in_names)

    def allows_something(self, pattern: str) -> bool:
        """Whether a pattern fits anything that is in the texts."""
        return any(is_allowed(found.match.as_read, (pattern,)) for found in self._all_patients)


def _may_hold_patients(searched: SearchedText) -> bool:
    """Whether a text must be searched itself. In its digest no cell has its neighbours."""
    digest = searched.digest
    if digest is searched.text or tells_of_next_cell(digest):
        return True
    return next(find_patient_data(digest, is_table=searched.is_table), None) is not None


def is_allowed(secret: str, patterns: Sequence[str]) -> bool:
    """Whether one of these patterns, in which `*` stands for anything and `?` for one character, fits a text whole."""
    text = plain_text(secret).lower()
    return any(fnmatchcase(text, plain_text(pattern).lower()) for pattern in patterns)
