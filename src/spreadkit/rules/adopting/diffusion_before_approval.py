"""Sites use the practice before it was approved for all.

Why it matters: approval is where somebody asks whether it works in more than one place and is ready to be passed on.
What has already spread cannot be asked any more.

What to do: get the decision, and enter it under `decisions` with `about: approval`. Sites where it was tried out first
have the status `successful`, not `target`.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import approvals, first_use
from spreadkit.rules import Hit, Plan, Severity, Subject, count_of, first_of, known, plan_rule

PASSES = """
decisions:
  - {about: approval, body: Practice committee, version: "1.0", outcome: agreed, on: 2026-02-03}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,status
ash,Ash Hospital,target
oak,Oak Hospital,successful
--- adoption.csv
date,site,change,stage
2025-06-02,oak,huddle,testing
2026-01-12,ash,huddle,committed
2026-03-02,ash,huddle,testing
"""

FAILS = """
decisions:
  - {about: approval, body: Practice committee, version: "1.0", outcome: agreed, on: 2026-02-03}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,status
ash,Ash Hospital,target
--- adoption.csv
date,site,change,stage
2026-01-12,ash,huddle,committed
2026-01-19,ash,huddle,testing  # <--
"""


@plan_rule("SK742", Severity.ERROR, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites that used a change before the first approval, where the plan, or a framework, has approvals."""
    plan, given = subject.plan, approvals(subject.plan, subject.as_of)
    if _has_undated(plan) or not (_has_any(plan) or "diffusion-before-approval" in subject.verifying):
        return
    targets, used = {site.id for site in plan.target_sites}, first_use(plan, subject.as_of)
    early = [
        (day, row, site) for site, (day, row) in used.items() if site in targets and (not given or day < given[0][0])
    ]
    if early:
        approved = f"approved on {given[0][0]}" if given else "approved"
        names = first_of([site for _, _, site in sorted(early)])
        message = f"{count_of(len(early), 'site')} used this before it was {approved} ({names})"
        yield ("adoption", min(early)[1], "date"), f"{message}; get the approval, or stop until it is there"


def _has_any(plan: Plan) -> bool:
    return any(decision.about == "approval" for decision in plan.decisions)


def _has_undated(plan: Plan) -> bool:
    """Whether there is an approval of an unknown day, which may have come first."""
    return any(
        decision.about == "approval" and decision.is_yes and known(decision.on) is None for decision in plan.decisions
    )
