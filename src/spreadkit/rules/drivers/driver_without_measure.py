"""A driver has no measure.

Why it matters: the aim moves late. The measures of its drivers tell earlier whether the work does what it should, and
which part of the theory is wrong when the aim stands still.

What to do: name under `measure` of the driver a measure of the plan; one measure may serve several drivers.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast, measure: seen-in-15-minutes}
measures:
  seen-in-15-minutes: {title: Seen within 15 minutes, kind: process, better: higher}
"""

FAILS = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast, measure: seen-in-15-minutes}
  secondary:
    triage: {title: Triage at the door, serves: fast-care}  # <--
measures:
  seen-in-15-minutes: {title: Seen within 15 minutes, kind: process, better: higher}
"""


@plan_rule("SK705", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find drivers without a measure, one finding for each layer."""
    drivers = subject.plan.drivers
    for layer, kind, found in (
        ("primary", "primary driver", drivers.primary),
        ("secondary", "secondary driver", drivers.secondary),
    ):
        without = [name for name, driver in found.items() if driver.measure is None]
        if without:
            message = f"{count_of(len(without), kind)} without a measure ({first_of(without)})"
            yield ("drivers", layer, without[0]), f"{message}; name one for each"
