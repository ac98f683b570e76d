"""All who designed the practice work at one site, and it is meant for several.

Why it matters: one site's way of working has its own staff, rooms and records in it. What is taken for granted there is
missing elsewhere, and found missing late.

What to do: take people of the other kinds of sites into the team, and have them try the design where they work.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Role
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  ho: {name: H. Olsen, role: design-team, site: ash}
  kb: {name: K. Banda, role: design-team, site: elm}
sites: sites.csv
--- sites.csv
id,name
ash,Ash Hospital
elm,Elm Hospital
"""

FAILS = """
people:
  ho:
    name: H. Olsen
    role: design-team
    site: ash  # <--
  kb: {name: K. Banda, role: design-team, site: ash}
sites: sites.csv
--- sites.csv
id,name
ash,Ash Hospital
elm,Elm Hospital
"""

_SMALLEST: Final = 2
"""From how many people on we speak of a team."""


@plan_rule("SK757", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find design teams whose members all work at one of several sites; who has no site works for all of them."""
    team = {name: person.site for name, person in subject.plan.people.items() if Role.DESIGN_TEAM in person.role}
    homes = set(team.values())
    others = {site.id for site in subject.plan.target_sites} - homes
    if len(team) >= _SMALLEST and len(homes) == 1 and None not in homes and others:
        first, site = next(iter(team.items()))
        message = f'all {len(team)} of the design team work at "{site}"; take in people from other sites'
        yield ("people", first, "site"), message
