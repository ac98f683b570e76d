"""A measure is to be charted in a way that does not fit its data or its rules.

Why it matters: each chart is for one kind of data, and each set of rules for certain charts. Outside of these the lines
would be wrong, so none are drawn, and the measure shows nothing.

What to do: choose the chart that the message names; `run` fits everything that is not added up over time.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.measures.measure_charts import kind_of, misstated, rule_set_of, stated_limits
from spreadkit.measures.series import can_be_pooled
from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.data import SeriesError, SpcData
from spreadkit.model.measure import Measure, Series
from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._rows import impossible

PASSES = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    chart: xmr
    rules: mdc
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    chart: c
    rules: mdc  # <--
"""


_COUNTED: Final = {
    "p": "counts and what they are out of (count and per)",
    "u": "counts and what they are out of (count and per)",
    "c": "counts (count)",
}
"""What charts of counts are made from."""


@plan_rule("SK811", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures whose rules are for other charts, or whose data cannot be charted as is asked for."""
    for name, measure in subject.plan.measures.items():
        stated = next((key for key in ("rules", "chart") if getattr(measure, key) is not None), None)
        why = _why_not(subject, name, measure) if stated is not None else ""
        if why:
            yield ("measures", name, stated or "chart"), f'"{name}": {why}'


def _why_not(subject: Subject, name: str, measure: Measure) -> str:
    """Return why a measure cannot be charted as it says; nothing where it can, or where other rules say so."""
    try:
        chart_of(SpcData((), cumulative=measure.cumulative), kind_of(measure), rule_set_of(measure))
    except SeriesError as refused:
        return str(refused)
    charted = subject.charts.get(name)
    if measure.data is not None and measure.chart in _COUNTED and not _is_counted(measure.chart, measure.data):
        needs = _COUNTED[measure.chart]
        return f"a {measure.chart} chart needs {needs}, and its data do not name them; use a run or an xmr chart"
    if charted is None or charted.chart is not None or not charted.line.known or measure.data is None:
        return ""
    if any(misstated(limits) for _, limits in stated_limits(measure)):
        return ""
    if not can_be_pooled(measure.data) or next(impossible(measure), None) is not None:
        return ""
    return charted.says[:1].lower() + charted.says[1:].removesuffix(".")


def _is_counted(chart: str, series: Series) -> bool:
    return series.count is not None if chart == "c" else series.is_rate
