"""Sites work with another version of the package than the one that was approved.

Why it matters: an approval is for one version. What sites do otherwise was judged by nobody, and a standard of which
several versions are in use is none.

What to do: bring the sites to the approved version, give them the status `exempt` with a reason and an end, or have the
version they use approved.
"""

from collections.abc import Iterator

from spreadkit.rollout.progress import approvals
from spreadkit.rules import UNKNOWN, Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
decisions:
  - {about: approval, version: "2.0", body: Practice committee, outcome: agreed, on: 2026-02-03}
sites: sites.csv
--- sites.csv
id,name,version,status
ash,Ash Hospital,2.0,target
elm,Elm Hospital,1.0,exempt
"""

FAILS = """
decisions:
  - {about: approval, version: "2.0", body: Practice committee, outcome: agreed, on: 2026-02-03}
sites: sites.csv
--- sites.csv
id,name,version,status
ash,Ash Hospital,2.0,target
elm,Elm Hospital,1.0,target  # <--
"""


@plan_rule("SK714", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find target sites whose version differs from that of the last approval."""
    versions = [decision.version for _, decision in approvals(subject.plan, subject.as_of) if decision.version]
    others = [
        (index, site.id)
        for index, site in enumerate(subject.plan.sites)
        if site.status == "target" and site.version not in {None, UNKNOWN.value, *versions[-1:]}
    ]
    if versions and others:
        sites = count_of(len(others), "site works", "sites work")
        names = first_of([site for _, site in others])
        message = f'{sites} with another version than the approved "{versions[-1]}" ({names})'
        yield ("sites", others[0][0], "version"), f"{message}; update them, or exempt them with a reason"
