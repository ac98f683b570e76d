"""Some of the communication does not say whether it is sent out by plan or passes between peers.

Why it matters: the mix of the two is a choice that one can only look at when every item says which it is.

What to do: write `mode: dissemination` or `mode: diffusion` for each.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
audiences:
  nurses: {decides: early}
communication:
  - {audience: nurses, purpose: awareness, mode: dissemination}
  - {audience: nurses, purpose: technical, mode: diffusion}
  - {audience: nurses, purpose: feedback}
"""

FAILS = """
audiences:
  nurses: {decides: early}
communication:
  - {audience: nurses, purpose: awareness, mode: dissemination}
  - {audience: nurses, purpose: technical}  # <--
"""


@plan_rule("SK761", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find items without a mode, where others have one, or a framework asks for it. Feedback has none."""
    items = [(index, item) for index, item in enumerate(subject.plan.communication) if item.purpose != "feedback"]
    without = [index for index, item in items if item.mode is None]
    is_asked = len(without) < len(items) or "mode-missing" in subject.verifying
    if without and is_asked:
        message = f"{count_of(len(without), 'item does', 'items do')} not say how it travels"
        yield ("communication", without[0]), f"{message}; write mode: dissemination or mode: diffusion"
