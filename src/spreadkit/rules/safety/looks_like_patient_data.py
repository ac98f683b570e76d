"""Something in the plan looks like the data of a patient.

Why it matters: a plan is about sites and roles, never about patients. What was once committed to git stays in its
history on every computer that has a copy.

What to do: take it out before you commit. Where it is committed already, tell whoever answers for data protection, and
have the history cleaned. Where it is no data of a patient, allow it under `privacy`, with reason, name and end.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spreadkit.privacy.headings import patient_headings
from spreadkit.privacy.searched_texts import SearchedTexts
from spreadkit.privacy.text_match import TextMatch
from spreadkit.rules import Hit, Severity, Subject, TextStretch, plan_rule
from spreadkit.rules._private_data import by_kind_and_file

HEADING: Final = r"[^,;\t]+"

PASSES = """
summary: Falls on ward 4 fell by a third within 12 months
"""

FAILS = """
summary: After the fall of a patient (943 476 5919) on ward 4  # <--
"""


@plan_rule(
    "SK801",
    Severity.ERROR,
    masked=True,
    can_be_ignored=False,
    passes=PASSES,
    cause="Something looks like the data of a patient",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find what belongs to patients, and columns that do; a value is never shown whole."""
    return find_in(subject.searched, subject.plan.privacy.headings)


def find_in(searched: SearchedTexts, more_headings: Sequence[str] = ()) -> Iterator[Hit]:
    """Go through what is found in texts, of which there may be no plan that can be read."""
    for found in by_kind_and_file(searched.patients):
        seen = f"{found.first.what}{_end_of(found.first)}{found.others}"
        if found.in_name:
            yield found.place, f"the name of this file looks like {seen}; give it another"
        else:
            yield found.place, f"this looks like {seen}; take all data of patients out"
    for number, table in enumerate(searched.texts):
        if table.is_table:
            for heading in _headings(table.text, more_headings):
                message = f'the column "{heading[0].strip()[:40]}" is about patients; take their rows out'
                yield TextStretch(number, heading.start(), heading.end()), message


def _end_of(match: TextMatch) -> str:
    """Return the last two characters of a number, so that it can be told from others; of all else nothing."""
    is_number = match.what.endswith("number") or match.secret.isalnum()
    return f" (…{match.secret[-2:]})" if is_number else ""


def _headings(table: str, more: Sequence[str]) -> Iterator[re.Match[str]]:
    first_line = re.match(r"\ufeff?[^\n]*", table)
    cells = list(re.finditer(HEADING, first_line[0])) if first_line else []
    for position in patient_headings([cell[0].strip('" ') for cell in cells], more):
        yield cells[position]
