"""A decision to go through a shut gate lacks who took it, why, or when it is looked at again.

Why it matters: to go ahead against a gate can be right, but it is a risk that somebody takes on for others. Without a
name, a reason and a date it is only a gate that nobody minded.

What to do: add `by` and `because` to the decision, from the minutes. As long as no wave has begun since, add a day for
looking again under `review`; a decision that has been acted on is judged by its name and reason alone, since its gate
may have been open on that day.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.model.plan import DecisionOutcome
from spreadkit.rules import Hit, Severity, Subject, in_words, known, plan_rule

PASSES = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
decisions:
  - {gate: tiny/launch, outcome: go, by: ap, on: 2026-06-01, because: Duties agreed by word, review: 2026-07-15}
"""

FAILS = """
people:
  ap: {name: A. Patel, role: executive-sponsor}
decisions:
  - {gate: tiny/launch, outcome: go, by: ap, on: 2026-06-01, because: Duties agreed by word}  # <--
"""


@plan_rule("SK607", Severity.WARNING, judged_last=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find decisions to go against a shut gate that do not say who, why and until when."""
    shut = {f"{name}/{gate.id}" for name, gates in subject.standing.gates.items() for gate in gates if not gate.open}
    for index, decision in enumerate(subject.plan.decisions):
        if decision.outcome is DecisionOutcome.GO and decision.gate in shut:
            parts = {"by": decision.by, "because": decision.because, "review": decision.review}
            if _is_acted_on(subject, known(decision.on)):
                parts.pop("review")
            lacking = [name for name, value in parts.items() if value is None]
            if lacking:
                message = f'"{decision.gate}" is shut today and the decision was to go; add {in_words(lacking)}'
                yield ("decisions", index), message


def _is_acted_on(subject: Subject, taken: date | None) -> bool:
    """Whether a wave has begun since a decision was taken; of one without a day it is not known that any has not."""
    starts = [start for wave in subject.plan.waves.values() if (start := known(wave.start)) is not None]
    return any(start <= subject.as_of and (taken is None or taken <= start) for start in starts)
