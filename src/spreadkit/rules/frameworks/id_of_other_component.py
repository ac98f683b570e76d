"""The id of a criterion begins with the id of a component that it is not in.

Why it matters: people read `leadership.meets` as a question about leadership. In a report, an action or a table of
ratings the id stands alone.

What to do: move the criterion to the component that its id names; or, before any plan has answered it, give it an id
that begins with its own component's. Ids are permanent, so one that was moved later keeps its old one, with this note.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, questions_of

PASSES = """
components:
  leadership: {title: Leadership, criteria: {leadership.meets: {ask: Does the sponsor meet the team?}}}
  social-system: {title: Social system, criteria: {social-system.meets: {ask: Do adopters meet?}}}
"""

FAILS = """
components:
  leadership: {title: Leadership, criteria: {leadership.meets: {ask: Does the sponsor meet the team?}}}
  social-system:
    title: Social system
    criteria:
      leadership.adopters: {ask: Do adopters meet?}  # <--
"""


@framework_rule("SK144", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find criteria that carry the name of another component before their first dot."""
    components = subject.framework.components
    for question in questions_of(subject.framework):
        named, dot, _ = question.id.partition(".")
        if dot and named in components and named != question.component:
            yield (
                question.in_framework,
                f'"{question.id}" stands in "{question.component}", and its id names "{named}"; move or rename it',
            )
