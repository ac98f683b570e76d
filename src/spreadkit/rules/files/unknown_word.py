"""A word is not in the closed list that fits here.

Why it matters: a stage or state that spreadkit does not know cannot be counted.

What to do: use one of the words that the message lists.
"""

from spreadkit.rules import reading_rule

PASSES = """
stage: launch
"""

FAILS = """
stage: lunch  # <--
"""

check = reading_rule(__name__, "SK014", passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
