"""Whether the change still holds has not been looked at for longer than was planned.

Why it matters: gains fade slowly and out of sight. A check that is left out once is left out again, and the slip is
found when results have gone.

What to do: look, and enter the day under `checked` of `embedding`; or plan a rhythm that can be kept.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from spreadkit.model.base import Unknown
from spreadkit.model.people import Every
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
embedding: {every: quarter, checked: 2026-04-20}
"""

FAILS = """
embedding:
  every: quarter
  checked: 2026-01-12  # <--
"""

_LONGEST: Final[Mapping[Every, timedelta]] = {
    Every.DAY: timedelta(days=2),
    Every.WEEK: timedelta(days=10),
    Every.FORTNIGHT: timedelta(days=21),
    Every.MONTH: timedelta(days=45),
    Every.QUARTER: timedelta(days=120),
    Every.YEAR: timedelta(days=400),
}
"""How long after a check the next one is late: the rhythm, and some grace. The figures are ours."""


@plan_rule(
    "SK782",
    Severity.WARNING,
    stage=Stage.EMBED,
    after_end=False,
    passes=PASSES,
    cause="What was put in place has not been looked at again",
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans that hold on to a change and have not checked it in time, from the stage of embedding on."""
    every, checked = subject.plan.embedding.every, subject.plan.embedding.checked
    if every is None or isinstance(checked, Unknown) or not subject.is_at_least(Stage.EMBED):
        return
    if checked is None:
        yield ("embedding", "every"), f"to be looked at every {every.value}, and never was; look, and enter checked"
    elif subject.as_of - checked > _LONGEST[every]:
        ago = (subject.as_of - checked).days
        yield ("embedding", "checked"), f"to be looked at every {every.value}, and last was {ago} days ago; look again"
