"""Somebody who has left still has open things in their name.

Why it matters: work stays where it was when its owner leaves. Nobody sees this until a date has passed, and sites that
wait for help or for an answer lose heart.

What to do: agree with a colleague that they take over, and put their id in place of the one who left.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Route, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent, left: 2026-05-31}
  mo: {name: M. Osei, role: spread-agent}
actions:
  name-leads: {do: Agree a lead at each site, owner: mo, due: 2026-09-15}
  book-rooms: {do: Book the rooms, owner: jl, due: 2026-04-15, state: done}
"""

FAILS = """
people:
  jl:
    name: J. Lind
    role: spread-agent
    left: 2026-05-31  # <--
  mo: {name: M. Osei, role: spread-agent}
actions:
  name-leads: {do: Agree a lead at each site, owner: jl, due: 2026-09-15}
"""


@plan_rule("SK402", Severity.ERROR, passes=PASSES, cause="Something is in no hands", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find people who have left and still owe something."""
    left = {name: person.left for name, person in subject.plan.people.items() if person.left is not None}
    owing = [reference for reference in subject.references if reference.owes and reference.id in left] if left else []
    for name, day in left.items():
        owed = [_holder(reference.route) for reference in owing if reference.id == name]
        if owed and day <= subject.as_of:
            things = f"{count_of(len(owed), 'open thing')} ({first_of(owed, most=2)})"
            yield ("people", name, "left"), f'"{name}" left on {day} but still has {things}; find somebody else'


def _holder(route: Route) -> str:
    """Say where the open thing stands: `actions name-leads`, or `sites 4` for the fourth site."""
    steps = [str(step + 1) if isinstance(step, int) else step for step in route[:-1]]
    return " ".join(steps)
