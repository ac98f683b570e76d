"""The file uses a part of YAML that plans and frameworks do without.

Why it matters: anchors, aliases, merge keys, tags and second documents make a file mean something other than what a
reader sees, and can be used to make a small file huge.

What to do: write the value out where it is needed. A text that only looks like one of these (it begins with &, * or !)
needs quotes.
"""

from spreadkit.rules import reading_rule

PASSES = """
summary: "*Huddles* for all"
"""

FAILS = """
summary: &all Huddles for all  # <--
"""

check = reading_rule(__name__, "SK003", passes=PASSES, fails=FAILS)
