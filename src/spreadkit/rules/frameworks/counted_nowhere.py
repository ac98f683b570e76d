"""A criterion is in no figure and at no gate.

Why it matters: people answer it and nothing comes of it. Either it was forgotten in an `of`, or the question can go.

What to do: add it to a figure, give it a `gate`, or take it out. Open questions, and frameworks that give no score
(`scoring: {method: none}`), are left alone.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Operator, WordScale
from spreadkit.rules import Framework, FrameworkSubject, Hit, Severity, framework_rule, questions_of
from spreadkit.scoring.operands import MAIN, criteria_below

PASSES = """
scoring: {method: mean, of: [leadership, communication]}
"""

FAILS = """
scoring: {method: mean, of: [communication, leadership.sponsor]}
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor: {ask: Which one executive answers for this spread?, gate: launch, need: must}
      leadership.local-leads: {ask: Does every site have a named lead?}  # <--
  communication:
    title: Communication
    criteria:
      communication.channels: {ask: Are several channels used?}
"""


@framework_rule("SK139", Severity.NOTE, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find criteria that no figure rests on, no gate waits for, and no other criterion depends on."""
    framework = subject.framework
    if framework.scoring.method is Operator.NONE:
        return
    counted = _counted(framework)
    for question in questions_of(framework):
        is_open = isinstance(question.scale, WordScale)
        if question.id not in counted and question.criterion.gate is None and not is_open:
            yield (
                question.in_framework,
                f'"{question.id}" is in no figure and at no gate; add it to one, or take the question out',
            )


def _counted(framework: Framework) -> set[str]:
    figures = criteria_below(framework, MAIN).union(*(criteria_below(framework, name) for name in framework.figures))
    asked_for = {criterion.only_if.criterion for criterion in framework.criteria.values() if criterion.only_if}
    needed = {name for gate in framework.gates.values() for name in gate.needs}
    return {*figures, *asked_for}.union(*(criteria_below(framework, name) for name in needed))
