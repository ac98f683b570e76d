"""Results are fed back less often than every month.

Why it matters: who sees the data four times a year learns four times a year. Looking at a little, often, lets a team
correct its course while it still remembers what it did.

What to do: feed back every month or more often, even if only one chart; `every: month` says so. A rarer report to the
same people may stand beside it.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Every
from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
feedback:
  - {to: [executives, adopters], every: month}
  - {to: executives, every: quarter}
"""

FAILS = """
feedback:
  - {to: adopters, every: month}
  - {to: executives, every: quarter}  # <--
"""

# The framework for spread asks for at least monthly.
_TOO_RARE: Final = frozenset({Every.QUARTER, Every.YEAR})


@plan_rule("SK655", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find recipients whom results reach less often than monthly, by whichever entry."""
    feedback = subject.plan.feedback
    often = {name for entry in feedback if entry.every not in _TOO_RARE for name in entry.to}
    for index, entry in enumerate(feedback):
        rarely = [f'"{name}"' for name in entry.to if name not in often]
        if entry.every in _TOO_RARE and rarely:
            yield (
                ("feedback", index, "every"),
                f"{in_words(rarely)} see results only every {entry.every}; feed back every month or more often",
            )
