"""Evidence is newer than the last review of the answer that cites it.

Why it matters: the answer was given without having seen it, so it may say too much or too little.

What to do: look at the answer again in the light of the newer evidence, and set `reviewed` to that day.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.rules import Hit, Question, Severity, Stage, Subject, plan_rule

PASSES = """
evidence:
  charter: {kind: link, link: https://example.org/charter, dated: 2026-03-01}
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named with duties, evidence: charter, reviewed: 2026-03-20}
"""

FAILS = """
evidence:
  charter: {kind: link, link: https://example.org/charter, dated: 2026-05-01}
answers:
  tiny:
    leadership.sponsor:
      level: good
      because: Named with duties
      evidence: charter
      reviewed: 2026-03-20  # <--
"""


@plan_rule("SK307", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find evidence that came after the review of answers whose newest it is: one finding for each item."""
    items = subject.plan.evidence
    dates = {name: item.dated for name, item in items.items() if isinstance(item.dated, date)}
    behind: dict[str, list[Question]] = {}
    for question, answer in subject.questions:
        newest = max((name for name in answer.evidence if name in dates), key=dates.__getitem__, default=None)
        if newest and answer.reviewed and dates[newest] > answer.reviewed:
            behind.setdefault(newest, []).append(question)
    for name, questions in behind.items():
        reviews = "this review" if len(questions) == 1 else f"the reviews of {len(questions)} answers that cite it"
        yield (
            (*questions[0].in_plan, "reviewed"),
            f'"{name}" of {dates[name]} is newer than {reviews}; look at what it says, and answer again',
        )
