"""Results have not been fed back for longer than was planned.

Why it matters: people who send figures and hear nothing stop sending them, or stop caring whether they are right. Data
help those who get to see them soon after the work they are about.

What to do: send the results, and enter the day under `last`; or plan a rhythm that can be kept.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.measures.series import step_after
from spreadkit.rollout.progress import end_of
from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
feedback:
  - {to: [executives, adopters], every: month, last: 2026-05-12}
"""

FAILS = """
feedback:
  - {to: adopters, every: month, last: 2026-05-12}
  - to: executives
    every: month
    last: 2026-04-14  # <--
"""

_INTERVALS: Final = 2
"""After how many intervals feedback is late. The figure is ours."""


@plan_rule(
    "SK819",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    cause="Results have not been sent back in time",
    of_silence=True,
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find feedback whose last day is too long ago for its rhythm, in a spread that is not over."""
    end = end_of(subject.plan)
    if end is not None and end < subject.as_of:
        return
    for index, feedback in enumerate(subject.plan.feedback):
        due = feedback.last
        for _ in range(_INTERVALS):
            due = step_after(due, feedback.every) if due is not None and feedback.every is not None else None
        if due is not None and due < subject.as_of:
            to = in_words([f'"{name}"' for name in feedback.to])
            message = f"{to} should see results every {feedback.every}, and last did on {feedback.last}"
            yield ("feedback", index, "last"), f"{message}; send them, and enter the day"
