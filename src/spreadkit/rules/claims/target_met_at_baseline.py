"""The target is met already in the baseline.

Why it matters: an aim that is reached before anything is done cannot show that anything was achieved. Often the figures
in it are of two different measures, or of one that was counted in two ways.

What to do: look whether target and data are in the same unit and counted alike. If they are, set a target that asks for
more, or choose a measure that has room to get better.
"""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from spreadkit.measures.series import MeasureLine
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, in_figures, plan_rule

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    target: 4
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-03-31}
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,5
2026-03-01,4
"""

FAILS = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    target: 6  # <--
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-03-31}
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,5
2026-03-01,4
"""


@plan_rule("SK790", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find targets of outcome and process measures that half of the values of the baseline meet."""
    for name, charted in subject.charts.items():
        measure, target = charted.measure, subject.plan.target_of(name)
        before = _in_baseline(measure, charted.line)
        if target is None or not before or measure.kind not in {MeasureKind.OUTCOME, MeasureKind.PROCESS}:
            continue
        middle = median(before)
        if target.is_met_by(middle, measure.better):
            met = f"which meets the target of {target.words}"
            message = f'the median of "{name}" in its baseline is {in_figures(middle)}, {met}'
            yield subject.plan.target_at(name), f"{message}; ask for more, or look whether both are counted alike"


def _in_baseline(measure: Measure, line: MeasureLine) -> list[Decimal]:
    """Return the values of the baseline; none where it has no end, or where neither way is better."""
    if measure.baseline is None or measure.better == "neither":
        return []
    return [value for day, value in line.known.items() if day <= measure.baseline.until]
