"""A criterion that always applies is set aside as not applicable.

Why it matters: leaving out the hard questions is the oldest way to a better score.

What to do: answer with a level. Where nothing has been done yet, the lowest level is the answer.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
answers:
  tiny:
    leadership.sponsor: {level: absent}
"""

FAILS = """
answers:
  tiny:
    leadership.sponsor:
      na: We have no executives  # <--
      until: 2026-12-31
"""


@plan_rule("SK206", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find `na` under criteria for which the framework does not allow it."""
    for question, answer in subject.questions:
        if answer.na is not None and question.criterion.not_applicable == "never":
            yield (
                (*question.in_plan, "na"),
                f'"{question.id}" always applies; answer it with a level, or as unknown',
            )
