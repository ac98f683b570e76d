"""Nothing says which result would stop the spread, or send it back to be designed anew.

Why it matters: once many have begun, every result looks like a reason to go on. What would have been a reason to stop
can only be said soberly beforehand.

What to do: write under `stop-when` of `approach` what would have to be seen, in which measure and by when.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
approach:
  method: wave-sequence
  stop-when: No shift in deaths in more than half of the test units by June 2027
"""

FAILS = """
approach:  # <--
  method: wave-sequence
"""


@plan_rule("SK728", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans with a method for full scale, or with steps towards it, and without a stop rule."""
    plan = subject.plan
    is_asked = bool(plan.approach.method) or any(wave.step for wave in plan.waves.values())
    if plan.approach.stop_when is None and (is_asked or "no-stop-rule" in subject.verifying):
        yield ("approach",), "nothing says what would stop the spread; write stop-when under approach"
