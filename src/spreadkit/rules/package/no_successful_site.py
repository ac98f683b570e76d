"""No site is named where the changes already work, and nothing is planned to build one.

Why it matters: spread begins with a place that people can visit and believe. Spreading what works nowhere multiplies a
guess by the number of sites.

What to do: describe the place under `successful-sites`. Where there is none yet, add an open action that builds a
successful site, or runs a pilot, before the first wave.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, plan_rule

PASSES = """
successful-sites:
  ward-4: {title: Ward 4, changes: [huddle], since: 2025-11-01}
"""

FAILS = """
successful-sites: {}  # <--
actions:
  name-leads: {do: Agree a lead at each site, state: planned}
"""

# Ours: an action that says one of these is taken as a plan to build a successful site.
_BUILDS_ONE: Final = (
    "successful site",
    "pilot",
    "prototype",
    "demonstrat",
    "test site",
    "exemplar",
)


@plan_rule("SK630", Severity.ERROR, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan without a successful site and without an action to build one."""
    plan = subject.plan
    is_one = bool(plan.successful_sites) or any(site.status == "successful" for site in plan.sites)
    if not is_one and not _builds_one(plan):
        yield (
            ("successful-sites",),
            "no site is named where the changes already work; name one, or add an action to build one",
        )


def _builds_one(plan: Plan) -> bool:
    open_actions = [action.do.lower() for action in plan.actions.values() if action.is_open]
    return any(word in do for do in open_actions for word in _BUILDS_ONE)
