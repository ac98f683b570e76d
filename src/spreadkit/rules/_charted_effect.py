"""What a chart shows of a change: what rules share that compare claims with data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from spreadkit.measures.measure_charts import ChartedMeasure, data_of, kind_of
from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.results import ChartKind
from spreadkit.model.measure import Baseline, Measure, MeasureKind
from spreadkit.model.plan import Plan
from spreadkit.model.target import Target

IN_A_ROW: Final = 3
"""How many values in a row show that a target is held, or is lost. The figure is ours."""


class ChartedEffect(StrEnum):
    """What a chart shows since a day: a signal to the better, one to the worse, or neither."""

    BETTER = "better"
    WORSE = "worse"
    FLAT = "flat"


def charted_effect(charted: ChartedMeasure, since: date | None = None) -> ChartedEffect | None:
    """Say what a chart shows since a day (default: the end of its baseline; without one, at all).

    The last signal counts. Where the phases of a chart show none, the later ones are held against the first. None where
    it cannot be told: there is no chart or no better way, there are too few values, or something other than chance is
    at work that tells no direction.
    """
    if charted.chart is None or charted.measure.better == "neither":
        return None
    start = _start(charted, since)
    has_signal = any(_is_after(charted, signal.last, start) for signal, _ in charted.signals)
    better, worse = charted.last_signal("better"), charted.last_signal("worse")
    last = {
        word: signal.last
        for word, signal in ((ChartedEffect.BETTER, better), (ChartedEffect.WORSE, worse))
        if signal is not None and _is_after(charted, signal.last, start)
    }
    if last:
        return max(last, key=lambda word: last[word])
    whole = _as_one_phase(charted)
    if whole is not None:
        return charted_effect(whole, since)
    return None if has_signal or values_missing(charted, since) else ChartedEffect.FLAT


def values_missing(charted: ChartedMeasure, since: date | None = None) -> int:
    """Return how many more values it takes before a shift since a day could be seen; 0 where there are enough.

    The last phase takes as many as the rules need, and its baseline too; a shift as many on one side of the centre line
    as they ask for.
    """
    chart, rules = charted.chart, charted.rule_set
    if chart is None or not chart.phases:
        return 0
    phase = chart.phases[-1]
    by_runs = chart.kind is ChartKind.RUN
    missing = rules.least_useful - phase.useful if by_runs else rules.min_points - phase.values
    if phase.stated:
        missing = rules.needed_beside_stated - phase.values
    missing = max(missing, phase.awaited)
    if phase.frozen:
        missing = max(missing, (rules.least_useful if by_runs else rules.min_baseline) - phase.baseline)
    start = _start(charted, since)
    if start is not None:
        run = (phase.longest_allowed or rules.shift) + 1 if rules.id == "anhoej" else rules.shift
        missing = max(missing, run - sum(day > start for day in charted.line.known))
    return max(missing, 0)


def aim_measure(plan: Plan) -> tuple[str, Measure] | None:
    """Return the outcome measure that the aim is about, with its id; without one, the only outcome measure."""
    outcomes = {name: measure for name, measure in plan.measures.items() if measure.kind is MeasureKind.OUTCOME}
    name = plan.aim.measure or (next(iter(outcomes)) if len(outcomes) == 1 else "")
    return (name, outcomes[name]) if name in outcomes else None


def has_lost(measure: Measure, values: Sequence[Decimal], target: Target) -> bool:
    """Whether a target was met by several values in a row, and the last several miss it."""
    met = [target.is_met_by(value, measure.better) for value in values]
    runs = [met[place : place + IN_A_ROW] for place in range(len(met) - IN_A_ROW + 1)]
    return any(map(all, runs)) and not any(met[-IN_A_ROW:])


def _start(charted: ChartedMeasure, since: date | None) -> date | None:
    baseline = charted.measure.baseline
    return since if since is not None or baseline is None else baseline.until


def _is_after(charted: ChartedMeasure, position: int, start: date | None) -> bool:
    return start is None or charted.line.dates[position] > start


def _as_one_phase(charted: ChartedMeasure) -> ChartedMeasure | None:
    """Return a chart of several phases as if it had not been based anew: all values against the first phase.

    None where it has one phase, and where values before and after are not of one kind.
    """
    measure = charted.measure
    if not measure.phases or measure.redefined:
        return None
    first_ends = min(phase.from_ for phase in measure.phases) - timedelta(days=1)
    until = min(measure.baseline.until, first_ends) if measure.baseline else first_ends
    alone = measure.model_copy(update={"phases": (), "baseline": Baseline(until=until)})
    kind = kind_of(alone)
    chart = chart_of(data_of(alone, charted.site, charted.line, kind), kind, charted.rule_set)
    return replace(charted, measure=alone, chart=chart)
