"""One person is the messenger of everything.

Why it matters: one person cannot be credible to every audience, or at every site at once. When that person is ill or
tired, the whole spread stops speaking.

What to do: name further messengers, best from the audiences themselves and from the successful sites.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
audiences: {nurses: {}, doctors: {}}
communication:
  - {audience: nurses, purpose: awareness, messenger: jl}
  - {audience: doctors, purpose: awareness, messenger: mo}
  - {audience: nurses, purpose: technical, messenger: jl}
  - {audience: doctors, purpose: technical, messenger: jl}
"""

FAILS = """
audiences: {nurses: {}, doctors: {}}
communication:
  - {audience: nurses, purpose: awareness, messenger: jl}  # <--
  - {audience: doctors, purpose: awareness, messenger: jl}
  - {audience: nurses, purpose: technical, messenger: jl}
  - {audience: doctors, purpose: technical, messenger: jl}
"""

# Ours: below these, one messenger is natural.
_ITEMS_AT_LEAST: Final = 4
_AUDIENCES_AT_LEAST: Final = 2


@plan_rule("SK646", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan whose items, as far as they name a messenger, all name the same one."""
    plan = subject.plan
    spoken = [index for index, item in enumerate(plan.communication) if item.messenger]
    messengers = {name for index in spoken for name in plan.communication[index].messenger}
    if len(messengers) == 1 and len(spoken) >= _ITEMS_AT_LEAST and _audiences(plan, spoken) >= _AUDIENCES_AT_LEAST:
        yield (
            ("communication", spoken[0], "messenger"),
            f'"{messengers.pop()}" is the messenger of all {count_of(len(spoken), "item")}; name others as well',
        )


def _audiences(plan: Plan, spoken: list[int]) -> int:
    reached = {plan.communication[index].audience for index in spoken}
    return len(plan.audiences) if EVERYONE in reached else len(reached)
