"""The wave that is to make it work in the first scalable unit begins in several at once, without a reason.

Why it matters: the first unit is where the changes, the data and the help are made to work together. In several units
at the same time attention is divided, and what went wrong where is hard to tell.

What to do: begin in one unit and take the others into the test, or say under `because` of the wave why there are more.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import counts_units, spread_steps
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
waves:
  first: {step: scalable-unit, start: 2026-10-01, units: 3, because: Each district has a language of its own}
  others: {step: test, start: 2027-10-01, units: 12}
"""

FAILS = """
waves:
  first:
    step: scalable-unit
    start: 2026-10-01
    units: 3  # <--
  others: {step: test, start: 2027-10-01, units: 12}
"""


@plan_rule(
    "SK667", Severity.WARNING, stage=Stage.LAUNCH, holds="first-step", after_end=False, passes=PASSES, fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a first step, counted in units, that has more than one and does not say why."""
    first = next(spread_steps(subject.plan), None)
    if first is None or not counts_units(subject.plan) or first.new <= 1:
        return
    wave = subject.plan.waves[first.wave]
    if wave.step == "scalable-unit" and wave.because is None:
        message = f'"{first.wave}" begins in {first.new} units; begin in one, or say why under because'
        yield ("waves", first.wave, "units"), message
