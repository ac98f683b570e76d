"""An audience is made aware only when the first wave has started.

Why it matters: people who are asked to act before they have seen why feel that it is done to them. Awareness comes
first, then the know-how, then the start.

What to do: while both lie ahead, bring the first awareness item for this audience forward, or start the first wave
later. Where the first wave has begun already, leave the days as they were, and say under `accepted` of the item who
accepts that it came late, and why.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.model.people import Communication, Purpose
from spreadkit.rules import EVERYONE, Hit, Plan, Severity, Stage, Subject, in_words, known, plan_rule
from spreadkit.rules._past import instead_of_moving, was_accepted

PASSES = """
waves:
  wave-1: {start: 2026-10-01}
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, on: 2026-09-10}
  - {audience: ward-nurses, purpose: awareness, on: 2026-10-20}
"""

FAILS = """
waves:
  wave-1: {start: 2026-10-01}
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, on: 2026-10-20}
  - {audience: ward-nurses, purpose: awareness, on: 2026-10-10}  # <--
"""


@plan_rule("SK643", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find first awareness items on or after the first start. Silent for an audience with an undated item."""
    plan = subject.plan
    start = min((day for wave in plan.waves.values() if (day := known(wave.start))), default=None)
    late: dict[tuple[date, int], list[str]] = {}
    for audience in plan.audiences if start else ():
        first = _first_item(plan, audience)
        if start is None or first is None or first[0] < start:
            continue
        if not was_accepted(subject, start, plan.communication[first[1]].accepted):
            late.setdefault(first, []).append(f'"{audience}"')
    for (day, index), audiences in late.items():
        field = "done" if plan.communication[index].done else "on"
        if start:
            says = f"awareness for {in_words(audiences)} begins on {day}, but the first wave on {start}"
            yield ("communication", index, field), f"{says}; {instead_of_moving(subject, start, 'bring it forward')}"


def _first_item(plan: Plan, audience: str) -> tuple[date, int] | None:
    """Return the day and position of an audience's first awareness item; None where a day is missing."""
    found = [
        (_day(item), index)
        for index, item in enumerate(plan.communication)
        if item.purpose is Purpose.AWARENESS and item.audience in {audience, EVERYONE}
    ]
    dated = [(day, index) for day, index in found if day is not None]
    return min(dated) if dated and len(dated) == len(found) else None


def _day(item: Communication) -> date | None:
    return item.done or known(item.on)
