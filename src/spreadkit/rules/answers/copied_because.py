"""The same reason stands under three or more criteria.

Why it matters: criteria ask different things. One sentence that is pasted under many of them answers none.

What to do: say under each criterion what is there for just that one.
"""

from collections.abc import Iterator

from spreadkit.rules import UNKNOWN, Hit, Question, Severity, Stage, Subject, plan_rule

_COPIES = 3
"""The same words under so many criteria are a copy (ours)."""

PASSES = """
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named in the charter}
    leadership.local-leads: {level: good, because: Each is on the site list}
    communication.channels: {level: good, because: Named in the charter}
"""

FAILS = """
answers:
  tiny:
    leadership.sponsor: {level: good, because: In place since March}  # <--
    leadership.local-leads: {level: good, because: in place  since March}
    communication.channels: {level: good, because: In place since March}
"""


@plan_rule("SK210", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find reasons that several criteria of a framework share; at the lowest level one may well serve many."""
    sharing: dict[tuple[str, str], list[Question]] = {}
    for question, answer in subject.questions:
        words = " ".join((answer.because or "").lower().split())
        if not words or words == UNKNOWN.value or not answer.has_level:
            continue
        if question.is_above_lowest(answer.level):
            sharing.setdefault((question.framework.id, words), []).append(question)
    for questions in sharing.values():
        if len(questions) >= _COPIES:
            yield (
                (*questions[0].in_plan, "because"),
                f"the same reason stands under {len(questions)} criteria; say what is there for each of them",
            )
