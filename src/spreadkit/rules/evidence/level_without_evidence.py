"""An answer claims that a criterion is met and cites no evidence.

Why it matters: a sponsor who opens a gate relies on what somebody else can look up, not on a feeling.

What to do: add the item under `evidence` of the plan and cite its id in the answer; the message says what would do.
"""

from collections.abc import Iterator

from spreadkit.framework.answers import fits, is_at_least, satisfying_level
from spreadkit.model.framework import Criterion
from spreadkit.rules import Framework, Hit, Severity, Stage, Subject, plan_rule

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


@plan_rule("SK301", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find claims without evidence, for criteria that say what evidence would do."""
    for name, criterion_id, criterion, answer in subject.criteria:
        if not criterion.evidence or answer.evidence or not answer.has_level:
            continue
        if _wants_evidence(subject.frameworks[name], criterion, answer.level or ""):
            wanted = criterion.evidence[0]
            yield (
                ("answers", name, criterion_id),
                f'"{criterion_id}" is answered {answer.level} without evidence; cite e.g. "{wanted}"',
            )


def _wants_evidence(framework: Framework, criterion: Criterion, level: str) -> bool:
    """Whether an answer is so high that it needs evidence: from `evidence-from` on, else from what satisfies."""
    least = criterion.evidence_from or satisfying_level(framework, criterion)
    return fits(framework, criterion, level) and is_at_least(framework, criterion, level, least)
