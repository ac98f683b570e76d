"""The note at the top of the report is long, and there is no line of it for the sponsor.

Why it matters: the sponsor's page is one page. A long note pushes the answers down, and is skipped.

What to do: put the note under `says` of `caveat`, and its point in one line under `short`. The sponsor's page shows
that line, and the steering pack the whole note.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.rules import Hit, Severity, Subject, plan_rule

_LONG: Final = 500
"""Up to how many characters the sponsor's page has room for. The figure is ours."""

PASSES = f"""
caveat:
  says: {"These figures are second-hand. " * 20}
  short: These figures are second-hand.
"""

FAILS = f"""
caveat: {"These figures are second-hand. " * 20}  # <--
"""


@plan_rule("SK909", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a note that is too long for the sponsor's page, without a line that stands for it there."""
    caveat = subject.plan.caveat
    if caveat is not None and caveat.short is None and len(caveat.says) > _LONG:
        message = f"the caveat has {len(caveat.says)} characters, and the sponsor's page shows them all"
        yield ("caveat",), f'{message}; write one line for it under "short"'
