"""More and more sites have the change in place, and the outcome does not move.

Why it matters: either the change does not do what it should, or it is in place on paper only. Both get dearer with
every site that is added.

What to do: visit sites that count as having it, and look whether it is used as meant; look again at the evidence; and
hold the next wave until it is known which of the two it is.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.months import add_months
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule
from spreadkit.rules._reach import LITTLE, percent, share_on
from spreadkit.rules._shown import Shown, aim_measure, shown_by

PASSES = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
--- sites.csv
id,name
w1,Ward 1
w2,Ward 2
w3,Ward 3
w4,Ward 4
--- adoption.csv
date,site,change,stage
2025-07-07,w1,huddle,implemented
2025-09-01,w2,huddle,implemented
2026-05-04,w3,huddle,implemented
--- falls.csv
date,falls
2024-07-01,64
2024-08-01,58
2024-09-01,66
2024-10-01,61
2024-11-01,55
2024-12-01,67
2025-01-01,60
2025-02-01,62
2025-03-01,57
2025-04-01,65
2025-05-01,59
2025-06-01,63
2025-07-01,52
2025-08-01,49
2025-09-01,51
2025-10-01,48
2025-11-01,50
2025-12-01,47
2026-01-01,49
2026-02-01,46
2026-03-01,50
2026-04-01,45
2026-05-01,48
2026-06-01,44
"""

FAILS = """
package: {version: "1", changes: {huddle: {title: Safety huddle}}}
sites: sites.csv
adoption: adoption.csv
measures:
  falls-rate:  # <--
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2025-06-30}
--- sites.csv
id,name
w1,Ward 1
w2,Ward 2
w3,Ward 3
w4,Ward 4
--- adoption.csv
date,site,change,stage
2025-07-07,w1,huddle,implemented
2025-09-01,w2,huddle,implemented
2026-05-04,w3,huddle,implemented
--- falls.csv
date,falls
2024-07-01,64
2024-08-01,58
2024-09-01,66
2024-10-01,61
2024-11-01,55
2024-12-01,67
2025-01-01,60
2025-02-01,62
2025-03-01,57
2025-04-01,65
2025-05-01,59
2025-06-01,63
2025-07-01,61
2025-08-01,59
2025-09-01,66
2025-10-01,58
2025-11-01,64
2025-12-01,57
2026-01-01,62
2026-02-01,60
2026-03-01,65
2026-04-01,58
2026-05-01,63
2026-06-01,59
"""

MONTHS: Final = 3
"""How long the sites should have had it in place before the outcome is asked about. The figure is ours."""


@plan_rule("SK784", Severity.WARNING, stage=Stage.EXPAND, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an outcome that stays as it was, or gets worse, while enough sites have had the changes for three months."""
    found = aim_measure(subject.plan)
    if found is None or found[0] not in subject.charts or not subject.standing.latest:
        return
    name, measure = found
    since = measure.baseline.until if measure.baseline else None
    standing, day = subject.standing, subject.as_of
    start = share_on(standing, since) if since else 0
    then, now = share_on(standing, add_months(day, -MONTHS)), share_on(standing, day)
    if then is None or now is None or start is None or then < LITTLE or now < then or now <= start:
        return
    shown = shown_by(subject.charts[name])
    if shown in {Shown.FLAT, Shown.WORSE}:
        does = "gets worse" if shown is Shown.WORSE else "does not move"
        rose = f"{MONTHS} months ago {percent(then)} of the sites had all core changes in place, now {percent(now)}"
        yield ("measures", name), f'{rose}, and "{name}" {does}; find out why before more sites start'
