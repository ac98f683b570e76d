"""An answer uses a level that its scale does not have.

Why it matters: an answer that is not on the scale cannot be scored, and opens no gate.

What to do: use one of the levels that the message lists, or `unknown`.
"""

from collections.abc import Iterator

from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.rules import Hit, Question, Severity, Subject, did_you_mean, in_words, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels: {level: good}
"""

FAILS = """
answers:
  tiny:
    communication.channels:
      level: goood  # <--
"""


@plan_rule("SK203", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find levels that are not on the scale of their criterion."""
    for question, answer in subject.questions:
        for below, level in answer.levels:
            asked = question.of_importance if below == ("importance",) else question
            if not asked.allows(level):
                yield (*question.in_plan, *below), _message(asked, level)


def _message(question: Question, level: str) -> str:
    if not question.levels:
        return f'"{level}" does not answer this; write {question.wanted}, or {UNKNOWN_LEVEL}'
    known = [*question.levels, *question.framework.not_answered, UNKNOWN_LEVEL]
    hint = did_you_mean(level, known) or f"; use {in_words(known, joiner='or')}"
    return f'the scale has no level "{level}"{hint}'
