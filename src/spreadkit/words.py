"""Small helps with words, for messages that people read."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import floor
from typing import Final
from unicodedata import name

NAMED: Final = 3
"""How many of a list of names are named before the rest is counted. The figure is ours."""

_FORMULA: Final = re.compile(
    r"""(?P<before>^[;|]?[\s"]*|[;|\t\r\n](?:[^\S\t\r\n]|")*)"""
    r"""(?:[=@\uff1d\uff20]|[+\-\uff0b\uff0d](?!(?:[\d.,()%/\-]|[^\S\t\r\n])*(?:[;|\t\r\n]|$)))"""
)
"""A sign that begins a formula, at the start of a text or behind what a spreadsheet may take for the end of a cell.

Numbers, telephone numbers and dashes for 'nothing' are none.
"""

_INVISIBLE: Final = re.compile("[\u00a0\u00ad\u034f\u061c\u180e\u2000-\u200f\u202f\u205f\u2060-\u2064\u3000\ufeff]")
"""Blanks that are none of the keyboard's, and signs without a width."""


_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")
_DRIVE: Final = re.compile(r"\\\\|[A-Za-z]:")


def invisible_in(text: str) -> str | None:
    """Return the name and number of the first sign in a text that cannot be seen: `zero width space, U+200B`."""
    match = _INVISIBLE.search(text)
    return f"{name(match[0], 'sign').lower()}, U+{ord(match[0]):04X}" if match else None


def wrong_in_path(text: str) -> str | None:
    """Say what keeps a text from being the path of a file beside a plan on every system; None where nothing does."""
    if control := _CONTROL.search(text):
        code = f"U+{ord(control[0]):04X}"
        return f"holds a control character ({code}), which \\ makes between double quotes; write / between folders"
    if "\\" in text and not _DRIVE.match(text):
        return f'has \\ between its folders, which only Windows reads; write "{text.replace(chr(92), "/")[:120]}"'
    return None


def without_invisible(text: str) -> str:
    """Return a text without the signs that cannot be seen."""
    return _INVISIBLE.sub("", text)


_MOST_MORE_DIGITS: Final = 3


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or None when none is near."""
    candidates = list(known)
    by_lower = {candidate.lower().replace("_", "-"): candidate for candidate in candidates}
    near = get_close_matches(word.lower().replace("_", "-").replace(" ", "-"), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)`, or nothing when no known word is near."""
    match = nearest(word, known)
    return f' (did you mean "{match}"?)' if match else ""


def in_words(items: Sequence[str], *, joiner: str = "and") -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun: `1 plan`, `3 plans`."""
    return f"{number} {by_number(number, one, many or one + 's')}"


def by_number(number: int, one: str, many: str) -> str:
    """Return the form of a word that goes with a number: `has` with 1, `have` with all others."""
    return one if number == 1 else many


def some_of(names: Sequence[str], *, most: int = NAMED) -> str:
    """Return the first few names, and how many more there are; one more is named instead: `a, b, c and 4 more`."""
    if len(names) <= most + 1:
        return in_words(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def amount_of(number: Fraction, one: str) -> str:
    """Return a number that need not be whole with its noun: `1 month`, `2.5 months`."""
    return f"{in_decimals(number)} {one if number == 1 else f'{one}s'}"


def first_of(names: Sequence[str], *, most: int = 3) -> str:
    """Return the first few names in quotes, and how many more there are: `"a", "b", "c" and 4 more`."""
    quoted = [f'"{name}"' for name in names]
    if len(quoted) <= most:
        return in_words(quoted)
    return f"{', '.join(quoted[:most])} and {len(quoted) - most} more"


def in_figures(value: Decimal | float) -> str:
    """Return a computed figure as people write it: whole, else with one decimal, below 1 with two digits that count."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return _rounded(number, 1 if abs(number) >= 1 else 1 - number.adjusted())


def in_figures_apart(value: Decimal | float, other: Decimal | float) -> str:
    """Return a computed figure with as many more digits as tell it from another; three more at most."""
    number, mark = (figure if isinstance(figure, Decimal) else Decimal(repr(figure)) for figure in (value, other))
    places = 1 if abs(number) >= 1 else 1 - number.adjusted()
    for more in range(_MOST_MORE_DIGITS):
        if number == mark or Decimal(_rounded(number, places + more)) != Decimal(_rounded(mark, places + more)):
            return _rounded(number, places + more)
    return _rounded(number, places + _MOST_MORE_DIGITS)


def _rounded(number: Decimal, places: int) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


def in_decimals(number: Fraction) -> str:
    """Return a number as people write it, with one decimal where it is not whole: `9`, `2.5`, `0.3`."""
    whole, tenths = divmod(floor(abs(number) * 10 + Fraction(1, 2)), 10)
    sign = "-" if number < 0 and (whole or tenths) else ""
    return f"{sign}{whole}.{tenths}" if tenths else f"{sign}{whole}"


def cut(text: str, most: int) -> str:
    """Return the beginning of a text in one line, up to a whole word, with `…` where something is left out."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]} …"


def middle_cut(text: str, most: int) -> str:
    """Return a text in one line with `…` in its middle where it is longer: beginning and end tell names apart."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    behind = most // 2
    return f"{line[: most - behind - 1].rstrip()}…{line[-behind:].lstrip()}"


def begins_as_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return _FORMULA.match(text) is not None


def without_formula(text: str) -> str:
    """Return a text with a quote before each sign that begins a formula, so that a spreadsheet shows it as it is."""
    return _FORMULA.sub(lambda match: f"{match['before']}'{match[0][len(match['before']) :]}", text)
