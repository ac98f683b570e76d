"""The file does not say that it is of a kind and version that spreadkit reads.

Why it matters: the first line lets a later version of spreadkit know what it is looking at, and read it rightly.

What to do: begin the file with the schema line that the message shows, or update spreadkit when the file is newer.
"""

from spreadkit.rules import reading_rule

PASSES = """
schema: spreadkit/plan@1
"""

FAILS = """
schema: spreadkit/plan@99  # <--
"""

check = reading_rule(__name__, "SK011", passes=PASSES, fails=FAILS)
