"""A change is held in place by training and reminders alone.

Why it matters: nobody stays alert for ever, and staff change. What lasts is built in: a form, a piece of equipment, a
policy, a task in somebody's job.

What to do: add a support under `embedding` for this change of the kind system, equipment, policy or role.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.rollout import EmbeddingSupport
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
package:
  version: "1.0"
  changes:
    huddle: {title: Two-minute safety huddle}
embedding:
  supports:
    - {what: Course for newcomers, changes: huddle, kind: training}
    - {what: Huddle sheet in the record, changes: huddle, kind: system}
"""

FAILS = """
package:
  version: "1.0"
  changes:
    huddle: {title: Two-minute safety huddle}  # <--
embedding:
  supports:
    - {what: Course for newcomers, changes: huddle, kind: training}
    - {what: Poster in the staff room, changes: huddle, kind: reminder}
"""

_VIGILANCE: Final = frozenset({"training", "reminder"})
"""Kinds of support that work only as long as people remember."""


@plan_rule("SK664", Severity.WARNING, stage=Stage.EMBED, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find changes without a support that is built in; one finding for all where there is no support at all."""
    package, supports = subject.plan.package, subject.plan.embedding.supports
    if package is None or not package.changes:
        return
    if not supports:
        yield ("embedding",), "nothing is built in that holds the changes in place; add supports under embedding"
        return
    for name in package.changes:
        kinds = {support.kind for support in supports if _holds(support, name)}
        if not kinds - _VIGILANCE:
            rests_on = " and ".join(sorted(kinds)) or "goodwill"
            yield ("package", "changes", name), f'"{name}" rests on {rests_on} alone; add a support that is built in'


def _holds(support: EmbeddingSupport, change: str) -> bool:
    """Whether a support is for a change; one that names no changes is for all."""
    return not support.changes or change in support.changes
