"""How the pages say days, names and the plan's own words: short, isolated, and within the room that they have."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final
from unicodedata import east_asian_width

from spreadkit.months import month_seen_from
from spreadkit.verdicts.grammar import CLOSE, OPEN, marked, plain
from spreadkit.verdicts.thresholds import YEAR_DAYS
from spreadkit.words import cut, in_words

_OWN_WORDS: Final = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_CUT_END: Final = re.compile(rf"(?<=…{CLOSE})\.(?=\s|$)")
_MOST_OF_NAME: Final = 26
_MOST_OF_WORDS: Final = 140
"""Letters of a name and of other words of the plan's own inside a sentence of ours."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS: Final = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_near(on: date, today: date) -> str:
    """Return a day with its month, and with its year where that is far off: `31 July`."""
    year = f" {on.year}" if abs((on - today).days) >= YEAR_DAYS else ""
    return f"{on.day} {month_near(on, on)}{year}"


def month_near(on: date, today: date) -> str:
    """Return the month of a day, with its year where that is far off."""
    return month_seen_from(on, today)


def weekday_near(on: date, today: date) -> str:
    """Return a day with its weekday: `Thursday 16 July`."""
    return f"{_WEEKDAYS[on.weekday()]} {day_near(on, today)}"


def number_word(number: int) -> str:
    """Return a whole number as a title says it: in a word up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def user_words(text: str, most: int) -> str:
    """Return the plan's own words in one line of at most so many letters, cut at a word, and isolated from ours."""
    room = _room(text, most)
    return marked(_ended(cut(text, room), text, room))


def _room(text: str, most: int) -> int:
    """Return how many letters have room where so many of ours have: half of those of scripts that are twice as wide."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    return most // 2 if wide * 2 > len(text) else most


def _ended(shown: str, text: str, most: int) -> str:
    """Return a cut text that keeps its limit also where one word is longer."""
    return shown if len(shown) <= most + len(" …") or len(" ".join(text.split())) <= most else f"{text[: most - 1]}…"


def user_sentence(text: str, most: int) -> str:
    """Return the plan's own words as a sentence: with a capital letter."""
    words = " ".join(text.split())
    return user_words(f"{words[:1].upper()}{words[1:]}", most)


def name_in(text: str, most: int) -> str:
    """Return a name of at most so many letters, shortened in the middle: its end tells one from another."""
    name, room = " ".join(text.split()), _room(text, most)
    if len(name) <= room:
        return name
    kept = room - 1
    last = name.rpartition(" ")[2]
    tail = name[-max(min(len(last), kept * 2 // 3), kept // 2) :].strip()
    head = name[: kept - len(tail)].strip()
    return f"{head}…{tail}"


def user_name(text: str, most: int) -> str:
    """Return a name of the plan's own, shortened in the middle and isolated from our words."""
    return marked(name_in(text, most))


def within_room(text: str, names: Collection[str]) -> str:
    """Return a sentence with the plan's own words in it within their room: names shortened, texts cut."""

    def shorter(found: re.Match[str]) -> str:
        inner = found[1]
        shown = name_in(inner, _MOST_OF_NAME) if inner in names else plain(user_words(inner, _MOST_OF_WORDS))
        return marked(shown)

    return _CUT_END.sub("", _OWN_WORDS.sub(shorter, text))


def both(names: Iterable[str]) -> str:
    """Return all names as a sentence lists them."""
    return in_words(list(names))
