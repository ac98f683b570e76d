"""An ignore entry hides nothing: its finding is gone, or never was, or there is no such rule.

Why it matters: an entry that outlives its finding will one day hide a new one.

What to do: remove the entry from `ignore`, or correct the name of the rule: its slug, or its code such as `SK601`.
"""

from spreadkit.rules import Severity, reading_rule

PASSES = """
people:
  ap: {name: A. Patel}
actions:
  name-leads: {do: Agree a lead at each site, owner: px, due: 2026-12-31}
ignore:
  - {rule: unknown-person, because: px starts in August, by: ap, until: 2026-08-31}
"""

FAILS = """
people:
  ap: {name: A. Patel}
ignore:
  - {rule: unknown-person, because: px starts in August, by: ap, until: 2026-08-31}  # <--
"""

check = reading_rule(
    __name__,
    "SK008",
    passes=PASSES,
    cause="Entries under ignore do not stand",
    fails=FAILS,
    severity=Severity.WARNING,
    can_be_ignored=False,
)
