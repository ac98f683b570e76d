"""An ignore entry lacks its reason, its name or its end, or its end is more than 30 days past.

Why it matters: an entry without them hides a finding for ever, and nobody can say any more who wanted that, or why.
Until it is complete it hides nothing.

What to do: give the entry `because`, `by` (a person) and `until` (a day); when that day is past, mend the finding or
decide again.
"""

from collections.abc import Iterator

from spreadkit.months import has_run_out
from spreadkit.rules import Hit, Severity, Subject, in_words, plan_rule

PASSES = """
people:
  ap: {name: A. Patel}
audiences:
  ward-nurses: {decides: late}
communication:
  - {audience: ward-nurses, purpose: awareness, message: It takes two minutes}
"""

FAILS = """
people:
  ap: {name: A. Patel}
audiences:
  ward-nurses: {decides: late}
ignore:
  - {rule: audience-without-awareness, because: They hear in August, by: ap}  # <--
"""


@plan_rule(
    "SK009", Severity.ERROR, can_be_ignored=False, passes=PASSES, cause="Entries under ignore do not stand", fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find entries that are not in force."""
    for index, entry in enumerate(subject.plan.ignore):
        needed = {"because": entry.because, "by": entry.by, "until": entry.until}
        missing = [key for key, value in needed.items() if value is None]
        if missing:
            yield ("ignore", index), f'the entry for "{entry.rule}" lacks {in_words(missing)}; it hides nothing yet'
        elif entry.until and has_run_out(entry.until, subject.as_of):
            yield (
                ("ignore", index, "until"),
                f'the entry for "{entry.rule}" ended on {entry.until}; mend the finding, or decide again',
            )
