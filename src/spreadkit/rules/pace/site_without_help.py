"""A site has begun, or begins soon, and no support is named for it.

Why it matters: help at an early stage is critical. Without a name to call, a site solves each question alone, or not at
all.

What to do: offer a place in a collaborative or an expert to call, and enter it under `support` with its people, the
waves or sites it is for and, under `from`, its first day. A site is left out once every core change is in place there.
"""

from collections.abc import Iterator

from spreadkit.adoption.at_hand import sites_at_hand
from spreadkit.rollout.early_help import help_for
from spreadkit.rollout.progress import start_of
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
waves:
  wave-1: {start: 2026-07-15}
  wave-2: {start: 2027-01-11}
support:
  calls: {title: An expert to call, kind: expert, waves: wave-1, from: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,wave-1
elm,Elm Ward,wave-2
"""

FAILS = """
waves:
  wave-1: {start: 2026-07-15}
support:
  calls: {title: An expert to call, kind: expert, sites: ash, from: 2026-07-15}
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,wave-1
elm,Elm Ward,wave-1  # <--
"""


@plan_rule("SK671", Severity.NOTE, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find sites that need it and that no support is for, one finding for all."""
    plan, rows = subject.plan, {site.id: index for index, site in enumerate(subject.plan.sites)}
    without = [
        site.id
        for site in sites_at_hand(plan, subject.standing.latest, subject.as_of)
        if (start := start_of(plan, site)) is not None and subject.is_near(start) and not help_for(plan, site)
    ]
    if without:
        message = f"no support is named for {count_of(len(without), 'site')} ({first_of(without)})"
        yield ("sites", rows[without[0]]), f"{message}; say under support whom each can call, and from which day"
