"""The spread is near its end, and nobody in operations has been named to own it.

Why it matters: when the project stops and nobody takes over, nobody notices that sites slip back.

What to do: agree with somebody in operations that they own it, and name them as `owner` under `embedding`, with the
signal that shows slipping and what is done then.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from spreadkit.rules import Hit, Severity, Stage, Subject, known, plan_rule

PASSES = """
people:
  sn: {name: S. Novak}
embedding:
  owner: sn
  signal: Fewer than four huddles in a week
"""

FAILS = """
people:
  sn: {name: S. Novak}
embedding:  # <--
  signal: Fewer than four huddles in a week
"""

_NEAR_THE_END: Final = timedelta(days=60)
"""How long before the date of the aim the owner should be known. The figure is ours."""


@plan_rule("SK665", Severity.WARNING, stage=Stage.EMBED, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find spreads that end soon without an owner for what follows."""
    if subject.plan.embedding.owner is not None:
        return
    by = known(subject.plan.aim.by)
    if subject.is_at_least(Stage.EMBED):
        yield ("embedding",), 'the plan is at "embed" and nobody owns what follows; name the owner in operations'
    elif by is not None and by - _NEAR_THE_END <= subject.as_of:
        yield ("embedding",), f'the aim is due on "{by}" and nobody owns what follows; name the owner in operations'
