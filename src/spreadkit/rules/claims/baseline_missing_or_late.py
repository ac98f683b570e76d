"""The outcome measure has data, and no time before the change to hold them against.

Why it matters: without a baseline from before the first site began, nobody can say whether the change has made a
difference. A baseline that reaches into the spread has some of its effect in it.

What to do: write under `baseline` of the measure the last day before the first wave began, and add older values if the
data do not reach back that far.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, known, plan_rule
from spreadkit.rules._charted_effect import aim_measure

PASSES = """
waves:
  wave-1: {start: 2026-03-02}
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-03-01}
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,5
2026-04-01,4
"""

FAILS = """
waves:
  wave-1: {start: 2026-03-02}
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-04-30}  # <--
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,5
2026-04-01,4
"""


@plan_rule("SK795", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the outcome measure of the aim with data and without a baseline, or one that ends too late or is empty."""
    found = aim_measure(subject.plan)
    days = [day for dates in subject.standing.reported.get(found[0], {}).values() for day in dates] if found else []
    if found is None or not days:
        return
    name, measure = found
    where = ("measures", name, "baseline", "until")
    began = _first_start(subject.plan)
    if measure.baseline is None:
        if not measure.phases and measure.limits is None:
            message = f'"{name}" has data and no baseline; write under "baseline" when the time before the change ends'
            yield ("measures", name), message
    elif min(days) > measure.baseline.until:
        message = f'the baseline of "{name}" ends on {measure.baseline.until}, before its first value, of {min(days)}'
        yield where, f"{message}; add older values"
    elif began is not None and began <= measure.baseline.until:
        message = f'the baseline of "{name}" ends on {measure.baseline.until}, but the first wave began on {began}'
        yield where, f"{message}; let it end before that"


def _first_start(plan: Plan) -> date | None:
    starts = [known(wave.start) for wave in plan.waves.values()]
    return min((start for start in starts if start is not None), default=None)
