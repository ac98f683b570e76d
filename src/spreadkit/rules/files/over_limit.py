"""A file is larger, longer or deeper than spreadkit reads.

Why it matters: the limits (2 MB and 50 levels for YAML, 100 MB and 2 million rows for a table) keep a damaged or
hostile file from stopping everything else.

What to do: move long lists into a CSV table, split the file, or make it flatter.
"""

from spreadkit.rules import reading_rule

PASSES = """
summary: Not deep at all
"""

FAILS = """
x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]  # <--
"""

check = reading_rule(__name__, "SK010", passes=PASSES, fails=FAILS)
