"""A Measure as a chart: its line, with phases, baseline and exclusions as the plan has them, judged by its rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import inf
from typing import Final

from spreadkit.measures.series import MeasureLine, by_site, can_be_pooled, label_of, of_site, pooled
from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.data import SeriesError, SpcData
from spreadkit.measures.spc.interpretation import Judgement, judge_signal
from spreadkit.measures.spc.results import ChartKind, Signal, SpcChart, SpcRule
from spreadkit.measures.spc.rule_sets import RULE_SETS, RuleSet
from spreadkit.measures.spc.words import chart_sentence
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.words import in_figures

_RATES: Final = frozenset({ChartKind.P, ChartKind.U})
"""Charts that are made of counts and denominators, and give rates."""


CHART_KINDS: Final = {
    ChartKind.RUN: "run chart",
    ChartKind.XMR: "XmR chart",
    ChartKind.P: "P chart",
    ChartKind.U: "U chart",
    ChartKind.C: "C chart",
    ChartKind.G: "G chart",
    ChartKind.T: "T chart",
}
"""What the kinds of charts are called."""

SIGNAL_WORDS: Final = {
    SpcRule.OUTSIDE: "outside the limits",
    SpcRule.TREND: "trend",
    SpcRule.TWO_OF_THREE: "close to a limit",
    SpcRule.SHIFT: "shift",
    SpcRule.LONG_RUN: "long run",
    SpcRule.FEW_CROSSINGS: "few crossings",
    SpcRule.FEW_RUNS: "few runs",
    SpcRule.MANY_RUNS: "many runs",
}
"""What is seen in a point, by the rule that finds it."""


@dataclass(frozen=True, slots=True)
class ChartedMeasure:
    """A measure's line, of one site or of all, and its chart; without one, `says` tells why.

    `signals` are told with whether each is to the better; `says` is one sentence that claims no more than the data do.
    """

    measure: Measure
    site: str | None
    line: MeasureLine
    chart: SpcChart | None
    rule_set: RuleSet
    says: str

    @property
    def labels(self) -> tuple[str, ...]:
        """The date of each point, as people say it."""
        return tuple(label_of(day, self.measure.every) for day in self.line.dates)

    @property
    def signals(self) -> Iterator[tuple[Signal, Judgement]]:
        """Go through the signals, each with whether it is to the better."""
        for signal in self.chart.signals if self.chart else ():
            yield signal, judge_signal(signal, self.measure.better)

    @property
    def firm_signals(self) -> Iterator[tuple[Signal, Judgement]]:
        """Go through the signals that there are enough values to claim."""
        return ((signal, judgement) for signal, judgement in self.signals if self._is_firm(signal))

    def last_signal(self, judgement: Judgement) -> Signal | None:
        """Return the last signal to the better, or to the worse, that there are enough values to claim."""
        found = [signal for signal, judged in self.firm_signals if judged == judgement]
        return max(found, key=lambda signal: signal.last, default=None)

    def _is_firm(self, signal: Signal) -> bool:
        phases = self.chart.phases if self.chart else ()
        return any(phase.first <= signal.first <= phase.last and not phase.trial for phase in phases)


@dataclass(frozen=True, slots=True)
class MeasureCharts:
    """Charts of a plan, each with the id of its measure. `sites` are names by id; `is_one` when one was asked for."""

    plan: str
    as_of: date
    charts: tuple[tuple[str, ChartedMeasure], ...]
    sites: Mapping[str, str]
    is_one: bool


def kind_of(measure: Measure) -> ChartKind:
    """Return how a measure is drawn: as it says, else as the rules that it names are for, else as a run chart."""
    if measure.chart:
        return ChartKind(measure.chart)
    return ChartKind.XMR if measure.rules == "mdc" else ChartKind.RUN


def rule_set_of(measure: Measure) -> RuleSet:
    """Return the rules that judge a measure: those that it names, else Anhøj's."""
    return RULE_SETS[measure.rules or "anhoej"]


def chart_measure(measure: Measure, as_of: date, *, target: Decimal | None = None) -> ChartedMeasure:
    """Chart all sites of a measure together, up to a day. `target` counts where the measure has none of its own."""
    if measure.data is not None and not can_be_pooled(measure.data):
        why = (
            "the values of several sites cannot be put together without a denominator: the mean of rates is not the "
            "rate of all; give the counts and what they are out of, or look at each site"
        )
        return ChartedMeasure(measure, None, pooled(measure, as_of), None, rule_set_of(measure), _sentence(why))
    return _charted(measure, None, pooled(measure, as_of), target)


def chart_sites(measure: Measure, as_of: date) -> dict[str, ChartedMeasure]:
    """Chart each site of a measure, up to a day. The target is that of all together, so no site is held against it."""
    return {site: _charted(measure, site, line, None) for site, line in by_site(measure, as_of).items()}


def chart_site(measure: Measure, site: str, as_of: date, *, target: Decimal | None = None) -> ChartedMeasure:
    """Chart one site of a measure, up to a day."""
    return _charted(measure, site, of_site(measure, site, as_of), target)


def _charted(measure: Measure, site: str | None, line: MeasureLine, target: Decimal | None) -> ChartedMeasure:
    kind, rule_set = kind_of(measure), rule_set_of(measure)
    if not line.known:
        is_uptake = measure.kind is MeasureKind.SPREAD and measure.data is None
        why = "It is counted from the adoption events." if is_uptake else "There are no data yet."
        return ChartedMeasure(measure, site, line, None, rule_set, why)
    if why := _misfit(measure, kind):
        return ChartedMeasure(measure, site, line, None, rule_set, why)
    try:
        chart = chart_of(data_of(measure, site, line, kind), kind, rule_set)
    except SeriesError as refused:
        return ChartedMeasure(measure, site, line, None, rule_set, _sentence(str(refused)))
    if kind in _RATES and measure.data is not None:
        times = float(measure.data.times)
        chart = _scaled(chart, lambda number: number * times)
    chart = _cut(chart, measure, line)
    charted = ChartedMeasure(measure, site, line, chart, rule_set, "")
    wanted = target if measure.target is None else known(measure.target)
    says = chart_sentence(
        chart,
        better=measure.better,
        labels=charted.labels,
        figure=in_figures,
        target=None if wanted is None or site is not None else float(wanted),
    )
    return replace(charted, says=says)


def _misfit(measure: Measure, kind: ChartKind) -> str:
    """Say which columns a kind of chart needs that the series does not have; nothing where it has all."""
    series = measure.data
    if kind in _RATES and (series is None or not series.is_rate):
        return f"A {kind.value} chart is made of counts and what they are out of; name both columns, count and per."
    if kind is ChartKind.C and (series is None or series.count is None):
        return "A c chart is made of counts; name their column, count."
    return ""


def data_of(measure: Measure, site: str | None, line: MeasureLine, kind: ChartKind) -> SpcData:
    """Put a line into the shape that charts take, with the phases, baseline and exclusions of the measure."""
    starts = tuple(_starts(measure, line))
    first_ends = starts[0] if starts else len(line)
    frozen = sum(day <= measure.baseline.until for day in line.dates[:first_ends]) if measure.baseline else 0
    left_out = {exclusion.on for exclusion in measure.excluded if exclusion.site in {None, site}}
    return SpcData(
        values=_floats(line.counts if kind in _RATES or kind is ChartKind.C else line.values),
        sizes=_floats(line.pers) if kind in _RATES else None,
        starts=starts,
        freeze=(frozen or None,),
        excluded=frozenset(index for index, day in enumerate(line.dates) if day in left_out),
        cumulative=measure.cumulative,
    )


def _starts(measure: Measure, line: MeasureLine) -> Iterator[int]:
    """Go through the positions at which the phases of the measure begin on this line, the first one's left out."""
    positions = {
        next((index for index, day in enumerate(line.dates) if day >= phase.from_), None) for phase in measure.phases
    }
    yield from sorted(position for position in positions if position)


def _floats(numbers: tuple[Decimal | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if number is None else float(number) for number in numbers)


def _cut(chart: SpcChart, measure: Measure, line: MeasureLine) -> SpcChart:
    """Cut the limits of an XmR chart where no value can be: below 0 of counts, above all of what they are out of.

    Only what is drawn and told is cut: the rules have judged by the whole limits, as NHS Making Data Count has it.
    """
    if chart.kind is not ChartKind.XMR or measure.data is None or measure.data.count is None:
        return chart
    pairs = [(count, per) for count, per in zip(line.counts, line.pers, strict=True) if count is not None]
    is_part = measure.data.is_rate and all(per is not None and count <= per for count, per in pairs)
    most = float(measure.data.times) if is_part else inf
    points = tuple(replace(point, lower=_least(point.lower), upper=_most(point.upper, most)) for point in chart.points)
    return replace(chart, points=points)


def _least(number: float | None) -> float | None:
    return None if number is None else max(0.0, number)


def _most(number: float | None, most: float) -> float | None:
    return None if number is None else min(most, number)


def _scaled(chart: SpcChart, scale: Callable[[float], float]) -> SpcChart:
    """Write a chart on another scale: rates for so many instead of for one."""

    def of(number: float | None) -> float | None:
        return None if number is None else scale(number)

    points = tuple(
        replace(
            point,
            value=of(point.value),
            centre=of(point.centre),
            lower=of(point.lower),
            near_lower=of(point.near_lower),
            near_upper=of(point.near_upper),
            upper=of(point.upper),
        )
        for point in chart.points
    )
    return replace(
        chart, phases=tuple(replace(phase, centre=of(phase.centre)) for phase in chart.phases), points=points
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
