"""A site in scope has no diffusion manager.

Why it matters: where sites are reached by managed diffusion, somebody at each site compares what is done there with the
practice, plans the way, and clears what is in it. A site without such a person waits for the others to finish.

What to do: name a person for each site in scope, with time for it, in the column `manager` of the table of sites; or
make the site exempt, with a reason.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
people:
  dm: {name: D. Mori, role: diffusion-manager}
sites: sites.csv
--- sites.csv
id,name,manager,status
ash,Ash Hospital,dm,target
elm,Elm Hospital,,deferred
"""

FAILS = """
people:
  dm: {name: D. Mori, role: diffusion-manager}
sites: sites.csv
--- sites.csv
id,name,manager
ash,Ash Hospital,dm
elm,Elm Hospital,  # <--
"""


@plan_rule("SK750", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites without a diffusion manager, where the plan, or a framework, works with them."""
    sites = [(index, site) for index, site in enumerate(subject.plan.sites) if site.status == "target"]
    without = [(index, site.id) for index, site in sites if site.manager is None]
    is_asked = len(without) < len(sites) or "site-without-manager" in subject.verifying
    if without and is_asked:
        message = f"{count_of(len(without), 'site')} in scope without a diffusion manager"
        names = first_of([site for _, site in without])
        yield ("sites", without[0][0]), f"{message} ({names}); name one for each in the column manager"
