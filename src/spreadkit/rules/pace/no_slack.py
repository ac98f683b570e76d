"""The last wave ends in time for the aim only if nothing takes longer than planned.

Why it matters: it does take longer. Ghana's national programme was planned for five years and took seven, 1.4 times as
long. A plan without room is late at the first wave that slips.

What to do: agree with the sponsor on a later date, go with larger or shorter waves, or aim for fewer sites by that day.
How much room there should be is `slack` under `rollout`. Plans without that part are not asked.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from spreadkit import months
from spreadkit.model.schedule import Rollout
from spreadkit.rollout.progress import day_after, waves_in_order
from spreadkit.rollout.terms import TermLookup
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, known, plan_rule
from spreadkit.words import in_decimals

PASSES = """
aim: {by: 2028-12-31}
rollout: {slack: 1.4}
waves:
  first: {start: 2026-10-01, end: 2027-03-31}
  second: {start: 2027-06-01, end: 2028-03-31}
"""

FAILS = """
aim: {by: 2028-06-30}
rollout: {slack: 1.4}
waves:
  first: {start: 2026-10-01, end: 2027-03-31}
  second:
    start: 2027-06-01
    end: 2028-03-31  # <--
"""


@plan_rule(
    "SK659",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    holds="date",
    after_end=False,
    passes=PASSES,
    cause="The aim's date leaves no time for delays",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a last wave that ends by the date of the aim, but not if what is left of the spread takes longer."""
    plan, by, last = subject.plan, known(subject.plan.aim.by), _last(subject.plan)
    if plan.rollout is None or by is None or last is None or not subject.as_of <= last[0] <= by:
        return
    (end, name), slack = last, TermLookup(Rollout(), plan).number("slack")
    begin = max(subject.as_of, min(filter(None, (known(wave.start) for wave in plan.waves.values())), default=end))
    late = months.after(begin, months.between(begin, day_after(end)) * slack) - timedelta(days=1)
    if late > by:
        message = (
            f'"{name}" ends on {end}; if it takes {in_decimals(slack)} times as long, on {late}, after the date of'
        )
        yield ("waves", name, "end"), f"{message} the aim, {by}; move that date, or the waves"


def _last(plan: Plan) -> tuple[date, str] | None:
    """Return the last end of all waves; None where the end of one is not known."""
    ends = [(known(plan.waves[name].end), name) for name in waves_in_order(plan)]
    dated = [(end, name) for end, name in ends if end is not None]
    return max(dated) if dated and len(dated) == len(ends) else None
