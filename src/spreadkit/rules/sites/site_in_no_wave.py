"""A site that is to take the changes up belongs to no wave.

Why it matters: a site without a wave has no start, no help planned for it and no date by which it should be there. It
is found missing only when the aim is due.

What to do: give the site a wave, or the status `deferred` with a note that says why it comes later.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
sites: sites.csv
waves:
  wave-1: {start: 2026-10-01}
--- sites.csv
id,name,wave,status
ward-3,Ward 3,wave-1,target
ward-4,Ward 4,,deferred
"""

FAILS = """
sites: sites.csv
waves:
  wave-1: {start: 2026-10-01}
--- sites.csv
id,name,wave,status
ward-3,Ward 3,wave-1,target
ward-4,Ward 4,,target  # <--
"""


@plan_rule("SK603", Severity.WARNING, stage=Stage.LAUNCH, holds="adds-up", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites without a wave, all in one finding."""
    sites = enumerate(subject.plan.sites)
    found = [(index, site.id) for index, site in sites if site.status == "target" and site.wave is None]
    if found:
        names = first_of([name for _, name in found])
        message = f"{count_of(len(found), 'target site is', 'target sites are')} in no wave ({names})"
        yield ("sites", found[0][0]), f"{message}; give each a wave, or the status deferred"
