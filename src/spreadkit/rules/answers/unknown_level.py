"""An answer uses a level that its scale does not have.

Why it matters: an answer that is not on the scale cannot be scored, and opens no gate.

What to do: use one of the levels that the message lists, or `unknown`.
"""

from collections.abc import Iterator

from spreadkit.framework.answers import code_of, fits, for_importance, scale_of, wanted
from spreadkit.model.framework import Criterion
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.rules import Framework, Hit, Severity, Subject, did_you_mean, in_words, plan_rule

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


@plan_rule("SK203", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find levels that are not on the scale of their criterion."""
    for name, criterion_id, criterion, answer in subject.criteria:
        framework = subject.frameworks[name]
        for below, level in answer.levels:
            asked = for_importance(framework, criterion) if below == ("importance",) else criterion
            if level != UNKNOWN_LEVEL and not code_of(framework, level) and not fits(framework, asked, level):
                yield ("answers", name, criterion_id, *below), _message(framework, asked, level)


def _message(framework: Framework, criterion: Criterion, level: str) -> str:
    levels = list(scale_of(framework, criterion))
    if not levels:
        return f'"{level}" does not answer this; write {wanted(framework, criterion)}, or {UNKNOWN_LEVEL}'
    known = [*levels, *framework.not_answered, UNKNOWN_LEVEL]
    hint = did_you_mean(level, known) or f"; use {in_words(known, joiner='or')}"
    return f'the scale has no level "{level}"{hint}'
