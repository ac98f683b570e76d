"""The MeasureState of a plan's aim: its series as pooled values, the signal of its rules, and who reports."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from spreadkit.measures.hundredfold import comparable
from spreadkit.measures.icons import is_holding
from spreadkit.measures.measure_charts import ChartedMeasure, LikeWithLike
from spreadkit.measures.series import (
    MeasureLine,
    can_be_pooled,
    level_of,
    missing_periods,
    own_step,
    unread_periods,
)
from spreadkit.measures.spc.results import ChartKind, Signal
from spreadkit.measures.staleness import is_old, period_ends
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.model.people import Every
from spreadkit.model.unread import Unread
from spreadkit.months import day_in_words
from spreadkit.record import record
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
    LAST_PERIODS,
    NEEDED_OFF_MEDIAN,
    NEEDED_POINTS,
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
    return state_of_measure(standing, name, first_start)


def state_of_measure(standing: Standing, name: str, first_start: date | None) -> MeasureState:
    """Return the state of a measure of the plan by its name, as that of the aim's."""
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


def _balancing(charted: ChartedMeasure) -> Literal["same", "worse", "few", "nodata", "unread"]:
    if not charted.line.known:
        if charted.measure.data is not None and charted.measure.data.unread:
            return "unread"
        return "same" if charted.measure.published else "nodata"
    direction, is_holding = signal_of(charted)
    if direction == "worse" and is_holding:
        return "worse"
    chart = charted.chart
    return "few" if chart is None or chart.phases[-1].trial else "same"


def last_day_of(standing: Standing, name: str) -> date | None:
    """Return the last day of the last period with a value, of those up to the day of the standing."""
    reader = _SeriesReader(standing, name, None)
    days = list(reader.line.known)
    return min(reader.end_of(days[-1]), standing.as_of) if days else None


def signal_of(charted: ChartedMeasure) -> tuple[MeasureSignal | None, bool]:
    """Return the last signal of the last phase, and whether it takes in the last point or that lies on its side."""
    word, signal = last_signal_of(charted)
    if signal is None or charted.chart is None:
        return None, False
    return word, is_holding(charted.chart, signal)


def last_signal_of(charted: ChartedMeasure) -> tuple[MeasureSignal | None, Signal | None]:
    """Return the last signal of the last phase that is to the better or to the worse, and which."""
    chart = charted.chart
    if chart is None or not chart.phases:
        return None, None
    first = chart.phases[-1].first
    judged = [(signal, word) for signal, word in charted.signals if signal.first >= first and word != "neither"]
    if not judged:
        return None, None
    signal, word = max(judged, key=lambda pair: pair[0].last)
    return word, signal


def has_signal(charted: ChartedMeasure) -> bool:
    """Whether the rules find more than chance in the last phase, whichever way."""
    chart = charted.chart
    if chart is None or not chart.phases:
        return False
    return any(signal.first >= chart.phases[-1].first for signal, _ in charted.signals)


@record(slots=False)
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

    @cached_property
    def every(self) -> Every | None:
        """How often there is a value: as the plan says, else as the data show."""
        return own_step(self.measure)

    @property
    def line(self) -> MeasureLine:
        return self.charted.line

    @property
    def state(self) -> MeasureState:
        measure, known_days = self.measure, list(self.line.known)
        direction, is_holding = signal_of(self.charted)
        plan = self.standing.plan
        same_set, same = self.same_set
        return MeasureState(
            noun=noun_of(measure),
            id=self.name,
            short=measure.short,
            is_plural=measure.plural,
            unit=measure.unit or "",
            kind=measure.kind.value,
            better=measure.better,
            every=_PERIODS.get(self.every, "value"),
            values=len(known_days),
            points=self.points,
            periods=len(known_days) + self.missing,
            needed=NEEDED_OFF_MEDIAN if self.is_run else NEEDED_POINTS,
            rows=max(len(measure.data.points), sum(part.of or 0 for part in self.unread)) if measure.data else 0,
            unread=sum(part.rows or 0 for part in self.unread),
            unread_tables=tuple(dict.fromkeys(part.file for part in self.unread if part.rows is None)),
            unread_periods=len(unread_periods(measure)),
            unread_in_run=self.unread_in_run,
            last=self.pooled(self.line, self.last_days),
            span=(self.last_days[0], self.last_days[-1]) if self.last_days else None,
            last_on=known_days[-1] if known_days else None,
            before=self.pooled(self.line, self.days_before),
            target=comparable(measure, plan.target_of(self.name)),
            target_at=plan.target_at(self.name),
            signal=direction,
            holding=is_holding,
            is_unsure=direction is None and has_signal(self.charted),
            since=sum(self.first_start is not None and day >= self.first_start for day in known_days),
            same_set=same_set,
            same=same,
            sites_known=measure.data is None or measure.data.site is not None,
            is_stale=bool(known_days) and is_old(measure, known_days[-1], self.as_of),
            missing=self.missing,
            not_in_last=self.not_in_last,
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
        number = _LAST.get(self.every, LAST_PERIODS) if self.every else LAST_PERIODS
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
        """Return the last day of the period that a value is dated in."""
        return period_ends(day, self.every)

    def pooled(self, line: MeasureLine, days: Sequence[date]) -> Fraction | None:
        """Return the value of several periods together."""
        wanted = set(days)
        level = level_of(self.measure, line, [place for place, day in enumerate(line.dates) if day in wanted])
        return None if level is None else Fraction(level)

    # Who reports, and what could not be read

    @property
    def together(self) -> ChartedMeasure:
        """The chart of all sites."""
        return self.standing.charts[self.name]

    @cached_property
    def charted(self) -> ChartedMeasure:
        """The chart that counts: of the sites that reported throughout, where these show something else than all."""
        like = self.together.like
        opposes = like.state is LikeWithLike.OPPOSES and like.throughout is not None
        return like.throughout if opposes and like.throughout else self.together

    @cached_property
    def same_set(self) -> tuple[Literal["same", "agrees", "differs"], SameSites | None]:
        """Compare like with like: whether the sites that reported throughout say the same as all together."""
        like = self.together.like
        if like.state is LikeWithLike.SAME:
            return "same", None
        if like.state is LikeWithLike.DIFFERS or like.throughout is None:
            return "differs", None
        line = like.throughout.line
        before, last = self.pooled(line, self.days_before), self.pooled(line, self.last_days)
        if before is None or last is None:
            return "differs", None
        return "agrees", SameSites(len(like.sites.throughout), before, last)

    @property
    def missing(self) -> int:
        """How many periods have no value, whether the plan says how often there is one or the data show it."""
        gaps = len(self.line) - len(self.line.known)
        return max(gaps, len(missing_periods(self.measure, self.line)))

    @property
    def not_in_last(self) -> tuple[str, ...]:
        """The names of the sites that the last value is without."""
        names = {site.id: site.name for site in self.standing.plan.sites}
        return tuple(names.get(site, site) for site in self.charted.like.sites.not_in_last)

    @property
    def alone(self) -> ChartedMeasure:
        """The chart of the sites that reported throughout; of all, where they are the same."""
        return self.together.like.throughout or self.together

    @property
    def unread(self) -> tuple[Unread, ...]:
        return self.measure.data.unread if self.measure.data else ()

    @property
    def unread_in_run(self) -> bool:
        """Whether a value of the last signal, or of the last periods, could not be read."""
        gone = unread_periods(self.measure)
        _, signal = last_signal_of(self.charted)
        since = self.line.dates[signal.first] if signal else date.max
        last = self.line.dates[-LAST_PERIODS] if len(self.line) >= LAST_PERIODS else date.min
        return any(day >= min(since, last) for day in gone)

    def published(self) -> Iterator[PublishedFigure]:
        for figure in self.measure.published_by(self.as_of):
            on = known(figure.on)
            when = figure.when or (day_in_words(on) if on else "")
            yield PublishedFigure(figure.says, when, figure.value, figure.is_)


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
    every = reader.every
    days = list(reader.line.dates)
    if every in {Every.MONTH, Every.QUARTER, Every.YEAR}:
        return {day for day in days if day.replace(day=1) > first_start}
    return {day for day in days if day > first_start}
