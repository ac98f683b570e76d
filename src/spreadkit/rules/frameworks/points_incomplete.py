"""The points of a criterion leave out a level of its scale.

Why it matters: a level that is left out would count by its place in the scale, among points that mean something else.

What to do: give points to every level of the scale, under the level's own id.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, first_of, framework_rule, questions_of

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
        points:  # <--
          good: {value: 8.5}
          absent: {value: 0}
"""


@framework_rule("SK138", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the points of every criterion with the levels of its scale."""
    for question in questions_of(subject.framework):
        points, scale = question.criterion.points, question.levels
        if not points or not scale:
            continue
        route = (*question.in_framework, "points")
        without = [level for level in scale if level not in points]
        if without and not set(points) - set(scale):
            yield (
                route,
                f'"points" of "{question.id}" leave out {first_of(without)}; give every level of the scale some',
            )
