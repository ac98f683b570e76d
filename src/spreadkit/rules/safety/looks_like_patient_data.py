"""Something in the plan looks like the data of a patient.

Why it matters: a plan is about sites and roles, never about patients. What was once committed to git stays in its
history on every computer that has a copy.

What to do: take it out before you commit. Where it is committed already, tell whoever answers for data protection, and
have the history cleaned.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, TextStretch, plan_rule
from spreadkit.rules._privacy import find_patient_data, is_about_patients, matches_in_files

HEADING: Final = r"[^,;\t]+"

PASSES = """
summary: Falls on ward 4 fell by a third within 12 months
"""

FAILS = """
summary: After the fall of a patient (943 476 5919) on ward 4  # <--
"""


@plan_rule("SK801", Severity.ERROR, masked=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find numbers, dates and columns that belong to patients; the value is never shown whole."""
    for trace in matches_in_files(subject.texts, subject.digests, find_patient_data):
        masked = f"{trace.first.what} (…{trace.first.secret[-2:]})"
        yield trace.spot, f"this looks like {masked}{trace.others}; take all data of patients out"
    for number, table in enumerate(subject.texts[1:], 1):
        for match in re.finditer(HEADING, table.partition("\n")[0]):
            if is_about_patients(match[0]):
                message = f'the column "{match[0].strip()[:40]}" is about patients; take their rows out'
                yield TextStretch(number, match.start(), match.end()), message
