"""Masking what must not be shown, wherever it is quoted: whole, cut short, or with other gaps."""

import re
from collections.abc import Iterable
from typing import Final

_LETTERS: Final = re.compile(r"[^\W_]+")
_LEAST: Final = 4
"""How many characters of something cut short are still masked. The figure is ours."""


class Mask:
    """Puts a `*` for every letter and digit of what must not be shown; all else stays where it is."""

    def __init__(self, secrets: Iterable[str]) -> None:
        whole = sorted({_whole(secret) for secret in secrets if _LETTERS.search(secret)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(whole), re.IGNORECASE) if whole else None

    def __call__(self, text: str) -> str:
        """Return a text with all of it masked."""
        return self._pattern.sub(lambda match: masked(match[0]), text) if self._pattern else text


def masked(text: str) -> str:
    """Return a text with a `*` for every letter and digit."""
    return _LETTERS.sub(lambda match: "*" * len(match[0]), text)


def _whole(secret: str) -> str:
    """Return a pattern of a secret with other gaps, or of its beginning where a text was cut short there."""
    words = _LETTERS.findall(secret)
    letters = "".join(words)
    gap = r"[\W_]{0,6}" if len(letters) > 2 * _LEAST else r"[\W_]{1,6}"
    ends = {sum(map(len, words[:count])) for count in range(1, len(words))}
    pieces = [re.escape(letter) + (gap if place in ends else "") for place, letter in enumerate(letters, 1)]
    begun = ["".join(pieces[:end]) + r"(?=[\W_]{0,6}(?:[\"…]|$))" for end in range(len(pieces) - 1, _LEAST - 1, -1)]
    return "|".join(["".join(pieces), *begun])
