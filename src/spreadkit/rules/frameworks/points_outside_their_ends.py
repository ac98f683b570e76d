"""Points that are only recalled lie outside of what they may be.

Why it matters: `low` and `high` say how far a recalled figure may be off. Where the figure itself lies beyond them, a
band can be called certain that is not.

What to do: correct `value`, `low` or `high`, so that they rise in that order.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Which one executive answers for this spread?
        points:
          good: {value: 8.5}
          partial: {value: 3, low: 2.5, high: 3.5, basis: recalled}
          absent: {value: 0}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Which one executive answers for this spread?
        points:
          good: {value: 8.5}
          partial: {value: 3, low: 3.5, basis: recalled}  # <--
          absent: {value: 0}
"""


@framework_rule("SK145", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare points in doubt with the least and the most that they may be."""
    for question in questions_of(subject.framework):
        for level, worth in question.criterion.points.items():
            if not worth.is_in_doubt:
                continue
            route, is_worth = (*question.in_framework, "points", level), f'"{level}" is worth {worth.value}'
            if worth.low is not None and worth.low > worth.value:
                yield (*route, "low"), f'{is_worth}, which is less than its "low" of {worth.low}; correct one of them'
            if worth.high is not None and worth.high < worth.value:
                yield (
                    (*route, "high"),
                    f'{is_worth}, which is more than its "high" of {worth.high}; correct one of them',
                )
