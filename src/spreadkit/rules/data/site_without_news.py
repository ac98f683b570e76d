"""Nothing has been heard for a long time of sites that have begun.

Why it matters: silence is read as going well. Often it means that the lead has left or that the work has stopped, and
the sooner somebody calls, the easier it is to help.

What to do: ask these sites how far they are, and enter it with its day, even where the stage is the same as before.
"""

from collections.abc import Iterator

from spreadkit.adoption.tracking import TrackedSite
from spreadkit.rollout.progress import end_of, start_of
from spreadkit.rules import Hit, Severity, SiteCause, Subject, count_of, first_of, plan_rule

PASSES = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Ward
--- adoption.csv
date,site,change,stage
2026-03-09,ash,huddle,testing
2026-05-11,ash,huddle,testing
"""

FAILS = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Ward  # <--
--- adoption.csv
date,site,change,stage
2026-03-09,ash,huddle,testing
"""


@plan_rule(
    "SK813",
    Severity.WARNING,
    after_end=False,
    passes=PASSES,
    cause=SiteCause("{sites} is silent", "{sites} are silent", "Sites are silent"),
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites that the tracker calls silent, in a spread that keeps a record of adoption and is not over."""
    end = end_of(subject.plan)
    if not subject.standing.latest or subject.plan.package is None or (end is not None and end < subject.as_of):
        return
    after = subject.standing.tracker.stale_after
    silent = {
        tracked.site.id
        for tracked in subject.standing.tracker.sites
        if tracked.silent and _is_awaited(subject, tracked, after)
    }
    rows = [(index, site.id) for index, site in enumerate(subject.plan.sites) if site.id in silent]
    if rows:
        sites = count_of(len(rows), "site that has begun has", "sites that have begun have")
        message = f"{sites} had no news for more than {after} days ({first_of([name for _, name in rows])})"
        yield ("sites", rows[0][0]), f"{message}; ask them"


def _is_awaited(subject: Subject, tracked: TrackedSite, after: int) -> bool:
    """Whether a site would have sent news by now: one that there is none of has time from its start on."""
    start = start_of(subject.plan, tracked.site)
    return tracked.news is not None or (start is not None and (subject.as_of - start).days > after)
