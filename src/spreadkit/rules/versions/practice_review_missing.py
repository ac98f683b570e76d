"""Nobody is to review the practice against new evidence, or no day is set for it.

Why it matters: what is best today is not best for ever. A practice that nobody reviews stays in force after the
evidence has moved on, and nobody dares to retire it.

What to do: name under `review` of the package who reviews it (`by`) and when next (`next`).
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
people:
  mo: {name: M. Osei}
package:
  version: "1"
  review: {by: mo, every: year, next: 2027-03-01}
"""

FAILS = """
people:
  mo: {name: M. Osei}
package:
  version: "1"
  review: {by: mo, every: year}  # <--
"""


@plan_rule("SK716", Severity.WARNING, stage=Stage.EMBED, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find packages without a next review, where the plan keeps reviews or approvals, or a framework asks for one."""
    package = subject.plan.package
    if package is None:
        return
    review = package.review
    if review is None:
        if "practice-review-missing" in subject.verifying or _has_approval(subject):
            yield ("package",), "no review of the practice is planned; add review with by and next"
        return
    lacking = [name for name, value in (("by", review.by), ("next", review.next)) if value is None]
    if lacking:
        yield ("package", "review"), f"the review of the practice lacks {in_words(lacking)}; add who does it and when"


def _has_approval(subject: Subject) -> bool:
    return any(decision.about == "approval" for decision in subject.plan.decisions)
