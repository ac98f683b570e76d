"""The plan's own headline has been outrun: one of the five answers is no longer what it was on its day.

Why it matters: a headline stands for all the page. Once an answer below it has changed, the two deny each other.

What to do: look at what changed, and write a new headline with its day. None of your own is shown while the measure
gets worse, all sites have lost it again, or parts of the plan cannot be read.
"""

from collections.abc import Iterator

from spreadkit.model.verdict import HeadlineFault
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
aim: {population: 1, by: 2026-09-15}
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
people: {bo: {name: Bo, role: site-lead}}
sites:
  - {id: ash, name: Ash, status: target, lead: bo}
adoption:
  - {date: 2026-05-20, site: ash, change: huddle, stage: testing}
headline:
  says: The first ward tries the huddle.
  on: 2026-06-10
  until: 2026-07-31
"""

FAILS = """
aim: {population: 1, by: 2026-06-15}
package: {version: "1", changes: {huddle: {title: Huddle, core: yes}}}
people: {bo: {name: Bo, role: site-lead}}
sites:
  - {id: ash, name: Ash, status: target, lead: bo}
adoption:
  - {date: 2026-05-20, site: ash, change: huddle, stage: testing}
headline:
  says: The first ward tries the huddle.  # <--
  on: 2026-06-10
  until: 2026-07-31
"""


@plan_rule("SK906", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find an own headline that the answers do not bear out any more."""
    for fault, says in subject.headline_faults:
        if fault is HeadlineFault.OUTRUN:
            yield ("headline", "says"), says
