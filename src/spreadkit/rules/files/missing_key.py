"""Something that has to be said is not there.

Why it matters: an entry without it cannot be used: a communication needs its audience, an action what is to be done.

What to do: add the key that is named, or remove the entry.
"""

from spreadkit.rules import reading_rule

PASSES = """
actions:
  name-leads: {do: Agree a lead at each site}
"""

FAILS = """
actions:
  name-leads: {due: 2026-09-15}  # <--
"""

check = reading_rule(__name__, "SK005", passes=PASSES, fails=FAILS)
