"""The id of a criterion begins with the id of a component that it is not in, or of none.

Why it matters: people read `leadership.meets` as a question about leadership. In a report, an action or a table of
ratings the id stands alone.

What to do: move the criterion to the component that its id names; or, before any plan has answered it, give it an id
that begins with its own component's. Ids are permanent, so one that was moved later keeps its old one, with this note.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Places, Question, Severity, first_of, framework_rule, questions_of

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


@framework_rule("SK144", Severity.NOTE, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find criteria that carry another name before their first dot than that of their component, now or formerly."""
    components = subject.framework.components
    strays: dict[tuple[str, str], list[Question]] = {}
    for question in questions_of(subject.framework):
        named, dot, _ = question.id.partition(".")
        if dot and named not in {question.component, *components[question.component].aliases}:
            strays.setdefault((question.component, named), []).append(question)
    for (component, named), questions in strays.items():
        what = f'names "{named}"' if named in components else f'begins with "{named}", which is no component'
        verb, its, it = ("stands", "its id", "it") if len(questions) == 1 else ("stand", "each id", "them")
        ids = first_of([question.id for question in questions])
        message = f'{ids} {verb} in "{component}", and {its} {what}; move or rename {it}'
        yield Places([question.in_framework for question in questions]), message
