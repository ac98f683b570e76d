"""The sponsor has not looked at the data for some time while the spread is running.

Why it matters: when leaders stop asking, staff conclude that this too will pass and wait it out. Sponsors who look
often also see early where a site is stuck.

What to do: hold the review, enter its date under `reviews`, and set the `next` one, about once a month.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from spreadkit.model.base import Unknown
from spreadkit.model.people import Role
from spreadkit.model.plan import Review
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, plan_rule

PASSES = """
stage: expand
people:
  ap: {name: A. Patel, role: executive-sponsor}
reviews:
  - {on: 2026-06-02, by: ap, what: Run charts of wave 1}
"""

FAILS = """
stage: expand
people:
  ap: {name: A. Patel, role: executive-sponsor}
reviews:
  - on: 2026-03-02  # <--
    by: ap
    what: Run charts of wave 1
"""

_RUNNING: Final = frozenset({Stage.LAUNCH, Stage.EXPAND})

_RECENT: Final = timedelta(days=45)
"""How long ago the last review may be. The figure is ours: a monthly review, and two weeks of grace."""


@plan_rule(
    "SK412",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    cause="A review is due",
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find spreads under way whose sponsor has not reviewed them lately."""
    if subject.plan.stage not in _RUNNING:
        return
    held = [(review.on, index) for index, review in enumerate(subject.plan.reviews) if _counts(subject.plan, review)]
    dated = [(on, index) for on, index in held if isinstance(on, date) and on <= subject.as_of]
    if dated:
        last, index = max(dated)
        if subject.as_of - last > _RECENT:
            ago = (subject.as_of - last).days
            yield ("reviews", index, "on"), f'the last review by the sponsor, "{last}", is {ago} days ago; hold one'
    elif not any(isinstance(on, Unknown) for on, _ in held):
        yield ("reviews",), "no review by the sponsor is recorded; hold one, and enter its date under reviews"


def _counts(plan: Plan, review: Review) -> bool:
    """Whether a sponsor took part, or the review does not say who did."""
    sponsors = {name for name, person in plan.people.items() if Role.EXECUTIVE_SPONSOR in person.role}
    return not review.by or not sponsors or not sponsors.isdisjoint(review.by)
