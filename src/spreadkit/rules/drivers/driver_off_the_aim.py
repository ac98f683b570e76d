"""A driver or a change idea does not lead to the aim.

Why it matters: a driver diagram says why the work should move the aim. What hangs loose in it is either work without a
reason, or a reason that nobody has written down.

What to do: say under `serves` which driver it is a part of, up to a primary one. An idea that was given up has the
state `dropped`.
"""

from collections.abc import Iterator

from spreadkit.model.drivers import Drivers, Link
from spreadkit.rules import Hit, Route, Severity, Stage, Subject, plan_rule

PASSES = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door, serves: fast-care}
  ideas:
    nurse-at-door: {title: A nurse at the door, serves: triage}
    text-messages: {title: Text messages to families, state: dropped, because: Half of the villages have no network}
"""

FAILS = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door, serves: fast-care}
  ideas:
    nurse-at-door: {title: A nurse at the door, serves: triage}
    new-signs: {title: New signs in the corridor}  # <--
"""


@plan_rule("SK700", Severity.ERROR, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find what serves nothing, or what leads nowhere. Names that stand for nothing are another rule's business."""
    drivers = subject.plan.drivers
    for route, links in _served(drivers):
        if not links:
            yield route, f'"{route[-1]}" serves no driver; say under serves what it is a part of'
        elif _all_stand(drivers, links) and not drivers.reaches_aim(links):
            yield route, f'"{route[-1]}" leads to no primary driver, and so not to the aim; link what it serves'


def _served(drivers: Drivers) -> Iterator[tuple[Route, tuple[Link, ...]]]:
    for name, secondary in drivers.secondary.items():
        yield ("drivers", "secondary", name), secondary.serves
    for name, idea in drivers.ideas.items():
        if idea.state != "dropped":
            yield ("drivers", "ideas", name), idea.serves


def _all_stand(drivers: Drivers, links: tuple[Link, ...]) -> bool:
    return all(link.to in drivers.primary or link.to in drivers.secondary for link in links)
