"""The aim's statement uses vague words and gives no number.

Why it matters: "improve" and "soon" mean something else to every reader. Sites that each hear their own aim in the same
sentence drift apart, and nobody can say afterwards whether it was reached.

What to do: say how much, of what and by when in the statement itself, such as "from 6.1 to 4.0 falls per 1000 bed days
by 31 March 2027".
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
aim:
  statement: Bring falls in all medical wards down from 6.1 to 4.0 per 1000 bed days by March 2027
"""

FAILS = """
aim:
  statement: Improve safety on most wards as soon as possible  # <--
"""

# Ours, after the weak forms that improvement advisers meet most.
_VAGUE: Final = (
    r"(?i)\b(improv(?:e[sd]?|ing|ements?)|better|enhanc(?:e[sd]?|ing)|optimi[sz](?:e[sd]?|ing)|strengthen\w*"
    r"|increas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tions?)|decreas(?:e[sd]?|ing)|fewer|most|many|some|several"
    r"|as soon as possible|soon|where(?:ver)? possible|(?:as|where|when) appropriate|in due course"
    r"|significant(?:ly)?|substantial(?:ly)?|regular(?:ly)?|roll(?:ing|ed)? out|raise awareness)\b"
)

# Words that say how much as well as digits do.
_NUMBER: Final = (
    r"(?i)\d|\b(two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|zero|half|halv(?:e|ed|es|ing)"
    r"|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|thirds?|quarters?)\b"
)


@plan_rule("SK621", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a statement with a vague word and without a number."""
    statement = subject.plan.aim.statement or ""
    vague = None if re.search(_NUMBER, statement) else re.search(_VAGUE, statement)
    if vague:
        yield (
            ("aim", "statement"),
            f'the aim says "{vague[0].lower()}" without a number; say how much, of what and by when',
        )
