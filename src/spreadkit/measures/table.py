"""One table of all measures: a row for all sites of each together, and one for each of its sites, decided once.

Formats write it and decide nothing. Rows stand in the plan's order, and the sites of a measure in that of their waves.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from spreadkit.measures.icons import Assurance, Variation, assurance_of, is_holding, variation_of
from spreadkit.measures.measure_charts import (
    SIGNAL_WORDS,
    ChartedMeasure,
    LikeWithLike,
    MeasureCharts,
    chart_in_plan,
    chart_sites,
    meets,
)
from spreadkit.measures.series import (
    MeasureLine,
    can_be_pooled,
    has_rare_events,
    label_of,
    left_out,
    level_of,
    of_site,
    own_step,
    unread_periods,
)
from spreadkit.measures.spc.interpretation import Judgement
from spreadkit.measures.spc.results import Signal, SpcRule
from spreadkit.measures.staleness import is_old
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind, NamedTarget, TargetOrigin
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Site
from spreadkit.model.target import Better, Target, TargetSide
from spreadkit.model.unread import Unread, unread_in_words
from spreadkit.months import day_in_words
from spreadkit.record import record
from spreadkit.rollout.progress import first_start, waves_in_order
from spreadkit.words import by_number, count_of, in_words

ALL_SITES: Final = "All sites together"
"""What stands in place of a site in the row of all."""


class DataState(StrEnum):
    """What there is of the data behind a row."""

    CURRENT = "current"
    STALE = "stale"
    """The last value is old."""
    LEFT = "left"
    """The site has left, so that nothing more is to come."""
    UNREAD = "unread"
    """There are rows, and none of them could be read."""
    NO_DATA = "no-data"
    NOT_APPLICABLE = "not-applicable"
    """There can be no such values: they cannot be put together, or are counted from the adoption events."""


@record(kw_only=True)
class RowTarget:
    """A target as a row shows it. `id` is None for the one that the measure is judged by.

    `words` say it with its number as written; `value` and `side` are None where it is not known. `met` is whether the
    latest value meets it; None where that cannot be said.
    """

    id: str | None
    title: str
    origin: TargetOrigin | None
    words: str
    value: Decimal | None
    side: TargetSide | None
    met: bool | None
    by: date | None


@record(kw_only=True)
class SpecialCause:
    """More than chance, which the latest value still belongs to: by which rule, from when to when, and which way."""

    rule: SpcRule
    since: date
    since_label: str
    until: date
    judgement: Judgement

    @property
    def words(self) -> str:
        """The rule and since when: `long run since October 2025`."""
        return f"{SIGNAL_WORDS[self.rule]} since {self.since_label}"


@record(kw_only=True)
class MeasureTableRow:
    """All that the table says of a measure, at one site or at all together (`site` is None).

    `latest` is the last value that counts, `latest_on` its day and `latest_label` how that is said; `before` what the
    values before the change come to, and `before_says` from which and how, or why there is none. `last_data` is the day
    of the last value there is. `data_says` is `state` in words, with what could not be read. `charted` is its picture.
    """

    measure: str
    title: str
    kind: MeasureKind
    unit: str | None
    better: Better
    site: str | None
    site_name: str
    wave: str | None
    state: DataState
    data_says: str
    latest: Decimal | None
    latest_on: date | None
    latest_label: str
    before: Decimal | None
    before_says: str
    target: RowTarget | None
    targets: tuple[RowTarget, ...]
    variation: Variation
    assurance: Assurance
    special: SpecialCause | None
    points: int
    last_data: date | None
    says: str
    charted: ChartedMeasure


@record(kw_only=True)
class MeasureTable:
    """The rows of a plan's measures on a day; `unread` is what of the plan could not be read."""

    plan: str
    as_of: date
    rows: tuple[MeasureTableRow, ...]
    unread: tuple[Unread, ...]


def table_of(charts: MeasureCharts) -> MeasureTable:
    """Return the table of the measures that were asked for: all, or one; at all sites and each, or at one site."""
    source = charts.source
    rows = _rows_alone(charts) if source is None else _rows_of(source, charts)
    return MeasureTable(plan=charts.plan, as_of=charts.as_of, rows=tuple(rows), unread=charts.unread)


@record(kw_only=True)
class _RowSource:
    """What a row is made of besides its chart."""

    as_of: date
    name: str
    target: Target | None
    site: Site | None
    site_name: str
    wave: str | None
    first_start: date | None


def _rows_alone(charts: MeasureCharts) -> Iterator[MeasureTableRow]:
    """Go through the charts that are there, where the plan is not known."""
    for name, charted in charts.charts:
        site = ALL_SITES if charted.site is None else charts.sites.get(charted.site, charted.site)
        source = _RowSource(
            as_of=charts.as_of,
            name=name,
            target=charted.target,
            site=None,
            site_name=site,
            wave=None,
            first_start=None,
        )
        yield _row(source, charted)


def _rows_of(plan: Plan, charts: MeasureCharts) -> Iterator[MeasureTableRow]:
    as_of, start = charts.as_of, first_start(plan, charts.as_of)
    order, by_id = _site_order(plan), {site.id: site for site in plan.sites}
    for name in charts.names:
        measure, target = plan.measures[name], plan.target_of(name)
        of_sites = _with_silent(plan, measure, as_of, target)
        found: list[ChartedMeasure] = [] if charts.site is not None else [chart_in_plan(plan, name, as_of)]
        found += [
            of_sites[site]
            for site in sorted(of_sites, key=lambda site: order.get(site, len(order)))
            if charts.site in {None, site}
        ]
        for charted in found:
            site = by_id.get(charted.site or "")
            source = _RowSource(
                as_of=as_of,
                name=name,
                target=target,
                site=site,
                site_name=site.name if site is not None else charted.site or ALL_SITES,
                wave=_wave(plan, site),
                first_start=start,
            )
            yield _row(source, charted)


def _wave(plan: Plan, site: Site | None) -> str | None:
    if site is None or site.wave is None:
        return None
    wave = plan.waves.get(site.wave)
    return (wave.title if wave is not None else None) or site.wave


def _site_order(plan: Plan) -> Mapping[str, int]:
    """Return the place of each site: by its wave, then as the table of sites has them; those in no wave come last."""
    waves = {wave: place for place, wave in enumerate(waves_in_order(plan))}
    ordered = sorted(plan.sites, key=lambda site: waves.get(site.wave or "", len(waves)))
    return {site.id: place for place, site in enumerate(ordered)}


def _with_silent(plan: Plan, measure: Measure, as_of: date, target: Target | None) -> dict[str, ChartedMeasure]:
    """Return the chart of each site that reports, and of each target site where any of these does."""
    found = chart_sites(measure, as_of, target=target)
    targets = [site.id for site in plan.target_sites]
    if not found.keys() & set(targets):
        return found
    silent = [site for site in targets if site not in found]
    return found | {site: _silent(measure, site, as_of, found) for site in silent}


def _silent(measure: Measure, site: str, as_of: date, found: Mapping[str, ChartedMeasure]) -> ChartedMeasure:
    any_other = next(iter(found.values()))
    line = of_site(measure, site, as_of)
    return ChartedMeasure(measure, site, line, None, any_other.rule_set, "There are no data yet.")


def _row(source: _RowSource, charted: ChartedMeasure) -> MeasureTableRow:
    measure, line = charted.measure, charted.line
    days, is_of_all = [*line.known], charted.site is None
    latest_on = _latest_on(charted)
    state = _state(source, charted)
    before, before_says = _before(source, charted)
    variation = variation_of(charted)
    if charted.site is not None and not days:
        variation = Variation.NOT_KNOWN if state is DataState.UNREAD else Variation.NO_DATA
    return MeasureTableRow(
        measure=source.name,
        title=measure.title,
        kind=measure.kind,
        unit=measure.unit,
        better=measure.better,
        site=charted.site,
        site_name=source.site_name,
        wave=source.wave,
        state=state,
        data_says=_data_in_words(source, charted, state),
        latest=charted.last_value if latest_on is not None else None,
        latest_on=latest_on,
        latest_label="" if latest_on is None else label_of(latest_on, own_step(measure)),
        before=before,
        before_says=before_says,
        target=_target(source, charted) if is_of_all else None,
        targets=tuple(_named_targets(charted)) if is_of_all else (),
        variation=variation,
        assurance=assurance_of(charted, charted.target) if is_of_all else Assurance.NO_TARGET,
        special=_special(charted, variation),
        points=len(days),
        last_data=days[-1] if days else None,
        says=charted.says,
        charted=charted,
    )


def _latest_on(charted: ChartedMeasure) -> date | None:
    """Return the day of the last value that counts."""
    counts = [point.counts for point in charted.chart.points] if charted.chart else [True] * len(charted.line)
    days = zip(charted.line.dates, charted.line.values, counts, strict=True)
    return next((day for day, value, is_one in reversed([*days]) if is_one and value is not None), None)


def _state(source: _RowSource, charted: ChartedMeasure) -> DataState:
    measure, days = charted.measure, charted.line.known
    if not days:
        return _state_of_none(source, charted)
    if source.site is not None and _has_left(source.site, source.as_of):
        return DataState.LEFT
    if not has_rare_events(measure) and is_old(measure, max(days), source.as_of):
        return DataState.STALE
    return DataState.CURRENT


def _state_of_none(source: _RowSource, charted: ChartedMeasure) -> DataState:
    measure, data = charted.measure, charted.measure.data
    if data is None:
        return DataState.NOT_APPLICABLE if measure.kind is MeasureKind.SPREAD else DataState.NO_DATA
    if charted.site is None and data.points and not can_be_pooled(data):
        return DataState.NOT_APPLICABLE
    if any(charted.site is None or unread.is_whole for unread in data.unread) or _unread_at(charted):
        return DataState.UNREAD
    if source.site is not None and _has_left(source.site, source.as_of):
        return DataState.LEFT
    return DataState.NO_DATA


def _has_left(site: Site, as_of: date) -> bool:
    return site.status == "left" or (site.left is not None and site.left <= as_of)


def _unread_at(charted: ChartedMeasure) -> int:
    """Count the periods of one site in which a value of it could not be read."""
    return len(unread_periods(charted.measure, only={charted.site})) if charted.site is not None else 0


def _data_in_words(source: _RowSource, charted: ChartedMeasure, state: DataState) -> str:
    told = [_STATES[state], *_state_told(source, charted, state)]
    says = " ".join(told)
    if charted.site is None:
        unread = unread_in_words(charted.measure.data.unread) if charted.measure.data else ""
        return f"{says}; {unread[:1].lower()}{unread[1:-1]}" if unread and state is not DataState.UNREAD else says
    if (number := _unread_at(charted)) and state is not DataState.UNREAD:
        return f"{says}; {count_of(number, 'value')} could not be read"
    return says


def _state_told(source: _RowSource, charted: ChartedMeasure, state: DataState) -> Iterator[str]:
    """Say what belongs to a state: since when it is old, when a site left, why there can be none."""
    if state is DataState.STALE:
        yield f"nothing since {label_of(max(charted.line.known), own_step(charted.measure))}"
    elif state is DataState.LEFT and source.site is not None and source.site.left is not None:
        yield f"on {day_in_words(source.site.left)}"
    elif state is DataState.NOT_APPLICABLE:
        counted = charted.measure.data is None
        yield "counted from the adoption events" if counted else "values of sites cannot be put together"


_STATES: Final = {
    DataState.CURRENT: "Up to date",
    DataState.STALE: "Old:",
    DataState.LEFT: "Left",
    DataState.UNREAD: "Could not be read",
    DataState.NO_DATA: "None yet",
    DataState.NOT_APPLICABLE: "Does not apply:",
}


def _before(source: _RowSource, charted: ChartedMeasure) -> tuple[Decimal | None, str]:
    """Return what the values of the baseline come to, else those before the first start, and from which they are.

    Values from before a redefinition are of another kind, and are not counted.
    """
    measure, line = charted.measure, charted.line
    if not line.known:
        return None, ""
    until = _before_until(measure, source.first_start)
    if until is None:
        return None, "No day says when the time before ends"
    last, redefined = max(line.known), [change.on for change in measure.redefined]
    cut = max((day for day in redefined if day <= last), default=date.min)
    places = [
        place
        for place in _counted(measure, line, charted.site)
        if cut <= line.dates[place] <= until and line.values[place] is not None
    ]
    level = level_of(measure, line, places)
    if level is None:
        why = (
            f"counted otherwise since {day_in_words(cut)}" if cut > until else f"no values until {day_in_words(until)}"
        )
        return None, f"{why[:1].upper()}{why[1:]}"
    how = "All counts" if measure.data is not None and measure.data.is_rate else "Median"
    return level, f"{how} of {count_of(len(places), 'value')} until {day_in_words(until)}"


def _before_until(measure: Measure, start: date | None) -> date | None:
    if measure.baseline is not None:
        return measure.baseline.until
    return start - timedelta(days=1) if start is not None else None


def _counted(measure: Measure, line: MeasureLine, site: str | None) -> Sequence[int]:
    out = left_out(measure, line, site)
    return [place for place in range(len(line)) if place not in out]


def _target(source: _RowSource, charted: ChartedMeasure) -> RowTarget | None:
    target = source.target
    if target is None:
        return None
    return RowTarget(
        id=None,
        title="target",
        origin=None,
        words=target.words,
        value=target.value,
        side=target.side,
        met=charted.meets_target,
        by=None,
    )


def _named_targets(charted: ChartedMeasure) -> Iterator[RowTarget]:
    comparable = dict(charted.targets)
    for name, named in charted.measure.targets.items():
        yield _named_target(charted, name, named, can_be_held=name in comparable)


def _named_target(charted: ChartedMeasure, name: str, named: NamedTarget, *, can_be_held: bool) -> RowTarget:
    target = known(named.value)
    return RowTarget(
        id=name,
        title=named.title_or(name),
        origin=named.kind,
        words="not known" if target is None else target.words,
        value=None if target is None else target.value,
        side=None if target is None else target.side,
        met=meets(charted, target) if target is not None and can_be_held else None,
        by=known(named.by),
    )


def _special(charted: ChartedMeasure, variation: Variation) -> SpecialCause | None:
    """Return the signal that the icon of a row is about; None where it says nothing but chance, or cannot say."""
    judged = charted.like.throughout if charted.like.state is LikeWithLike.OPPOSES else charted
    if variation not in _MORE_THAN_CHANCE or judged is None or judged.chart is None:
        return None
    first = judged.chart.phases[-1].first
    found = [(signal, way) for signal, way in judged.firm_signals if signal.first >= first]
    with_way = [pair for pair in found if pair[0].direction is not None and is_holding(judged.chart, pair[0])]
    if not found:
        return None
    signal, way = max(with_way or found, key=lambda pair: pair[0].last)
    return _special_cause(judged, signal, way)


def _special_cause(charted: ChartedMeasure, signal: Signal, way: Judgement) -> SpecialCause:
    days = charted.line.dates
    return SpecialCause(
        rule=signal.rule,
        since=days[signal.first],
        since_label=charted.labels[signal.first],
        until=days[signal.last],
        judgement=way,
    )


_MORE_THAN_CHANCE: Final = frozenset({Variation.BETTER, Variation.WORSE, Variation.NEITHER})


def measures_headline(table: MeasureTable) -> str:
    """Say how many measures are better or worse by more than chance, and of how many the data are not fresh.

    The rows of all sites together count; where the table is of one site, its own.
    """
    told = [row for row in table.rows if row.site is None] or [*table.rows]
    if not told:
        return "The plan has no measures yet."
    where = "" if told[0].site is None else f"At {told[0].site_name}: "
    if len(told) == 1:
        (row,) = told
        return f"{where}{row.title}: {_small(row.variation.word)}."
    better, worse = (sum(row.variation is word for row in told) for word in (Variation.BETTER, Variation.WORSE))
    said = f"{_some(better)} of {len(told)} measures {_is(better)} better by more than chance, and {_none(worse)} worse"
    unjudged = sum(row.variation in _CANNOT_SAY for row in told)
    rest = f" {unjudged} cannot be judged." if unjudged else ""
    return f"{where}{said if not where else _small(said)}.{rest}{_not_fresh(told)}"


_CANNOT_SAY: Final = frozenset({Variation.TOO_FEW, Variation.NOT_KNOWN, Variation.NO_DATA})


def _not_fresh(rows: Sequence[MeasureTableRow]) -> str:
    """Say how many have old data, none, or some that could not be read; nothing where all is fresh."""
    parts = [
        (sum(row.state is DataState.STALE for row in rows), "old"),
        (sum(row.state is DataState.UNREAD for row in rows), "not readable"),
    ]
    said = [f"those of {number} are {word}" for number, word in parts if number]
    without = sum(row.state is DataState.NO_DATA for row in rows)
    said += [f"{without} {by_number(without, 'has', 'have')} none"] if without else []
    return f" Of the data, {in_words(said)}." if said else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _some(number: int) -> str:
    return str(number) if number else "None"


def _none(number: int) -> str:
    return f"{number} {_is(number)}" if number else "none is"


def _is(number: int) -> str:
    return by_number(number, "is", "are") if number else "is"
