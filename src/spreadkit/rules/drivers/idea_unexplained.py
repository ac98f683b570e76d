"""A change idea says that it was dropped, or became a part of the package, and not why, or which.

Why it matters: later sites will have the same idea. If nobody knows why it was dropped, they try it again; and if
nobody knows which change it became, the theory and the package drift apart.

What to do: write under `because` why it was dropped, or under `change` which change of the package it became.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
drivers:
  ideas:
    nurse-at-door: {title: A nurse at the door, state: in-package, change: triage}
    text-messages: {title: Text messages to families, state: dropped, because: Half of the villages have no network}
package:
  version: "1"
  changes:
    triage: {title: Triage at the door}
"""

FAILS = """
drivers:
  ideas:
    nurse-at-door: {title: A nurse at the door, state: in-package, change: triage}
    text-messages: {title: Text messages to families, state: dropped}  # <--
package:
  version: "1"
  changes:
    triage: {title: Triage at the door}
"""


@plan_rule("SK706", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find ideas whose state leaves open what one would ask next."""
    for name, idea in subject.plan.drivers.ideas.items():
        if idea.state == "dropped" and idea.because is None:
            yield ("drivers", "ideas", name), f'"{name}" was dropped; write under because why'
        elif idea.state == "in-package" and idea.change is None:
            message = f'"{name}" is in the package; name under change which change of it this is'
            yield ("drivers", "ideas", name), message
