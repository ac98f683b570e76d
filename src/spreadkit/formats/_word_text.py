"""Texts for Word: without what its XML forbids, and addresses as it can follow them."""

import re
from typing import Final
from urllib.parse import quote

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def lines(text: str) -> list[str]:
    """Return the lines that say something."""
    return [_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line) for line in text.splitlines() if line.strip()]


def word_text(text: str) -> str:
    """Return a text as one line."""
    return " ".join(" ".join(lines(text)).split())


def address(href: str) -> str:
    """Encode what Word takes for a broken address, and then for a broken file."""
    return _STRAY_PERCENT.sub("%25", quote(href, safe="!#$%&'()*+,/:;=?@[]~"))
