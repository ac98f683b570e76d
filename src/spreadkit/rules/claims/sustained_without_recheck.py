"""A change is said to be sustained at a site, and nobody has looked since.

Why it matters: gains fade slowly. In a tracker the word `sustained` stays as it is, whatever happens on the ward,
unless somebody looks and enters what was found.

What to do: look again six and twelve months after it was in place, and enter a row with the day and the stage that was
found, be it `sustained` once more.
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
2025-01-13,ash,huddle,implemented
2025-07-14,ash,huddle,sustained
2026-01-12,ash,huddle,sustained
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
2025-01-13,ash,huddle,implemented
2025-04-14,ash,huddle,sustained  # <--
"""


@plan_rule(
    "SK789",
    Severity.WARNING,
    after_end=False,
    passes=PASSES,
    cause="What was put in place has not been looked at again",
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites and changes whose last word is sustained, with a look again that is overdue."""
    found: dict[tuple[str, str], int] = {}
    for recheck in subject.standing.rechecks:
        cell = (recheck.site, recheck.change)
        if recheck.state is RecheckState.OVERDUE and subject.standing.latest[cell].stage is AdoptionStage.SUSTAINED:
            found[cell] = recheck.months
    if found:
        row = min(subject.row_of_latest(cell) for cell in found)
        pairs = count_of(len(found), "site and change is", "pairs of site and change are")
        names = first_of(list(dict.fromkeys(site for site, _ in found)))
        months = max(found.values())
        message = f"{pairs} called sustained without a look again {months} months after being put in place ({names})"
        yield ("adoption", row, "stage"), f"{message}; look, and enter what is found"
