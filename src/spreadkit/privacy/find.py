"""Finding what looks like the data of a patient, or of another private person, in a text."""

from collections.abc import Iterator

from spreadkit.privacy.numbers import NUMBER_CUE, find_numbers
from spreadkit.privacy.persons import find_persons, find_phones
from spreadkit.privacy.plain_text import plain_text
from spreadkit.privacy.text_match import TextMatch, in_lines, without_overlaps


def find_patient_data(text: str) -> Iterator[TextMatch]:
    """Go through what looks like the data of patients, in the order of the text."""
    plain = plain_text(text)
    lowered = plain.lower()

    def with_numbers(start: int, end: int) -> Iterator[TextMatch]:
        yield from find_numbers(lowered[start:end])
        yield from find_phones(lowered[start:end])

    found = [*in_lines(NUMBER_CUE, lowered, with_numbers), *find_persons(plain, lowered)]
    for match in without_overlaps(found):
        yield match._replace(secret=text[match.at : match.end])
