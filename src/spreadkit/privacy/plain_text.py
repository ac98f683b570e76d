"""A text as it is searched: every character in its plainest form, none added and none gone."""

import re
import unicodedata
from functools import cache
from typing import Final

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_BLANKS: Final = frozenset({"Zs", "Cf"})
_HYPHENS: Final = frozenset({"Pd"})
_MINUS: Final = "\u2212"
_APOSTROPHES: Final = "\u2018\u2019\u02bc\u2032"


def plain_text(text: str) -> str:
    """Write blanks, hyphens, digits and full-width letters of any script as in ASCII; every position stays."""
    return text if text.isascii() else _BEYOND_ASCII.sub(lambda match: _plain(match[0]), text)


@cache
def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in _BLANKS:
        return " "
    if category in _HYPHENS or character == _MINUS:
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in _APOSTROPHES:
        return "'"
    simple = unicodedata.normalize("NFKC", character)
    if len(simple) == 1 and simple.isascii():
        return simple
    return character if len(character.lower()) == 1 else "i"  # a dotted capital I is two characters in small letters
