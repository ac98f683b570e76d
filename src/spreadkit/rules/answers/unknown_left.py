"""An answer is still unknown although the gate that asks for it lies behind.

Why it matters: `unknown` is honest while there is time to find out. Once sites have started, it means that the team
went ahead without looking.

What to do: find out and answer with a level, or make an action for it with an owner and a date.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
stage: launch
answers:
  tiny:
    leadership.sponsor: {level: good}
    leadership.local-leads: {level: unknown}
"""

FAILS = """
stage: launch
answers:
  tiny:
    leadership.sponsor: {level: unknown}  # <--
    leadership.local-leads: {level: unknown}
"""


@plan_rule("SK205", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find what is unknown at, or past, the stage whose gate asks for it: one finding for each gate."""
    left: dict[tuple[str, str], list[str]] = {}
    for name, criterion_id, criterion, answer in subject.criteria:
        if answer.level != UNKNOWN_LEVEL or answer.na is not None or criterion.need is Need.MAY:
            continue
        gate = subject.frameworks[name].gates.get(criterion.gate or "")
        if gate and subject.is_at_least(gate.stage):
            left.setdefault((name, criterion.gate or ""), []).append(criterion_id)
    for (name, gate_id), criteria in left.items():
        still = f"{count_of(len(criteria), 'answer is', 'answers are')} still unknown: {first_of(criteria)}"
        yield ("answers", name, criteria[0], "level"), f'the gate "{gate_id}" asks, but {still}; find out'
