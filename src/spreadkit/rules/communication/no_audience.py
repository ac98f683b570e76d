"""The plan names no audience.

Why it matters: a change is taken up by groups of people (nurses, doctors, clerks), each with a question of its own. A
plan that speaks to everybody in general convinces nobody in particular.

What to do: name under `audiences` the groups inside each site that have to change, and what each needs to hear.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing, needs: Proof that it takes two minutes}
"""

FAILS = """
audiences: {}  # <--
"""


@plan_rule("SK648", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan without audiences."""
    if not subject.plan.audiences:
        yield (
            ("audiences",),
            "no audience is named; say which groups inside each site have to change, and what each needs to hear",
        )
