"""A site has declined, paused or given up, and nothing says why.

Why it matters: the reason of one site is often that of the next. Sites that drop out in silence teach nobody anything.

What to do: ask, and write it in the table of adoption: one word of the closed list under `reason`, which can be
counted, and what was said under `barrier`.
"""

from collections.abc import Iterator

from spreadkit.model.adoption import STOPPED, AdoptionEvent
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage,barrier,reason
2026-05-04,ash,huddle,declined,Partners see no gain,no-support-from-doctors
2026-05-05,elm,huddle,paused,,unknown
"""

FAILS = """
adoption: adoption.csv
--- adoption.csv
date,site,change,stage,barrier,reason
2026-05-04,ash,huddle,declined,Partners see no gain,no-support-from-doctors
2026-05-05,elm,huddle,paused,,  # <--
"""


@plan_rule("SK746", Severity.WARNING, foretold=True, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find where the last word of a site is that it stopped, without a reason; words do where nobody keeps codes."""
    plan = subject.plan
    keeps_codes = "declined-without-reason" in subject.verifying or any(event.reason for event in plan.adoption)
    last = {id(event) for event in subject.standing.latest.values() if event.stage in STOPPED}
    without = [
        (index, event)
        for index, event in enumerate(plan.adoption if last else ())
        if id(event) in last and not _is_explained(event, keeps_codes=keeps_codes)
    ]
    if without:
        index, first = without[0]
        others = count_of(len(without), "site and change", "pairs of site and change")
        names = first_of(list(dict.fromkeys(event.site for _, event in without)))
        column = "reason" if keeps_codes else "barrier"
        message = f"{others} {first.stage.value if len(without) == 1 else 'stopped'} without a {column} ({names})"
        yield ("adoption", index), f"{message}; ask, and write it down"


def _is_explained(event: AdoptionEvent, *, keeps_codes: bool) -> bool:
    return bool(event.reason) if keeps_codes else bool(event.reason or event.barrier or event.note)
