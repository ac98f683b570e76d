"""The plan's own headline has more than 20 words, or a word that a sponsor should not have to know.

Why it matters: it is read in one go, and aloud, by somebody who has not read the plan.

What to do: say the one thing that matters, in plain words.
"""

from collections.abc import Iterator

from spreadkit.model.verdict import HeadlineFault
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
headline: {says: We begin in July with two wards., on: 2026-06-01, until: 2026-08-15}
"""

FAILS = """
headline:
  says: The gate is shut.  # <--
  on: 2026-06-01
  until: 2026-08-15
"""


@plan_rule("SK908", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an own headline that is too long, or not plain."""
    for fault, says in subject.headline_faults:
        if fault is HeadlineFault.LONG:
            yield ("headline", "says"), says
