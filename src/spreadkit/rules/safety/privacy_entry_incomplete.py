"""An entry that allows what looks like patient data lacks something, is too wide, is past, or allows nothing.

Why it matters: an entry without reason, name and end opens the door for ever, and nobody can say any more who wanted
that. Until it is complete it allows nothing.

What to do: give the entry `because`, `by` (a person) and `until` (a day), and a pattern that fits only what you mean;
when that day is past, take the text out or decide again.
"""

from collections.abc import Iterator

from spreadkit.model.privacy import LEAST_WRITTEN
from spreadkit.rules import Hit, Severity, Subject, in_words, plan_rule

PASSES = """
people:
  ap: {name: A. Patel}
summary: Our order 943 476 5919 came late
privacy:
  allow:
    - {pattern: "943 476 5919", because: It is an order, by: ap, until: 2026-12-31}
"""

FAILS = """
people:
  ap: {name: A. Patel}
summary: Our order came late
privacy:
  allow:
    - {pattern: "943 476 *", because: It is an order, by: ap}  # <--
"""


@plan_rule("SK807", Severity.ERROR, can_be_ignored=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find entries that are not in force, allow too much, or allow nothing that is there."""
    for index, entry in enumerate(subject.plan.privacy.allow):
        route = ("privacy", "allow", index)
        missing = [key for key in ("because", "by", "until") if getattr(entry, key) is None]
        if missing:
            yield route, f"this entry lacks {in_words(missing)}; it allows nothing yet"
        elif entry.is_too_wide:
            yield (*route, "pattern"), f"this pattern fits too much; write out {LEAST_WRITTEN} characters or more"
        elif not entry.is_in_force(subject.run_for):
            yield (*route, "until"), f"this entry ended on {entry.until}; take the text out, or decide again"
        elif not subject.searched.allows_something(entry.pattern):
            yield (*route, "pattern"), "nothing that looks like patient data fits this pattern; remove the entry"
