"""The day for the next review of the practice is past.

Why it matters: sites follow the practice because they were told it is the best that is known. Whether it still is, is
what the review was to find out.

What to do: hold the review, enter its day under `last` and its result under `found`, and set the `next` day.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, count_of, known, plan_rule

PASSES = """
package:
  version: "1"
  review: {every: year, last: 2026-03-02, next: 2027-03-01}
"""

FAILS = """
package:
  version: "1"
  review:
    every: year
    next: 2026-03-01  # <--
"""


@plan_rule("SK717", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a review whose day is past and that was not held since."""
    review = subject.plan.package.review if subject.plan.package else None
    if review is None or review.next is None or review.next >= subject.as_of:
        return
    last = known(review.last)
    if last is None or last < review.next:
        late = count_of((subject.as_of - review.next).days, "day")
        message = f"the review was due on {review.next}, {late} ago; hold it, and set the next day"
        yield ("package", "review", "next"), message
