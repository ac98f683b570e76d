"""Series of a measure as lines over time: by site, and of all sites together by the right sum. Gaps stay gaps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from spreadkit.model.measure import Measure, Point, Series
from spreadkit.model.people import Every
from spreadkit.months import add_months, day_in_words, month_of

_MONTHS: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
_DAYS: Final = {Every.DAY: 1, Every.WEEK: 7, Every.FORTNIGHT: 14}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure over time, for one site or for all together: one value a date, None where data are missing.

    `counts` over `pers` make up the values of a rate; `sites` is how many sites each value rests on.
    """

    dates: tuple[date, ...]
    values: tuple[Decimal | None, ...]
    counts: tuple[Decimal | None, ...]
    pers: tuple[Decimal | None, ...]
    sites: tuple[int, ...]

    def __len__(self) -> int:
        """How many dates it has, gaps included."""
        return len(self.dates)

    @property
    def known(self) -> dict[date, Decimal]:
        """The values that are there, by date."""
        return {day: value for day, value in zip(self.dates, self.values, strict=True) if value is not None}


def pooled(measure: Measure, as_of: date | None = None) -> MeasureLine:
    """Return the line of all sites together, up to a day.

    Rates are the sum of counts over the sum of denominators, never the mean of rates; counts add up; values with a
    weight are averaged by it. Values of several sites without a weight cannot be pooled: the line is empty.
    """
    series = measure.data
    if series is None or not can_be_pooled(series):
        return _line({}, measure)
    days: dict[date, list[Point]] = {}
    for point in _once(series.points, as_of):
        days.setdefault(point.date, []).append(point)
    return _line({day: _together(series, points) for day, points in days.items()}, measure)


def by_site(measure: Measure, as_of: date | None = None) -> dict[str, MeasureLine]:
    """Return the line of each site, up to a day, in the order in which they first report."""
    series = measure.data
    if series is None:
        return {}
    sites: dict[str, dict[date, _Sum]] = {}
    for point in _once(series.points, as_of):
        if point.site is not None:
            sites.setdefault(point.site, {})[point.date] = _together(series, [point])
    return {site: _line(days, measure) for site, days in sites.items()}


def of_site(measure: Measure, site: str, as_of: date | None = None) -> MeasureLine:
    """Return the line of one site, up to a day; an empty one where it reports nothing."""
    series = measure.data
    points = (point for point in series.points if point.site == site) if series else ()
    days = {point.date: _together(series, [point]) for point in _once(points, as_of)} if series else {}
    return _line(days, measure)


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


@dataclass(frozen=True, slots=True)
class _Sum:
    value: Decimal | None
    count: Decimal | None
    per: Decimal | None
    sites: int


_NOTHING: Final = _Sum(None, None, None, 0)


def _once(points: Iterable[Point], as_of: date | None) -> Iterator[Point]:
    """Go through points up to a day. Of two rows of one site for one date the later row counts."""
    last: dict[tuple[date, str], Point] = {}
    for point in points:
        if as_of is not None and point.date > as_of:
            continue
        if point.site is None:
            yield point
        else:
            last[point.date, point.site] = point
    yield from last.values()


def _together(series: Series, points: Iterable[Point]) -> _Sum:
    there = [point for point in points if series.value_of(point) is not None]
    if not there:
        return _NOTHING
    if series.value is not None:
        return _weighted(there)
    count = sum((point.count for point in there if point.count is not None), Decimal(0))
    if series.per is None:
        return _Sum(count * series.times, count, None, len(there))
    per = sum((point.per for point in there if point.per is not None), Decimal(0))
    return _Sum(count / per * series.times, count, per, len(there))


def _weighted(points: list[Point]) -> _Sum:
    """Average values by their weight; those without one only stand alone."""
    if len(points) == 1:
        return _Sum(points[0].value, None, points[0].per, 1)
    pairs = [(point.value, point.per) for point in points if point.value is not None and point.per]
    per = sum((weight for _, weight in pairs), Decimal(0))
    if len(pairs) < len(points):
        return _NOTHING
    return _Sum(sum((value * weight for value, weight in pairs), Decimal(0)) / per, None, per, len(points))


def _line(days: Mapping[date, _Sum], measure: Measure) -> MeasureLine:
    """Lay sums out in the order of their dates, with a gap for each that is due and missing."""
    dates = tuple(_with_gaps(sorted(days), measure.every))
    sums = [days.get(day, _NOTHING) for day in dates]
    return MeasureLine(
        dates,
        tuple(summed.value for summed in sums),
        tuple(summed.count for summed in sums),
        tuple(summed.per for summed in sums),
        tuple(summed.sites for summed in sums),
    )


def _with_gaps(dates: list[date], every: Every | None) -> Iterator[date]:
    """Go through dates, and between them those that are due and missing. Half a step early or late is no gap."""
    due: date | None = None
    for day in dates:
        while every is not None and due is not None and due + (step_after(due, every) - due) / 2 < day:
            yield due
            due = step_after(due, every)
        yield day
        due = step_after(day, every) if every is not None else None


def label_of(day: date, every: Every | None) -> str:
    """Return what a point of a series is called: its month where there is one a month or fewer, else its day."""
    if every is Every.YEAR:
        return str(day.year)
    return month_of(day) if every in {Every.MONTH, Every.QUARTER} else day_in_words(day)
