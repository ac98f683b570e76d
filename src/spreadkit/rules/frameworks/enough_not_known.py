"""A gate, a condition or a share of sites asks for an answer that is enough, and the scale knows none.

Why it matters: a scale that says `enough: none` has no pass mark. What hangs on one can never be met: the gate stays
shut for ever, the question is never asked.

What to do: name the answer that is enough under `at-least` of the criterion, and say in its `note` that this limit is
yours; or leave the criterion out of the gate, the condition or the share.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need, RollUp
from spreadkit.rules import FrameworkSubject, Hit, Question, Severity, framework_rule, questions_by_id, questions_of

PASSES = """
scales:
  presence: {absent: {value: 0, label: Absent}, partial: {value: 1, label: Partly}, good: {value: 2, label: In place}}
  agreement: {answer: number, from: 1, to: 7, enough: none}
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor: {ask: Do you agree that the sponsor helps?, scale: agreement, gate: launch, need: should}
"""

FAILS = """
scales:
  presence: {absent: {value: 0, label: Absent}, partial: {value: 1, label: Partly}, good: {value: 2, label: In place}}
  agreement: {answer: number, from: 1, to: 7, enough: none}
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Do you agree that the sponsor helps?
        scale: agreement
        gate: launch
        need: must  # <--
"""


@framework_rule("SK146", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find what asks for an answer that is enough, of a question whose scale knows none."""
    for question in questions_of(subject.framework):
        yield from _of_condition(question)
        if question.enough is not None:
            continue
        criterion, whose = question.criterion, f'the scale "{question.scale_name}" says "enough: none"'
        if criterion.gate is not None and criterion.need is Need.MUST:
            message = f'{whose}, so that "{question.id}" never opens "{criterion.gate}"; state "at-least", or "should"'
            yield (*question.in_framework, "need"), message
        if criterion.per_site is not None and criterion.per_site.roll_up is RollUp.SHARE:
            message = f'{whose}, so that no site satisfies "{question.id}"; state "at-least", or choose another roll-up'
            yield (*question.in_framework, "per-site", "roll-up"), message
        if criterion.verified_by:
            message = f'{whose}, so that "{question.id}" claims nothing to verify; state "at-least", or remove this'
            yield (*question.in_framework, "verified-by"), message


def _of_condition(question: Question) -> Iterator[Hit]:
    condition = question.criterion.only_if
    other = questions_by_id(question.framework).get(condition.criterion) if condition else None
    if condition is None or other is None or condition.at_least or condition.is_ or other.enough is not None:
        return
    message = f'the scale "{other.scale_name}" says "enough: none"; write "at-least" or "is" to say when this is asked'
    yield (*question.in_framework, "only-if"), message
