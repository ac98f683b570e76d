"""A value does not fit its place: a date that does not exist, a word where a number belongs.

Why it matters: a value that a tool guesses at (4,5 as 45, 30 February as 2 March) is worse than none.

What to do: write dates as year-month-day, decimals with a point, yes or no in words, and lists with one item a line
beginning with a dash. Put quotes round a text that holds a #.
"""

from spreadkit.rules import reading_rule

PASSES = """
actions:
  name-leads: {do: Agree a lead at each site, due: 2026-02-28}
"""

FAILS = """
actions:
  name-leads:
    do: Agree a lead at each site
    due: 2026-02-30  # <--
"""

check = reading_rule(__name__, "SK006", passes=PASSES, fails=FAILS)
