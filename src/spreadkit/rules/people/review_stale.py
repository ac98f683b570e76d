"""Answers have not been looked at for more than half a year.

Why it matters: an answer tells how things stood on the day it was given. People move on, wards merge and leads change,
so an old answer may open a gate that should be shut.

What to do: go through the answers again with the team, change what is no longer so, and set `reviewed` to that day.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named in the charter, reviewed: 2026-06-10}
"""

FAILS = """
answers:
  tiny:
    leadership.sponsor:
      level: good
      because: Named in the charter
      reviewed: 2025-10-10  # <--
"""

_FRESH: Final = timedelta(days=180)
"""How long a review of an answer counts as recent. The figure is ours."""


@plan_rule(
    "SK406", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, cause="Evidence and answers have aged", fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find, for each framework, answers whose last review is too long ago."""
    for framework in subject.frameworks.values():
        stale = [
            (answer.reviewed, question)
            for question, answer in subject.questions
            if question.framework is framework
            and answer.reviewed is not None
            and subject.as_of - answer.reviewed > _FRESH
        ]
        if stale:
            oldest, question = min(stale, key=lambda reviewed: reviewed[0])
            answers = count_of(len(stale), "answer was", "answers were")
            message = (
                f'{answers} last reviewed more than {_FRESH.days} days ago, "{question.id}" on {oldest}; look again'
            )
            yield (*question.in_plan, "reviewed"), message
