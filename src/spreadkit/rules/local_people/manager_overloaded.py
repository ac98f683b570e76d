"""A diffusion manager's sites ask for more time than they have.

Why it matters: work that goes beyond the hours is left undone, and nobody chose which of it.

What to do: free more of their time (`time` under `people`), or give a site to somebody else.
"""

from collections.abc import Iterator
from decimal import Decimal

from spreadkit.rules import Hit, Severity, Subject, known, plan_rule

PASSES = """
people:
  dm: {name: D. Mori, role: diffusion-manager, time: 0.4}
sites: sites.csv
--- sites.csv
id,name,manager,time
ash,Ash Hospital,dm,0.2
elm,Elm Hospital,dm,0.2
"""

FAILS = """
people:
  dm:
    name: D. Mori
    role: diffusion-manager
    time: 0.2  # <--
sites: sites.csv
--- sites.csv
id,name,manager,time
ash,Ash Hospital,dm,0.2
elm,Elm Hospital,dm,0.2
"""


@plan_rule("SK752", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Compare the time that sites ask of their diffusion managers with the time that these have."""
    asked: dict[str, Decimal] = {}
    for site in subject.plan.target_sites:
        if site.manager is not None:
            asked[site.manager] = asked.get(site.manager, Decimal(0)) + (known(site.time) or 0)
    for name, person in subject.plan.people.items():
        has = known(person.time)
        if has is not None and name in asked and asked[name] > has:
            message = f'sites ask {asked[name]} of a full week of "{name}", who has {has}'
            yield ("people", name, "time"), f"{message}; free more time, or give a site to somebody else"
