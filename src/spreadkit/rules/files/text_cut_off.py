"""A text ends before a `#` that may be meant as a part of it.

Why it matters: `title: Ward #3` is the text "Ward" with a comment behind it, and no reader of YAML says so.

What to do: put quotes round the whole text. If what follows is only a note, write a blank behind the `#`.
"""

from spreadkit.rules import Severity, reading_rule

PASSES = """
summary: "Huddles on ward #3"  # since June
"""

FAILS = """
summary: Huddles on ward #3 and #4  # <--
"""

check = reading_rule(
    __name__, "SK015", passes=PASSES, cause="May not be read as meant", fails=FAILS, severity=Severity.WARNING
)
