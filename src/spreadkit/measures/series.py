"""Series of a measure as lines over time: by site, and of all sites together by the right sum. Gaps stay gaps."""

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from spreadkit.model.measure import Measure, Point, Series
from spreadkit.model.people import Every
from spreadkit.months import FIRST_DAY, add_months, day_in_words, month_of
from spreadkit.record import record

_MONTHS: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
_DAYS: Final = {Every.DAY: 1, Every.WEEK: 7, Every.FORTNIGHT: 14}
_STEPS: Final = {
    Every.WEEK: range(7, 8),
    Every.FORTNIGHT: range(14, 15),
    Every.MONTH: range(28, 32),
    Every.QUARTER: range(89, 93),
    Every.YEAR: range(365, 367),
}
"""How many days apart values are, by the step that this shows. Days in a row show none: a clinic rests on some."""


@record
class MeasureLine:
    """A measure over time, for one site or for all together: one value a period, None where data are missing.

    `dates` are the first day of each period that a row names; of a period without rows its first day. `counts` over
    `pers` make up the values of a rate; `reporters` are the sites whose rows make up each value (none where rows name
    no site).
    """

    dates: tuple[date, ...]
    values: tuple[Decimal | None, ...]
    counts: tuple[Decimal | None, ...]
    pers: tuple[Decimal | None, ...]
    reporters: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        """How many dates it has, gaps included."""
        return len(self.dates)

    @property
    def known(self) -> dict[date, Decimal]:
        """The values that are there, by date."""
        return {day: value for day, value in zip(self.dates, self.values, strict=True) if value is not None}

    @property
    def sites(self) -> tuple[int, ...]:
        """How many sites each value rests on; rows that name no site count as those of one."""
        return tuple(len(who) or int(value is not None) for who, value in zip(self.reporters, self.values, strict=True))


def pooled(measure: Measure, as_of: date | None = None, *, only: Container[str] | None = None) -> MeasureLine:
    """Return the line of all sites together, or `only` of some, up to a day.

    Rates are the sum of counts over the sum of denominators, never the mean of rates; counts add up; values with a
    weight are averaged by it. Values of several sites without a weight cannot be pooled: the line is empty. What a plan
    excludes of one site is left out before the others are put together.
    """
    series = measure.data
    if series is None or not can_be_pooled(series):
        return _line(measure, ())
    left_out = [(exclusion.on, exclusion.site) for exclusion in measure.excluded if exclusion.site is not None]
    of_one = {(period_of(on, measure.every), site) for on, site in left_out}
    line = _line(
        measure,
        (
            point
            for point in series.points
            if (as_of is None or point.date <= as_of)
            and (only is None or point.site in only)
            and (not of_one or (period_of(point.date, measure.every), point.site) not in of_one)
        ),
    )
    return _without(line, unread_periods(measure, only=only), measure.every)


def unread_periods(measure: Measure, *, only: Container[str] | None = None) -> frozenset[date]:
    """Return the first days of the periods in which a value of a row could not be read, as far as its day could."""
    cells = (cell for unread in (measure.data.unread if measure.data else ()) for cell in unread.cells)
    return frozenset(period_of(day, measure.every) for day, site in cells if only is None or site in only)


def _without(line: MeasureLine, periods: Container[date], every: Every | None) -> MeasureLine:
    """Return a line without the values of some periods: they are not known, as a part of them could not be read."""
    gone = {place for place, day in enumerate(line.dates) if period_of(day, every) in periods}
    if not gone:
        return line

    def kept(column: tuple[Decimal | None, ...]) -> tuple[Decimal | None, ...]:
        return tuple(None if place in gone else value for place, value in enumerate(column))

    who = tuple(frozenset[str]() if place in gone else sites for place, sites in enumerate(line.reporters))
    return MeasureLine(line.dates, kept(line.values), kept(line.counts), kept(line.pers), who)


def by_site(measure: Measure, as_of: date | None = None) -> dict[str, MeasureLine]:
    """Return the line of each site, up to a day, in the order in which they first report."""
    sites: dict[str, list[Point]] = {}
    for point in measure.data.points if measure.data else ():
        if point.site is not None and (as_of is None or point.date <= as_of):
            sites.setdefault(point.site, []).append(point)
    return {site: _line(measure, points) for site, points in sites.items()}


def of_site(measure: Measure, site: str, as_of: date | None = None) -> MeasureLine:
    """Return the line of one site, up to a day; an empty one where it reports nothing."""
    points = measure.data.points if measure.data else ()
    return _line(measure, (point for point in points if point.site == site and (as_of is None or point.date <= as_of)))


def level_of(measure: Measure, line: MeasureLine, places: Iterable[int]) -> Decimal | None:
    """Return what a line comes to over several of its values: all counts over all denominators, else their median.

    None where no value is known.
    """
    there = [place for place in places if line.values[place] is not None]
    if not there:
        return None
    counts = sum((line.counts[place] or Decimal(0) for place in there), Decimal(0))
    pers = sum((line.pers[place] or Decimal(0) for place in there), Decimal(0))
    if measure.data is not None and measure.data.is_rate and pers:
        return counts * measure.data.times / pers
    return median(value for place in there if (value := line.values[place]) is not None)


def can_be_pooled(series: Series) -> bool:
    """Whether the values of several sites can be put together."""
    if series.value is None or series.per is not None:
        return True
    return len({point.site for point in series.points}) <= 1


def reported(measure: Measure, as_of: date | None = None) -> dict[str | None, list[date]]:
    """Return, by site, the days up to a day for which it gave a value, in order; None stands for rows of no site."""
    series, days = measure.data, dict[str | None, list[date]]()
    for point in series.points if series else ():
        has_value = point.value is not None or (
            point.count is not None and not (series and series.per and not point.per)
        )
        if has_value and (as_of is None or point.date <= as_of):
            days.setdefault(point.site, []).append(point.date)
    return {site: sorted(dates) for site, dates in days.items()}


def usual_step(days: Iterable[list[date]]) -> timedelta | None:
    """Return the middle one of the steps between the days on which sites report; None where none reports twice."""
    steps = [(later - day).days for dates in days for day, later in pairwise(dates) if later > day]
    return timedelta(days=median(steps)) if steps else None


def step_after(day: date, every: Every) -> date:
    """Return the day on which the next value is due after one."""
    if every in _DAYS:
        return day + timedelta(days=_DAYS[every])
    return add_months(day, _MONTHS[every])


def steps_before(day: date, every: Every, number: int) -> date:
    """Return the day that lies so many steps before one, not before the first day of plans."""
    if every in _DAYS:
        return max(FIRST_DAY, day - timedelta(days=_DAYS[every] * number))
    return max(FIRST_DAY, add_months(day, -_MONTHS[every] * number))


def own_step(measure: Measure) -> Every | None:
    """Return how often a measure has a value: as the plan says, else as its data show; None where neither tells."""
    if measure.every is not None or measure.data is None:
        return measure.every
    step = usual_step(reported(measure).values())
    return next((every for every, days in _STEPS.items() if step is not None and step.days in days), None)


def missing_periods(measure: Measure, line: MeasureLine) -> tuple[date, ...]:
    """Return the first days of the periods between the first value of a line and its last that have none."""
    every, there = own_step(measure), list(line.known)
    if every is None or not there or has_rare_events(measure):
        return ()
    present = {period_of(day, every) for day in there}
    return tuple(day for day in _periods(period_of(there[0], every), there[-1], every) if day not in present)


def set_aside(measure: Measure, line: MeasureLine, site: str | None = None) -> int:
    """Count the rows of a line that a later row stands in for which says otherwise.

    They are those of one site and day, and of values without a weight those of one site and period.
    """
    series = measure.data
    if series is None or has_rare_events(measure) or not line.dates:
        return 0
    alone = series.value is not None and series.per is None
    last = period_of(line.dates[-1], measure.every)
    seen: dict[tuple[date, str | None], Point] = {}
    number = 0
    for point in sorted(series.points, key=lambda point: point.date):
        start = period_of(point.date, measure.every)
        if start > last or site not in {None, point.site} or series.value_of(point) is None:
            continue
        key = (start if alone else point.date, point.site)
        before = seen.get(key)
        number += before is not None and _said_by(before) != _said_by(point)
        seen[key] = point
    return number


def _said_by(point: Point) -> tuple[Decimal | None, ...]:
    return point.value, point.count, point.per


def left_out(measure: Measure, line: MeasureLine, site: str | None = None) -> frozenset[int]:
    """Return the positions of a line that the measure excludes: of one site, or of all sites together."""
    periods = {period_of(left.on, measure.every) for left in measure.excluded if left.site in {None, site}}
    return frozenset(place for place, day in enumerate(line.dates) if period_of(day, measure.every) in periods)


def has_rare_events(measure: Measure) -> bool:
    """Whether each row is an event of its own, so that two on one day are two points."""
    return measure.chart in {"g", "t"}


@record
class _Sum:
    value: Decimal | None
    count: Decimal | None
    per: Decimal | None
    reporters: frozenset[str]


_NOTHING: Final = _Sum(None, None, None, frozenset())


def _line(measure: Measure, points: Iterable[Point]) -> MeasureLine:
    """Lay points out in the order of their periods, with a gap for each that is due and missing."""
    periods = _of_events(points) if has_rare_events(measure) else _of_periods(measure, points)
    sums = [
        (day, _together(measure.data, there) if there and measure.data is not None else _NOTHING)
        for day, there in periods
    ]
    return MeasureLine(
        tuple(day for day, _ in sums),
        tuple(summed.value for _, summed in sums),
        tuple(summed.count for _, summed in sums),
        tuple(summed.per for _, summed in sums),
        tuple(summed.reporters for _, summed in sums),
    )


def _of_events(points: Iterable[Point]) -> Iterator[tuple[date, list[Point]]]:
    for point in sorted(points, key=lambda point: point.date):
        yield point.date, [point]


def _of_periods(measure: Measure, points: Iterable[Point]) -> Iterator[tuple[date, list[Point]]]:
    """Go through the periods with their points. Of two rows of one site for one date the later row counts."""
    every = measure.every
    periods: dict[date, dict[tuple[date, str | None], Point]] = {}
    for point in points:
        periods.setdefault(period_of(point.date, every), {})[point.date, point.site] = point
    starts = sorted(periods)
    due = _periods(starts[0], starts[-1], every) if every is not None and starts else iter(starts)
    for start in due:
        there = periods.get(start)
        yield (min(day for day, _ in there), list(there.values())) if there else (start, [])


def _together(series: Series, points: Iterable[Point]) -> _Sum:
    there = [point for point in points if series.value_of(point) is not None]
    if not there:
        return _NOTHING
    who = frozenset(point.site for point in there if point.site is not None)
    if series.value is not None:
        return _weighted(there, who)
    count = sum((point.count for point in there if point.count is not None), Decimal(0))
    if series.per is None:
        return _Sum(count * series.times, count, None, who)
    per = sum((point.per for point in there if point.per is not None), Decimal(0))
    return _Sum(count * series.times / per, count, per, who)


def _weighted(points: list[Point], who: frozenset[str]) -> _Sum:
    """Average values by their weight. Without weights one value stands alone: the last of its period."""
    last = max(points, key=lambda point: point.date)
    if len(points) == 1 or (len(who) <= 1 and all(point.per is None for point in points)):
        return _Sum(last.value, None, last.per, who)
    pairs = [(point.value, point.per) for point in points if point.value is not None and point.per]
    per = sum((weight for _, weight in pairs), Decimal(0))
    if len(pairs) < len(points):
        return _NOTHING
    return _Sum(sum((value * weight for value, weight in pairs), Decimal(0)) / per, None, per, who)


def period_of(day: date, every: Every | None) -> date:
    """Return the first day of the period that a day lies in; without a step each day is a period of its own.

    Weeks begin on Monday; fortnights are pairs of weeks counted from 1 January 1900, which was one; months, quarters
    and years are those of the calendar.
    """
    if every in _MONTHS:
        return date(day.year, (day.month - 1) // _MONTHS[every] * _MONTHS[every] + 1, 1)
    if every is None or every is Every.DAY:
        return day
    return day - timedelta(days=(day - FIRST_DAY).days % _DAYS[every])


def _periods(first: date, last: date, every: Every) -> Iterator[date]:
    """Go through the first days of all periods from one to the period that `last` lies in."""
    day = first
    while day <= last:
        yield day
        day = step_after(day, every)


def label_of(day: date, every: Every | None) -> str:
    """Return what a point of a series is called: its month where there is one a month or fewer, else its day."""
    if every is Every.YEAR:
        return str(day.year)
    return month_of(day) if every in {Every.MONTH, Every.QUARTER} else day_in_words(day)
