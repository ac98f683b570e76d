"""The same id stands for a primary and for a secondary driver.

Why it matters: what serves that id serves two drivers at once, and every reader follows another line.

What to do: give one of the two an id of its own, and correct `serves` where the other one is meant.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door, serves: fast-care}
"""

FAILS = """
drivers:
  primary:
    triage: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door}  # <--
"""


@plan_rule("SK702", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find secondary drivers that have the id of a primary one."""
    drivers = subject.plan.drivers
    for name in drivers.secondary:
        if name in drivers.primary:
            yield (
                ("drivers", "secondary", name),
                f'"{name}" is the id of a primary driver too; give one of them another id',
            )
