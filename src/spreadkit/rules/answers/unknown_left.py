"""An answer is still unknown although the gate that asks for it lies behind, and is shut.

Why it matters: `unknown` is honest while there is time to find out. Once sites have started, it means that the team
went ahead without looking.

What to do: find out and answer with a level, or make an action for it with an owner and a date.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.rules import Hit, Question, Severity, Subject, count_of, first_of, plan_rule

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


@plan_rule(
    "SK205",
    Severity.WARNING,
    judged_last=True,
    after_end=False,
    passes=PASSES,
    cause="Questions wait for an answer",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find what is unknown at, or past, the stage whose gate asks for it: one finding for each gate."""
    left: dict[tuple[str, str], list[Question]] = {}
    open_gates = {(name, gate.id) for name, gates in subject.standing.gates.items() for gate in gates if gate.open}
    for question, answer in subject.questions:
        if answer.level != UNKNOWN_LEVEL or answer.na is not None or question.criterion.need is Need.MAY:
            continue
        gate_id = question.criterion.gate or ""
        gate = question.framework.gates.get(gate_id)
        if (question.framework.id, gate_id) in open_gates:  # a should-have may stay unknown where the gate is open
            continue
        if gate and subject.is_at_least(gate.stage):
            left.setdefault((question.framework.id, gate_id), []).append(question)
    for (_, gate_id), questions in left.items():
        unknown = first_of([question.id for question in questions])
        still = f"{count_of(len(questions), 'answer is', 'answers are')} still unknown: {unknown}"
        yield (*questions[0].in_plan, "level"), f'the gate "{gate_id}" asks, but {still}; find out'
