"""An open obstacle has no owner or no date by which it is to be gone.

Why it matters: adopters tell us what stands in their way once or twice. When nothing happens they stop telling us, and
stop trying.

What to do: agree with one person that they remove it and by when, and write both down as `owner` and `due`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
obstacles:
  no-screen: {what: No screen in the huddle corner, owner: ap, due: 2026-08-31}
"""

FAILS = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
obstacles:
  no-screen:  # <--
    what: No screen in the huddle corner
    owner: ap
"""


@plan_rule("SK660", Severity.WARNING, after_end=False, passes=PASSES, cause="Something is in no hands", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find open obstacles that nobody has to remove, or not by any date."""
    for name, obstacle in subject.plan.obstacles.items():
        parts = {"owner": obstacle.owner, "due date": obstacle.due}
        lacking = [what for what, value in parts.items() if value is None]
        if lacking and obstacle.state == "open":
            yield ("obstacles", name), f'"{name}" has no {" and no ".join(lacking)}; say who removes it and by when'
