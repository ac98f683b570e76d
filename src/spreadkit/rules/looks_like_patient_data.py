"""Something in the plan looks like the data of a patient.

Why it matters: a plan is about sites and roles, never about patients. What was once committed to git stays in its
history on every computer that has a copy.

What to do: take it out before you commit. Where it is committed already, tell whoever answers for data protection, and
have the history cleaned.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.model.finding import Severity
from spreadkit.rules._privacy import Sighting, traces
from spreadkit.rules._registry import Hit, Spot, Subject, plan_rule

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

HEADING: Final = r"[^,;\t]+"

PASSES = """
summary: Falls on ward 4 fell by a third within 12 months
"""

FAILS = """
summary: After the fall of a patient (943 476 5919) on ward 4  # <--
"""


@plan_rule("SK801", Severity.ERROR, masked=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find numbers, dates and columns that belong to patients; the value is never shown whole."""
    for trace in traces(subject.texts, subject.digests, look):
        masked = f"{trace.first.what} (…{trace.first.secret[-2:]})"
        yield trace.spot, f"this looks like {masked}{trace.others}; take all data of patients out"
    for number, table in enumerate(subject.texts[1:], 1):
        for match in re.finditer(HEADING, table.partition("\n")[0]):
            if is_about_patients(match[0]):
                message = f'the column "{match[0].strip()[:40]}" is about patients; take their rows out'
                yield Spot(number, match.start(), match.end()), message


def look(text: str) -> Iterator[Sighting]:
    """Go through what looks like patient data in a text."""
    text = text.lower()
    found: dict[int, Sighting] = {}
    if any(word in text for word in BIRTH_WORDS):
        for match in re.finditer(BIRTH, text):
            found[match.start("value")] = Sighting("a date of birth", match["value"], match.start("value"))
    if LONG_NUMBER.search(text):
        for match in re.finditer(RECORD, text):
            found[match.start("value")] = Sighting("a patient's record number", match["value"], match.start("value"))
        for match in re.finditer(TEN_DIGITS, text):
            digits = re.sub(r"[ -]", "", match[0])
            if is_patient_number(digits) and not _is_something_else(text, match):
                found.setdefault(match.start(), Sighting("an NHS or CHI number", match[0], match.start()))
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
