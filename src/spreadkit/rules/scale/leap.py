"""A wave makes the spread more than twenty-five times as large in one step, and nothing says why that could work.

Why it matters: between a few sites and hundreds lie scales that nobody has seen. Only campaigns, which ask little of
each site and enrol whoever wants to, have gone so fast.

What to do: put one or two waves in between. Where it is a campaign, write so under `method` of `approach`; else say
under `because` of the wave why the leap is safe.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import counts_units, may_leap, spread_steps
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
approach: {method: campaign}
waves:
  first: {start: 2026-09-01, sites: 10}
  second: {start: 2027-01-01, sites: 990}
"""

FAILS = """
waves:
  first: {start: 2026-09-01, sites: 10}
  second: {start: 2027-01-01, sites: 990}  # <--
"""


@plan_rule("SK722", Severity.ERROR, holds="step-size", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves that multiply what is there by more than twenty-five, without a campaign or a reason."""
    if may_leap(subject.plan):
        return
    what = "units" if counts_units(subject.plan) else "sites"
    for step in spread_steps(subject.plan):
        if step.is_leap and not subject.plan.waves[step.wave].because:
            message = f'"{step.wave}" leaps from {step.before} to {step.total} {what}'
            yield ("waves", step.wave), f"{message}; put waves in between, or say why this can work"
