"""The same reason stands under three or more criteria.

Why it matters: criteria ask different things. One sentence that is pasted under many of them answers none.

What to do: say under each criterion what is there for just that one.
"""

from collections.abc import Iterator

from spreadkit.framework.answers import is_above_lowest
from spreadkit.rules import UNKNOWN, Hit, Severity, Stage, Subject, plan_rule

COPIES = 3
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
    sharing: dict[tuple[str, str], list[str]] = {}
    for name, criterion_id, criterion, answer in subject.criteria:
        words = " ".join((answer.because or "").lower().split())
        if not words or words == UNKNOWN.value or not answer.has_level:
            continue
        if is_above_lowest(subject.frameworks[name], criterion, answer.level):
            sharing.setdefault((name, words), []).append(criterion_id)
    for (name, _), criteria in sharing.items():
        if len(criteria) >= COPIES:
            yield (
                ("answers", name, criteria[0], "because"),
                f"the same reason stands under {len(criteria)} criteria; say what is there for each of them",
            )
