"""A site has begun, and nobody there is known to have decided that it should.

Why it matters: a site that was never asked has never said yes. It goes along as long as it is watched, and leaves no
trace when it stops.

What to do: enter the decision under `decisions` with `about: adoption`, the `sites`, who took it and when; where the
sites were told to, the decision of those who told them.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import decisions_to_adopt, first_use
from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
decisions:
  - {about: adoption, sites: [ash, elm], body: Practice meeting, outcome: agreed, on: 2026-02-03}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
ash,Ash Practice
elm,Elm Practice
--- adoption.csv
date,site,change,stage
2026-03-02,ash,recall,testing
"""

FAILS = """
decisions:
  - {about: adoption, sites: [elm], body: Practice meeting, outcome: agreed, on: 2026-02-03}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name
elm,Elm Practice
ash,Ash Practice  # <--
--- adoption.csv
date,site,change,stage
2026-03-02,ash,recall,testing
"""


@plan_rule("SK743", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites that use a change without a yes on record, where the plan, or a framework, keeps decisions."""
    plan = subject.plan
    if not (_keeps_decisions(plan) or "site-without-decision" in subject.verifying):
        return
    used = first_use(plan, subject.as_of)
    without = [
        (index, site.id)
        for index, site in enumerate(plan.sites)
        if site.status == "target" and site.id in used
        if not any(decision.is_yes for _, decision in decisions_to_adopt(plan, site.id, subject.as_of))
    ]
    if without:
        names = first_of([site for _, site in without])
        message = f"{count_of(len(without), 'site has', 'sites have')} begun without a decision to adopt ({names})"
        yield ("sites", without[0][0]), f"{message}; enter who decided it, and when"


def _keeps_decisions(plan: Plan) -> bool:
    is_asked = any(site.decider or site.route or site.decide_by or site.decision for site in plan.sites)
    return is_asked or any(decision.about == "adoption" for decision in plan.decisions)
