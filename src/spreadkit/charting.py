"""A Measure as a chart: its line, with phases, baseline and exclusions as the plan has them, judged by its rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.measure import Measure
from spreadkit.months import label_of
from spreadkit.series import Line, by_site, can_be_pooled, of_site, pooled
from spreadkit.spc.chart import chart_of
from spreadkit.spc.data import Data, SeriesError
from spreadkit.spc.judging import Judgement, judge_signal
from spreadkit.spc.results import Chart, Kind, Signal
from spreadkit.spc.rule_sets import RULE_SETS, RuleSet
from spreadkit.spc.words import sentence
from spreadkit.words import in_figures

RATES: Final = frozenset({Kind.P, Kind.U})
"""Charts that are made of counts and denominators, and give rates."""


@dataclass(frozen=True, slots=True)
class Charted:
    """A measure's line, of one site or of all, and its chart; without one, `says` tells why.

    `signals` are told with whether each is to the better; `says` is one sentence that claims no more than the data do.
    """

    measure: Measure
    site: str | None
    line: Line
    chart: Chart | None
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

    def last_signal(self, judgement: Judgement) -> Signal | None:
        """Return the last signal to the better, or to the worse, that there are enough values to claim."""
        found = [signal for signal, each in self.signals if each == judgement and self._is_firm(signal)]
        return max(found, key=lambda signal: signal.last, default=None)

    def _is_firm(self, signal: Signal) -> bool:
        phases = self.chart.phases if self.chart else ()
        return any(phase.first <= signal.first <= phase.last and not phase.trial for phase in phases)


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts of a plan, each with the id of its measure. `sites` are names by id; `is_one` when one was asked for."""

    plan: str
    as_of: date
    charts: tuple[tuple[str, Charted], ...]
    sites: Mapping[str, str]
    is_one: bool


def kind_of(measure: Measure) -> Kind:
    """Return how a measure is drawn: as it says, else as the rules that it names are for, else as a run chart."""
    return Kind(measure.chart) if measure.chart else Kind.XMR if measure.rules == "mdc" else Kind.RUN


def rule_set_of(measure: Measure) -> RuleSet:
    """Return the rules that judge a measure: those that it names, else Anhøj's."""
    return RULE_SETS[measure.rules or "anhoej"]


def chart_measure(measure: Measure, as_of: date, *, target: Decimal | None = None) -> Charted:
    """Chart all sites of a measure together, up to a day. `target` counts where the measure has none of its own."""
    if measure.data is not None and not can_be_pooled(measure.data):
        why = (
            "the values of several sites cannot be put together without a denominator: the mean of rates is not the "
            "rate of all; give the counts and what they are out of, or look at each site"
        )
        return Charted(measure, None, pooled(measure, as_of), None, rule_set_of(measure), _sentence(why))
    return _charted(measure, None, pooled(measure, as_of), target)


def chart_sites(measure: Measure, as_of: date, *, target: Decimal | None = None) -> dict[str, Charted]:
    """Chart each site of a measure, up to a day."""
    return {site: _charted(measure, site, line, target) for site, line in by_site(measure, as_of).items()}


def chart_site(measure: Measure, site: str, as_of: date, *, target: Decimal | None = None) -> Charted:
    """Chart one site of a measure, up to a day."""
    return _charted(measure, site, of_site(measure, site, as_of), target)


def _charted(measure: Measure, site: str | None, line: Line, target: Decimal | None) -> Charted:
    kind, rule_set = kind_of(measure), rule_set_of(measure)
    if not line.known:
        return Charted(measure, site, line, None, rule_set, "There are no data yet.")
    try:
        chart = chart_of(data_of(measure, site, line, kind), kind, rule_set)
    except SeriesError as refused:
        return Charted(measure, site, line, None, rule_set, _sentence(str(refused)))
    if kind in RATES and measure.data is not None:
        chart = _times(chart, float(measure.data.times))
    charted = Charted(measure, site, line, chart, rule_set, "")
    wanted = known(measure.target) if measure.target is not None else target
    says = sentence(
        chart,
        better=measure.better,
        labels=charted.labels,
        figure=in_figures,
        target=None if wanted is None else float(wanted),
    )
    return replace(charted, says=says)


def data_of(measure: Measure, site: str | None, line: Line, kind: Kind) -> Data:
    """Put a line into the shape that charts take, with the phases, baseline and exclusions of the measure."""
    starts = tuple(_starts(measure, line))
    first_ends = starts[0] if starts else len(line)
    frozen = sum(day <= measure.baseline.until for day in line.dates[:first_ends]) if measure.baseline else 0
    left_out = {each.on for each in measure.excluded if each.site in {None, site}}
    return Data(
        values=_floats(line.counts if kind in RATES or kind is Kind.C else line.values),
        sizes=_floats(line.pers) if kind in RATES else None,
        starts=starts,
        freeze=(frozen or None,),
        excluded=frozenset(index for index, day in enumerate(line.dates) if day in left_out),
        cumulative=measure.cumulative,
    )


def _starts(measure: Measure, line: Line) -> Iterator[int]:
    """Go through the positions at which the phases of the measure begin on this line, the first one's left out."""
    positions = {
        next((index for index, day in enumerate(line.dates) if day >= phase.from_), None) for phase in measure.phases
    }
    yield from sorted(position for position in positions if position)


def _floats(numbers: tuple[Decimal | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if number is None else float(number) for number in numbers)


def _times(chart: Chart, times: float) -> Chart:
    """Write rates for so many instead of for one."""

    def scaled(number: float | None) -> float | None:
        return None if number is None else number * times

    points = tuple(
        replace(
            each,
            value=scaled(each.value),
            centre=scaled(each.centre),
            lower=scaled(each.lower),
            near_lower=scaled(each.near_lower),
            near_upper=scaled(each.near_upper),
            upper=scaled(each.upper),
        )
        for each in chart.points
    )
    phases = tuple(replace(each, centre=scaled(each.centre)) for each in chart.phases)
    return replace(chart, phases=phases, points=points)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
