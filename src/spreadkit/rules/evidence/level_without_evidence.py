"""An answer claims that a criterion is met and cites no evidence.

Why it matters: a sponsor who opens a gate relies on what somebody else can look up, not on a feeling.

What to do: add the item under `evidence` of the plan and cite its id in the answer; the message says what would do.
Where the framework names a part of the plan as evidence (`evidence-in-plan: audiences`), what stands there is enough.
"""

from collections.abc import Iterator

from spreadkit.model.framework import EvidencePart
from spreadkit.rules import Hit, Question, Severity, Stage, Subject, plan_rule
from spreadkit.scoring.facts import stands_in_plan

PASSES = """
evidence:
  charter: {kind: link, link: https://example.org/charter}
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named with duties, evidence: charter}
    leadership.local-leads: {level: partial, because: Two of four sites}
"""

FAILS = """
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named with duties}  # <--
    leadership.local-leads: {level: partial, because: Two of four sites}
"""


@plan_rule(
    "SK301",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    passes=PASSES,
    cause="Answers lack their reason or their evidence",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find claims without evidence, for criteria that say what evidence would do."""
    for question, answer in subject.questions:
        if answer.evidence or answer.na is not None:
            continue
        if any(_may_stand_in_plan(subject, part) for part in question.criterion.evidence_in_plan):
            continue
        strict = next(filter(question.needs_evidence, (answer.level, *answer.sites.values())), None)
        if strict is not None:
            message = f'"{question.id}" is answered {strict}, which counts only with evidence, and names none'
            yield question.in_plan, f'{message}; cite some under "evidence"'
        elif question.criterion.evidence and answer.has_level and _wants_evidence(question, answer.level or ""):
            wanted = question.criterion.evidence[0]
            yield (
                question.in_plan,
                f'"{question.id}" is answered {answer.level} without evidence; cite e.g. "{wanted}"',
            )


def _wants_evidence(question: Question, level: str) -> bool:
    """Whether an answer is so high that it needs evidence: from `evidence-from` on, else from what satisfies."""
    least = question.criterion.evidence_from or question.enough
    return least is not None and question.fits(level) and question.is_at_least(level, least)


def _may_stand_in_plan(subject: Subject, part: EvidencePart) -> bool:
    """Whether anything is written in a part of the plan, be it that it could not be read."""
    return stands_in_plan(subject.plan, part) or subject.is_lost((part.value,))
