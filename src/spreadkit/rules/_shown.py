"""What a chart shows of a change: what rules share that compare claims with data."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from spreadkit.charting import Charted
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.model.plan import Plan

IN_A_ROW: Final = 3
"""How many values in a row show that a target is held, or is lost. The figure is ours."""


class Shown(StrEnum):
    """What a chart shows since a day: a signal to the better, one to the worse, or neither."""

    BETTER = "better"
    WORSE = "worse"
    FLAT = "flat"


def shown_by(charted: Charted, since: date | None = None) -> Shown | None:
    """Say what a chart shows since a day (default: the end of its baseline; without one, at all).

    The last signal counts. A later phase with a better centre line than the first is a change to the better, because
    somebody has looked at it and based the chart anew. None where it cannot be told: there is no chart or no better
    way, there are too few values, or something other than chance is at work that tells no direction.
    """
    chart, measure = charted.chart, charted.measure
    if chart is None or measure.better == "neither":
        return None
    start = _start(charted, since)
    recent = [(signal, each) for signal, each in charted.signals if _is_after(charted, signal.last, start)]
    better, worse = charted.last_signal("better"), charted.last_signal("worse")
    last = {
        word: signal.last
        for word, signal in ((Shown.BETTER, better), (Shown.WORSE, worse))
        if signal is not None and _is_after(charted, signal.last, start)
    }
    if last:
        return max(last, key=lambda word: last[word])
    first, latest = chart.phases[0].centre, chart.phases[-1].centre
    if first is not None and latest is not None and measure.is_better(Decimal(repr(latest)), Decimal(repr(first))):
        return Shown.BETTER
    if recent or values_missing(charted, since):
        return None
    return Shown.FLAT


def values_missing(charted: Charted, since: date | None = None) -> int:
    """Return how many more values it takes before a shift since a day could be seen; 0 where there are enough.

    A shift takes as many values on one side of the centre line as the rules ask for, and a chart as many as they need.
    """
    chart = charted.chart
    if chart is None or not chart.phases:
        return 0
    phase, rules = chart.phases[-1], charted.rule_set
    least = rules.min_points if chart.kind != "run" else rules.least_useful
    missing = max(0, least - phase.values) if all(each.trial for each in chart.phases) else 0
    start = _start(charted, since)
    if start is None:
        return missing
    run = (phase.longest_allowed or rules.shift) + 1 if rules.id == "anhoej" else rules.shift
    return max(missing, run - sum(day > start for day in charted.line.known))


def aim_measure(plan: Plan) -> tuple[str, Measure] | None:
    """Return the outcome measure that the aim is about, with its id; without one, the only outcome measure."""
    outcomes = {name: each for name, each in plan.measures.items() if each.kind is MeasureKind.OUTCOME}
    name = plan.aim.measure or (next(iter(outcomes)) if len(outcomes) == 1 else "")
    return (name, outcomes[name]) if name in outcomes else None


def target_of(plan: Plan, name: str) -> Decimal | None:
    """Return the target of a measure: its own, else that of the aim which is about it."""
    own = known(plan.measures[name].target)
    return own if own is not None or name != plan.aim.measure else known(plan.aim.target)


def has_lost(measure: Measure, values: Sequence[Decimal], target: Decimal) -> bool:
    """Whether a target was met by several values in a row, and the last several miss it."""
    met = [value == target or measure.is_better(value, target) for value in values]
    runs = [met[place : place + IN_A_ROW] for place in range(len(met) - IN_A_ROW + 1)]
    return any(map(all, runs)) and not any(met[-IN_A_ROW:])


def _start(charted: Charted, since: date | None) -> date | None:
    baseline = charted.measure.baseline
    return since if since is not None or baseline is None else baseline.until


def _is_after(charted: Charted, position: int, start: date | None) -> bool:
    return start is None or charted.line.dates[position] > start
