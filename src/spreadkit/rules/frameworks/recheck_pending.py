"""An answer has to be looked at again.

Why it matters: what it answers has changed since, for instance with a new edition of the framework. Until somebody has
looked, nobody knows whether it still holds, so it opens no gate.

What to do: read the question and the levels as they are now, answer anew, and remove `recheck`. Where the criterion is
no more, move what is still true to the one that took its place; the old answer may stay as a record.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels: {level: partial}
"""

FAILS = """
answers:
  tiny:
    communication.channels:
      level: partial
      recheck: with edition 1 the question changed  # <--
"""


@plan_rule("SK170", Severity.WARNING, passes=PASSES, cause="Answers wait for a second look", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find answers that are marked."""
    for framework, answers in subject.plan.answers.items():
        for criterion, answer in answers.items():
            if answer.recheck:
                where = ("answers", framework, criterion, "recheck")
                yield where, f'"{criterion}" has to be looked at again: {answer.recheck}'
