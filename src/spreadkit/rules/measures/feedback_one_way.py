"""Results go back to executives or to adopters, but not to both.

Why it matters: executives who do not see the data cannot clear the way, and adopters who do not see them lose heart.
The framework for spread asks for both, at least every month.

What to do: add an entry under `feedback` with `to: executives`, and one with `to: adopters` or the audiences that take
the changes up.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Purpose
from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
feedback:
  - {to: [executives, adopters], measures: [falls-rate], every: month}
"""

FAILS = """
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
feedback:  # <--
  - {to: executives, measures: [falls-rate], every: month}
"""

_EXECUTIVES: Final = "executives"
_ADOPTERS: Final = "adopters"


@plan_rule("SK654", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan with measures that go to executives only, to adopters only, or to nobody."""
    plan = subject.plan
    if not plan.measures:
        return
    to = {name for feedback in plan.feedback for name in feedback.to}
    left_out = [] if _EXECUTIVES in to else [_EXECUTIVES]
    if not _reaches_adopters(plan, to):
        left_out.append(_ADOPTERS)
    if left_out:
        yield ("feedback",), f'results do not go back to {in_words(left_out, joiner="or")}; add them under "feedback"'


def _reaches_adopters(plan: Plan, to: set[str]) -> bool:
    """Whether adopters get results: by name, as an audience, or in an item of communication."""
    reached = {item.audience for item in plan.communication if item.purpose is Purpose.FEEDBACK}
    adopting = {name for name, audience in plan.audiences.items() if audience.adopts}
    return bool((to | reached) & {_ADOPTERS, EVERYONE, *adopting})
