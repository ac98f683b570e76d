"""Sites have altered a core change, and nobody has judged it.

Why it matters: a core change is core because the result depends on it. Some alterations are useful to all, some do
harm; while nobody looks, both spread.

What to do: look at it with those who know why the change is core, and write under `judged` whether it is allowed,
useful or harmful, and under `by` who says so.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
    board: {title: Safety board, core: no}
adaptations:
  - {on: 2026-05-04, change: huddle, what: Held by telephone at night, judged: allowed}
  - {on: 2026-05-04, change: board, what: A screen in place of the board}
"""

FAILS = """
package:
  version: "1"
  changes:
    huddle: {title: Safety huddle, core: yes}
adaptations:
  - {on: 2026-05-04, change: huddle, what: Held once a week}  # <--
"""


@plan_rule("SK718", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find adaptations of core changes that were not judged."""
    changes = subject.plan.package.changes if subject.plan.package else {}
    for index, adaptation in enumerate(subject.plan.adaptations):
        change = changes.get(adaptation.change)
        if change and change.core is True and adaptation.judged is None:
            message = f'"{adaptation.change}" is core and was altered; judge whether that is allowed, useful or harmful'
            yield ("adaptations", index), message
