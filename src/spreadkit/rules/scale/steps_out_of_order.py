"""A later step of the spread starts before an earlier one has ended.

Why it matters: each step is there to answer a question: does it work at all, does it work elsewhere too. Who goes on
before the answer is there, does not need the question.

What to do: move the start of the later wave, or end the earlier one. Where the later wave has begun already, say under
its `accepted` who accepts that, and why. Waves of one step may overlap.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.rules import Hit, Plan, Severity, Subject, known, plan_rule
from spreadkit.rules._past import instead_of_moving, was_accepted

PASSES = """
waves:
  first: {step: scalable-unit, start: 2026-01-05, end: 2026-10-30}
  others: {step: test, start: 2026-11-02, end: 2027-07-30}
  east: {step: full-scale, start: 2027-09-06, end: 2028-08-31}
  west: {step: full-scale, start: 2027-12-06, end: 2028-11-30}
"""

FAILS = """
waves:
  first: {step: scalable-unit, start: 2026-01-05, end: 2026-10-30}
  others:
    step: test
    start: 2026-06-01  # <--
    end: 2027-07-30
"""

_ORDER: Final = ("scalable-unit", "test", "full-scale")


@plan_rule("SK724", Severity.ERROR, holds="order", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves that start before a wave of an earlier step has ended; where its end is open, has started."""
    for name, wave in subject.plan.waves.items():
        start = known(wave.start)
        if wave.step is not None and start is not None:
            before = _still_running(subject.plan, _ORDER.index(wave.step), start)
            if before and not was_accepted(subject, start, wave.accepted):
                earlier, day = before
                message = f'"{name}" ({wave.step}) starts on {start}, before "{earlier}" has done its part on {day}'
                yield ("waves", name, "start"), f"{message}; {instead_of_moving(subject, start, 'move one of the two')}"


def _still_running(plan: Plan, rank: int, start: date) -> tuple[str, date] | None:
    """Return the wave of an earlier step that lasts longest beyond a day."""
    lasting = [
        (day, name)
        for name, wave in plan.waves.items()
        if wave.step is not None and _ORDER.index(wave.step) < rank
        if (day := known(wave.end) or known(wave.start)) is not None and day > start
    ]
    return max(lasting)[::-1] if lasting else None
