"""The aim's target is not better than its baseline.

Why it matters: a target that asks for no gain, or for harm, is nearly always two figures swapped or a measure whose
direction is set wrongly. Every chart and every claim of progress then points the wrong way.

What to do: compare `baseline` and `target` under `aim` with `better` of the measure, and correct the one that is wrong.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, known, plan_rule

PASSES = """
aim:
  measure: falls-rate
  baseline: 6.1
  target: 4.0
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
"""

FAILS = """
aim:
  measure: falls-rate
  baseline: 4.0
  target: 6.1  # <--
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower}
"""


@plan_rule("SK624", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a target that the measure's direction does not call better."""
    aim = subject.plan.aim
    measure = subject.plan.measures.get(aim.measure or "")
    baseline, target = known(aim.baseline), known(aim.target)
    if measure is None or baseline is None or target is None:
        return
    if target.is_met_by(baseline, measure.better):
        side = "below" if measure.better == "lower" else "above"
        compared = f"the target of {target.words} is not {side} the baseline {baseline}"
        yield ("aim", "target"), f'{compared}, though {measure.better} is better for "{aim.measure}"; correct one'
