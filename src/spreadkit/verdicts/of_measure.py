"""The MeasureState of a plan's aim: its series as pooled values, the signal of its rules, and who reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import Final, Literal

from spreadkit.measures.measure_charts import ChartedMeasure, chart_measure
from spreadkit.measures.series import MeasureLine, by_site, can_be_pooled, step_after
from spreadkit.measures.spc.results import ChartKind, Signal, SpcChart
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.model.people import Every
from spreadkit.months import add_months, day_in_words
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.state import (
    BalancingState,
    MeasureSignal,
    MeasureState,
    PeriodWord,
    PublishedFigure,
    SameSites,
    SizeFigures,
)
from spreadkit.verdicts.thresholds import (
    ABSENCES_PER,
    LAST_PERIODS,
    NEEDED_OFF_MEDIAN,
    NEEDED_POINTS,
    SAME_SHARE,
    STALE_INTERVALS,
    STALE_MONTHS,
)

_LAST: Final = {Every.DAY: 84, Every.WEEK: 12, Every.FORTNIGHT: 6, Every.QUARTER: 1, Every.YEAR: 1}
"""Periods that make "now", by how often there is one; else three."""

_PERIODS: Final[Mapping[Every | None, PeriodWord]] = {
    Every.DAY: "day",
    Every.WEEK: "week",
    Every.MONTH: "month",
    Every.QUARTER: "quarter",
    Every.YEAR: "year",
}


def measure_state(standing: Standing, first_start: date | None) -> MeasureState | None:
    """Return what is known of the aim's measure; None where the aim names none that is in the plan."""
    name = standing.plan.aim.measure
    if name is None or name not in standing.plan.measures:
        return None
    return _SeriesReader(standing, name, first_start).state


def balancing_states(standing: Standing) -> Iterator[BalancingState]:
    """Go through the measures of harm elsewhere, and other outcomes that got worse."""
    for name, measure in standing.plan.measures.items():
        if name == standing.plan.aim.measure or measure.kind not in {MeasureKind.BALANCING, MeasureKind.OUTCOME}:
            continue
        state = _balancing(standing.charts[name])
        if measure.kind is MeasureKind.BALANCING or state == "worse":
            yield BalancingState(noun_of(measure), state)


def noun_of(measure: Measure) -> str:
    """Return what a measure is called inside a sentence: its short name, else its title."""
    title = measure.title
    begins_small = title[1:2].islower() or title[1:2] == " "
    return measure.short or (f"{title[:1].lower()}{title[1:]}" if begins_small else title)


def _balancing(charted: ChartedMeasure) -> Literal["same", "worse", "few", "nodata"]:
    if not charted.line.known:
        return "same" if charted.measure.published else "nodata"
    direction, is_holding = signal_of(charted)
    if direction == "worse" and is_holding:
        return "worse"
    chart = charted.chart
    return "few" if chart is None or chart.phases[-1].trial else "same"


def signal_of(charted: ChartedMeasure) -> tuple[MeasureSignal | None, bool]:
    """Return the last signal of the last phase, and whether it takes in the last point or that lies on its side."""
    chart = charted.chart
    if chart is None or not chart.phases:
        return None, False
    first = chart.phases[-1].first
    judged = [(signal, word) for signal, word in charted.signals if signal.first >= first and word != "neither"]
    if not judged:
        return None, False
    signal, word = max(judged, key=lambda pair: pair[0].last)
    return word, _is_holding(chart, signal)


def _is_holding(chart: SpcChart, signal: Signal) -> bool:
    counted = [place for place, point in enumerate(chart.points) if point.counts]
    later = [chart.points[place].side for place in counted if place > signal.last]
    side = 1 if signal.direction == "up" else -1
    return all(point_side == side for point_side in later)


@dataclass(frozen=True)
class _SeriesReader:
    """Reads the aim's measure; each part is worked out once."""

    standing: Standing
    name: str
    first_start: date | None

    @property
    def as_of(self) -> date:
        return self.standing.as_of

    @property
    def measure(self) -> Measure:
        return self.standing.plan.measures[self.name]

    @property
    def charted(self) -> ChartedMeasure:
        return self.standing.charts[self.name]

    @property
    def line(self) -> MeasureLine:
        return self.charted.line

    @property
    def state(self) -> MeasureState:
        measure, known_days = self.measure, list(self.line.known)
        direction, is_holding = signal_of(self.charted)
        target = known(measure.target) if measure.target is not None else known(self.standing.plan.aim.target)
        same_set, same = self.same_set
        return MeasureState(
            noun=noun_of(measure),
            id=self.name,
            short=measure.short,
            is_plural=measure.plural,
            unit=measure.unit or "",
            kind=measure.kind.value,
            better="higher" if measure.better == "higher" else "lower",
            every=_PERIODS.get(measure.every, "value"),
            points=self.points,
            periods=len(self.line),
            needed=NEEDED_OFF_MEDIAN if self.is_run else NEEDED_POINTS,
            rows=len(measure.data.points) if measure.data else 0,
            last=self.pooled(self.line, self.last_days),
            span=(self.last_days[0], self.last_days[-1]) if self.last_days else None,
            last_on=known_days[-1] if known_days else None,
            before=self.pooled(self.line, self.days_before),
            target=target,
            signal=direction,
            holding=is_holding,
            since=sum(self.first_start is not None and day >= self.first_start for day in known_days),
            same_set=same_set,
            same=same,
            sites_known=measure.data is None or measure.data.site is not None,
            is_stale=bool(known_days) and self.is_old(known_days[-1]),
            missing=len(self.line) - len(known_days),
            is_self_reported=measure.collected == "self-report",
            published=tuple(self.published()),
            can_be_pooled=measure.data is None or can_be_pooled(measure.data),
        )

    @property
    def is_run(self) -> bool:
        return self.charted.chart is None or self.charted.chart.kind is ChartKind.RUN

    @property
    def points(self) -> int:
        """How many points the rules can use in the last phase."""
        chart = self.charted.chart
        if chart is None or not chart.phases:
            return len(self.line.known)
        return chart.phases[-1].useful if self.is_run else chart.phases[-1].values

    @cached_property
    def last_days(self) -> list[date]:
        """The last periods that have ended."""
        number = _LAST.get(self.measure.every, LAST_PERIODS) if self.measure.every else LAST_PERIODS
        ended = [day for day in self.line.dates if self.end_of(day) <= self.as_of]
        return ended[-number:]

    @cached_property
    def days_before(self) -> list[date]:
        """The periods of the baseline, else those before the first site began; none across a redefinition."""
        baseline, last = self.measure.baseline, max(self.line.dates, default=None)
        until = baseline.until if baseline else (self.first_start or date.max) - timedelta(days=1)
        cut = max((change.on for change in self.measure.redefined if last and change.on <= last), default=date.min)
        return [day for day in self.line.dates if cut <= day <= until]

    def end_of(self, day: date) -> date:
        """Return the last day of the period that a value is dated in: dated on its first, else on its last day."""
        every = self.measure.every
        if every in {Every.MONTH, Every.QUARTER, Every.YEAR} and day.day == 1:
            return step_after(day, every) - timedelta(days=1)
        return day

    def is_old(self, day: date) -> bool:
        """Whether figures are old: two intervals after the end of the last period, or two months."""
        end, every = self.end_of(day), self.measure.every
        if every is None:
            return add_months(end, STALE_MONTHS) < self.as_of
        for _ in range(STALE_INTERVALS):
            end = step_after(end, every)
        return end < self.as_of

    def pooled(self, line: MeasureLine, days: Sequence[date]) -> Fraction | None:
        """Return the value of several periods together: counts over denominators, else the middle of the values."""
        wanted = set(days)
        places = [place for place, day in enumerate(line.dates) if day in wanted and line.values[place] is not None]
        if not places:
            return None
        data = self.measure.data
        counts = [line.counts[place] for place in places]
        pers = [line.pers[place] for place in places]
        if data is not None and data.is_rate and None not in counts and None not in pers:
            total = sum((Fraction(per) for per in pers if per is not None), Fraction(0))
            count = sum((Fraction(count) for count in counts if count is not None), Fraction(0))
            return count / total * Fraction(data.times) if total else None
        values = [value for place in places if (value := line.values[place]) is not None]
        return Fraction(median(values))

    # Who reports

    @cached_property
    def lines(self) -> dict[str, MeasureLine]:
        return by_site(self.measure, self.as_of)

    @cached_property
    def throughout(self) -> tuple[str, ...]:
        """The sites with a value in the baseline and, but for one in twelve, in every period since the first began."""
        since = [day for day in self.line.known if self.first_start is not None and day >= self.first_start]
        absences = len(since) // ABSENCES_PER
        before = set(self.days_before)
        return tuple(
            site
            for site, line in self.lines.items()
            if before & line.known.keys() and sum(day not in line.known for day in since) <= absences
        )

    @cached_property
    def same_set(self) -> tuple[Literal["same", "agrees", "differs"], SameSites | None]:
        """Compare like with like: whether the sites that reported throughout say the same as all together."""
        if not self.lines or not self.first_start or set(self.throughout) == set(self.lines):
            return "same", None
        if not self.throughout:
            return "differs", None
        alone = self.alone
        before, last = self.pooled(alone.line, self.days_before), self.pooled(alone.line, self.last_days)
        if before is None or last is None or signal_of(alone) != signal_of(self.charted) or not self.has_same_share:
            return "differs", None
        return "agrees", SameSites(len(self.throughout), before, last)

    @cached_property
    def alone(self) -> ChartedMeasure:
        """The chart of the sites that reported throughout."""
        data = self.measure.data
        kept = set(self.throughout)
        points = tuple(point for point in data.points if point.site in kept) if data else ()
        series = data.model_copy(update={"points": points}) if data else None
        return chart_measure(self.measure.model_copy(update={"data": series}), self.as_of)

    @property
    def has_same_share(self) -> bool:
        """Whether the sites that reported throughout hold most of the denominators."""
        days = set(self.last_days)
        weights = {
            site: sum(line.pers[place] or Decimal(1) for place, day in enumerate(line.dates) if day in days)
            for site, line in self.lines.items()
        }
        total = sum(weights.values())
        return bool(total) and sum(weights[site] for site in self.throughout) >= SAME_SHARE * Fraction(total)

    def published(self) -> Iterator[PublishedFigure]:
        for figure in self.measure.published:
            on = known(figure.on)
            if (on or date.min) <= self.as_of:
                when = figure.when or (day_in_words(on) if on else "")
                yield PublishedFigure(figure.says, when, figure.value)


def size_figures(standing: Standing, first_start: date | None, state: MeasureState) -> SizeFigures | None:
    """Return what the size in human terms is worked out from; None where the measure is no count over a denominator."""
    reader = _SeriesReader(standing, state.id, first_start)
    data = reader.measure.data
    if data is None or not data.is_rate or first_start is None or data.count is None:
        return None
    line = reader.alone.line if state.same_set == "agrees" else reader.line
    before, after = set(reader.days_before), _whole_days(reader, first_start)
    old = [pair for day, pair in _pairs(line) if day in before]
    new = [pair for day, pair in _pairs(line) if day in after]
    count0, exposure0 = sum(count for count, _ in old), sum(per for _, per in old)
    if not old or not new or not exposure0 or not count0:
        return None
    rate = count0 / exposure0
    spread = sum((count - rate * per) ** 2 / (rate * per) for count, per in old if per)
    return SizeFigures(
        rate0=rate,
        count0=count0,
        exposure=sum(per for _, per in new),
        count=sum(count for count, _ in new),
        periods0=len(old),
        events=state.name,
        since=min(after),
        dispersion=spread / (len(old) - 1) if len(old) > 1 else 1.0,
        is_redefined=any(max(before) < change.on for change in reader.measure.redefined),
    )


def _pairs(line: MeasureLine) -> Iterator[tuple[date, tuple[float, float]]]:
    for day, count, per in zip(line.dates, line.counts, line.pers, strict=True):
        if count is not None and per is not None:
            yield day, (float(count), float(per))


def _whole_days(reader: _SeriesReader, first_start: date) -> set[date]:
    """Return the dates of the periods that began after the first site did."""
    every = reader.measure.every
    days = list(reader.line.dates)
    if every in {Every.MONTH, Every.QUARTER, Every.YEAR}:
        return {day for day in days if day.replace(day=1) > first_start}
    return {day for day in days if day > first_start}
