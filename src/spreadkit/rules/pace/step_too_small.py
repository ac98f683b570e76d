"""A wave makes the spread less than twice as large, and more waves follow.

Why it matters: small steps feel safe, but each has its preparation, its gate and its pause. People tire of a spread
that takes years longer than it has to, and the last sites wait longest.

What to do: join the wave with the next one where the coaches allow it, or say under `because` of the wave why it is
small.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rollout.progress import counts_units, spread_steps
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
waves:
  first: {start: 2026-09-01, sites: 5}
  second: {start: 2027-01-01, sites: 5}
  third: {start: 2027-05-01, sites: 3}
"""

FAILS = """
waves:
  first: {start: 2026-09-01, sites: 5}
  second: {start: 2027-01-01, sites: 2}  # <--
  third: {start: 2027-05-01, sites: 10}
"""

_LEAST: Final = 2
"""How many times as large a step should at least make the spread. The figure is ours."""


@plan_rule("SK668", Severity.NOTE, stage=Stage.LAUNCH, holds="step-size", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves, but for the last, that multiply what is there by less than two."""
    what = "units" if counts_units(subject.plan) else "sites"
    for step in list(spread_steps(subject.plan))[:-1]:
        if step.factor is None or step.factor >= _LEAST or subject.plan.waves[step.wave].because:
            continue
        message = f'"{step.wave}" goes only from {step.before} to {step.total} {what}, and more waves follow'
        yield ("waves", step.wave), f"{message}; join it with the next, or say why under because"
