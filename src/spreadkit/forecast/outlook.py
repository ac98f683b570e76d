"""The forecast itself: every method with its range, the range of all of them, and one plain sentence; or why not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import takewhile
from math import floor
from statistics import median
from typing import Final

from spreadkit.forecast.curves import NotFittedError, along_bass, along_logistic
from spreadkit.forecast.pace import MethodRanges, SiteRange, same_chance, same_pace
from spreadkit.forecast.record import WINDOW, AdoptionRecord, ObservedCount, record_of
from spreadkit.months import add_months, day_in_words
from spreadkit.words import count_of

_LEAST_SHARE: Final = Fraction(1, 10)
"""Which share of the eligible sites has to be there before anything is forecast. The figure is ours."""

_LEAST_COUNTS: Final = 5
"""How many dated counts a forecast needs; a curve needs as many of one site or more. The figure is ours."""

_WEEK: Final = 7

ForecastMethod = Callable[[AdoptionRecord, Sequence[float]], MethodRanges]

COUNTED: Final[Mapping[str, ForecastMethod]] = {"same pace": same_pace, "same chance": same_chance}
"""Methods that need nothing but counting: as many sites a month as lately; the same chance for each that is left."""

FITTED: Final[Mapping[str, ForecastMethod]] = {"logistic curve": along_logistic, "Bass curve": along_bass}
"""Methods that fit a curve to the whole record, with the number of eligible sites as its ceiling."""


class ForecastKind(Enum):
    """What a forecast comes to."""

    RANGE = "range"
    REACHED = "reached"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What one method says: sites by the day, and its parameters, in months; or why it was left out.

    The figures are None, and `left_out` is not empty, where it was.
    """

    name: str
    low: int | None = None
    middle: int | None = None
    high: int | None = None
    parameters: Mapping[str, float]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """A point of the path for a chart: on this day between `low` and `high` sites."""

    on: date
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How many of the eligible sites will have reached the stage by a day.

    `kind` says whether there is a range; where it cannot be told, `why` says why, as the end of a sentence, and the
    figures are None. `low` and `high` are the lowest and the highest end of all methods, `middle` the middle of their
    middles. `reached` is the count on `counted_on`, from which the path starts; both are None before the first count.
    `lately` is how many months the methods that count look back on, in words: `6 months`.
    """

    kind: ForecastKind
    by: date
    eligible: int | None
    counted_on: date | None = None
    reached: int | None = None
    low: int | None = None
    middle: int | None = None
    high: int | None = None
    why: str = ""
    lately: str = ""
    methods: tuple[Method, ...] = ()
    path: tuple[ForecastPoint, ...] = ()

    @property
    def shares(self) -> tuple[int, int, int] | None:
        """Low, middle and high in whole percent of the eligible; 100 is said of all sites alone, 0 of none alone."""
        if self.low is None or self.middle is None or self.high is None or not self.eligible:
            return None
        low, middle, high = (_percent(sites, self.eligible) for sites in (self.low, self.middle, self.high))
        return low, middle, high

    @property
    def apart(self) -> int | None:
        """How many sites the middles of the methods lie apart."""
        middles = [method.middle for method in self.methods if method.middle is not None]
        return max(middles) - min(middles) if middles else None


def forecast(
    observed: Iterable[ObservedCount], *, eligible: int | None, by: date, as_of: date, since: date | None = None
) -> Forecast:
    """Say how many of the eligible sites will have reached a stage by a day, from the counts up to another day.

    Counts are of the sites that ever reached it, in any order; how they went between two dates is not asked. Give one
    of each month where the record is kept all along (`monthly_counts`): a month without a new site says something,
    too. It is carried on from the last count. `since` is when the record begins, where that is before the first count.

    Raises:
        ValueError: a count is smaller than one before it.
    """
    if eligible is None or eligible < 1:
        why = "it is not stated how many sites are meant to get there"
        return Forecast(kind=ForecastKind.CANNOT_TELL, by=by, eligible=None, why=why)
    record = record_of(observed, eligible=eligible, as_of=as_of)
    if not record.counts:
        return Forecast(kind=ForecastKind.CANNOT_TELL, by=by, eligible=eligible, why="nothing has been counted yet")
    if record.reached == eligible:
        return _settled(record, by, ForecastKind.REACHED)
    why = why_not(record, by, as_of, since)
    return _settled(record, by, ForecastKind.CANNOT_TELL, why) if why else _told(record, by)


def why_not(record: AdoptionRecord, by: date, as_of: date, since: date | None = None) -> str:
    """Say why nothing can be forecast from a record that has counts; nothing where it can."""
    return next(_reasons(record, by, as_of, since), "")


def _reasons(record: AdoptionRecord, by: date, as_of: date, since: date | None) -> Iterator[str]:
    sites = count_of(record.eligible, "site")
    if record.reached > record.eligible:
        yield f"{count_of(record.reached, 'site')} got there, more than the {record.eligible} that are meant to"
    if by <= as_of:
        yield f"{day_in_words(by)} is not ahead"
    if (as_of - record.last.on).days > WINDOW:
        yield f"the last count is of {day_in_words(record.last.on)}, about six months ago or more"
    if len(record.counts) < _LEAST_COUNTS:
        yield f"only {count_of(len(record.counts), 'dated count')} so far, and {_LEAST_COUNTS} are needed"
    if record.reached < _LEAST_SHARE * record.eligible:
        yield f"{record.reached} of {sites} got there so far, and a tenth is needed"
    if not any(step.joined for step in record.lately):
        yield f"no site got there in the last {_months_in_words(record)}"
    block = record.block()
    if block is not None and block in record.lately:
        yield (
            f"{block.joined} of {sites} got there in one go, between two counts, "
            f"the later of {day_in_words(block.until)};"
            " whether that happens again is not a question of pace"
        )
    kept = -record.months_to(since) if since is not None else 0.0
    ahead, back = round(record.months_to(by)), round(max(kept, record.times[-1]))
    if ahead > back:
        later = count_of(ahead, "month")
        yield f"{day_in_words(by)} is {later} after the last count, and the record goes back only {back}"


def forecast_sentence(made: Forecast, *, what: str = "have got there", aim: int | None = None) -> str:
    """Say a forecast in one sentence; `what` says what sites will then do or have: `have all core changes`.

    By 31 March 2027 between 11 and 15 of 16 sites will have all core changes, if it goes on as in the last 6 months (4
    methods, whose middles lie within 2 sites); the aim is 16.
    """
    end = "" if aim is None else f"; the aim is {aim}"
    sites = count_of(made.eligible or 0, "site")
    if made.kind is ForecastKind.REACHED:
        return f"All {sites} {what} already, by {day_in_words(made.counted_on or made.by)}{end}."
    if made.kind is ForecastKind.CANNOT_TELL:
        return f"Cannot tell yet how many sites will {what} by {day_in_words(made.by)}: {made.why}{end}."
    between = f"between {made.low} and {made.high}" if made.low != made.high else f"{made.low}"
    told = sum(not method.left_out for method in made.methods)
    agreeing = f"{count_of(told, 'method')}, whose middles lie within {count_of(made.apart or 0, 'site')}"
    if_so = f"if it goes on as in the last {made.lately} ({agreeing})"
    return f"By {day_in_words(made.by)} {between} of {sites} will {what}, {if_so}{end}."


def _months_in_words(record: AdoptionRecord) -> str:
    """Return how far back "lately" reaches: `6 months`, `3 years`."""
    months = round(sum(step.months for step in record.lately))
    if months >= 24 and months % 12 == 0:  # noqa: PLR2004 - from two years on, years read better
        return count_of(months // 12, "year")
    return count_of(months, "month")


def _settled(record: AdoptionRecord, by: date, kind: ForecastKind, why: str = "") -> Forecast:
    return Forecast(
        kind=kind, by=by, eligible=record.eligible, counted_on=record.last.on, reached=record.reached, why=why
    )


def ask_all(record: AdoptionRecord, ahead: Sequence[float]) -> dict[str, MethodRanges | str]:
    """Return what each method says of so many months ahead each, or why it says nothing. The record has a pace."""
    said: dict[str, MethodRanges | str] = {name: way(record, ahead) for name, way in COUNTED.items()}
    lacking = _why_not_fitted(record)
    for name, way in FITTED.items():
        try:
            said[name] = lacking or way(record, ahead)
        except NotFittedError as error:
            said[name] = f"not fitted: {error}"
    return said


def combined_range(spans: Iterable[SiteRange]) -> SiteRange:
    """Return the range of several methods: from the lowest end to the highest, around the middle of their middles.

    A mean of their ends would be narrower, and was wrong more often in the back-test of `docs/forecast.md`.
    """
    held = list(spans)
    middle = floor(median(span.middle for span in held) + 0.5)
    return SiteRange(min(span.low for span in held), middle, max(span.high for span in held))


def _told(record: AdoptionRecord, by: date) -> Forecast:
    days = _path_days(record.last.on, by)
    said = ask_all(record, [record.months_to(day) for day in days])
    told = [ranges.spans for ranges in said.values() if isinstance(ranges, MethodRanges)]
    spans = [combined_range(spans_of_day) for spans_of_day in zip(*told, strict=True)]
    path = [ForecastPoint(on, span.low, span.high) for on, span in zip(days, spans, strict=True)]
    return Forecast(
        kind=ForecastKind.RANGE,
        by=by,
        eligible=record.eligible,
        counted_on=record.last.on,
        reached=record.reached,
        low=spans[-1].low,
        middle=spans[-1].middle,
        high=spans[-1].high,
        lately=_months_in_words(record),
        methods=tuple(_method(name, ranges) for name, ranges in said.items()),
        path=(ForecastPoint(record.last.on, record.reached, record.reached), *path),
    )


def _why_not_fitted(record: AdoptionRecord) -> str:
    block = record.block()
    if record.points < _LEAST_COUNTS:
        return f"not fitted: {count_of(record.points, 'count')} of a site or more, and {_LEAST_COUNTS} are needed"
    if block is not None:
        return f"not fitted: {block.joined} sites joined at once, by {day_in_words(block.until)}, which no curve has"
    return ""


def _method(name: str, said: MethodRanges | str) -> Method:
    if isinstance(said, str):
        return Method(name=name, parameters={}, left_out=said)
    last = said.spans[-1]
    return Method(name=name, low=last.low, middle=last.middle, high=last.high, parameters=said.parameters)


def _path_days(start: date, by: date) -> list[date]:
    """Return the same day of each month after a start, up to a week before the last day, and that day itself."""
    months = (add_months(start, number) for number in range(1, (by - start).days // 28 + 2))
    return [*takewhile(lambda day: (by - day).days > _WEEK, months), by]


def _percent(part: int, whole: int) -> int:
    if part in {0, whole}:
        return 100 * part // whole
    return max(1, min(99, floor(Fraction(100 * part, whole) + Fraction(1, 2))))
