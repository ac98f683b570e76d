"""An answer has a level and is set aside as not applicable too.

Why it matters: the two contradict each other. The score leaves the criterion out, though a reader sees a level.

What to do: keep the one that is true and remove the other.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels:
      level: partial
"""

FAILS = """
answers:
  tiny:
    communication.channels:
      level: partial
      na: One site only in this phase  # <--
      until: 2026-12-31
"""


@plan_rule("SK209", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find answers with both `level` and `na`."""
    for framework, answers in subject.plan.answers.items():
        for criterion, answer in answers.items():
            if answer.level is not None and answer.na is not None:
                yield (
                    ("answers", framework, criterion, "na"),
                    f'"{criterion}" is answered {answer.level} and not applicable; keep one of them',
                )
