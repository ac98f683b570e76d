"""How a person is reached looks like something of their own, and a repository may be public.

Why it matters: a sheet on a ward is read by those who work there. A repository may be read by everybody, and keeps
what was once in it. People agree to the number of their work more readily than to their own.

What to do: write the number, the address or the place of their work under `reach`. Or leave it out: the sheet then has
a line on which it is written by hand. Where the repository is closed and the person agrees, hide this note with a
reason.
"""

from collections.abc import Iterator

from spreadkit.privacy.staff import own_ways
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  rc: {name: R. Campbell, role: coach, reach: Extension 4411, days: Mondays}
"""

FAILS = """
people:
  rc: {name: R. Campbell, role: coach, reach: 07400 123456}  # <--
"""


@plan_rule("SK870", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find, once for a plan, the people whose own telephone or address it gives."""
    if subject.plan.fictional:
        return
    found = [(name, kind) for name, person in subject.plan.people.items() for kind in own_ways(person.reach or "")]
    if found:
        name, kind = found[0]
        others = len({name for name, _ in found}) - 1
        beside = f", and {others} more like it" if others else ""
        message = f'"{name}" is reached by {kind}{beside}; everybody who can read the repository sees it'
        yield ("people", name, "reach"), f"{message}: give the number of their work, or leave it out"
