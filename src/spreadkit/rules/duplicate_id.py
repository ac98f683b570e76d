"""Two components have a criterion of the same id.

Why it matters: a plan answers a criterion by its id. Where two share one, the same answer counts for both, and nobody
can answer them differently.

What to do: give the second criterion an id of its own, best one that begins with its component's.
"""

from collections.abc import Iterator

from spreadkit.model.finding import Severity
from spreadkit.ruling import FrameworkSubject, Hit, framework_rule
from spreadkit.scoring.answers import criteria_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.meets: {ask: Does the sponsor meet the team?}
  social-system:
    title: Social system
    criteria:
      social-system.meets: {ask: Do adopters meet?}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      meets: {ask: Does the sponsor meet the team?}
  social-system:
    title: Social system
    criteria:
      meets: {ask: Do adopters meet?}  # <--
"""


@framework_rule("SK102", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find criteria whose id an earlier component has used."""
    first: dict[str, str] = {}
    for component_id, criterion_id, _ in criteria_of(subject.framework):
        owner = first.setdefault(criterion_id, component_id)
        if owner != component_id:
            yield (
                ("components", component_id, "criteria", criterion_id),
                f'"{criterion_id}" is also a criterion of "{owner}"; give this one an id of its own',
            )
