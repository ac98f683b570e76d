"""An answer claims something without saying why.

Why it matters: a level without a reason cannot be discussed, and the next person cannot tell whether it is still true.

What to do: write one sentence under `because`: what is there that makes this level the right one.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
answers:
  tiny:
    leadership.sponsor: {level: absent}
    communication.channels: {level: partial, because: Ward meetings and the newsletter}
"""

FAILS = """
answers:
  tiny:
    leadership.sponsor: {level: absent}
    communication.channels: {level: partial}  # <--
"""


@plan_rule(
    "SK208",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    passes=PASSES,
    cause="Answers lack their reason or their evidence",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find levels above the lowest of their scale that have no `because`."""
    for question, answer in subject.questions:
        if not answer.has_level or answer.because is not None:
            continue
        if question.is_above_lowest(answer.level):
            yield (
                question.in_plan,
                f'"{question.id}" is answered {answer.level}, but not why; add a sentence under because',
            )
