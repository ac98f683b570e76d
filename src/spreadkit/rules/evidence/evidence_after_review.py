"""Evidence is newer than the last review of the answer that cites it.

Why it matters: the answer was given without having seen it, so it may say too much or too little.

What to do: look at the answer again in the light of the newer evidence, and set `reviewed` to that day.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

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
    """Find answers whose newest evidence came after their review."""
    items = subject.plan.evidence
    dates = {name: item.dated for name, item in items.items() if isinstance(item.dated, date)}
    for question, answer in subject.questions:
        newest = max((name for name in answer.evidence if name in dates), key=dates.__getitem__, default=None)
        if newest and answer.reviewed and dates[newest] > answer.reviewed:
            yield (
                (*question.in_plan, "reviewed"),
                f'"{newest}" of {dates[newest]} is newer than this review; look at the answer again',
            )
