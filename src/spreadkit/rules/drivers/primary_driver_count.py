"""The aim rests on fewer than two or more than five primary drivers.

Why it matters: primary drivers are the few things that matter most. With one, the diagram only repeats the aim; with
many, it is a list of everything, and nobody knows where to begin.

What to do: split the one driver into what it consists of, or make the smaller ones secondary drivers of the larger.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.drivers import Drivers
from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
drivers:
  primary:
    early-arrival: {title: Families bring sick children early}
    fast-care: {title: Sick children are seen fast}
"""

FAILS = """
drivers:
  primary:  # <--
    fast-care: {title: Sick children are seen fast}
"""

_FEWEST, _MOST = 2, 5
"""How many primary drivers guides to driver diagrams advise."""

_NOTHING: Final = Drivers()


@plan_rule("SK703", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Count the primary drivers of a plan that has a driver diagram, or whose framework asks for one."""
    drivers = subject.plan.drivers
    number = len(drivers.primary)
    is_asked = drivers != _NOTHING or "primary-driver-count" in subject.verifying
    if not is_asked or _FEWEST <= number <= _MOST or "driver" in subject.lost_kinds:
        return
    advice = "split what the aim rests on" if number < _FEWEST else "make the smaller ones secondary drivers"
    counted = count_of(number, "primary driver") if number else "no primary driver"
    yield ("drivers", "primary"), f"the aim has {counted}, where {_FEWEST} to {_MOST} are advised; {advice}"
