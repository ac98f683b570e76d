"""The counts in the levels of a criterion leave a number out, or two levels hold the same one.

Why it matters: a site with that number has no answer, or two. Two people who look at the same site then answer
differently, and the figure moves although nothing changed.

What to do: let each level begin where the one below it ends, such as "fewer than 3", "3 to 10" and "more than 10".
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, in_words, questions_of
from spreadkit.rules._counts import count_faults

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.measures:
        ask: How many measures does the team follow?
        levels: {good: 3 to 10 measures, partial: More than 10 measures, absent: Fewer than 3 measures}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.measures:
        ask: How many measures does the team follow?
        levels: {good: 3 to 10 measures, partial: More than 12 measures, absent: Fewer than 3 measures}  # <--
"""


@framework_rule("SK188", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the numbers in the words of the levels of each criterion."""
    for question in questions_of(subject.framework):
        for fault in count_faults(question.criterion.levels):
            both = in_words([f'"{level}"' for level in fault.levels])
            holding = f"both {both} hold" if fault.levels else "no level holds"
            yield (
                (*question.in_framework, "levels"),
                f'{holding} {fault.number} {fault.noun} in "{question.id}"; let each level begin where another ends',
            )
