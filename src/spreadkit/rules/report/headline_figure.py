"""The plan's own headline gives a figure that is not on the page.

Why it matters: a figure that the answers do not have cannot be traced to the data, and may be of another day.

What to do: use the figures of the five answers or of your asks, or say it without one.
"""

from collections.abc import Iterator

from spreadkit.model.verdict import HeadlineFault
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
headline: {says: We begin in July with two wards., on: 2026-06-01, until: 2026-08-15}
"""

FAILS = """
headline:
  says: Falls are down on 12 wards.  # <--
  on: 2026-06-01
  until: 2026-08-15
"""


@plan_rule("SK907", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find figures of an own headline that neither the answers nor the asks have."""
    for fault, says in subject.headline_faults:
        if fault is HeadlineFault.FIGURE:
            yield ("headline", "says"), says
