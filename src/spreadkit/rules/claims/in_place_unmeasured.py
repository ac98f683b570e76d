"""Sites count as having adopted a change whose use nobody measures.

Why it matters: in a survey of intensive care units, those with a written policy alone had no fewer infections than
others. A declaration is not adoption.

What to do: add a measure with `kind: process` that names the change under `changes`, with data from every site.
"""

from collections import Counter
from collections.abc import Iterator

from spreadkit.adoption.state import IN_PLACE, core_changes
from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, count_of, plan_rule

PASSES = """
decisions:
  - {about: approval, body: Practice committee, version: "1", outcome: agreed, on: 2026-01-05}
package:
  version: "1"
  changes:
    order-set: {title: Order set at admission, core: yes}
measures:
  plans-in-place: {title: Patients with a plan, kind: process, better: higher, changes: order-set}
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-05-04,ash,order-set,implemented
"""

FAILS = """
decisions:
  - {about: approval, body: Practice committee, version: "1", outcome: agreed, on: 2026-01-05}
package:
  version: "1"
  changes:
    order-set: {title: Order set at admission, core: yes}  # <--
adoption: adoption.csv
--- adoption.csv
date,site,change,stage
2026-05-04,ash,order-set,implemented
"""


@plan_rule("SK772", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find core changes in place without a process measure, where the plan has approvals or a framework asks for it."""
    plan = subject.plan
    is_asked = any(decision.about == "approval" for decision in plan.decisions)
    if plan.package is None or not (is_asked or "in-place-unmeasured" in subject.verifying):
        return
    events = subject.standing.latest.values()
    in_place = Counter(event.change for event in events if event.stage in IN_PLACE)
    processes = [measure for measure in plan.measures.values() if measure.kind is MeasureKind.PROCESS]
    measured = {change for measure in processes for change in measure.changes}
    core = core_changes(plan)
    for name in plan.package.changes:
        if in_place[name] and name in core and name not in measured:
            sites = count_of(in_place[name], "site counts", "sites count")
            message = f'{sites} as having adopted "{name}", whose use nobody measures; add a process measure'
            yield ("package", "changes", name), message
