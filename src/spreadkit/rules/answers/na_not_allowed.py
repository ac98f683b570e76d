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
    for name, criterion_id, criterion, answer in subject.criteria:
        if answer.na is not None and criterion.not_applicable == "never":
            yield (
                ("answers", name, criterion_id, "na"),
                f'"{criterion_id}" always applies; answer it with a level, or as unknown',
            )
