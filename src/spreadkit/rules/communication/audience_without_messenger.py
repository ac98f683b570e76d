"""An audience hears from nobody by name.

Why it matters: people take up a new way because somebody they respect speaks for it. A message without a messenger is
a notice, and notices change little.

What to do: name in `messenger` of an item for this audience one of the people whom the audience trusts, best somebody
like them who has done it already.
"""

from collections.abc import Iterator

from spreadkit.rules import EVERYONE, Hit, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: messenger}
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, messenger: jl}
  - {audience: ward-nurses, purpose: technical}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}  # <--
communication:
  - {audience: ward-nurses, purpose: awareness}
  - {audience: ward-nurses, purpose: technical}
"""


@plan_rule("SK642", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find audiences that are spoken to, but by no named messenger."""
    plan = subject.plan
    spoken_to = {item.audience for item in plan.communication}
    by_name = {item.audience for item in plan.communication if item.messenger}
    for audience in plan.audiences:
        reach = {audience, EVERYONE}
        if reach & spoken_to and not reach & by_name:
            yield (
                ("audiences", audience),
                f'no messenger speaks to "{audience}"; name somebody they trust in "messenger" of an item for them',
            )
