"""A person is named who is not among the plan's people.

Why it matters: work that is given to a name nobody can look up is work that nobody does.

What to do: correct the id, or add the person under `people` with their role.
"""

from collections.abc import Iterator

from spreadkit.model.references import defined_in
from spreadkit.rules import Hit, Severity, Subject, did_you_mean, plan_rule

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
actions:
  name-leads: {do: Agree a lead at each site, owner: ap, due: 2026-09-15}
"""

FAILS = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
actions:
  name-leads:
    do: Agree a lead at each site
    owner: a-patel  # <--
    due: 2026-09-15
"""


@plan_rule("SK401", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find references to people that the plan does not define."""
    people = defined_in(subject.plan, "person")
    for reference in subject.unresolved("person"):
        yield (
            reference.route,
            f'"{reference.id}" is not among the people{did_you_mean(reference.id, people)}',
        )
