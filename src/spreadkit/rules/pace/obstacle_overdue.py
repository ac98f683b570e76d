"""An obstacle is still there after its date, and nobody higher up knows.

Why it matters: what stands in a site's way is often out of the hands of the site and of the spread team. That is what
the sponsor is for.

What to do: remove it, agree on a new date, or take it to the sponsor and name them under `escalated`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
  jl: {name: J. Lind, role: spread-agent}
obstacles:
  no-screen: {what: No screen in the huddle corner, owner: jl, due: 2026-05-31, escalated: ap}
"""

FAILS = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
  jl: {name: J. Lind, role: spread-agent}
obstacles:
  no-screen:
    what: No screen in the huddle corner
    owner: jl
    due: 2026-05-31  # <--
"""


@plan_rule(
    "SK661",
    Severity.WARNING,
    after_end=False,
    passes=PASSES,
    cause="Obstacles are past their day",
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find open obstacles whose date has passed and that were not taken higher up."""
    for name, obstacle in subject.plan.obstacles.items():
        is_late = obstacle.state == "open" and obstacle.due is not None and obstacle.due < subject.as_of
        if is_late and obstacle.escalated is None:
            message = f'"{name}" was to be gone by {obstacle.due}; remove it, or take it to the sponsor'
            yield ("obstacles", name, "due"), message
