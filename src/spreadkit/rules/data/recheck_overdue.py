"""A change was put in place at a site, and the look whether it still is has not been taken.

Why it matters: a change that nobody looks at after its start slips back, often within a year. The record goes on
calling it in place.

What to do: look again six and twelve months after it was in place, and enter a row with the day and the stage that was
found.
"""

from collections.abc import Iterator

from spreadkit.adoption.rechecks import RecheckState
from spreadkit.model.adoption import AdoptionStage
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Ward
--- adoption.csv
date,site,change,stage
2025-10-12,ash,huddle,implemented
2026-04-13,ash,huddle,implemented
"""

FAILS = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Ward
--- adoption.csv
date,site,change,stage
2025-10-12,ash,huddle,implemented  # <--
"""


@plan_rule(
    "SK814",
    Severity.WARNING,
    after_end=False,
    passes=PASSES,
    cause="What was put in place has not been looked at again",
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites and changes that are in place and not called sustained, with a look again that is overdue."""
    found: dict[tuple[str, str], int] = {}
    for recheck in subject.standing.rechecks:
        cell = (recheck.site, recheck.change)
        if recheck.state is RecheckState.OVERDUE and subject.standing.latest[cell].stage is AdoptionStage.IMPLEMENTED:
            found[cell] = recheck.months
    if found:
        row = min(subject.row_of_latest(cell) for cell in found)
        pairs = count_of(len(found), "site and change was", "pairs of site and change were")
        names = first_of(list(dict.fromkeys(site for site, _ in found)))
        message = f"{pairs} not looked at again {min(found.values())} months after being put in place ({names})"
        yield ("adoption", row, "stage"), f"{message}; look, and enter what is found"
