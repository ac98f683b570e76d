"""Sites joined the target or left it, and nothing says why.

Why it matters: a share rises as well by dropping the sites that have not done it. Unless each change of the number of
sites has its reason, nobody can tell that from progress.

What to do: write in the row of the site, under `because` or `note`, why it joined or left and who agreed.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from spreadkit.model.rollout import Site
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
sites: sites.csv
--- sites.csv
id,name,joined,left,note
ash,Ash Ward,,2026-03-31,Closed in April
elm,Elm Ward,,,
oak,Oak Ward,2026-03-01,,Opened in March
"""

FAILS = """
sites: sites.csv
--- sites.csv
id,name,joined,left,note
ash,Ash Ward,,2026-03-31,  # <--
elm,Elm Ward,,,
oak,Oak Ward,2026-03-01,,Opened in March
"""


@plan_rule("SK799", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites that joined or left by the date judged for, without a reason; who was there first has not joined."""
    sites = subject.plan.sites
    begun = min((site.joined or date.min for site in sites if site.status in {"target", "left"}), default=date.min)
    moved = [
        (index, key, site.id)
        for index, site in enumerate(sites)
        if not site.because and not site.note and (key := _moved(site, begun, subject.as_of))
    ]
    if moved:
        index, key, _ = moved[0]
        names = first_of([name for _, _, name in moved])
        message = f"{count_of(len(moved), 'site')} joined the target or left it without a reason ({names})"
        yield ("sites", index, key), f"{message}; write it under because or note"


def _moved(site: Site, begun: date, as_of: date) -> Literal["left", "joined", "status"] | None:
    """Return the key that says that a site left or joined; None where it did neither."""
    if site.left is not None and site.left <= as_of:
        return "left"
    if site.status == "left" and site.left is None:
        return "status"
    is_target = site.status in {"target", "left"}
    return "joined" if is_target and site.joined is not None and begun < site.joined <= as_of else None
