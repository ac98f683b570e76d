"""A wave starts before the pause that the plan keeps for looking at the data and deciding is over.

Why it matters: a wave that starts the week after the last one ended was decided on before its results were in. The
pause is when the package, the help and the numbers are mended.

What to do: move the start of the wave; waves that have begun are not asked. How long the pause is, is `pause` under
`rollout`; where it is not stated there, nothing is said. Waves of full scale may overlap.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from spreadkit import months
from spreadkit.model.rollout import Wave
from spreadkit.rollout.progress import day_after, waves_in_order
from spreadkit.rules import Hit, Severity, Stage, Subject, known, plan_rule
from spreadkit.words import amount_of

PASSES = """
rollout: {pause: 2}
waves:
  first: {step: scalable-unit, start: 2026-10-01, end: 2027-06-30}
  others: {step: test, start: 2027-09-01, end: 2028-05-31}
  east: {step: full-scale, start: 2028-08-01, end: 2029-05-31}
  west: {step: full-scale, start: 2029-01-01, end: 2029-12-31}
"""

FAILS = """
rollout: {pause: 2}
waves:
  first: {step: scalable-unit, start: 2026-10-01, end: 2027-06-30}
  others:
    step: test
    start: 2027-07-05  # <--
    end: 2028-05-31
"""

_GRACE: Final = timedelta(days=7)
"""How much earlier a wave may start: people start it on a Monday. The figure is ours."""


@plan_rule("SK669", Severity.WARNING, stage=Stage.LAUNCH, holds="order", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves that start after the one before has ended, but before the stated pause is over."""
    plan = subject.plan
    pause = known(plan.rollout.pause) if plan.rollout else None
    for before, name in pairwise(waves_in_order(plan)):
        ended, start = _days(plan.waves[before], plan.waves[name])
        if pause is None or ended is None or start is None or not max(ended, subject.as_of) < start:
            continue
        opens = months.after(day_after(ended), pause)
        if start < opens - _GRACE:
            message = f'"{name}" starts on {start}, but the pause of {amount_of(pause, "month")} after "{before}" is'
            yield ("waves", name, "start"), f"{message} over on {opens} only; move its start"


def _days(before: Wave, wave: Wave) -> tuple[date | None, date | None]:
    """Return the end of a wave and the start of the next; none where both are full scale, which may overlap."""
    if before.step == wave.step == "full-scale":
        return None, None
    return known(before.end), known(wave.start)
