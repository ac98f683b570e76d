"""A Measure as a chart: its line, with phases, baseline and exclusions as the plan has them, judged by its rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import inf
from types import MappingProxyType
from typing import Final

from spreadkit.measures.hundredfold import comparable
from spreadkit.measures.predicted import PredictionResult, result_of_prediction
from spreadkit.measures.series import (
    MeasureLine,
    by_site,
    can_be_pooled,
    label_of,
    left_out,
    missing_periods,
    of_site,
    own_step,
    period_of,
    pooled,
    set_aside,
)
from spreadkit.measures.site_sets import SiteSet, changes_in_words, site_set_of
from spreadkit.measures.spc.chart import chart_of
from spreadkit.measures.spc.data import SeriesError, SpcData, StatedLines, stretches
from spreadkit.measures.spc.interpretation import Judgement, judge_signal
from spreadkit.measures.spc.lines import is_overdispersed
from spreadkit.measures.spc.results import ChartKind, Signal, SpcChart, SpcRule
from spreadkit.measures.spc.rule_sets import RULE_SETS, RuleSet
from spreadkit.measures.spc.words import chart_sentence, signal_to_tell
from spreadkit.model.base import Route, known
from spreadkit.model.measure import Measure, MeasureKind, NamedTarget, Recalculation, StatedLimits
from spreadkit.model.people import Every
from spreadkit.model.plan import Plan
from spreadkit.model.target import Target
from spreadkit.model.unread import Unread, unread_in_words
from spreadkit.record import record
from spreadkit.rollout.progress import first_start, first_target_start
from spreadkit.words import count_of, in_figures, in_figures_apart, some_of

_RATES: Final = frozenset({ChartKind.P, ChartKind.P_PRIME, ChartKind.U, ChartKind.U_PRIME})
"""Charts that are made of counts and denominators, and give rates."""

_ADJUSTED: Final = {ChartKind.P: ChartKind.P_PRIME, ChartKind.U: ChartKind.U_PRIME}
"""Charts whose limits chance alone makes, and those that stand in for them where values vary more than that."""

LEAST_RUN: Final = 3
"""Fewer values in a row than this are no run, and are not taken for one. The figure is ours."""

_LEAST_SHARE: Final = Decimal("0.75")
"""Sites that reported throughout speak for all when they hold this part of the denominators, or more. It is ours."""

_EVERY_NOUN: Final = {
    Every.DAY: "day",
    Every.WEEK: "week",
    Every.FORTNIGHT: "fortnight",
    Every.MONTH: "month",
    Every.QUARTER: "quarter",
    Every.YEAR: "year",
}

CHART_KINDS: Final = {
    ChartKind.RUN: "run chart",
    ChartKind.XMR: "XmR chart",
    ChartKind.P: "P chart",
    ChartKind.P_PRIME: "P\u2032 chart",
    ChartKind.U: "U chart",
    ChartKind.U_PRIME: "U\u2032 chart",
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


class LikeWithLike(StrEnum):
    """Whether what a pooled line shows is of the same sites."""

    SAME = "same"
    """The same sites are in all values, or rows name no site."""
    AGREES = "agrees"
    """Sites changed, and those that reported throughout show the same."""
    DIFFERS = "differs"
    """Sites changed, and those that reported throughout show nothing, or are too small a part to speak for all."""
    OPPOSES = "opposes"
    """Sites changed, and those that reported throughout show something else: that is what counts."""


@record
class LikeComparison:
    """The sites in the last phase of a pooled line, and the chart of those that reported throughout.

    `share` is the part of the denominators that these hold; without denominators, of the sites' values.
    """

    state: LikeWithLike
    sites: SiteSet
    throughout: "ChartedMeasure | None" = None
    share: Decimal = Decimal(1)


_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
_SAME_SITES: Final = LikeComparison(LikeWithLike.SAME, SiteSet((), frozenset(), (), ()))


@record
class ChartedMeasure:
    """A measure's line, of one site or of all, and its chart; without one, `says` tells why.

    `signals` are told with whether each is to the better; `says` claims no more than the data do, and says which sites
    or periods are missing. `like` tells whether the values are of the same sites; `notes` are what to know of the
    chart. `target` is what all sites together are to reach, `targets` are those shown beside it, by their ids, and
    `predicted` what was predicted of them beside what came. `network` is the line of all sites beside that of one.
    """

    measure: Measure
    site: str | None
    line: MeasureLine
    chart: SpcChart | None
    rule_set: RuleSet
    says: str
    like: LikeComparison = _SAME_SITES
    notes: tuple[str, ...] = ()
    target: Target | None = None
    predicted: PredictionResult | None = None
    targets: tuple[tuple[str, NamedTarget], ...] = ()
    network: MeasureLine | None = None

    @property
    def meets_target(self) -> bool | None:
        """Whether the last value meets the target; None without either, of one site, and where it cannot be said."""
        last = self.last_value
        if self.target is None or self.site is not None or last is None:
            return None
        return self.target.is_met_by(last, self.measure.better)

    @property
    def last_value(self) -> Decimal | None:
        """The last value that counts; of a C chart the count."""
        counts = [point.counts for point in self.chart.points] if self.chart else [True] * len(self.line)
        drawn = self.line.counts if kind_of(self.measure) is ChartKind.C else self.line.values
        values = zip(drawn, counts, strict=True)
        return next((value for value, is_one in reversed([*values]) if is_one and value is not None), None)

    @property
    def labels(self) -> tuple[str, ...]:
        """The date of each point, as people say it."""
        every = own_step(self.measure)
        return tuple(label_of(day, every) for day in self.line.dates)

    @property
    def judged_by(self) -> str:
        """The rules and the kind of chart, as a sentence; nothing without a chart."""
        if self.chart is None:
            return ""
        kind = CHART_KINDS[self.chart.kind]
        return f"Judged by the {self.rule_set.title} on {'an' if kind.startswith('X') else 'a'} {kind}."

    @property
    def signals(self) -> Iterator[tuple[Signal, Judgement]]:
        """Go through the signals, each with whether it is to the better."""
        for signal in self.chart.signals if self.chart else ():
            yield signal, judge_signal(signal, self.measure.better)

    @property
    def firm_signals(self) -> Iterator[tuple[Signal, Judgement]]:
        """Go through the signals that can be claimed: of enough values, and of the same sites."""
        if self.like.state is LikeWithLike.DIFFERS:
            return iter(())
        if self.like.state is LikeWithLike.OPPOSES and self.like.throughout is not None:
            return self.like.throughout.firm_signals
        return ((signal, judgement) for signal, judgement in self.signals if self._is_firm(signal))

    def last_signal(self, judgement: Judgement) -> Signal | None:
        """Return the last signal to the better, or to the worse, that there are enough values to claim."""
        found = [signal for signal, judged in self.firm_signals if judged == judgement]
        return max(found, key=lambda signal: signal.last, default=None)

    def _is_firm(self, signal: Signal) -> bool:
        phases = self.chart.phases if self.chart else ()
        return any(phase.first <= signal.first <= phase.last and not phase.trial for phase in phases)


@record
class MeasureCharts:
    """Charts of a plan, each with the id of its measure. `sites` are names by id; `is_one` when one was asked for.

    `unread` is what of the plan could not be read; `levels` says, by measure, where all sites together stand. `source`
    is the plan, `names` are the measures and `site` the site that were asked for: what a table of them is made of.
    """

    plan: str
    as_of: date
    charts: tuple[tuple[str, ChartedMeasure], ...]
    sites: Mapping[str, str]
    is_one: bool
    unread: tuple[Unread, ...] = ()
    source: Plan | None = None
    names: tuple[str, ...] = ()
    site: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)


def kind_of(measure: Measure) -> ChartKind:
    """Return how a measure is drawn: as it says, else as the rules that it names are for, else as a run chart."""
    if measure.chart:
        return ChartKind(measure.chart)
    return ChartKind.XMR if measure.rules == "mdc" else ChartKind.RUN


def rule_set_of(measure: Measure) -> RuleSet:
    """Return the rules that judge a measure: those that it names, else Anhøj's; with its own number in a row."""
    rules = RULE_SETS[measure.rules or "anhoej"]
    length = measure.run_length.values if measure.run_length is not None else 0
    return rules.with_run_length(length) if length >= LEAST_RUN else rules


def chart_measure(
    measure: Measure,
    as_of: date,
    *,
    target: Target | None = None,
    since: date | None = None,
    names: Mapping[str, str] = _NO_NAMES,
) -> ChartedMeasure:
    """Chart all sites of a measure together, up to a day.

    Args:
        measure: What is charted.
        as_of: The last day that counts.
        target: What counts where the measure has no target of its own.
        since: When the first site began: the values before it are what later ones are compared with.
        names: What the sites are called, by their ids.
    """
    charted = _together(measure, as_of, since)
    return _with_sentences(
        replace(charted, target=_target_of(measure, target), targets=comparable_targets(measure)), names
    )


def _together(measure: Measure, as_of: date, since: date | None) -> ChartedMeasure:
    if measure.data is not None and not can_be_pooled(measure.data):
        why = (
            "the values of several sites cannot be put together without a denominator: the mean of rates is not the "
            "rate of all; give the counts and what they are out of, or look at each site"
        )
        return ChartedMeasure(measure, None, pooled(measure, as_of), None, rule_set_of(measure), _sentence(why))
    charted = _charted(measure, None, pooled(measure, as_of))
    if charted.chart is None:
        return charted
    return replace(charted, like=_compared(charted, as_of, since))


def _target_of(measure: Measure, target: Target | None) -> Target | None:
    return comparable(measure, target if measure.target is None else known(measure.target))


def meets(charted: ChartedMeasure, target: Target) -> bool | None:
    """Whether the last value of all sites meets a target; None of one site, and where it cannot be said."""
    last = charted.last_value
    return None if charted.site is not None or last is None else target.is_met_by(last, charted.measure.better)


def comparable_targets(measure: Measure) -> tuple[tuple[str, NamedTarget], ...]:
    """Return the further targets that the values can be held against, by their ids."""
    return tuple(
        (name, named)
        for name, named in measure.targets.items()
        if (target := known(named.value)) is not None and comparable(measure, target) is not None
    )


def chart_in_plan(plan: Plan, name: str, as_of: date) -> ChartedMeasure:
    """Chart all sites of a measure of a plan together. The aim's target counts where its measure has none."""
    charted = chart_measure(
        plan.measures[name],
        as_of,
        target=plan.target_of(name),
        since=first_start(plan, as_of),
        names={site.id: site.name for site in plan.sites},
    )
    if plan.measures[name].predicted is None:
        return charted
    return replace(charted, predicted=result_of_prediction(plan.measures[name], as_of, first_target_start(plan, as_of)))


def chart_sites(measure: Measure, as_of: date, *, target: Target | None = None) -> dict[str, ChartedMeasure]:
    """Chart each site of a measure, up to a day. The target is that of all together, so no site is held against it."""
    lines = by_site(measure, as_of)
    return {site: _of_one_site(measure, site, line, target) for site, line in lines.items()}


def chart_site(measure: Measure, site: str, as_of: date, *, target: Target | None = None) -> ChartedMeasure:
    """Chart one site of a measure, up to a day."""
    return _of_one_site(measure, site, of_site(measure, site, as_of), target)


def _of_one_site(measure: Measure, site: str, line: MeasureLine, target: Target | None) -> ChartedMeasure:
    charted = _with_sentences(_charted(measure, site, line))
    return replace(charted, target=_target_of(measure, target), targets=comparable_targets(measure))


def beside_all(charted: ChartedMeasure, as_of: date) -> ChartedMeasure:
    """Return the chart of one site with the line of all sites beside it, and the last value of both in its sentence.

    The line of all has the site in it. It is left out where the values of several sites cannot be put together.
    """
    network = pooled(charted.measure, as_of)
    if charted.site is None or not network.known or len(frozenset().union(*network.reporters)) <= 1:
        return charted
    return replace(charted, network=network, says=" ".join([charted.says, *_beside_in_words(charted, network)]))


def _beside_in_words(charted: ChartedMeasure, network: MeasureLine) -> Iterator[str]:
    """Say the last value of a site that has one of all sites of the same time beside it."""
    every, own, of_all = own_step(charted.measure), charted.line.known, dict[date, Decimal]()
    for when, value in network.known.items():
        of_all[period_of(when, every)] = value
    shared = [when for when in own if period_of(when, every) in of_all]
    if not shared:
        yield "There is no value of all sites of the same time beside it."
        return
    last = shared[-1]
    here, there = own[last], of_all[period_of(last, every)]
    told = in_figures_apart(here, there), in_figures_apart(there, here)
    yield f"{label_of(last, every)}: {told[0]} here, and {told[1]} at all sites together."


def _charted(measure: Measure, site: str | None, line: MeasureLine) -> ChartedMeasure:
    kind, rule_set = kind_of(measure), rule_set_of(measure)
    if not line.known:
        is_uptake = measure.kind is MeasureKind.SPREAD and measure.data is None
        why = "It is counted from the adoption events." if is_uptake else "There are no data yet."
        if measure.data is not None and measure.data.unread:
            why = f"{unread_in_words(measure.data.unread)[:-1]}, so there is nothing to chart."
        return ChartedMeasure(measure, site, line, None, rule_set, why)
    if why := _misfit(measure, kind):
        return ChartedMeasure(measure, site, line, None, rule_set, why)
    try:
        data = data_of(measure, site, line, kind)
        chart = chart_of(data, kind, rule_set)
        notes: list[str] = []
        if kind in _ADJUSTED and any(is_overdispersed(kind, stretch, rule_set) for stretch in stretches(data)):
            chart = chart_of(data, _ADJUSTED[kind], rule_set)
            notes.append(_why_adjusted(kind))
    except SeriesError as refused:
        return ChartedMeasure(measure, site, line, None, rule_set, _sentence(str(refused)))
    if kind in _RATES and measure.data is not None:
        times = float(measure.data.times)
        chart = _scaled(chart, lambda number: number * times)
    chart = _cut(chart, measure, line)
    notes += chart.notes
    return ChartedMeasure(measure, site, line, chart, rule_set, "", notes=(*notes, *_step_in_words(measure)))


def _why_adjusted(kind: ChartKind) -> str:
    letter = kind.value.upper()
    return (
        f"The values vary more from one to the next than the limits of a {letter} chart allow for, as they do where "
        f"denominators are large. The limits are those of a {letter}\u2032 chart, which measures that variation "
        "(Laney DB, Qual Eng 2002;14:531-537)."
    )


def _step_in_words(measure: Measure) -> Iterator[str]:
    """Say how far apart the values are where the plan does not."""
    step = None if measure.every is not None else own_step(measure)
    if step is not None:
        yield f"The plan does not say how often there is a value (every); most values are a {_EVERY_NOUN[step]} apart."


def _compared(charted: ChartedMeasure, as_of: date, since: date | None) -> LikeComparison:
    """Compare what the last phase shows with what the sites show that reported throughout it."""
    chart, line, measure = charted.chart, charted.line, charted.measure
    if chart is None or not chart.phases:
        return _SAME_SITES
    phase = chart.phases[-1]
    sites = site_set_of(line, phase.first, phase.last, since)
    if sites.is_same:
        return LikeComparison(LikeWithLike.SAME, sites)
    own_line = pooled(measure, as_of, only=sites.throughout)
    own = _with_sentences(_charted(measure, None, own_line))
    share = _share(line, own_line, sites)
    return LikeComparison(_state(chart, own.chart, share), sites, own, share)


def _state(together: SpcChart, throughout: SpcChart | None, share: Decimal) -> LikeWithLike:
    of_all, of_same = _direction(together), _direction(throughout)
    if share < _LEAST_SHARE or throughout is None or (of_all and not of_same):
        return LikeWithLike.DIFFERS
    return LikeWithLike.AGREES if of_all == of_same else LikeWithLike.OPPOSES


def _direction(chart: SpcChart | None) -> str:
    """Return which way the signal goes that a chart's sentence tells; nothing where it tells none."""
    signal = signal_to_tell(chart) if chart else None
    return "" if signal is None else signal.direction or "neither"


def _share(line: MeasureLine, throughout: MeasureLine, sites: SiteSet) -> Decimal:
    """Return which part those who reported throughout hold of the denominators, else of the values by site."""
    days = {line.dates[place] for place in sites.places}
    if any(line.pers[place] for place in sites.places):
        of_all = sum((line.pers[place] or Decimal(0) for place in sites.places), Decimal(0))
        pers = zip(throughout.dates, throughout.pers, strict=True)
        own = sum((per or Decimal(0) for day, per in pers if day in days), Decimal(0))
    else:
        of_all = Decimal(sum(len(line.reporters[place]) for place in sites.places))
        own = Decimal(sum(len(line.reporters[place] & sites.throughout) for place in sites.places))
    return own / of_all if of_all else Decimal(0)


def _with_sentences(charted: ChartedMeasure, names: Mapping[str, str] = _NO_NAMES) -> ChartedMeasure:
    """Return a charted measure with its sentences: what is seen, which sites changed, which periods are missing."""
    chart, like = charted.chart, charted.like
    if chart is None:
        return charted
    seen = chart_sentence(
        chart,
        better=charted.measure.better,
        labels=charted.labels,
        figure=in_figures,
        target=charted.target,
        meets_target=charted.meets_target,
        sites_changed=like.state in {LikeWithLike.DIFFERS, LikeWithLike.OPPOSES},
    )
    unread = unread_in_words(charted.measure.data.unread) if charted.measure.data else ""
    told = (
        *_stated_in_words(charted),
        *_like_in_words(charted, names),
        *_missing_in_words(charted),
        *_set_aside_in_words(charted),
    )
    return replace(charted, says=" ".join([seen, *told, *filter(None, [unread])]))


def _like_in_words(charted: ChartedMeasure, names: Mapping[str, str]) -> Iterator[str]:
    """Name the sites that are not in all values, and say what those show that are."""
    like = charted.like
    if like.sites.not_in_last:
        who = [names.get(site, site) for site in like.sites.not_in_last]
        yield f"The last value is without {some_of(who)}."
    if like.sites.is_same:
        return
    yield changes_in_words(like.sites, charted.labels, names)
    number = len(like.sites.throughout)
    if not number or like.throughout is None:
        yield "No site reported throughout, so the values cannot be compared."
        return
    those = "The one site" if number == 1 else f"The {number} sites"
    if like.state is LikeWithLike.AGREES:
        yield f"{those} that reported throughout {'shows' if number == 1 else 'show'} the same."
    elif like.share < _LEAST_SHARE:
        yield f"{those} that reported throughout {'is' if number == 1 else 'are'} too small a part to speak for all."
    else:
        yield f"{those} that reported throughout: {like.throughout.says}"


def limits_of(charted: ChartedMeasure) -> StatedLimits | None:
    """Return what the lines of the last phase are stated to be; None where they are worked out."""
    chart = charted.chart
    if chart is None or not chart.phases or not chart.phases[-1].stated:
        return None
    phases = _phases(charted.measure, charted.line)
    last = phases[max(phases)]
    return charted.measure.limits if last is None else last.limits


def _stated_in_words(charted: ChartedMeasure) -> Iterator[str]:
    """Say which lines and which number of values in a row are stated, and where."""
    limits, length = limits_of(charted), charted.measure.run_length
    if limits is not None:
        what = "The centre line is" if limits.lower is None else "Centre line and limits are"
        yield f"{what} as stated{_where_stated(limits.source, limits.because)}, and not worked out from these values."
    if length is not None and charted.rule_set.run_length is not None:
        where = _where_stated(length.source, length.because)
        yield f"{length.values} values in a row on one side of the centre line are a signal, as stated{where}."


def _where_stated(source: str | None, because: str | None) -> str:
    where = f" in {source.rstrip('.')}" if source else ""
    return f"{where} ({because.rstrip('.')})" if because else where


def _set_aside_in_words(charted: ChartedMeasure) -> Iterator[str]:
    """Say how many rows do not count because a later row of the same site and time says otherwise."""
    if number := set_aside(charted.measure, charted.line, charted.site):
        verb, says = ("is", "a later row") if number == 1 else ("are", "later rows")
        yield f"{count_of(number, 'row')} {verb} left out for {says} of the same time."


def _missing_in_words(charted: ChartedMeasure) -> Iterator[str]:
    """Say how many periods have no value."""
    every = own_step(charted.measure)
    missing = missing_periods(charted.measure, charted.line)
    if every is None or not missing:
        return
    there = len({period_of(day, every) for day in charted.line.known})
    verb = "is" if len(missing) == 1 else "are"
    yield f"{len(missing)} of {count_of(there + len(missing), _EVERY_NOUN[every])} {verb} missing."


def _misfit(measure: Measure, kind: ChartKind) -> str:
    """Say which columns a kind of chart needs that the series does not have; nothing where it has all."""
    series = measure.data
    if kind in _RATES and (series is None or not series.is_rate):
        return f"A {kind.value} chart is made of counts and what they are out of; name both columns, count and per."
    if kind is ChartKind.C and (series is None or series.count is None):
        return "A c chart is made of counts; name their column, count."
    return ""


def data_of(measure: Measure, site: str | None, line: MeasureLine, kind: ChartKind) -> SpcData:
    """Put a line into the shape that charts take, with the phases, baseline and exclusions of the measure.

    Lines that the measure states are those of all sites together: of one site they are worked out.

    Raises:
        SeriesError: Lines that the measure states are in the wrong order.
    """
    phases = _phases(measure, line)
    starts, excluded = tuple(phases)[1:], left_out(measure, line, site)
    ends = [*starts, len(line)]
    frozen = sum(day <= measure.baseline.until for day in line.dates[: ends[0]]) if measure.baseline else 0
    held = [
        _held(line, excluded, start, end, phase.freeze) if phase is not None and phase.freeze else None
        for (start, phase), end in zip(phases.items(), ends, strict=True)
    ]
    per_one = measure.data.times if kind in _RATES and measure.data is not None else Decimal(1)
    stated = [measure.limits if phase is None else phase.limits for phase in phases.values()] if site is None else []
    return SpcData(
        values=_floats(line.counts if kind in _RATES or kind is ChartKind.C else line.values),
        sizes=_floats(line.pers) if kind in _RATES else None,
        starts=starts,
        freeze=(frozen or held[0], *held[1:]),
        excluded=excluded,
        cumulative=measure.cumulative,
        stated=tuple(None if limits is None else _stated_lines(limits, per_one) for limits in stated),
    )


def _phases(measure: Measure, line: MeasureLine) -> dict[int, Recalculation | None]:
    """Return the positions at which phases begin on this line, each with what the measure says of it.

    The first begins at 0, and is of the time before all that the measure says: None. Where two begin at one position,
    the later counts; one that begins before the first value is that of the first values.
    """
    found: dict[int, Recalculation | None] = {0: None}
    for phase in sorted(measure.phases, key=lambda phase: phase.from_):
        position = next((index for index, day in enumerate(line.dates) if day >= phase.from_), None)
        if position is not None:
            found[position] = phase
    return found


def _held(line: MeasureLine, excluded: frozenset[int], start: int, end: int, number: int) -> int:
    """Return how many positions of a phase hold its first so many values; more than it has where it has too few."""
    there = [place for place in range(start, end) if line.values[place] is not None and place not in excluded]
    if len(there) < number:
        return end - start + number - len(there)
    return there[number - 1] - start + 1


def stated_limits(measure: Measure) -> Iterator[tuple[Route, StatedLimits]]:
    """Go through the limits that a measure states, each with the route to it below the measure."""
    if measure.limits is not None:
        yield ("limits",), measure.limits
    for place, phase in enumerate(measure.phases):
        if phase.limits is not None:
            yield ("phases", place, "limits"), phase.limits


def misstated(limits: StatedLimits) -> str:
    """Say why lines that a measure states cannot be lines of a chart; nothing where they can."""
    return _stated_lines(limits, Decimal(1)).why_not


def _stated_lines(limits: StatedLimits, times: Decimal) -> StatedLines:
    """Return lines that a measure states as its chart is worked out: of rates for so many, as rates for one."""

    def of(number: Decimal | None) -> float | None:
        return None if number is None else float(number / times)

    return StatedLines(float(limits.centre / times), of(limits.lower), of(limits.upper))


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
    stated = {place for phase in chart.phases if phase.stated for place in range(phase.first, phase.last + 1)}
    points = tuple(
        point if place in stated else replace(point, lower=_least(point.lower), upper=_most(point.upper, most))
        for place, point in enumerate(chart.points)
    )
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
