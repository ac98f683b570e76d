"""A criterion says what some of its levels look like, and leaves out others.

Why it matters: where the best and the worst are described and the middle is not, two people put the same ward into
different levels.

What to do: write in `levels` of the criterion what one would see at every level. (A must-have without words is another
rule's business, and a criterion without any is read with the labels of its scale.)
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need
from spreadkit.rules import FrameworkSubject, Hit, Severity, first_of, framework_rule, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.meets:
        ask: Does the sponsor meet the team?
        levels: {good: Every month, partial: Now and then, absent: Never}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.meets:
        ask: Does the sponsor meet the team?
        levels: {good: Every month, absent: Never}  # <--
"""


@framework_rule("SK140", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find criteria that describe some of their levels, but not all."""
    for question in questions_of(subject.framework):
        criterion = question.criterion
        missing = [level for level in question.levels if level not in criterion.levels]
        if missing and criterion.levels and criterion.need is not Need.MUST:
            yield (
                (*question.in_framework, "levels"),
                f'nothing says what {first_of(missing)} looks like for "{question.id}"; add it',
            )
