"""Drivers serve each other in a circle.

Why it matters: in a circle nothing comes first. Nobody can tell what to work on so that the aim moves, and a program
that follows the links never ends.

What to do: take out the link that points from the wider driver to its own part.
"""

from collections.abc import Iterator, Mapping

from spreadkit.model.drivers import Link
from spreadkit.rules import Hit, Severity, Subject, in_words, plan_rule

PASSES = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door, serves: fast-care}
    queue: {title: One queue, serves: [triage, {to: fast-care, strength: weak}]}
"""

FAILS = """
drivers:
  primary:
    fast-care: {title: Sick children are seen fast}
  secondary:
    triage: {title: Triage at the door, serves: [fast-care, queue]}  # <--
    queue: {title: One queue, serves: triage}
"""


@plan_rule("SK701", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find circles, each once, at the driver that is listed first."""
    links = subject.plan.drivers.links
    found: set[str] = set()
    for name in links:
        circle = [] if name in found else _circle(links, name)
        if circle and found.isdisjoint(circle):
            found.update(circle)
            names = in_words([f'"{driver}"' for driver in circle])
            says = f"{names} serve each other in a circle" if len(circle) > 1 else f"{names} serves itself"
            yield ("drivers", "secondary", name, "serves"), f"{says}; take out the link that points back"


def _circle(links: Mapping[str, tuple[Link, ...]], start: str) -> list[str]:
    """Return a shortest way from a driver back to itself; none where there is no such way."""
    ways, seen = [[start]], set[str]()
    for way in ways:
        for link in links.get(way[-1], ()):
            if link.to == start:
                return way
            if link.to not in seen:
                seen.add(link.to)
                ways.append([*way, link.to])
    return []
