"""One person is the diffusion manager of more than two sites.

Why it matters: a diffusion manager works from the inside: they know whom to ask and what is in the way. Nobody is
inside three hospitals.

What to do: find somebody at each site, and let the one who has it now help them to start.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  dm: {name: D. Mori, role: diffusion-manager}
sites: sites.csv
--- sites.csv
id,name,manager
ash,Ash Hospital,dm
elm,Elm Hospital,dm
"""

FAILS = """
people:
  dm: {name: D. Mori, role: diffusion-manager}
sites: sites.csv
--- sites.csv
id,name,manager
ash,Ash Hospital,dm
elm,Elm Hospital,dm
oak,Oak Hospital,dm  # <--
"""

_MOST: Final = 2
"""How many sites one person can carry the spread at. The figure is ours."""


@plan_rule("SK751", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find people with too many sites, each once, at the first site that is too many."""
    counts = Counter(site.manager for site in subject.plan.target_sites if site.manager is not None)
    so_far: Counter[str] = Counter()
    for index, site in enumerate(subject.plan.sites):
        if site.status == "target" and site.manager is not None:
            so_far[site.manager] += 1
            if so_far[site.manager] == _MOST + 1:
                message = (
                    f'"{site.manager}" is the diffusion manager of {counts[site.manager]} sites, more than {_MOST}'
                )
                yield ("sites", index, "manager"), f"{message}; find somebody at each site"
