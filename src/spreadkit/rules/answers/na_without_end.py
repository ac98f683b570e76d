"""A criterion is set aside as not applicable without a date to look again.

Why it matters: what does not apply to the first sites often applies to the next. Without a date nobody asks again.

What to do: write the day of the next look under `until`; when it is past, look again and answer or set a new day.
"""

from collections.abc import Iterator

from spreadkit.months import has_run_out
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels:
      na: One site only in this phase
      until: 2026-12-31
"""

FAILS = """
answers:
  tiny:
    communication.channels:
      na: One site only in this phase
      until: 2026-03-31  # <--
"""


@plan_rule(
    "SK207",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    after_end=False,
    passes=PASSES,
    cause="Evidence and answers have aged",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find `na` with no `until`, or with one that is past."""
    for question, answer in subject.questions:
        if answer.na is None or question.criterion.not_applicable == "never":
            continue
        if answer.until is None:
            yield question.in_plan, f'"{question.id}" is set aside without an end; say under until when to look again'
        elif has_run_out(answer.until, subject.as_of):
            yield (
                (*question.in_plan, "until"),
                f'"{question.id}" was set aside until {answer.until}; look again, and answer it or set a new day',
            )
