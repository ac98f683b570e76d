"""The spread goes from the first unit to all the rest, with no test in other settings between.

Why it matters: the first unit shows that the changes can work. Whether they work elsewhere, with other managers and the
staff, money and supplies that later sites will have, only a test in several unlike units shows.

What to do: add a wave with `step: test` in a few units of other kinds, before the wave of full scale.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
waves:
  first: {step: scalable-unit, start: 2026-01-05}
  others: {step: test, start: 2026-11-02}
  rest: {step: full-scale, start: 2027-09-06}
"""

FAILS = """
waves:
  first: {step: scalable-unit, start: 2026-01-05}
  rest:
    step: full-scale  # <--
    start: 2027-09-06
"""


@plan_rule("SK723", Severity.WARNING, holds="test-step", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the first wave of full scale in plans that have a first unit but no test."""
    waves = subject.plan.waves
    steps = {wave.step for wave in waves.values()}
    if "scalable-unit" in steps and "test" not in steps:
        for name, wave in waves.items():
            if wave.step == "full-scale":
                message = f'"{name}" takes in the rest right after the first unit; test in other units first'
                yield ("waves", name, "step"), message
                return
