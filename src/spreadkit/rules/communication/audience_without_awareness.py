"""An audience is never made aware.

Why it matters: people first have to see that the new way is better for them; only then do they want the details.
The framework for spread keeps the two kinds of communication apart for that reason.

What to do: add an item to `communication` for this audience with `purpose: awareness`, a message in its own terms, a
messenger and a date.
"""

from collections.abc import Iterator

from spreadkit.model.people import Purpose
from spreadkit.rules import EVERYONE, Hit, Severity, Stage, Subject, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, message: It takes two minutes}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}  # <--
communication:
  - {audience: ward-nurses, purpose: technical, message: How to run a huddle}
"""


@plan_rule("SK640", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find audiences without an awareness item."""
    plan = subject.plan
    reached = {item.audience for item in plan.communication if item.purpose is Purpose.AWARENESS}
    for audience in plan.audiences:
        if audience not in reached and EVERYONE not in reached:
            yield (
                ("audiences", audience),
                f'nothing makes "{audience}" aware; add an awareness item for them',
            )
