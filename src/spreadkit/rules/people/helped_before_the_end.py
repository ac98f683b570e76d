"""An action says whether it helped before it has ended.

Why it matters: what is still being done cannot be judged yet. A hope on record is read as a result.

What to do: set `state: done` and `done-on` once it has ended; until then leave `helped` out.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent}
actions:
  ask-managers:
    do: Ask the managers of the next sites for a lead
    for: leadership.local-leads
    strategy: managers-name-leads
    owner: jl
    due: 2026-05-31
    state: done
    done-on: 2026-05-20
    helped: yes
    because: All four managers named one
"""

FAILS = """
people:
  jl: {name: J. Lind, role: spread-agent}
actions:
  ask-managers:
    do: Ask the managers of the next sites for a lead
    for: leadership.local-leads
    strategy: managers-name-leads
    owner: jl
    due: 2026-07-31
    state: doing
    helped: yes  # <--
    because: All four managers named one
"""


@plan_rule("SK416", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find open actions that are judged."""
    for name, action in subject.plan.actions.items():
        if action.helped is not None and action.is_open:
            message = f'"{name}" is still {action.state}, so it is too early to say; leave "helped" out until the end'
            yield ("actions", name, "helped"), message
