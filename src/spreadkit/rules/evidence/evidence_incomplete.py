"""A piece of evidence does not say where it can be seen.

Why it matters: evidence that nobody can open is a claim, not evidence.

What to do: give a file its `file`, a link its `link`, data the `measure` they belong to (or a file), and a publication
a `title` that can be looked up.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.plan import Evidence
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
evidence:
  charter: {kind: file, file: tiny.md}
--- tiny.md
Charter
"""

FAILS = """
evidence:
  charter: {kind: file, dated: 2026-03-15}  # <--
"""

_WANTED: Final = {
    "file": ("file",),
    "link": ("link",),
    "data": ("measure", "file", "link"),
    "publication": ("title", "link"),
}
"""What each kind is found by: one of these is enough."""


@plan_rule("SK310", Severity.WARNING, passes=PASSES, cause="Answers lack their reason or their evidence", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find evidence that cannot be looked up."""
    for name, evidence in subject.plan.evidence.items():
        wanted = _WANTED[evidence.kind]
        if not any(_has(evidence, field) for field in wanted):
            yield ("evidence", name), f'"{name}" is of kind {evidence.kind} but does not say where; add its {wanted[0]}'


def _has(evidence: Evidence, field: str) -> bool:
    return getattr(evidence, field) is not None
