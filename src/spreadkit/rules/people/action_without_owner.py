"""An open action lacks an owner or a date.

Why it matters: what everybody should do at some time is done by nobody, ever.

What to do: agree with one person that they do it and by when; write both down as `owner` and `due`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent}
actions:
  name-leads: {do: Agree a lead at each site, owner: jl, due: 2026-09-15}
"""

FAILS = """
people:
  jl: {name: J. Lind, role: spread-agent}
actions:
  name-leads:  # <--
    do: Agree a lead at each site
    due: 2026-09-15
"""


@plan_rule("SK413", Severity.WARNING, after_end=False, passes=PASSES, cause="Something is in no hands", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find open actions that nobody has to do, or not by any date."""
    for name, action in subject.plan.actions.items():
        lacking = [what for what, value in (("owner", action.owner), ("due date", action.due)) if value is None]
        if lacking and action.is_open:
            yield ("actions", name), f'"{name}" has no {" and no ".join(lacking)}; say who does it and by when'
