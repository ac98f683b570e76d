"""Full scale begins, and nobody has decided that it should.

Why it matters: after the test somebody has to say on what was seen: go, adapt first, or stop. Where nobody says it, the
work rolls on because it was planned that way.

What to do: put the results before the owner of full scale, and enter what they decide under `decisions` with `about:
full-scale`, who, when, on which data and under which conditions.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.model.plan import Decision
from spreadkit.rollout.progress import waves_in_order
from spreadkit.rules import Hit, Plan, Severity, Subject, known, plan_rule

PASSES = """
waves:
  rest: {step: full-scale, start: 2026-07-15}
decisions:
  - {about: full-scale, outcome: go, on: 2026-06-20, because: Shift in nine of eleven units}
"""

FAILS = """
waves:
  rest:
    step: full-scale
    start: 2026-07-15  # <--
decisions:
  - {about: full-scale, outcome: hold, on: 2026-06-20, because: Shift in three of eleven units}
"""


@plan_rule("SK727", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the first wave of full scale that is near, where the last decision on it is none, or not to go."""
    for name in waves_in_order(subject.plan):
        wave, start = subject.plan.waves[name], known(subject.plan.waves[name].start)
        if wave.step == "full-scale" and start is not None and subject.is_near(start):
            last = _last_decision(subject.plan, wave.gate, subject.as_of)
            if last is None or not last.is_yes:
                way = "decide, or move the wave" if start > subject.as_of else "enter the decision as it was taken"
                reason = f"the last decision says {last.outcome.value}" if last else "nobody has decided on it"
                yield ("waves", name, "start"), f'"{name}" starts on {start}, but {reason}; {way}'
            return


def _last_decision(plan: Plan, gate: str | None, as_of: date) -> Decision | None:
    """Return the last decision about full scale, or on the gate before it."""
    dated = [
        (decision.on, index)
        for index, decision in enumerate(plan.decisions)
        if decision.about == "full-scale" or (gate is not None and decision.gate == gate)
        if isinstance(decision.on, date) and decision.on <= as_of
    ]
    return plan.decisions[max(dated)[1]] if dated else None
