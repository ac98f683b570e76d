"""The forecast itself: how many sites will have reached a stage by a day, as a range with its path; or why not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from itertools import takewhile
from typing import Final

from spreadkit.forecast.chance import leap_of, range_of, says_nothing
from spreadkit.forecast.record import MONTH, AdoptionRecord, DatedWave, ObservedCount, months_between, record_of
from spreadkit.months import add_months, between
from spreadkit.record import record

FRESH: Final = 180
"""For how many days after the last count a record is carried on. The figure is ours."""

LEAST_STEPS: Final = 3
"""How many steps from one count to the next a forecast needs."""

FARTHEST: Final = Fraction(3, 2)
"""How many times as far ahead as the record is long a forecast reaches."""

TAKE_OFF: Final = Fraction(1, 4)
"""Below which share of the eligible sites a spread is at its take-off."""

_WEEK: Final = 7


class ForecastKind(Enum):
    """What a forecast comes to."""

    RANGE = "range"
    REACHED = "reached"
    CANNOT_TELL = "cannot tell"


class WhyNot(Enum):
    """Why it cannot be told how many sites will have reached a stage."""

    UNREAD = "record could not be read"
    NO_NUMBER = "no number of sites"
    MORE_THAN_ALL = "more than all"
    DAY_HAS_COME = "the day has come"
    NONE_YET = "none yet"
    TOO_OLD = "last count too old"
    FEW_STEPS = "too few steps"
    TOO_FAR = "too far ahead"
    TOO_WIDE = "too wide"


@record
class ForecastPoint:
    """A point of the path for a chart: on this day between `low` and `high` sites."""

    on: date
    low: int
    high: int


@record
class Leap:
    """So many sites joined between two counts, the later of this day."""

    until: date
    joined: int


@record(kw_only=True)
class Forecast:
    """How many of the eligible sites will have reached the stage by a day.

    `kind` says whether there is a range; where it cannot be told, `why` says why, and the figures are None. `reached`
    is the count on `counted_on`, from which the path starts; both are None before the first count. `steps` and `months`
    of the calendar say how long the record is that was looked at. `leap` is the last step in which a quarter of all
    sites joined, where that is one of the last three.
    """

    kind: ForecastKind
    by: date
    eligible: int | None
    counted_on: date | None = None
    reached: int | None = None
    low: int | None = None
    middle: int | None = None
    high: int | None = None
    why: WhyNot | None = None
    steps: int = 0
    months: Fraction = Fraction(0)
    leap: Leap | None = None
    path: tuple[ForecastPoint, ...] = ()

    @property
    def ahead(self) -> Fraction:
        """How many months of the calendar the day lies after the last count."""
        return between(self.counted_on or self.by, self.by)

    @property
    def left(self) -> int:
        """How many eligible sites have not reached the stage by the last count."""
        return (self.eligible or 0) - (self.reached or 0)

    @property
    def is_at_take_off(self) -> bool:
        """Whether few sites have reached the stage by the last count."""
        return (self.reached or 0) < TAKE_OFF * (self.eligible or 0)


def forecast(
    observed: Iterable[ObservedCount],
    *,
    eligible: int | None,
    by: date,
    as_of: date,
    waves: Sequence[DatedWave] = (),
) -> Forecast:
    """Say how many of the eligible sites will have reached a stage by a day, from the counts up to another day.

    Counts are of the sites that ever reached it, in any order. Give one of each month where the record is kept all
    along (`monthly_counts`): a month without a new site says something, too. `waves` says of some of the sites when
    they begin; all others can join from the first count on.

    Raises:
        ValueError: a count is smaller than one before it.
    """
    if eligible is None or eligible < 1:
        return Forecast(kind=ForecastKind.CANNOT_TELL, by=by, eligible=None, why=WhyNot.NO_NUMBER)
    seen = [count for count in observed if count.on <= as_of]
    if not seen:
        return Forecast(kind=ForecastKind.CANNOT_TELL, by=by, eligible=eligible, why=WhyNot.NONE_YET)
    record, counted_on = record_of(seen, eligible=eligible, waves=waves), max(seen).on
    made = Forecast(
        kind=ForecastKind.CANNOT_TELL,
        by=by,
        eligible=eligible,
        counted_on=counted_on,
        reached=record.reached,
        steps=len(record.counts) - 1,
        months=between(_day_of(record, record.times[0], counted_on), counted_on),
    )
    if not record.left:
        return replace(made, kind=ForecastKind.REACHED)
    why = next(_reasons(record, made, as_of), None)
    return _ranged(made, record) if why is None else replace(made, why=why)


def _reasons(record: AdoptionRecord, made: Forecast, as_of: date) -> Iterator[WhyNot]:
    counted_on = made.counted_on or as_of
    if record.left < 0:
        yield WhyNot.MORE_THAN_ALL
    if made.by <= as_of:
        yield WhyNot.DAY_HAS_COME
    if record.reached == 0:
        yield WhyNot.NONE_YET
    if (as_of - counted_on).days > FRESH:
        yield WhyNot.TOO_OLD
    if made.steps < LEAST_STEPS:
        yield WhyNot.FEW_STEPS
    if made.ahead > FARTHEST * made.months:
        yield WhyNot.TOO_FAR


def _ranged(made: Forecast, record: AdoptionRecord) -> Forecast:
    """Return a forecast with its range and the path to it, or without where the range says nothing."""
    start = made.counted_on or made.by
    days = _path_days(start, made.by)
    ranges = [range_of(record, months_between(start, day)) for day in days]
    low, middle, high = ranges[-1]
    if says_nothing(record, ranges[-1]):
        return replace(made, why=WhyNot.TOO_WIDE)
    points = [ForecastPoint(day, span.low, span.high) for day, span in zip(days, ranges, strict=True)]
    return replace(
        made,
        kind=ForecastKind.RANGE,
        low=low,
        middle=middle,
        high=high,
        leap=_leap(record, start),
        path=(ForecastPoint(start, record.reached, record.reached), *points),
    )


def _leap(record: AdoptionRecord, counted_on: date) -> Leap | None:
    """Return the leap of a record that is still felt, with its day; or None."""
    step = leap_of(record)
    return None if step is None else Leap(_day_of(record, step.end, counted_on), step.joined)


def _day_of(record: AdoptionRecord, time: float, counted_on: date) -> date:
    return counted_on + timedelta(days=round((time - record.last) * MONTH))


def _path_days(start: date, by: date) -> list[date]:
    """Return the same day of each month after a start, up to a week before the last day, and that day itself."""
    months = (add_months(start, number) for number in range(1, (by - start).days // 28 + 2))
    return [*takewhile(lambda day: (by - day).days > _WEEK, months), by]
