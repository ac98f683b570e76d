"""Texts that people write for days, and what they would be: `31/03/2026`, `46112`, `März 2026`.

Several texts of one column tell more than one: where any has a first number above 12, the day stands first in all.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from spreadkit.months import is_possible

_TIME: Final = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?)"
_NUMBERS: Final = re.compile(rf"(\d{{1,2}})[./\- ]+(\d{{1,2}})[./\- ]+(\d{{4}}|\d{{2}})\.?{_TIME}?", re.ASCII)
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[./\- ]?(\d{{1,2}})[./\- ]?(\d{{1,2}}){_TIME}?", re.ASCII)
_WITH_TIME: Final = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}){_TIME}", re.ASCII)
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_MONTH_ONLY: Final = re.compile(r"(\d{4})[./-](\d{1,2})|(\d{1,2})[./-](\d{4})", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})[ -]?[QqKkTt]([1-4])|[QqKkTt]([1-4])[ -]?(\d{4})", re.ASCII)
_WEEK: Final = re.compile(r"(\d{4})-?[WwUu](\d{1,2})", re.ASCII)
_FULL_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_YEAR: Final = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_WORDS: Final = re.compile(
    r"(?:[^\W\d_]+,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[.\s\-/]*(?:de\s+|of\s+)?)?(?P<month>[^\W\d_]{3,})\.?"
    r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?,?)?(?:[.\s\-/']+(?:de\s+)?(?P<year>\d{4}|\d{2}))?"
)
_EPOCH: Final = date(1899, 12, 30)
_MOST_MONTHS: Final = 12
_FEW: Final = 2
"""From more different months on that stand beside one and the same day, they are taken for the months of a series."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan gen ene sty tam",
            "feb fév fev lut hel",
            "mar mär mrz mrt maa mars març maar marz",
            "apr avr abr kwi huh",
            "may mai maj mei mag tou",
            "jun juin giu cze kes",
            "jul juil lug lip hei",
            "aug aoû aou ago sie elo",
            "sep set wrz syy",
            "oct okt out ott paź lok",
            "nov lis",
            "dec dez déc dic des gru jou",
        ),
        start=1,
    )
    for name in names.split()
}
"""The first letters of the months in the languages of Europe that write them in Latin letters."""


class DayForm(NamedTuple):
    """How texts that are no days in year-month-day are written, and how the first of them is written rightly.

    `says` is for what they have in common; `day` is None where they do not say which day it is.
    """

    says: str
    day: date | None = None

    @property
    def advice(self) -> str:
        """What to write, as the end of a sentence."""
        write = f"write {self.day}" if self.day else "write year-month-day, such as 2026-03-31"
        return f": {self.says}; {write}" if self.says else f"; {write}"


def form_of(texts: Sequence[str]) -> DayForm:
    """Say how texts for days are written: by the form that most of them have."""
    for look in (_with_time, _year_first, _numbers, _serial, _month_only, _quarter, _week, _year, _words):
        found = look(texts)
        if found is not None:
            return found
    return DayForm("")


def months_named(texts: Sequence[str]) -> list[date | None]:
    """Return the day that each of the names of columns means; None for what is no month with its year, and no day.

    A month alone is its first day. `Jan-26` is a month only beside other months: `Jan-26`, `Jan-27` are days of one.
    """
    days = [_as_day(text) or _month_in_numbers(text) or _month_in_words(text) for text in texts]
    short = [day.month for text, day in zip(texts, days, strict=True) if day and not _FULL_YEAR.search(text)]
    return days if len(short) == len(set(short)) or len(set(short)) > _FEW else [None for _ in texts]


def is_month_without_year(text: str) -> bool:
    """Whether a text is the name of a month, or how it begins."""
    match = _WORDS.fullmatch(text)
    bare = match is not None and not any(match[part] for part in ("day", "after", "year"))
    return match is not None and bare and _month_named(match["month"]) is not None


def _month_in_numbers(text: str) -> date | None:
    match = _MONTH_ONLY.fullmatch(text)
    return _made(int(match[1] or match[4]), int(match[2] or match[3]), 1) if match else None


def _month_in_words(text: str) -> date | None:
    match = _WORDS.fullmatch(text)
    month = _month_named(match["month"]) if match else None
    if match is None or month is None or match["year"] is None:
        return None
    return _made(_full_year(match["year"]), month, int(match["day"] or match["after"] or 1))


def _with_time(texts: Sequence[str]) -> DayForm | None:
    match = _first(_WITH_TIME, texts)
    return DayForm("it has a time of day, but a day is the finest step", _as_day(match[1])) if match else None


def _year_first(texts: Sequence[str]) -> DayForm | None:
    match = _first(_YEAR_FIRST, texts)
    day = _made(int(match[1]), int(match[2]), int(match[3])) if match else None
    return DayForm("year, month and day need dashes and two digits", day) if day else None


def _numbers(texts: Sequence[str]) -> DayForm | None:
    found = [match for text in texts if (match := _NUMBERS.fullmatch(text))]
    if not found:
        return None
    firsts, seconds = {int(match[1]) for match in found}, {int(match[2]) for match in found}
    is_day_first, is_month_first = max(firsts) > _MOST_MONTHS, max(seconds) > _MOST_MONTHS
    if not (is_day_first or is_month_first):
        is_day_first = len(firsts) == 1 and len(seconds) > _FEW
        is_month_first = len(seconds) == 1 and len(firsts) > _FEW
    first, second, year = int(found[0][1]), int(found[0][2]), _full_year(found[0][3])
    if is_day_first and is_month_first:
        return DayForm("in some the day stands first, in others the month")
    if is_day_first:
        return DayForm("it looks like day, month, year", _made(year, second, first))
    if is_month_first:
        return DayForm("it looks like month, day, year", _made(year, first, second))
    return DayForm("it can be day, month, year or month, day, year")


def _serial(texts: Sequence[str]) -> DayForm | None:
    match = _first(_SERIAL, texts)
    day = _EPOCH + timedelta(days=int(match[1])) if match else None
    return DayForm("it is a spreadsheet's number for a day", day) if day and is_possible(day) else None


def _month_only(texts: Sequence[str]) -> DayForm | None:
    match = _first(_MONTH_ONLY, texts)
    day = _made(int(match[1] or match[4]), int(match[2] or match[3]), 1) if match else None
    return DayForm("it names no day; the first of the month will do", day) if day else None


def _quarter(texts: Sequence[str]) -> DayForm | None:
    match = _first(_QUARTER, texts)
    day = _made(int(match[1] or match[4]), 3 * int(match[2] or match[3]) - 2, 1) if match else None
    return DayForm("it names a quarter; its first day will do", day) if day else None


def _week(texts: Sequence[str]) -> DayForm | None:
    match = _first(_WEEK, texts)
    if match is None:
        return None
    try:
        return DayForm("it names a week; its Monday will do", date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        return None


def _year(texts: Sequence[str]) -> DayForm | None:
    match = _first(_YEAR, texts)
    return DayForm("it names only a year; its first day will do", _made(int(match[0]), 1, 1)) if match else None


def _words(texts: Sequence[str]) -> DayForm | None:
    match = _first(_WORDS, texts)
    month = _month_named(match["month"]) if match else None
    if match is None or month is None:
        return None
    number, year = match["day"] or match["after"], match["year"]
    if year is None:
        return DayForm("it names no year")
    day = _made(_full_year(year), month, int(number or 1))
    return DayForm("it has the month in words" if number else "it names no day; the first of the month will do", day)


def _month_named(word: str) -> int | None:
    low = word.casefold()
    return next((_MONTHS[low[:size]] for size in (4, 3) if low[:size] in _MONTHS), None)


def _first(form: re.Pattern[str], texts: Sequence[str]) -> re.Match[str] | None:
    """Return how the first text matches, where most of them do."""
    found = [match for match in map(form.fullmatch, texts) if match]
    return found[0] if found and len(found) * 2 > len(texts) else None


def _full_year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 - 26 is 2026


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if is_possible(made) else None
