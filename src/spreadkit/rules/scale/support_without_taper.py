"""Help for sites ends from one month to the next.

Why it matters: a site that was visited every month and then never again takes it that the matter is over. What slips
after the last visit nobody sees.

What to do: plan fewer visits after the wave under `visits-after`, and for how many months under `months-after`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, known, plan_rule

PASSES = """
support:
  coaches: {title: Coaching, kind: coach, visits-each-month: 1, visits-after: 0.33, months-after: 12}
"""

FAILS = """
support:
  coaches: {title: Coaching, kind: coach, visits-each-month: 1}  # <--
"""


@plan_rule("SK734", Severity.WARNING, stage=Stage.LAUNCH, holds="taper", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find support, or a rollout, with visits during the wave and none after it."""
    for name, support in subject.plan.support.items():
        if known(support.visits_each_month) and (support.visits_after is None or support.visits_after == 0):
            message = f'visits of "{name}" end with the wave; plan some after it (visits-after, months-after)'
            yield ("support", name), message
    rollout = subject.plan.rollout
    for key in ("visits-after", "months-after"):
        if rollout is not None and getattr(rollout, key.replace("-", "_")) == 0:
            yield ("rollout", key), "visits end with the wave; plan some after it, and for some months"
            return
