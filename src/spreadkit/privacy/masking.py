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
    """Return a pattern of a secret, or of its beginning where a text was cut short there."""
    words = _LETTERS.findall(secret)
    whole = r"[\W_]{1,6}".join(map(re.escape, words))
    closed = r"[\W_]{0,3}".join(map(re.escape, words)) if len("".join(words)) > 2 * _LEAST else whole
    begun = [rf"{re.escape(secret[:end])}(?=[\"…]|$)" for end in range(len(secret) - 1, _LEAST - 1, -1)]
    return "|".join([whole, closed, *begun])
