"""Masking what must not be shown, wherever it is quoted: whole, cut short, or with other gaps."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from spreadkit.privacy.find import find_patient_data

_WORD: Final = re.compile(r"[^\W_]+")
_CUT_HERE: Final = re.compile(r"[\"…]|$")
_KEY: Final = 2
_LEAST: Final = 4
"""How many characters of something cut short are still masked. The figure is ours."""

_WIDEST_GAP: Final = 7
_SHORT: Final = 8
"""What has no more letters than this is masked only with gaps where it has some, so that `3/5/48` is not `3548`."""


class _Secret(NamedTuple):
    """The letters and digits of a secret, after how many of them it has a gap, and what stands there when masked."""

    letters: str
    gaps: tuple[int, ...]
    shown: str


class _Letters(NamedTuple):
    """The letters and digits of a text, where each of them stands, and which begin a word."""

    text: str
    at: list[int]
    starts: list[int]


class Mask:
    """Puts a `*` for every letter and digit of what must not be shown; all else stays where it is.

    Where they are `numbered`, those that would look alike end in a number from 2 on, so that they can be told apart.
    """

    def __init__(self, secrets: Iterable[str], *, numbered: bool = False) -> None:
        self._by_start: dict[str, set[_Secret]] = defaultdict(set)
        all_words = [[_small(word) for word in _WORD.findall(text)] for text in secrets]
        shown = _numbered if numbered else _starred
        letters = shown({"".join(words) for words in all_words})
        for words in filter(None, all_words):
            whole = "".join(words)
            secret = _Secret(whole, tuple(accumulate(map(len, words[:-1]))), letters[whole])
            self._by_start[whole[:_KEY]].add(secret)

    def __call__(self, text: str) -> str:
        """Return a text with all of it masked."""
        if not self._by_start:
            return text
        shown = list(text)
        letters = _letters_of(text)
        for start in letters.starts:
            for secret in self._by_start.get(letters.text[start : start + _KEY], ()):
                for index in range(start, start + _quoted(secret, text, letters, start)):
                    shown[letters.at[index]] = secret.shown[index - start]
        return "".join(shown)


def _starred(secrets: set[str]) -> dict[str, str]:
    return {letters: "*" * len(letters) for letters in secrets}


def _numbered(secrets: set[str]) -> dict[str, str]:
    """Return what is shown for each: stars, and at their end a number from the second of a length on."""
    counts, shown = Counter[int](), {}
    for letters in sorted(secrets):
        counts[len(letters)] += 1
        number = str(counts[len(letters)]) if counts[len(letters)] > 1 else ""
        shown[letters] = f"{'*' * (len(letters) - len(number))}{number}"[-len(letters) :] if letters else ""
    return shown


def without_patients(text: str) -> str:
    """Return a text of ours, such as a sentence or the name of a file, with what looks like data of patients masked."""
    return Mask(match.as_read for match in find_patient_data(text))(text)


def masked(text: str) -> str:
    """Return a text with a `*` for every letter and digit."""
    return _WORD.sub(lambda match: "*" * len(match[0]), text)


def _small(text: str) -> str:
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _letters_of(text: str) -> _Letters:
    words = list(_WORD.finditer(text))
    at = [position for word in words for position in range(word.start(), word.end())]
    starts = list(accumulate((word.end() - word.start() for word in words[:-1]), initial=0)) if words else []
    return _Letters("".join(_small(word[0]) for word in words), at, starts)


def _quoted(secret: _Secret, text: str, letters: _Letters, start: int) -> int:
    """Return how many letters of a secret a text quotes from one of its own on: all, or its beginning where it ends."""
    size = len(secret.letters)
    if not letters.text.startswith(secret.letters, start):
        cut = _CUT_HERE.search(text, letters.at[start])
        size = bisect_left(letters.at, cut.start() if cut else len(text)) - start
        if size < _LEAST or not secret.letters.startswith(letters.text[start : start + size]):
            return 0
    return size if _has_its_gaps(secret, letters, start, size) else 0


def _has_its_gaps(secret: _Secret, letters: _Letters, start: int, size: int) -> bool:
    """Whether no gap is wide, and a short secret has those that it should have."""
    steps = dict(enumerate(_steps(letters.at[start : start + size]), 1))
    if any(step > _WIDEST_GAP for step in steps.values()):
        return False
    return len(secret.letters) > _SHORT or all(steps.get(gap, 2) > 1 for gap in secret.gaps)


def _steps(positions: list[int]) -> Iterator[int]:
    return (after - before for before, after in pairwise(positions))
