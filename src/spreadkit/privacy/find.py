"""Finding what looks like the data of a patient, or of another private person, in a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from spreadkit.privacy.numbers import LONE_LABEL, NUMBER_CUE, find_numbers
from spreadkit.privacy.persons import LONE_BIRTH, find_persons, find_phones
from spreadkit.privacy.plain_text import plain_text
from spreadkit.privacy.second_reading import read_again
from spreadkit.privacy.text_match import TextMatch, in_lines, without_overlaps

_CUE: Final = re.compile(r"[0-9@]|M(?:rs?|s|iss|x|aster)\b|[^\x00-\x7f]")
"""Without which a stretch of a text holds nothing that is found: a digit of any script, an address, or a title."""


def find_patient_data(text: str, *, is_table: bool = False) -> Iterator[TextMatch]:
    """Go through what looks like the data of patients, in the order of the text.

    The text is searched as it is written, and, unless it is a table, as it reads: lines joined, and without escapes. In
    a table nothing goes on from one line to the next: that is another row.
    """
    if is_table:
        yield from without_overlaps([match for match in _find(text) if "\n" not in match.secret])
    else:
        yield from without_overlaps([*_find(text), *_find_again(text)])


def tells_of_next_cell(text: str) -> bool:
    """Whether one of these texts, each on a line of its own, is what a number or a date of birth is called."""
    lowered = plain_text(text).lower()
    return bool(LONE_LABEL.search(lowered) or LONE_BIRTH.search(lowered))


def _find(text: str) -> list[TextMatch]:
    plain = plain_text(text)
    lowered = plain.lower()

    def with_numbers(start: int, end: int) -> Iterator[TextMatch]:
        yield from find_numbers(lowered[start:end])
        yield from find_phones(lowered[start:end])

    found = [*in_lines(NUMBER_CUE, lowered, with_numbers), *find_persons(plain, lowered)]
    return [match._replace(secret=text[match.at : match.end]) for match in without_overlaps(found)]


def _find_again(text: str) -> Iterator[TextMatch]:
    """Go through what is found in the text as it reads, where that is not as written; at the place of the latter."""
    reading = read_again(text)
    if reading is None:
        return
    stretches = [stretch for stretch in reading.stretches() if _CUE.search(reading.text, stretch.start, stretch.end)]
    texts = [reading.text[stretch.start : stretch.end] for stretch in stretches]
    begins = list(accumulate((len(stretch) + 1 for stretch in texts), initial=0))
    for match in _find("\n".join(texts)):
        number = bisect_right(begins, match.at) - 1
        stretch = stretches[number]
        at = match.at - begins[number] + stretch.start
        end = at + len(match.secret)
        if at < stretch.near_end and end > stretch.near_start:
            start, last = reading.written(at), reading.written(end - 1)
            yield TextMatch(match.what, text[start : last + 1], start, match.secret)
