"""A wave has started, or starts soon, while the gate before it is shut.

Why it matters: a wave that starts without its must-haves uses up the goodwill of the sites that were readiest to try.
A second chance with them is hard to get.

What to do: meet the must-haves of the gate, move the start of the wave, or record a decision to go with its reason.
Where the wave has begun already, record the decision as it was taken; where there was none, say under `accepted` of the
wave who accepts that it began so, and why.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from spreadkit.model.rollout import Wave
from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule
from spreadkit.rules._past import RECORD_IT, was_accepted

PASSES = """
stage: prepare
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named in the charter}
people:
  ap: {name: A. Patel, role: executive-sponsor}
waves:
  wave-1: {start: 2026-07-15}
"""

FAILS = """
stage: prepare
answers:
  tiny:
    leadership.sponsor: {level: partial, because: Named only}
people:
  ap: {name: A. Patel, role: executive-sponsor}
waves:
  wave-1:
    start: 2026-07-15  # <--
"""


@plan_rule(
    "SK605",
    Severity.WARNING,
    judged_last=True,
    holds="order",
    after_end=False,
    passes=PASSES,
    cause="A wave begins before its gate is open",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves whose gate holds. A gate is named at the first wave that it holds up."""
    shut = _shut_gates(subject)
    starts = {name: wave.start for name, wave in subject.plan.waves.items() if isinstance(wave.start, date)}
    first = min(starts.values(), default=None)
    for name, start in sorted(starts.items(), key=lambda name_and_start: name_and_start[1]):
        if not subject.is_near(start):
            return
        held = _gates_before(subject.plan.waves[name], shut, Stage.LAUNCH if start == first else Stage.EXPAND)
        if was_accepted(subject, start, subject.plan.waves[name].accepted):
            continue
        if held:
            gates = in_words([f'"{gate}"' for gate in held])
            begins = "starts" if start > subject.as_of else "began"
            message = f'"{name}" {begins} on {start} but {gates} {"is" if len(held) == 1 else "are"} shut'
            ahead = "meet the must-haves, move the wave, or record a decision to go"
            done = f"record the decision to go as it was taken; if there was none, {RECORD_IT}"
            yield ("waves", name, "start"), f"{message}; {ahead if start > subject.as_of else done}"
        shut = {gate: stage for gate, stage in shut.items() if gate not in held}


def _shut_gates(subject: Subject) -> dict[str, Stage]:
    """Return the gates that are shut and have no standing decision to go, as `framework/gate`, with their stages."""
    return {
        f"{name}/{gate.id}": subject.frameworks[name].gates[gate.id].stage
        for name, gates in subject.standing.gates.items()
        for gate in gates
        if not gate.open and not subject.went_ahead(name, gate.id)
    }


def _gates_before(wave: Wave, shut: Mapping[str, Stage], stage: Stage) -> list[str]:
    """Return the shut gates before a wave: the one that it names, or all up to a stage."""
    if wave.gate is not None:
        return [gate for gate in shut if gate == wave.gate]
    return [gate for gate, opens in shut.items() if opens.rank <= stage.rank]
