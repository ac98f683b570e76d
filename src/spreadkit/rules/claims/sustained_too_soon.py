"""A site is recorded as having sustained a change before that can be known.

Why it matters: sustained means that it has held for some time after it was in place. Recorded on the day itself, it is
a hope, and counts as a result.

What to do: record `implemented` with its day first, and `sustained` when it has held for at least three months.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from spreadkit.model.adoption import AdoptionStage
from spreadkit.rules import Hit, Plan, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,implemented
2026-05-04,ash,huddle,sustained
"""

FAILS = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,implemented
2026-02-02,ash,huddle,sustained  # <--
"""

_HELD: Final = timedelta(days=90)
"""How long a change has to have been in place. The figure is ours."""


@plan_rule("SK770", Severity.WARNING, foretold=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find rows of `sustained` less than three months after the first of `implemented`, or without one."""
    early = sorted(_early(subject.plan))
    if early:
        rows = count_of(len(early), "row says", "rows say")
        names = first_of(list(dict.fromkeys(site for _, site in early)))
        message = f"{rows} sustained less than {_HELD.days} days after it was implemented, or without that ({names})"
        yield ("adoption", early[0][0], "stage"), f"{message}; record implemented first, and wait"


def _early(plan: Plan) -> Iterator[tuple[int, str]]:
    """Go through the rows of `sustained` that come too soon, with their sites."""
    for (site, _), rows in plan.turns.items():
        events = [(row, plan.adoption[row]) for row in rows]
        since = min((event.date for _, event in events if event.stage is AdoptionStage.IMPLEMENTED), default=date.max)
        for row, event in events:
            if event.stage is AdoptionStage.SUSTAINED and event.date - since < _HELD:
                yield row, site
