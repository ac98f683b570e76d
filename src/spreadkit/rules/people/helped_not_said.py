"""An action with a strategy is done, and it is not said whether it helped, or not why.

Why it matters: the next team that has this gap will ask what worked. What is not written down is tried again.

What to do: write `helped: yes`, `no` or `unknown`, and under `because` what you saw. Unknown is an answer, too.
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
  ask-managers:  # <--
    do: Ask the managers of the next sites for a lead
    for: leadership.local-leads
    strategy: managers-name-leads
    owner: jl
    due: 2026-05-31
    state: done
    done-on: 2026-05-20
"""


@plan_rule("SK417", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find strategies that were carried out and not judged, and judgements without a reason."""
    for name, action in subject.plan.actions.items():
        if action.strategy is not None and action.state == "done" and action.helped is None:
            message = f'"{name}" is done; say with "helped" whether "{action.strategy}" did: yes, no or unknown'
            yield ("actions", name), message
        elif action.helped in {"yes", "no"} and not action.is_open and action.because is None:
            yield ("actions", name, "helped"), 'it is not said why; add "because" with what you saw'
