"""Sites appear in the record of adoption for the first time when they have the change in place already.

Why it matters: a site that signs up and is entered as `implemented` counts as a success on its first day. In one
programme 80 sites were interested, 14 took it up and 10 delivered it.

What to do: enter each step with its day (`committed`, `testing`, `implementing`, `implemented`), and enter
`implemented` only when the rule under `adopted` is met.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.state import IN_PLACE
from spreadkit.rules import Hit, Severity, Stage, Subject, first_of, plan_rule

PASSES = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,testing
2026-03-09,ash,huddle,implemented
2026-03-09,elm,huddle,implemented
2026-03-09,oak,huddle,implemented
"""

FAILS = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,implemented  # <--
2026-02-02,elm,huddle,implemented
2026-03-09,oak,huddle,implemented
"""

_SITES: Final = 3
"""With fewer sites than this nothing is said. The figure is ours."""


@plan_rule("SK786", Severity.WARNING, stage=Stage.EXPAND, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find records in which every first event of a site and change says that it is in place."""
    plan, first = subject.plan, list[int]()
    for rows in plan.cells.values():
        event = plan.adoption[rows[0]]
        if event.date <= subject.as_of:
            if event.stage not in IN_PLACE:
                return
            first.append(rows[0])
    sites = list(dict.fromkeys(plan.adoption[row].site for row in sorted(first)))
    if len(sites) >= _SITES:
        message = f"all {len(sites)} sites are entered as having it in place from their first row ({first_of(sites)})"
        yield (
            ("adoption", min(first), "stage"),
            f"{message}; enter the steps before, so that signing up is not adoption",
        )
