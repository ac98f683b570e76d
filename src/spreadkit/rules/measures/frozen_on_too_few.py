"""A phase of a chart is held on fewer first values than the rules need.

Why it matters: a centre line and limits of a few values lie where chance puts them. All later values are judged by
them, so that a change is seen where there is none, or missed. Until there are enough, the chart claims nothing.

What to do: write a larger number under `freeze`, or leave it out: then all values of the phase make its lines.
"""

from collections.abc import Iterator

from spreadkit.measures.measure_charts import kind_of, rule_set_of
from spreadkit.measures.spc.results import ChartKind
from spreadkit.model.measure import Measure
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    chart: xmr
    phases: [{from: 2026-03-01, because: Counted anew, freeze: 12}]
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    chart: xmr
    phases:
      - from: 2026-03-01
        because: Counted anew
        freeze: 6  # <--
"""


@plan_rule("SK883", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find phases that are frozen on fewer values than the rules of the chart take for a baseline."""
    for name, measure in subject.plan.measures.items():
        needed = _needed(measure)
        for place, phase in enumerate(measure.phases):
            if phase.freeze is not None and phase.freeze < needed and phase.limits is None:
                message = f'the phase of "{name}" from {phase.from_} is held on its first {phase.freeze}'
                yield (
                    ("measures", name, "phases", place, "freeze"),
                    f"{message}, and the rules need {needed}; write {needed} or more, or leave it out",
                )


def _needed(measure: Measure) -> int:
    rules = rule_set_of(measure)
    return rules.least_useful if kind_of(measure) is ChartKind.RUN else rules.min_baseline
