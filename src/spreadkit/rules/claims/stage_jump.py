"""A site is recorded as having come more than two stages further from one row to the next.

Why it matters: a site that goes from hearing of a change to having it in place has skipped trying it, or its record was
written afterwards. Either way one cannot tell how long it took.

What to do: add the rows between with their days, if they are known; otherwise look at whether the change is really in
place.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.adoption import LADDER
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,aware
2026-02-02,ash,huddle,testing
2026-03-09,ash,huddle,implemented
"""

FAILS = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,aware
2026-03-09,ash,huddle,implemented  # <--
"""

_MOST: Final = 2
"""How many stages one row may go up. The figure is ours."""


@plan_rule("SK771", Severity.WARNING, stage=Stage.EXPAND, foretold=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find rows that go up more than two stages from the row before of the same site and change."""
    jumps = sorted(_jumps(subject.plan))
    if jumps:
        rows = count_of(len(jumps), "row goes", "rows go")
        names = first_of(list(dict.fromkeys(site for _, site in jumps)))
        message = f"{rows} up by more than {_MOST} stages at once ({names})"
        yield ("adoption", jumps[0][0], "stage"), f"{message}; add the rows between, or look again"


def _jumps(plan: Plan) -> Iterator[tuple[int, str]]:
    """Go through the rows that go up too far from the row before, with their sites; off the ladder nothing counts."""
    ranks = {stage: rank for rank, stage in enumerate(LADDER)}
    for (site, _), rows in plan.turns.items():
        last: int | None = None
        for row in rows:
            rank = ranks.get(plan.adoption[row].stage)
            if rank is not None:
                if last is not None and rank - last > _MOST:
                    yield row, site
                last = rank
