"""An action is still open after the date it was due.

Why it matters: sites plan by what they were promised. An action that slips without a word is the first sign that the
plan and the work have parted.

What to do: finish it and set its state to `done`, agree on a new date with its owner, or drop it.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
actions:
  name-leads: {do: Agree a lead at each site, owner: jl, due: 2026-09-15, state: doing}
people:
  jl: {name: J. Lind, role: spread-agent}
"""

FAILS = """
actions:
  name-leads:
    do: Agree a lead at each site
    owner: jl
    due: 2026-05-15  # <--
    state: doing
people:
  jl: {name: J. Lind, role: spread-agent}
"""


@plan_rule("SK407", Severity.WARNING, passes=PASSES, cause="Actions are past their day", of_silence=True, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find open actions whose date has passed."""
    for name, action in subject.plan.actions.items():
        if action.is_open and action.due is not None and action.due < subject.as_of:
            yield (
                ("actions", name, "due"),
                f'"{name}" was due on {action.due} and is still {action.state}; finish it, or agree on a new date',
            )
