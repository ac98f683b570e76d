"""Texts that people write for numbers, and what each of them would be: `48%`, `<5`, `25*`, `1,300`, `1 300`.

None is ever guessed at where it can be read in two ways: `1,300` is 1300 in London and 1.3 in Copenhagen.
"""

import re
from typing import Final, NamedTuple

UNSURE: Final = " ?"
"""Stands behind a number of which the rest of its table does not say how it is to be read."""

_DIGITS: Final = r"[+-]?\d+(?:\.\d+)?"
_BLANK: Final = "[ \u00a0\u2009\u202f'\u2019]"
_MINUS: Final = re.compile("^[\u2212\u2013\u2014\u2010\u2011](?=\\d)")
_BLANK_GROUPS: Final = re.compile(rf"[+-]?\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:[.,]\d+)?")
_COMMA_GROUPS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+")
_COMMA_GROUPS_AND_POINT: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_POINT_GROUPS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+")
_POINT_GROUPS_AND_COMMA: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_COMMA: Final = re.compile(r"[+-]?\d+,\d+")
_PERCENT: Final = re.compile(rf"({_DIGITS}|[+-]?\d+,\d+)\s*(?:%|per\s?cent|percent)", re.IGNORECASE)
_LIMIT: Final = re.compile(rf"(?:[<>≤≥~≈]=?|under|over|less than|more than|about)\s*{_DIGITS}%?", re.IGNORECASE)
_MARKED: Final = re.compile(rf"({_DIGITS})\s*(?:[*†‡§^°#¹²³]+|\(?(?:r|p|e|est|prov)\)?\.?|\([a-z0-9]\))", re.IGNORECASE)
_WITH_WORDS: Final = re.compile(rf"(?:[£$€]\s*)?({_DIGITS})\s*[^\W\d_][^\d]*|[£$€]\s*({_DIGITS})")
_IN_QUOTES: Final = re.compile(rf"[\u2018-\u201f\u00ab\u00bb]+({_DIGITS})[\u2018-\u201f\u00ab\u00bb]+")
_NOTHING: Final = re.compile(
    r"[-\u2013\u2014.?*x]+|n/?\.?a\.?|#n/?a!?|nil|null|none|nan|missing|unknown|not known|"
    r"suppressed|no data|#(?:div/0!|ref!|value!)",
    re.IGNORECASE,
)

_MARKS: Final = (
    ("percent", _PERCENT, "has a percent sign; write the number alone: NUMBER"),
    ("limit", _LIMIT, "is a limit, not a number; leave it empty, which counts as missing"),
    ("marked", _MARKED, "has a mark behind the number; write NUMBER, and the note elsewhere"),
    ("with_words", _WITH_WORDS, "has more than a number; write NUMBER alone"),
    ("quoted", _IN_QUOTES, "has quotes of a word processor; write NUMBER alone"),
    ("no_value", _NOTHING, "is not a number; leave it empty where there is none"),
)
"""What stands with a number or in its place: a kind, its form, and what to do."""


class NumberMisread(NamedTuple):
    """What keeps a text from being a number: a kind for those of one cause, and a sentence with the way out."""

    kind: str
    says: str


def why_no_number(text: str) -> NumberMisread:
    """Say why a text is no plain number, and what to write instead."""
    return (
        _of_signs(text)
        or _of_marks(text)
        or NumberMisread(
            "not_a_number", f'"{text[:60]}" is not a number; write digits with a point for decimals, such as 4.5'
        )
    )


def _of_signs(text: str) -> NumberMisread | None:
    """Look for signs between the digits: commas, points and blanks, and a dash in place of a minus."""
    found: NumberMisread | None = None
    if _MINUS.match(text):
        found = NumberMisread("odd_minus", f'"{text[:60]}" begins with a dash; write a minus: -{text[1:60]}')
    elif shows_thousands_comma(text):
        found = NumberMisread("thousands", f'"{text}" has commas for thousands; write {with_thousands_comma(text)}')
    elif is_grouped_by_comma(text):
        found = NumberMisread("two_ways", _in_two_ways(text, ","))
    elif text.endswith(UNSURE) and is_grouped_by_point(text.removesuffix(UNSURE)):
        found = NumberMisread("two_ways", _in_two_ways(text.removesuffix(UNSURE), "."))
    elif shows_decimal_comma(text):
        says = f'"{text}" has a comma; write decimals with a point: {_with_point(text)}'
        found = NumberMisread("decimal_comma", says)
    elif _BLANK_GROUPS.fullmatch(text):
        found = NumberMisread("thousands", f'"{text}" has blanks between its digits; write {without_groups(text)}')
    return found


def _in_two_ways(text: str, sign: str) -> str:
    plain, decimal = text.replace(sign, ""), text.replace(sign, ".").rstrip("0").rstrip(".")
    called = "comma" if sign == "," else "point"
    return f'"{text}" can be read as {plain} and as {decimal}; write the number without a {called}'


def _of_marks(text: str) -> NumberMisread | None:
    """Look for what stands before or behind the digits, or in place of them."""
    shown = f'"{text[:60]}"'
    for kind, form, says in _MARKS:
        if match := form.fullmatch(text):
            number = next((_with_point(group) for group in match.groups() if group), "")
            return NumberMisread(kind, f"{shown} {says.replace('NUMBER', number)}")
    return None


def is_grouped_by_comma(text: str) -> bool:
    """Whether the commas of a number can stand for thousands, and for a decimal mark as well: `1,300`."""
    return text.count(",") == 1 and _COMMA_GROUPS.fullmatch(text) is not None


def is_grouped_by_point(text: str) -> bool:
    """Whether the point of a number can stand for thousands, and for decimals as well: `1.300`."""
    return text.count(".") == 1 and _POINT_GROUPS.fullmatch(text) is not None


def shows_thousands_comma(text: str) -> bool:
    """Whether a comma can only be one for thousands: `1,300.5`, `1,300,000`."""
    return bool(_COMMA_GROUPS_AND_POINT.fullmatch(text) or (text.count(",") > 1 and _COMMA_GROUPS.fullmatch(text)))


def shows_decimal_comma(text: str) -> bool:
    """Whether a comma can only be a decimal one: `71,5`, `1.250,5`, `0,300`."""
    is_one = _COMMA.fullmatch(text) and not _COMMA_GROUPS.fullmatch(text)
    return bool(is_one or _POINT_GROUPS_AND_COMMA.fullmatch(text))


def without_groups(text: str) -> str:
    """Return a number without blanks between its digits, where they stand for thousands; else the text as it is."""
    return re.sub(_BLANK, "", text) if _BLANK_GROUPS.fullmatch(text) else text


def with_decimal_comma(text: str) -> str:
    """Return a number, written with a decimal comma, with a point: `1.250,5` is 1250.5 and `1.250` is 1250."""
    forms = (_COMMA, _POINT_GROUPS_AND_COMMA, _POINT_GROUPS)
    return _with_point(text) if any(form.fullmatch(text) for form in forms) else text


def with_thousands_comma(text: str) -> str:
    """Return a number without the commas for its thousands."""
    is_one = _COMMA_GROUPS.fullmatch(text) or _COMMA_GROUPS_AND_POINT.fullmatch(text)
    return text.replace(",", "") if is_one else text


def _with_point(text: str) -> str:
    whole, comma, decimals = text.partition(",")
    if comma:
        return f"{whole.replace('.', '')}.{decimals}"
    return text.replace(".", "") if _POINT_GROUPS.fullmatch(text) else text
