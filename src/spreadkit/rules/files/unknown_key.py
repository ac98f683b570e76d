"""A key is not known where it stands.

Why it matters: a misspelt key would otherwise be dropped without a word, and what it says with it.

What to do: correct the key; did-you-mean names the nearest one. To keep something of your own, begin the key with x-.
"""

from spreadkit.rules import reading_rule

PASSES = """
summary: Huddles for all wards
"""

FAILS = """
sumary: Huddles for all wards  # <--
"""

check = reading_rule(__name__, "SK004", passes=PASSES, fails=FAILS)
