"""A file cannot be opened, or is not text in UTF-8.

Why it matters: what cannot be opened cannot be checked, and a plan that passes because nothing was read is worse than
one that fails.

What to do: correct the name, or save the file as UTF-8 text (spreadsheets offer it as CSV UTF-8).
"""

from spreadkit.rules import reading_rule

PASSES = """
summary: A plan without tables
"""

FAILS = """
sites: sites.csv  # <--
"""

check = reading_rule(__name__, "SK007", passes=PASSES, fails=FAILS)
