"""A person is named who is not among the plan's people.

Why it matters: work that is given to a name nobody can look up is work that nobody does.

What to do: correct the id, or add the person under `people` with their role.
"""

from collections.abc import Iterator, Sequence

from spreadkit.model.names import meant
from spreadkit.rules import Hit, Places, Route, Severity, Subject, count_of, plan_rule
from spreadkit.words import first_of

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
actions:
  name-leads: {do: Agree a lead at each site, owner: ap, due: 2026-09-15}
"""

FAILS = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
actions:
  name-leads:
    do: Agree a lead at each site
    owner: a-patel  # <--
    due: 2026-09-15
"""


@plan_rule("SK401", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find references to people that the plan does not define: each once; those that are like nobody, together."""
    named = dict[str, list[Route]]()
    for reference in subject.unresolved("person"):
        named.setdefault(reference.id, []).append(reference.route)
    hints = {name: meant(name, "person", subject.plan) for name in named}
    for name, routes in named.items():
        if hints[name]:
            yield Places(routes), f'"{name}" is not among the people{hints[name]}{_how_often(routes)}'
    missing = [name for name in named if not hints[name]]
    places = [route for name in missing for route in named[name]]
    if len(missing) == 1:
        yield Places(places), f'"{missing[0]}" is not among the people{_how_often(places)}'
    elif missing:
        yield Places(places), f"{first_of(missing)} are not among the people{_how_often(places)}; add them under people"


def _how_often(routes: Sequence[Route]) -> str:
    return f" (at {count_of(len(routes), 'place')})" if len(routes) > 1 else ""
