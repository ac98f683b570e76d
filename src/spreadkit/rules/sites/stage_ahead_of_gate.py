"""The plan says that it is further on than its gates allow.

Why it matters: gates hold what has to be in place before real sites rely on it. A plan that calls itself launched with
its must-haves missing hides the risk from those who decide.

What to do: meet the must-haves, go back to the stage before, or record a decision to go with who took it and why.
"""

from collections.abc import Iterator

from spreadkit.model.plan import FrameworkUse
from spreadkit.model.score import GateScore
from spreadkit.rules import Framework, Hit, Severity, Stage, Subject, first_of, in_words, plan_rule

PASSES = """
stage: launch
people:
  ap: {name: A. Patel, role: executive-sponsor}
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named in the charter}
"""

FAILS = """
stage: launch  # <--
people:
  ap: {name: A. Patel, role: executive-sponsor}
answers:
  tiny:
    leadership.sponsor: {level: partial, because: Named only}
"""


@plan_rule(
    "SK606",
    Severity.ERROR,
    judged_last=True,
    after_end=False,
    passes=PASSES,
    cause="The plan says that it is further on than its gates allow",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find, for each framework, shut gates that the plan's stage or phase has passed without a decision to go."""
    for index, use in enumerate(subject.plan.frameworks):
        framework = subject.frameworks.get(use.id)
        if framework is None:
            continue
        shut = [
            gate for gate in subject.standing.gates[use.id] if not gate.open and not subject.went_ahead(use.id, gate.id)
        ]
        stage = subject.plan.stage
        by_stage = [
            gate
            for gate in shut
            if framework.gates[gate.id].stage.rank <= stage.rank and not _is_ahead(framework, gate.id, use.phase, stage)
        ]
        by_phase = [gate for gate in shut if _is_before(framework, gate.id, use.phase)]
        if by_stage:
            yield ("stage",), _say(stage.value, use, [gate for gate in shut if gate in by_stage or gate in by_phase])
        elif by_phase:
            yield ("frameworks", index, "phase"), _say(str(use.phase), use, by_phase)


def _is_before(framework: Framework, gate: str, phase: str | None) -> bool:
    """Whether a gate stands before a phase. A phase that several stages share passes only the gates of its own."""
    order = [phase.id for phase in framework.phases]
    stands, opens = framework.gates[gate].before, framework.gates[gate].stage
    if phase not in order or stands not in order:
        return False
    here = order.index(phase)
    return order.index(stands) <= here and opens.rank <= framework.phases[here].stage.rank


def _is_ahead(framework: Framework, gate: str, phase: str | None, stage: Stage) -> bool:
    """Whether a gate still lies ahead of a phase that the plan names, where several phases share the plan's stage."""
    order = {phase.id: (index, phase.stage) for index, phase in enumerate(framework.phases)}
    stands = framework.gates[gate].before
    if phase is None or phase not in order or stands not in order or order[phase][1] is not stage:
        return False
    return order[stands][0] > order[phase][0]


def _say(here: str, use: FrameworkUse, gates: list[GateScore]) -> str:
    blockers = [blocker.criterion for gate in gates for blocker in gate.blockers]
    names = in_words([f'"{use.id}/{gate.id}"' for gate in gates])
    verb = "is" if len(gates) == 1 else "are"
    return (
        f'"{here}" comes after {names}, which {verb} held shut by {first_of(blockers, most=2)}; '
        "meet these, or record a decision to go"
    )
