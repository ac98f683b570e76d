"""A must-have of the next gate is not met, and no open action serves it.

Why it matters: a gap that nobody works on stays a gap. The gate will still be shut when the wave is due to start.

What to do: add an action with this criterion under `for`, with an owner and a date.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need
from spreadkit.model.plan import Action, Answer
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent}
answers:
  tiny:
    leadership.sponsor: {level: partial, because: Named only}
actions:
  write-duties: {do: Write down the duties, for: leadership.sponsor, owner: jl, due: 2026-07-31}
"""

FAILS = """
people:
  jl: {name: J. Lind, role: spread-agent}
answers:
  tiny:
    leadership.sponsor:
      level: partial  # <--
      because: Named only
actions:
  name-leads: {do: Agree a lead at each site, for: leadership.local-leads, owner: jl, due: 2026-07-31}
"""


@plan_rule(
    "SK408",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    judged_last=True,
    after_end=False,
    passes=PASSES,
    cause="Gaps before the next gate are in no hands",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find must-haves of the next gate that are answered too low and that no action serves."""
    following = {name: _next_gate(subject, name) for name in subject.frameworks}
    for question, answer in subject.questions:
        criterion, gate = question.criterion, following[question.framework.id]
        is_next = gate is not None and criterion.gate == gate and criterion.need is Need.MUST
        if is_next and question.falls_short(answer) and not _is_served(subject, question.id, answer):
            message = f'the gate "{gate}" needs "{question.enough}" here and nothing open serves it'
            yield (*question.in_plan, "level"), f'{message}; add an action that is for "{question.id}"'


def _next_gate(subject: Subject, name: str) -> str | None:
    """Return the first gate that is shut, in the order of stages."""
    framework = subject.frameworks[name]
    shut = [gate.id for gate in subject.standing.gates[name] if not gate.open]
    return min(shut, key=lambda gate: framework.gates[gate].stage.rank, default=None)


def _is_served(subject: Subject, criterion: str, answer: Answer) -> bool:
    return any(criterion in action.for_ and _still_counts(action, answer) for action in subject.plan.actions.values())


def _still_counts(action: Action, answer: Answer) -> bool:
    """Whether an action is open, or was done after the answer was last reviewed."""
    reviewed_since = answer.reviewed is not None and action.done_on is not None and action.done_on <= answer.reviewed
    return action.is_open or (action.state == "done" and not reviewed_since)
