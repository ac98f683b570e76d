"""A name that other parts refer to is not written as an id.

Why it matters: ids are permanent and typed by hand; spaces, capitals and accents make two spellings of one thing.

What to do: use lower-case words joined by dashes, and put the full name under `title` or `name`.
"""

from spreadkit.rules import reading_rule

PASSES = """
waves:
  wave-1: {title: Wave 1}
"""

FAILS = """
waves:
  Wave 1: {title: Wave 1}  # <--
"""

check = reading_rule(__name__, "SK013", passes=PASSES, fails=FAILS)
