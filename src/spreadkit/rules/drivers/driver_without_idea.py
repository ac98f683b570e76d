"""No change idea works on a driver.

Why it matters: a driver that nothing works on will not move, and the aim was said to depend on it. Either an idea is
missing, or the driver is not one.

What to do: add an idea that serves it, or a secondary driver with an idea; or take the driver out.
"""

from collections.abc import Iterator

from spreadkit.model.drivers import Drivers
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door, serves: fast-care}
  ideas:
    nurse-at-door: {title: A nurse at the door, serves: triage}
"""

FAILS = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
    early-arrival: {title: Families bring sick children early}  # <--
  secondary:
    triage: {title: Triage at the door, serves: fast-care}
  ideas:
    nurse-at-door: {title: A nurse at the door, serves: triage}
"""


@plan_rule("SK704", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find drivers that no idea serves, directly or through what serves them. Ideas that were dropped do not count."""
    if subject.is_lost(("drivers", "ideas")):
        return
    drivers = subject.plan.drivers
    moved = _moved(drivers)
    for layer, names in (("primary", drivers.primary), ("secondary", drivers.secondary)):
        for name in names:
            if name not in moved:
                yield ("drivers", layer, name), f'no change idea works on "{name}"; add one, or take the driver out'


def _moved(drivers: Drivers) -> set[str]:
    """Return the drivers that ideas serve, and those that these serve in turn."""
    ahead = [link.to for idea in drivers.ideas.values() if idea.state != "dropped" for link in idea.serves]
    moved: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name not in moved:
            moved.add(name)
            ahead += [link.to for link in drivers.links.get(name, ())]
    return moved
