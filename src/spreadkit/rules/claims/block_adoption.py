"""Many sites are entered as having reached the change on one and the same day.

Why it matters: a block in the record is mostly the day on which somebody filled the table in. A curve through it shows
a leap that never happened, and a forecast that goes on from there misleads.

What to do: enter the day on which each site reached it, or the month if no more is known. If they did all start on one
day, for instance with a new system, say so in a `note` of these rows. A record that is kept in rounds, such as once a
month for all sites, is known to be that coarse, and is not asked.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.adoption.curves import first_reached
from spreadkit.adoption.state import IN_PLACE, core_changes, targets_on
from spreadkit.model.adoption import AdoptionStage
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, plan_rule

PASSES = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
w1,Ward 1
w2,Ward 2
w3,Ward 3
w4,Ward 4
w5,Ward 5
w6,Ward 6
w7,Ward 7
w8,Ward 8
--- adoption.csv
date,site,change,stage
2026-03-09,w1,huddle,implemented
2026-03-09,w2,huddle,implemented
2026-04-13,w3,huddle,implemented
"""

FAILS = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
w1,Ward 1
w2,Ward 2
w3,Ward 3
w4,Ward 4
w5,Ward 5
w6,Ward 6
w7,Ward 7
w8,Ward 8
--- adoption.csv
date,site,change,stage
2026-03-09,w1,huddle,implemented  # <--
2026-03-09,w2,huddle,implemented
2026-03-09,w3,huddle,implemented
"""

_SHARE: Final = 0.25
"""From which share of all target sites on one day is a block. The figure is ours."""

_SITES: Final = 3
"""From how many sites on one day is a block. The figure is ours."""


_ROUNDS: Final = 3
_MOST_ROWS: Final = 0.6
"""From how many such days on, with what share of all rows, a record is kept in rounds. The figures are ours."""

_COMPLETING: Final = IN_PLACE | {AdoptionStage.NOT_APPLICABLE}
"""Stages with which a site may come to have all that applies."""


@plan_rule("SK797", Severity.WARNING, stage=Stage.EXPAND, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the day on which the most sites had all core changes for the first time, if it is a block without a note."""
    of = len(targets_on(subject.plan, subject.as_of))
    least = max(_SITES, _SHARE * of)
    first = first_reached(subject.plan, subject.as_of) if _has_busy_day(subject.plan, least) else {}
    if not first or _is_kept_in_rounds(subject.plan):
        return
    day, sites = max(Counter(first.values()).items(), key=lambda day_and_count: (day_and_count[1], day_and_count[0]))
    rows = list(_rows_on(subject, day, {site for site, when in first.items() if when == day}))
    if sites >= least and not any(subject.plan.adoption[row].note for row in rows):
        message = f"{sites} of {of} target sites reached all core changes on one day, {day}"
        yield ("adoption", min(rows), "date"), f"{message}; enter the day of each, or a note on why they are the same"


def _is_kept_in_rounds(plan: Plan) -> bool:
    """Whether most rows are of a few days on which the stages of many sites were taken down together."""
    sites: dict[date, set[str]] = {}
    for event in plan.adoption:
        sites.setdefault(event.date, set()).add(event.site)
    rounds = {day for day, site_ids in sites.items() if len(site_ids) >= _SITES}
    rows = sum(event.date in rounds for event in plan.adoption)
    return len(rounds) >= _ROUNDS and rows >= _MOST_ROWS * len(plan.adoption)


def _has_busy_day(plan: Plan, least: float) -> bool:
    """Whether so many sites have rows of one day that a block is possible at all; to look closer takes long."""
    sites: dict[date, set[str]] = {}
    for event in plan.adoption:
        if event.stage in _COMPLETING:
            sites.setdefault(event.date, set()).add(event.site)
    return any(len(site_ids) >= least for site_ids in sites.values())


def _rows_on(subject: Subject, day: date, sites: set[str]) -> Iterator[int]:
    """Go through the rows of core changes that these sites have on a day."""
    plan = subject.plan
    for change in core_changes(plan):
        for site in sites:
            for row in plan.cells.get((site, change), ()):
                if plan.adoption[row].date == day:
                    yield row
