"""The day that was set for the next review is past, and no review is recorded since.

Why it matters: people bring their figures to a review that takes place. When one falls out without a word, they stop.

What to do: hold it, and enter it under `reviews` with its day and the `next` one.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.rules import Hit, Severity, Subject, count_of, plan_rule

PASSES = """
reviews:
  - {on: 2026-05-04, next: 2026-06-08}
  - {on: 2026-06-09, next: 2026-07-13}
"""

FAILS = """
reviews:
  - {on: 2026-04-06, next: 2026-05-04}
  - on: 2026-05-04
    next: 2026-06-08  # <--
"""


@plan_rule(
    "SK780", Severity.WARNING, after_end=False, passes=PASSES, cause="A review is due", of_silence=True, fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the last review, where its `next` day has gone by. That some reviews have no known day settles nothing."""
    held = [
        (review.on, index)
        for index, review in enumerate(subject.plan.reviews)
        if isinstance(review.on, date) and review.on <= subject.as_of
    ]
    if held:
        _, index = max(held)
        due = subject.plan.reviews[index].next
        if due is not None and due < subject.as_of:
            late = count_of((subject.as_of - due).days, "day")
            yield ("reviews", index, "next"), f"the review of {due} is {late} late; hold it, and enter it under reviews"
