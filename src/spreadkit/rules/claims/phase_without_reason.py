"""A chart is based anew from a day on, and nothing says why.

Why it matters: a new centre line makes what was a shift look like nothing, and a slip look like the normal state. Who
reads the chart has to know what happened on that day.

What to do: write under `because` of the phase what changed in the work on that day; without such a reason, take the
phase out.
"""

from collections.abc import Iterator
from datetime import date

from spreadkit.rules import Hit, Severity, Subject, count_of, plan_rule

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    phases: [{from: 2026-03-01, because: The new ward opened}]
"""

FAILS = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    phases:
      - {from: 2026-03-01}  # <--
"""


@plan_rule("SK791", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures with phases that have no reason; the first one, where the data begin, needs none."""
    for name, measure in subject.plan.measures.items():
        charted = subject.charts.get(name)
        first = charted.line.dates[0] if charted is not None and charted.line.dates else date.min
        silent = [place for place, phase in enumerate(measure.phases) if phase.because is None and phase.from_ > first]
        if silent:
            phases = count_of(len(silent), "phase has", "phases have")
            message = f'{phases} no reason in "{name}", the first from {measure.phases[silent[0]].from_}'
            yield ("measures", name, "phases", silent[0]), f"{message}; write it under because"
