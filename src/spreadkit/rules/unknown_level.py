"""An answer uses a level that its scale does not have.

Why it matters: an answer that is not on the scale cannot be scored, and opens no gate.

What to do: use one of the levels that the message lists, or `unknown`.
"""

from collections.abc import Iterator

from spreadkit.model.finding import Severity
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.ruling import Hit, Subject, plan_rule
from spreadkit.scoring import scale_of
from spreadkit.words import did_you_mean, in_words

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
        if answer.level is None or answer.level == UNKNOWN_LEVEL:
            continue
        levels = list(scale_of(subject.frameworks[name], criterion))
        if levels and answer.level not in levels:
            hint = did_you_mean(answer.level, levels) or f"; use {in_words([*levels, UNKNOWN_LEVEL], joiner='or')}"
            yield ("answers", name, criterion_id, "level"), f'the scale has no level "{answer.level}"{hint}'
