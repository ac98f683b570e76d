"""The plan speaks only to those who decide first or early.

Why it matters: most people decide after they have seen it work with somebody they know. A plan that has nothing for
them ends with the enthusiasts.

What to do: say for each audience when it decides, and add what those who decide later need: proof from peers, local
champions, help.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
audiences:
  lead-nurses: {decides: first}
  ward-nurses: {decides: after-seeing}
sites: sites.csv
--- sites.csv
id,name
s1,Site 1
s2,Site 2
s3,Site 3
s4,Site 4
s5,Site 5
s6,Site 6
"""

FAILS = """
audiences:  # <--
  lead-nurses: {decides: first}
  ward-nurses: {decides: early}
sites: sites.csv
--- sites.csv
id,name
s1,Site 1
s2,Site 2
s3,Site 3
s4,Site 4
s5,Site 5
s6,Site 6
"""

_FEW: Final = 5
"""Up to how many sites the early ones may be all there are. The figure is ours."""


@plan_rule("SK762", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans for more than a few sites all of whose audiences are said to decide first or early."""
    plan = subject.plan
    decides = {audience.decides for audience in plan.audiences.values() if audience.adopts}
    if decides and decides <= {"first", "early"} and len(plan.target_sites) > _FEW:
        message = f"no audience of {len(plan.target_sites)} sites decides after seeing it; say what the majority needs"
        yield ("audiences",), message
