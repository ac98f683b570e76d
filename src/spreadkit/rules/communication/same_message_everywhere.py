"""Every audience is told the same, word for word.

Why it matters: a nurse, a doctor and a manager gain different things from the same change and lose different things to
it. One message for all speaks to none of them.

What to do: say in each audience's own terms why the new way is better for them; `needs` and `concerns` of the audience
are where to begin.
"""

from collections.abc import Iterator, Mapping

from spreadkit.model.people import Purpose
from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing}
  doctors: {decides: late}
communication:
  - {audience: ward-nurses, purpose: awareness, message: It takes two minutes}
  - {audience: doctors, purpose: awareness, message: You are called out less at night}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}
  doctors: {decides: late}
communication:
  - {audience: ward-nurses, purpose: awareness, message: Huddles make wards safer}
  - {audience: doctors, purpose: awareness, message: Huddles make wards safer}  # <--
"""


@plan_rule("SK645", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan in which two or more audiences all get the same messages."""
    plan = subject.plan
    messages = _messages(plan)
    all_heard = [heard for name in plan.audiences if (heard := _heard_by(name, messages))]
    if len(all_heard) > 1 and len(set(all_heard)) == 1:
        yield (
            ("communication", max(messages), "message"),
            f"{count_of(len(all_heard), 'audience')} are told the same, word for word; say it in each one's own terms",
        )


def _messages(plan: Plan) -> dict[int, tuple[str, str]]:
    """Return audience and message by position, for what is said ahead of any result."""
    return {
        index: (item.audience, " ".join(item.message.casefold().split()))
        for index, item in enumerate(plan.communication)
        if item.message and item.purpose is not Purpose.FEEDBACK
    }


def _heard_by(audience: str, messages: Mapping[int, tuple[str, str]]) -> frozenset[str]:
    return frozenset(message for to, message in messages.values() if to in {audience, EVERYONE})
