"""A change of the package is marked neither core nor adaptable.

Why it matters: sites adapt what they take up. Where the plan does not say what must stay the same, each site decides
for itself, and what was spread is no longer what worked.

What to do: write `core: yes` or `core: no` for the change, and in `adaptable` what a site may alter.
"""

from collections.abc import Iterator

from spreadkit.model.aim import Change
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes, adaptable: The time of day}
    double-check: {title: Double check, core: no}
"""

FAILS = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
    double-check: {title: Double check}  # <--
"""


@plan_rule("SK632", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find changes without a mark; one finding where several are there and none has one."""
    changes = subject.plan.package.changes if subject.plan.package else {}
    unmarked = [name for name, change in changes.items() if not _is_marked(change)]
    if len(unmarked) == len(changes) > 1:
        yield ("package", "changes"), "no change says what must stay the same; mark each core: yes or core: no"
        return
    for name in unmarked:
        yield (
            ("package", "changes", name),
            f'"{name}" is marked neither core nor adaptable; write core: yes or core: no',
        )


def _is_marked(change: Change) -> bool:
    return change.core is not None or change.adaptable is not None
