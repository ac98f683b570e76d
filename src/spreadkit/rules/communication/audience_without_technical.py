"""An audience that has to change is never given the know-how.

Why it matters: people who are convinced still need to learn how: the steps, the forms, the tips of those who have done
it. Interest that meets no know-how fades within weeks.

What to do: add an item to `communication` for this audience with `purpose: technical`, given by somebody who has done
it. Where the audience only has to know, write `adopts: no` for it.
"""

from collections.abc import Iterator

from spreadkit.model.people import Purpose
from spreadkit.rules import EVERYONE, Hit, Severity, Stage, Subject, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing}
  finance: {adopts: no}
communication:
  - {audience: ward-nurses, purpose: technical, message: How to run a huddle}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}  # <--
  finance: {adopts: no}
communication:
  - {audience: ward-nurses, purpose: awareness, message: It takes two minutes}
"""


@plan_rule("SK641", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find adopting audiences without a technical item."""
    plan = subject.plan
    reached = {item.audience for item in plan.communication if item.purpose is Purpose.TECHNICAL}
    for name, audience in plan.audiences.items():
        if audience.adopts and name not in reached and EVERYONE not in reached:
            yield (
                ("audiences", name),
                f'nothing gives "{name}" the know-how; add a technical item, or write adopts: no',
            )
