"""How staff are reached: what a plan gives for that is no patient's, though some of it may be somebody's own."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spreadkit.privacy.persons import find_own_mail, is_own_phone
from spreadkit.privacy.plain_text import plain_text

_NUMBER: Final = re.compile(r"\+?\(?[0-9](?:[ ().\-/]{0,3}[0-9]){7,14}(?![0-9])")
_OF_A_PATIENT: Final = re.compile(
    r"(?<![a-z.@-])(?:nhs|chi|h ?& ?c|hcn|mrn|nhi|patient|record|case ?notes?|born|birth|d\.?o\.?b)(?![a-z.@])"
)
_LEAST: Final = 6
"""How many letters and digits make a text that leads to one person. The figure is ours."""


def is_way_to_staff(secret: str, ways: Iterable[str]) -> bool:
    """Whether what was found is a part of a text that says how to reach staff, which does not speak of a patient."""
    bare = _bare(secret)
    return len(bare) >= _LEAST and any(
        bare in _bare(way) and not _OF_A_PATIENT.search(plain_text(way).lower()) for way in ways
    )


def own_ways(way: str) -> Iterator[str]:
    """Go through what looks like somebody's own in such a text, in words: a mobile telephone, a private address."""
    plain = plain_text(way).lower()
    if any(is_own_phone(match[0]) for match in _NUMBER.finditer(plain)):
        yield "a mobile telephone"
    if any(True for _ in find_own_mail(plain)):
        yield "a private e-mail address"


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", plain_text(text).lower())
