"""A site is named that is not in the table of sites.

Why it matters: what is told of a site that is not in the table counts nowhere: not in the wave, nor in the share of
sites that have adopted.

What to do: correct the id, or add the site to the table. Ids stay the same when a ward is renamed.
"""

from collections.abc import Iterator

from spreadkit.model.names import meant
from spreadkit.model.references import defined_in
from spreadkit.rules import Hit, Places, Route, Severity, Subject, count_of, plan_rule

PASSES = """
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,wave
ward-3,Ward 3,wave-1
--- adoption.csv
date,site,change,stage
2026-05-04,ward-3,huddle,testing
"""

FAILS = """
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,wave
ward-3,Ward 3,wave-1
--- adoption.csv
date,site,change,stage
2026-05-04,ward-33,huddle,testing  # <--
"""


@plan_rule("SK601", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find references to sites that the plan does not list, each once, at its first place."""
    places = _places(subject)
    sites = list(defined_in(subject.plan, "site"))
    if not sites and "sites" in subject.parts:
        return  # the table is named, and could not be read: nobody knows which sites it lists
    if places and not sites:
        routes = [route for named in places.values() for route in named]
        message = f'"{next(iter(places))}" is named here, but the plan lists no sites; add the table of sites'
        yield Places(routes), message
        return
    for name, routes in places.items():
        more = f", here and in {count_of(len(routes) - 1, 'other place')}" if len(routes) > 1 else ""
        yield Places(routes), f'"{name}" is not among the sites{meant(name, "site", subject.plan)}{more}'


def _places(subject: Subject) -> dict[str, list[Route]]:
    """Return where each site is named that is not in the table."""
    places: dict[str, list[Route]] = {}
    for reference in subject.unresolved("site"):
        places.setdefault(reference.id, []).append(reference.route)
    return places
