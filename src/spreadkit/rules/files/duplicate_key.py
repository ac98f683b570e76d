"""A key stands twice in the same group.

Why it matters: most YAML readers keep the last one and drop the first without a word, so somebody's text is lost.

What to do: keep one of the two, or give one of them another name.
"""

from spreadkit.rules import reading_rule

PASSES = """
people:
  ap: {name: A. Patel}
  jl: {name: J. Lind}
"""

FAILS = """
people:
  ap: {name: A. Patel}
  ap: {name: A. Price}  # <--
"""

check = reading_rule(__name__, "SK002", passes=PASSES, fails=FAILS)
