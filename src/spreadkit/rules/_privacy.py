"""Finding what has no place in a plan: a look over the text of its files, comments and all."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from spreadkit.rules._rule import TextStretch

TEN_DIGITS: Final = r"[0-9][0-9][0-9]([ -]?)[0-9][0-9][0-9]\1[0-9]{4}"
NOT_BEFORE: Final = (
    r"([\w.+/=%&#@-]|[0-9][ -]|\b(isbn|issn|doi|pmid|tel|telephone|phone|mobile|fax|pager|bleep|call|ring)\W*)$"
)
NOT_AFTER: Final = r"[\w/=%-]|\.[0-9]| [0-9]"
"""What stands round ten digits that are part of a link, of a longer figure, or a telephone or book number.

This and all patterns below read lower-case text, which is several times faster than ignoring case.
"""

CHI_BELOW: Final = 3_200_000_000
"""Numbers below are not NHS numbers but Scottish CHI numbers, which begin with the day, month and year of birth."""

DAYS_IN_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE: Final = (
    r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? [0-9]{{4}}|{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}})"
)
_LINK: Final = r"""[ \t"':=#(]*(?:is |was |on )?["']?"""
BIRTH: Final = rf"(?:dob|d\.o\.b|birth[ _-]?date|date[ _-]of[ _-]birth|born)\b\.?{_LINK}(?P<value>{_DATE})"
RECORD: Final = (
    rf"(?:mrn|(?:nhs|chi|hospital|patient)[ _-](?:number|no\.?|id))(?![a-z]){_LINK}"
    r"(?P<value>[a-z]{0,2}[0-9]{5,10}(?![0-9])|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![0-9]))"
)
LONG_NUMBER: Final = re.compile(r"[0-9][0-9][0-9](?:[0-9][0-9]|[ -][0-9]{3}[ -][0-9]{4})")
BIRTH_WORDS: Final = ("birth", "born", "dob", "d.o.b")
"""What a text must hold before the dearer patterns are tried."""

COLUMNS: Final = frozenset(
    {
        *("dob", "dateofbirth", "birthdate", "nhsnumber", "nhsno", "chinumber", "chino", "mrn", "hospitalnumber"),
        *("hospitalno", "patientid", "patientname", "patientnumber", "patientno"),
    }
)


class TextMatch(NamedTuple):
    """What was seen, in words that may be shown, and the text itself, which may not; `at` is where it starts."""

    what: str
    secret: str
    at: int


class FileMatch(NamedTuple):
    """The first sighting of its kind in a file; `more` others are like it."""

    first: TextMatch
    more: int
    spot: TextStretch

    @property
    def others(self) -> str:
        """Say how many are like it."""
        return f" and {self.more} more like it" if self.more else ""


TextSearch = Callable[[str], Iterator[TextMatch]]


def matches_in_files(texts: Sequence[str], digests: Sequence[str], look: TextSearch) -> Iterator[FileMatch]:
    """Say where in the files of a plan a look sees something: one trace for each kind and file.

    A text is gone through only where something is seen in its digest, which may be much shorter.
    """
    for number, (text, digest) in enumerate(zip(texts, digests, strict=True)):
        kinds: dict[str, list[TextMatch]] = {}
        if digest is not text and next(look(digest), None) is None:
            continue
        for sighting in look(text):
            kinds.setdefault(sighting.what, []).append(sighting)
        for first, *others in kinds.values():
            yield FileMatch(first, len(others), TextStretch(number, first.at, first.at + len(first.secret)))


def find_patient_data(text: str) -> Iterator[TextMatch]:
    """Go through what looks like patient data in a text."""
    text = text.lower()
    found: dict[int, TextMatch] = {}
    if any(word in text for word in BIRTH_WORDS):
        for match in re.finditer(BIRTH, text):
            found[match.start("value")] = TextMatch("a date of birth", match["value"], match.start("value"))
    if LONG_NUMBER.search(text):
        for match in re.finditer(RECORD, text):
            found[match.start("value")] = TextMatch("a patient's record number", match["value"], match.start("value"))
        for match in re.finditer(TEN_DIGITS, text):
            digits = re.sub(r"[ -]", "", match[0])
            if is_patient_number(digits) and not _is_something_else(text, match):
                found.setdefault(match.start(), TextMatch("an NHS or CHI number", match[0], match.start()))
    yield from found.values()


def is_about_patients(column: str) -> bool:
    """Whether the name of a column says that its cells are the data of patients."""
    return re.sub(r"[^a-z]", "", column.lower()).removeprefix("x") in COLUMNS


def is_patient_number(digits: str) -> bool:
    """Whether ten digits are an NHS number, or a CHI number with a possible date of birth (Modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True))
    return total % 11 == 0 and (int(digits) >= CHI_BELOW or _is_day(int(digits[:2]), int(digits[2:4])))


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= len(DAYS_IN_MONTH) and 1 <= day <= DAYS_IN_MONTH[month - 1]


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    before = re.search(NOT_BEFORE, text[max(0, match.start() - 24) : match.start()])
    return bool(before or re.match(NOT_AFTER, text[match.end() : match.end() + 2]))
