"""The first wave is more than twenty-five times as large as what has been seen to work, and nothing says why.

Why it matters: from one good site to hundreds at once is how pilots die. Nobody has seen whether the help, the data and
the supplies hold at any scale between, and all sites meet the same trouble at the same time.

What to do: put one or two waves in between (`spreadkit rollout` works them out). Where it is a campaign, write so under
`method` of `approach`; else say under `because` of the wave why the leap is safe.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import first_jump, may_leap
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
approach: {method: campaign}
successful-sites:
  ward-4: {title: Ward 4}
waves:
  all-at-once: {start: 2026-09-01, sites: 990}
"""

FAILS = """
successful-sites:
  ward-4: {title: Ward 4}
waves:
  all-at-once: {start: 2026-09-01, sites: 990}  # <--
"""


@plan_rule("SK657", Severity.ERROR, holds="step-size", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a first wave that multiplies the successful sites by more than twenty-five, without campaign or reason."""
    jump = first_jump(subject.plan)
    if jump is None or not jump.is_leap or may_leap(subject.plan) or subject.plan.waves[jump.wave].because:
        return
    message = f'"{jump.wave}" leaps from {jump.before} successful to {jump.total} sites'
    yield ("waves", jump.wave), f"{message}; put waves in between, or say why this can work"
