"""Every change of the package may be adapted, and none must stay the same.

Why it matters: what has no fixed core can be altered until nothing is left of what worked. Sites then report that they
have adopted it, and each means something else.

What to do: mark with `core: yes` what must not be altered, and say under `because` why it matters.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
    board: {title: Safety board, core: no}
"""

FAILS = """
package:
  version: "1"
  changes:  # <--
    huddle: {title: Safety huddle, core: no}
    board: {title: Safety board, core: no}
"""


@plan_rule("SK710", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find packages all of whose changes are marked as not core."""
    changes = subject.plan.package.changes if subject.plan.package else {}
    if changes and all(change.core is False for change in changes.values()):
        yield ("package", "changes"), "no change is core; mark with core: yes what every site must keep as it is"
