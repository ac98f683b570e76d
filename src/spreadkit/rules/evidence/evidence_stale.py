"""Evidence is older than the answers that cite it allow.

Why it matters: people move on and results slip. A chart from two years ago does not say how it is today.

What to do: look again, and renew the evidence with its date under `dated`; or lower the level that rests on it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.plan import Evidence
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

_FRESH_DAYS: Final = 365
"""Days that evidence stays fresh where the criterion sets no `fresh-for` (ours)."""

PASSES = """
evidence:
  site-list: {kind: link, link: https://example.org/sites, dated: 2026-05-31}
answers:
  tiny:
    leadership.local-leads: {level: good, because: All four, evidence: site-list}
"""

FAILS = """
evidence:
  site-list: {kind: link, link: https://example.org/sites, dated: 2026-01-31}  # <--
answers:
  tiny:
    leadership.local-leads: {level: good, because: All four, evidence: site-list}
"""


@plan_rule(
    "SK306", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, cause="Evidence and answers have aged", fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find evidence past the strictest limit among the criteria it is cited for; publications do not age.

    Data of a measure are as new as its last value.
    """
    limits: dict[str, int] = {}
    for question, answer in subject.questions:
        for name in answer.evidence if answer.has_level else ():
            limits[name] = min(limits.get(name, _FRESH_DAYS), question.criterion.fresh_for or _FRESH_DAYS)
    for name, item in subject.plan.evidence.items():
        if name not in limits or not isinstance(item.dated, date) or item.kind == "publication":
            continue
        newest = _newest(subject, item) or item.dated
        age = (subject.as_of - max(newest, item.dated)).days
        if age > limits[name]:
            yield (
                ("evidence", name, "dated"),
                f'"{name}" is {age} days old, but an answer citing it allows {limits[name]}; renew it',
            )


def _newest(subject: Subject, item: Evidence) -> date | None:
    """Return the day of the last value of the measure that evidence is of; None where it is of none."""
    by_site = subject.standing.reported.get(item.measure or "", {})
    return max((days[-1] for days in by_site.values() if days), default=None)
