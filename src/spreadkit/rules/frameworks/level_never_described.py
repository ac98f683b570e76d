"""A must-have does not say what each level looks like.

Why it matters: a must-have decides whether a gate opens. Where "partly in place" is left to the reader, two people who
look at the same plan open and shut different gates.

What to do: write in `levels` of the criterion, for every level of its scale, what one would see.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need
from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, in_words, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Which one executive answers for this spread?
        levels: {good: Named with duties, partial: Named only, absent: Nobody}
        need: must
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:  # <--
        ask: Which one executive answers for this spread?
        levels: {good: Named with duties, absent: Nobody}
        need: must
"""


@framework_rule("SK104", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find must-haves that lack words for a level."""
    for question in questions_of(subject.framework):
        missing = [f'"{level}"' for level in question.levels if level not in question.criterion.levels]
        if missing and question.criterion.need is Need.MUST:
            yield (
                question.in_framework,
                f'nothing says what {in_words(missing)} means for the must-have "{question.id}"; add it in "levels"',
            )
