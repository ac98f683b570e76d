"""The points of a criterion leave out a level that has no value of its own, or name one that its scale does not have.

Why it matters: a level without points cannot be counted, and points for a level that nobody can choose reach nobody, so
that the most that is possible is wrong.

What to do: give points to every level of the scale, under the level's own id.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, did_you_mean, first_of, framework_rule, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Which one executive answers for this spread?
        points:
          good: {value: 8.5}
          partial: {value: 3}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Which one executive answers for this spread?
        points:
          goood: {value: 8.5}  # <--
          partial: {value: 3}
"""


@framework_rule("SK138", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the points of every criterion with the levels of its scale."""
    for question in questions_of(subject.framework):
        points, scale = question.criterion.points, question.levels
        if not points or not scale:
            continue
        route = (*question.in_framework, "points")
        for level in points:
            if level not in scale:
                yield (*route, level), f'"{level}" has points, but is no level of its scale{did_you_mean(level, scale)}'
        without = [level for level in scale if level not in points and scale[level].value is None]
        if without:
            yield route, f'{first_of(without)} of "{question.id}" is worth nothing that is known; add points for it'
