"""The points of a criterion leave out a level, or name one that its scale does not have.

Why it matters: a level that is left out would count by its place in the scale, among points that mean something else;
and points for a level that nobody can choose reach nobody, so that the most that is possible is wrong.

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
          partial: {value: 3}
          absent: {value: 0}
          superb: {value: 10}  # <--
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
        without = [level for level in scale if level not in points]
        if without and not set(points) - set(scale):
            yield (
                route,
                f'"points" of "{question.id}" leave out {first_of(without)}; give every level of the scale some',
            )
