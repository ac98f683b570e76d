"""The dates of a wave do not fit together, or do not fit the date of the aim.

Why it matters: help, visits and reviews are booked by these dates. A wave that ends after the date of the aim says
that the aim will be missed.

What to do: correct the date that is wrong, or agree with the sponsor on a new date for the aim.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.model.rollout import Wave
from spreadkit.rules import Hit, Severity, Subject, known, plan_rule

PASSES = """
aim: {by: 2027-03-31}
waves:
  wave-1: {start: 2026-10-01, end: 2027-01-31}
"""

FAILS = """
aim: {by: 2027-03-31}
waves:
  wave-1:
    start: 2026-10-01
    end: 2026-01-31  # <--
"""


@plan_rule("SK608", Severity.ERROR, holds="date", passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves that end before they start, or that start or end after the date of the aim."""
    by = known(subject.plan.aim.by)
    for name, wave in subject.plan.waves.items():
        if wrong := _wrong_date(wave, by):
            key, message = wrong
            yield ("waves", name, key), f'"{name}" {message}; correct one of the two'


def _wrong_date(wave: Wave, by: date | None) -> tuple[str, str] | None:
    """Return the key of the first date that does not fit, and what is wrong with it."""
    start, end = known(wave.start), known(wave.end)
    if start and end and end < start:
        return "end", f"ends on {end}, before it starts on {start}"
    if start and by and start > by:
        return "start", f"starts on {start}, after the date of the aim, {by}"
    if end and by and end > by:
        return "end", f"ends on {end}, after the date of the aim, {by}"
    return None
