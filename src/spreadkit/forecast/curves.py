"""Fitting the two curves of adoption to a whole record, with a band. Needs numpy and scipy: the extra `forecast`.

The ceiling is never fitted: it is the number of eligible sites. Fitted freely before the bend, it runs away from what
is possible. Both curves are fitted by least squares (MINPACK's Levenberg-Marquardt), with those parameters that are
rates kept above 0 by searching for their logarithms.

The band is a parametric bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6): records
are drawn that could have come of the fitted curve, as uneven as the real one was about it; each is fitted anew and
carried on from today's count, uneven again. The draws are always the same ones, so that a record gives the same band
on every run.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final, NamedTuple

from spreadkit.forecast.formulas import Bass, Logistic, logit_line
from spreadkit.forecast.pace import LOWER_SHARE, MethodRanges, SiteRange, rounded_to_four_figures
from spreadkit.forecast.record import AdoptionRecord

_DRAWS: Final = 200
_SEED: Final = 2006

FittedCurve = Logistic | Bass
_CurveMaker = Callable[[Sequence[float]], FittedCurve]

_PARAMETERS: Final = 2
_LARGEST_LOGARITHM: Final = 30.0
"""How far a logarithm may go, either way: e to the 30th is 10 to the 13th."""

_NEAR: Final = 1e-6
"""How near to a whole number of sites counts as one: machines differ in the last places."""

_TOLERANCE: Final = 1e-10
"""When a search ends, in parts of what it has: far finer than `_NEAR`, so that all machines find the same sites."""

_MOST_TRIES: Final = 200
"""How often a search may try a curve; it needs some twenty tries where there is one that lies nearest."""

_SETTLED: Final = frozenset({1, 2, 3, 4})
"""What MINPACK returns when it has found one."""


class NotFittedError(Exception):
    """No curve was fitted; the message says why, after `not fitted: `."""


class _Seen(NamedTuple):
    times: Sequence[float]
    counts: Sequence[float]
    ceiling: float


class _Found(NamedTuple):
    at: list[float]
    settled: bool


class _Libraries(NamedTuple):
    leastsq: Callable[..., Any]
    numbers: Callable[[int], Any]


def fit_logistic(times: Sequence[float], counts: Sequence[float], ceiling: float) -> Logistic:
    """Return the logistic curve towards a known ceiling that misses the counts by the least squares.

    Raises:
        NotFittedError: scipy is not installed, or no curve lies nearest.
    """
    if counts[0] == counts[-1]:
        raise NotFittedError("the counts do not rise")
    line = logit_line(times, [(count + 0.5) / (ceiling + 1) for count in counts])
    seen = _Seen(times, counts, ceiling)
    found = _search(_tools(), _logistic, [math.log(line.rate), line.half], seen)
    return _logistic(_best([found], _logistic, seen))


def fit_bass(times: Sequence[float], counts: Sequence[float], ceiling: float) -> Bass:
    """Return Bass's curve from time 0 towards a known ceiling that misses the counts by the least squares.

    Raises:
        NotFittedError: scipy is not installed, or no curve lies nearest.
    """
    tools = _tools()
    even = -math.log1p(-(counts[-1] + 0.5) / (ceiling + 1)) / max(times)
    starts = [[math.log(even), math.log(even)], [math.log(even / 20), math.log(even * 5)]]
    seen = _Seen(times, counts, ceiling)
    return _bass(_best([_search(tools, _bass, start, seen) for start in starts], _bass, seen))


def misfit(curve: FittedCurve, times: Sequence[float], counts: Sequence[float], ceiling: float) -> float:
    """Return the sum of the squares that a curve misses the counts by."""
    return sum((ceiling * curve.share(time) - count) ** 2 for time, count in zip(times, counts, strict=True))


def along_logistic(record: AdoptionRecord, ahead: Sequence[float]) -> MethodRanges:
    """Go on along the logistic curve fitted to a record of five counts or more, for so many months each.

    Raises:
        NotFittedError: scipy is not installed, or no curve lies nearest.
    """
    curve = fit_logistic(record.times, [count.reached for count in record.counts], record.eligible)
    parameters = {
        "r a month": rounded_to_four_figures(curve.rate),
        "months from the start to half": rounded_to_four_figures(curve.half),
    }
    return MethodRanges(_spans(record, _logistic, [math.log(curve.rate), curve.half], ahead), parameters)


def along_bass(record: AdoptionRecord, ahead: Sequence[float]) -> MethodRanges:
    """Go on along Bass's curve fitted to a record of five counts or more, for so many months each.

    Raises:
        NotFittedError: scipy is not installed, or no curve lies nearest.
    """
    curve = fit_bass(record.times, [count.reached for count in record.counts], record.eligible)
    parameters = {"p a month": rounded_to_four_figures(curve.alone), "q a month": rounded_to_four_figures(curve.others)}
    return MethodRanges(_spans(record, _bass, [math.log(curve.alone), math.log(curve.others)], ahead), parameters)


def _spans(
    record: AdoptionRecord, make: _CurveMaker, fitted: Sequence[float], ahead: Sequence[float]
) -> tuple[SiteRange, ...]:
    """Return the band of a fitted curve, given as it is searched for, for so many months after the last count each."""
    now, left = record.times[-1], record.waiting
    drawn: list[list[float]] = [[] for _ in ahead]
    for curve, luck in _redrawn(record, make, fitted):
        for months, into in zip(ahead, drawn, strict=True):
            share = _still_to_join(curve, now, months)
            joining = left * share + luck * math.sqrt(left * share * (1 - share))
            into.append(min(max(joining, 0.0), left))
    middles = [left * _still_to_join(make(fitted), now, months) for months in ahead]
    return tuple(_span(record, middle, draws) for middle, draws in zip(middles, drawn, strict=True))


def _redrawn(record: AdoptionRecord, make: _CurveMaker, fitted: Sequence[float]) -> Iterator[tuple[FittedCurve, float]]:
    """Go through curves fitted to records that could have come of the fitted one, each with its luck from now on.

    Luck is in deviations of what chance alone does; how many of these a deviation is, is drawn as well, since it is
    known from few counts.
    """
    tools = _tools()
    chance = tools.numbers(_SEED)
    times, counts = record.times, [count.reached for count in record.counts]
    joined = [counts[0], *(after - before for before, after in pairwise(counts))]
    expected = _joining(make(fitted), record)
    noise = [math.sqrt(max(mean * (1 - mean / record.eligible), 0.5)) for mean in expected]
    uneven = sum(((seen - mean) / size) ** 2 for seen, mean, size in zip(joined, expected, noise, strict=True))
    for _ in range(_DRAWS):
        widen = math.sqrt(max(1.0, uneven / float(chance.chisquare(len(counts) - _PARAMETERS))))
        *off, luck = (float(deviation) * widen for deviation in chance.standard_normal(len(counts) + 1))
        steps = [max(0.0, mean + deviation * size) for mean, deviation, size in zip(expected, off, noise, strict=True)]
        made = [min(reached, record.eligible) for reached in accumulate(steps)]
        yield make(_search(tools, make, fitted, _Seen(times, made, record.eligible)).at), luck


def _span(record: AdoptionRecord, expected: float, drawn: Sequence[float]) -> SiteRange:
    ordered = sorted(drawn)
    outside = round(LOWER_SHARE * len(ordered))
    middle = math.floor(expected + 0.5)
    low = min(middle, math.floor(ordered[outside] + _NEAR))
    high = max(middle, math.ceil(ordered[-1 - outside] - _NEAR))
    return SiteRange(record.reached + low, record.reached + middle, record.reached + high)


def _joining(curve: FittedCurve, record: AdoptionRecord) -> list[float]:
    """Return how many sites a curve lets join up to the first count, and from each to the next."""
    reached = [record.eligible * curve.share(time) for time in record.times]
    return [reached[0], *(after - before for before, after in pairwise(reached))]


def _still_to_join(curve: FittedCurve, time: float, months: float) -> float:
    """Return which share of the sites that are left at a time joins within so many months of it, by a curve."""
    now, then = curve.share(time), curve.share(time + months)
    return (then - now) / (1 - now) if now < 1 else 1.0


def _best(found: Sequence[_Found], make: _CurveMaker, seen: _Seen) -> list[float]:
    """Return where the counts are missed the least, of the searches that came to an end."""
    settled = [search.at for search in found if search.settled]
    if not settled:
        raise NotFittedError("the search for the nearest curve does not come to an end")
    return min(settled, key=lambda at: misfit(make(at), *seen))


def _search(tools: _Libraries, make: _CurveMaker, start: Sequence[float], seen: _Seen) -> _Found:
    """Look for the parameters, as they are searched for, of the curve that misses the counts by the least squares."""

    def missed(at: Sequence[float]) -> list[float]:
        curve = make(at)
        return [seen.ceiling * curve.share(time) - count for time, count in zip(seen.times, seen.counts, strict=True)]

    at, _, _, _, ended = tools.leastsq(
        missed, start, full_output=True, ftol=_TOLERANCE, xtol=_TOLERANCE, maxfev=_MOST_TRIES
    )
    return _Found([float(parameter) for parameter in at], ended in _SETTLED)


def _logistic(at: Sequence[float]) -> Logistic:
    return Logistic(_above_zero(at[0]), float(at[1]))


def _bass(at: Sequence[float]) -> Bass:
    return Bass(_above_zero(at[0]), _above_zero(at[1]))


def _above_zero(logarithm: float) -> float:
    return math.exp(max(-_LARGEST_LOGARITHM, min(_LARGEST_LOGARITHM, logarithm)))


def _tools() -> _Libraries:
    """Return the search and the random numbers, imported here alone, since scipy is slow to import."""
    try:
        from numpy.random import RandomState
        from scipy.optimize import leastsq
    except ImportError as error:
        raise NotFittedError("needs the extra: pip install 'spreadkit[forecast]'") from error
    return _Libraries(leastsq, RandomState)  # numpy promises that RandomState's numbers stay the same, and only its
