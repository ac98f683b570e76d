"""A criterion asks two questions at once.

Why it matters: where the two have different answers, one person answers the first half and the next the second, and
their levels cannot be compared.

What to do: ask one thing; make the other a criterion of its own, or put it into the words of the levels.
"""

import re
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.time:
        ask: Do the sponsor and the spread agent have time for this?
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.time:
        ask: Does the spread agent have time and/or money?  # <--
"""

_TWO: Final = re.compile(
    r"\band ?/ ?or\b|\?.*\?|, and (?:is|are|do|does|has|have|can|will|who|what|when|where|which|why|how)\b",
    re.IGNORECASE | re.DOTALL,
)


@framework_rule("SK105", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find questions with `and/or`, with two question marks, or that go on after a comma (", and who decides?").

    A plain "and" is no second question, nor are two words that ask for one thing ("who hears what, from whom and how").
    """
    for question in questions_of(subject.framework):
        if _TWO.search(question.ask):
            yield (
                (*question.in_framework, "ask"),
                f'"{question.id}" asks two things at once; ask one, and make the other a criterion of its own',
            )
