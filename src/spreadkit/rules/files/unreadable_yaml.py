"""The file breaks a rule of YAML, so a part of it cannot be read.

Why it matters: what cannot be read cannot be checked; a reader that guesses would guess differently from the next one.

What to do: look at the place shown. Most often a text needs quotes (it has a colon followed by a space, or begins with
@, %, or a quote), a line is not indented like its neighbours, or a bracket or quote is not closed.
"""

from spreadkit.rules import reading_rule

PASSES = """
summary: "Huddles: two minutes a day"
"""

FAILS = """
summary: Huddles: two minutes a day  # <--
"""

check = reading_rule(__name__, "SK001", passes=PASSES, fails=FAILS)
