"""A proposal, taken over from an answer to another framework, still waits for somebody to look at it.

Why it matters: a proposal counts for nothing. Until a person has written the level, the criterion has not been asked
and its gate stays shut.

What to do: read the question. Write `level` and `because` in your own words, then remove `proposed`; or remove it
because it does not hold.
"""

from collections.abc import Iterator

from spreadkit.model.finding import Severity
from spreadkit.ruling import Hit, Subject, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels:
      level: partial
      because: Meetings and e-mail
      proposed: {level: good, from: other/reach, strength: partial, because: Both ask for channels}
    communication.awareness: {level: unknown}
"""

FAILS = """
answers:
  tiny:
    communication.channels:
      level:
      proposed: {level: good, from: other/reach, strength: partial, because: Both ask for channels}  # <--
"""


@plan_rule("SK131", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find proposals beside which nothing has been answered."""
    for framework, answers in subject.plan.answers.items():
        for criterion, answer in answers.items():
            if answer.proposed is not None and not answer.is_asked:
                level = f'"{answer.proposed.level}"' if answer.proposed.level else "no level"
                message = f'"{answer.proposed.from_}" proposes {level} here; answer it, or remove the proposal'
                yield ("answers", framework, criterion, "proposed"), message
