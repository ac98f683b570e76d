"""The plan's own headline is out of its time, or is to hold for more than 90 days.

Why it matters: a sponsor takes the line at the top for today's. What was true in June may mislead in September.

What to do: write a new headline with its day, or take it out. Until then the report begins with the one
made from the data.
"""

from collections.abc import Iterator

from spreadkit.model.verdict import HeadlineFault
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
headline: {says: We begin in July with two wards., on: 2026-06-01, until: 2026-08-15}
"""

FAILS = """
headline:
  says: We begin in July with two wards.
  on: 2026-05-01
  until: 2026-06-15  # <--
"""


@plan_rule("SK905", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an own headline that the day is not within the days of."""
    for fault, says in subject.headline_faults:
        if fault is HeadlineFault.PAST:
            yield ("headline", "until"), says
