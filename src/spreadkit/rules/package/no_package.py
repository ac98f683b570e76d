"""The plan does not say which changes are to be spread.

Why it matters: what is not written down in a form that a newcomer can use is spread by word of mouth, and arrives as
something else.

What to do: list the changes one by one under `package`, each with a title and a rule for what counts as adopted.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
package:
  version: "1.0"
  changes:
    huddle: {title: Two-minute safety huddle, core: yes}
"""

FAILS = """
package:
  version: "1.0"
  changes: {}  # <--
"""


@plan_rule("SK635", Severity.ERROR, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a plan without changes in its package. Where changes are named all the same, another rule tells of it."""
    is_empty = subject.plan.package is None or not subject.plan.package.changes
    if is_empty and not any(subject.unresolved("change")):
        yield (
            (
                "package",
                "changes",
            ),
            "no change is listed; name what is to be spread, one by one, under package and changes",
        )
