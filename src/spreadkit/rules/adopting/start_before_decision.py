"""A site began before it had decided to.

Why it matters: a yes that comes after the start is no choice. People there know it, and treat the change as one more
thing that was done to them.

What to do: correct the date that is wrong. Where it is true, talk with the site about what it would have needed to
decide.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import decisions_to_adopt, first_use
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
decisions:
  - {about: adoption, sites: ash, body: Practice meeting, outcome: agreed, on: 2026-02-03}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Practice
--- adoption.csv
date,site,change,stage
2026-02-03,ash,recall,testing
"""

FAILS = """
decisions:
  - {about: adoption, sites: ash, body: Practice meeting, outcome: agreed, on: 2026-02-03}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Practice
--- adoption.csv
date,site,change,stage
2026-01-05,ash,recall,aware
2026-01-19,ash,recall,testing  # <--
"""


@plan_rule("SK744", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites whose first use lies before their first decision to adopt."""
    used = first_use(subject.plan, subject.as_of)
    for site in subject.plan.target_sites:
        decided = [day for day, decision in decisions_to_adopt(subject.plan, site.id, subject.as_of) if decision.is_yes]
        if site.id in used and decided and used[site.id][0] < decided[0]:
            day, row = used[site.id]
            message = f'"{site.id}" began on {day}, before it decided to on {decided[0]}; correct one of the two'
            yield ("adoption", row, "date"), message
