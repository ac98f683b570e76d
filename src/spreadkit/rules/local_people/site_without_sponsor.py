"""A site of a wave that runs, or begins soon, has no senior sponsor of its own.

Why it matters: when hospitals were asked why they had not taken a programme up, lack of senior support came first.
Without somebody who frees time and money at the site, its lead asks in vain.

What to do: agree with one senior manager of each site, and write their id in the column `sponsor` of the table of
sites.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import starting_by
from spreadkit.rules import NEAR, Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
people:
  cd: {name: C. Dube, role: site-sponsor}
waves:
  wave-1: {start: 2026-07-15}
  wave-2: {start: 2027-01-11}
sites: sites.csv
--- sites.csv
id,name,wave,sponsor
ash,Ash Hospital,wave-1,cd
elm,Elm Hospital,wave-2,
"""

FAILS = """
people:
  cd: {name: C. Dube, role: site-sponsor}
waves:
  wave-1: {start: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave,sponsor
ash,Ash Hospital,wave-1,cd
elm,Elm Hospital,wave-1,  # <--
"""


@plan_rule("SK754", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites without a sponsor in waves that run or are near, where the plan, or a framework, asks for them."""
    is_asked = any(site.sponsor for site in subject.plan.sites) or "site-without-sponsor" in subject.verifying
    near = starting_by(subject.plan, subject.as_of + NEAR) if is_asked else ()
    without = [(index, site.id) for index, site in near if site.sponsor is None]
    if without:
        names = first_of([site for _, site in without])
        message = f"{count_of(len(without), 'site')} without a senior sponsor ({names})"
        yield ("sites", without[0][0]), f"{message}; agree on one with each"
