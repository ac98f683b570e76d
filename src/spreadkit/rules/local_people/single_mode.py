"""The plan relies on one way alone: on what is sent out from the centre, or on what passes from peer to peer.

Why it matters: what is sent out reaches the early few, and their interest often fades before they act. What passes
between peers is believed, but nobody steers it. Each needs the other.

What to do: add items of the other mode, such as visits, networks and talks between colleagues; or say under `mix` of
`approach` why one is enough.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
audiences:
  nurses: {decides: early}
communication:
  - {audience: nurses, purpose: awareness, mode: dissemination}
  - {audience: nurses, purpose: technical, mode: diffusion}
"""

FAILS = """
audiences:
  nurses: {decides: early}
communication:
  - audience: nurses
    purpose: awareness
    mode: dissemination  # <--
  - {audience: nurses, purpose: technical, mode: dissemination}
"""

_SEVERAL: Final = 2
"""From how many items with a mode on something can be said of the mix."""


@plan_rule("SK760", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans all of whose communication that states a mode has the same, without a reason."""
    plan = subject.plan
    modes = [(index, item.mode) for index, item in enumerate(plan.communication) if item.mode is not None]
    if len(modes) >= _SEVERAL and len({mode for _, mode in modes}) == 1 and plan.approach.mix is None:
        index, mode = modes[0]
        message = f"all communication is {mode}; add some of the other mode, or say under approach, mix why not"
        yield ("communication", index, "mode"), message
