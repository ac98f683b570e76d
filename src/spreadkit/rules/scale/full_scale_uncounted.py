"""The plan goes to full scale step by step, and does not say how many sites that is.

Why it matters: without a count nobody can say which step comes next, what it all costs, or how far the spread has come.
"Nationwide" is not a number.

What to do: count the sites and write the number under `population` of the aim, or list them all in the table of sites.
Write `unknown` where somebody looked and nobody could say.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
aim: {population: 576}
waves:
  first: {step: scalable-unit, start: 2026-01-05}
"""

FAILS = """
aim:  # <--
  for: All mothers and newborns
waves:
  first: {step: scalable-unit, start: 2026-01-05}
"""


@plan_rule("SK736", Severity.ERROR, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans that go by steps, or whose framework asks for a count, with neither a number nor a list of sites."""
    plan = subject.plan
    goes_by_steps = any(wave.step for wave in plan.waves.values()) or bool(plan.units)
    is_asked = goes_by_steps or "full-scale-uncounted" in subject.verifying
    if is_asked and plan.aim.population is None and not plan.target_sites and "site" not in subject.lost_kinds:
        yield ("aim",), "nothing says how many sites full scale is; count them, and write population under aim"
