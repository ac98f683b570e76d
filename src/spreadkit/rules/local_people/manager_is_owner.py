"""At a site the diffusion manager and the line owner are the same person.

Why it matters: the diffusion manager brings the practice in and moves on; the line owner makes it part of daily work.
Where both are one, the practice is still the project's, and ends with it.

What to do: agree with the line manager of those who do the work that they own it, and enter them under `owner` with the
day of the handover.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
people:
  dm: {name: D. Mori, role: diffusion-manager}
  wm: {name: W. Maas, role: line-owner}
sites: sites.csv
--- sites.csv
id,name,manager,owner,handed-over
ash,Ash Hospital,dm,wm,2026-05-04
"""

FAILS = """
people:
  dm: {name: D. Mori, role: [diffusion-manager, line-owner]}
sites: sites.csv
--- sites.csv
id,name,manager,owner
ash,Ash Hospital,dm,dm  # <--
"""


@plan_rule("SK753", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites where one person is both, one finding for all."""
    both = [
        (index, site.id)
        for index, site in enumerate(subject.plan.sites)
        if site.status == "target" and site.manager is not None and site.manager == site.owner
    ]
    if both:
        message = f"{count_of(len(both), 'site')} whose diffusion manager is the line owner too"
        names = first_of([site for _, site in both])
        yield ("sites", both[0][0], "owner"), f"{message} ({names}); hand over to the line"
