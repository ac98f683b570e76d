"""Centre lines and limits of each kind of chart, for one phase.

Limits stand three standard deviations from the centre (the near ones two), the deviation taken as each kind of data
has it: Montgomery, Introduction to Statistical Quality Control; Provost and Murray, The Health Care Data Guide. The
prime charts are Laney's (Qual Eng 2002;14:531-537), the power of the t chart Nelson's (J Qual Technol 1994;26:239-240).
"""

from collections.abc import Callable, Mapping, Sequence
from math import fsum, sqrt
from statistics import fmean, median
from types import MappingProxyType
from typing import Final

from spreadkit.measures.spc.data import LARGEST_VALUE, SeriesError, SpcStretch, StatedLines
from spreadkit.measures.spc.results import ChartKind
from spreadkit.measures.spc.rule_sets import RuleSet
from spreadkit.measures.spc.runs import NOISE
from spreadkit.record import record

_RANGE_PER_DEVIATION: Final = 1.128
"""The mean moving range of two values, in standard deviations of normal data (d2)."""

_LARGEST_RANGE: Final = 3.267
"""The upper limit of moving ranges, in mean moving ranges (D4): screening drops what reaches it."""

_ROOT_OF_TIMES: Final = 3.6
"""Times between events, to the power of one over this, are nearly normal."""

_CLEARLY_MORE: Final = 1.3
"""Rates vary too much for a p or u chart when they do so this many times as chance has it. The figure is ours."""

_ONE_IN_TWENTY: Final = 1.645
"""So many standard errors above the mean lies what chance gives one time in twenty."""

_VARIANCE_OF_SIGMA: Final = 0.826
"""The variance of a deviation taken from n moving ranges, times n: Cryer and Ryan, J Qual Technol 1990;22:187-192."""

_LEAST_FOR_LIMITS: Final = 3
"""With fewer values than this there are no limits. The figure is ours."""

PhaseFigures = tuple[float | None, ...]


@record
class Limits:
    """Two limits, and two lines two thirds of the way to them."""

    lower: float
    near_lower: float
    near_upper: float
    upper: float


@record
class PhaseLines:
    """The lines of one phase: a centre, limits for each point, and why there are none."""

    centre: float | None
    limits: tuple[Limits | None, ...]
    why_none: str = ""


@record
class _Bounds:
    """Below and above what no limit makes sense, where there is such an end."""

    floor: float | None = None
    ceiling: float | None = None

    def around(self, middle: float, reach: float) -> Limits:
        """Return limits at a distance on both sides, cut at the ends."""
        return Limits(*(self._cut(middle + part * reach) for part in (-1, -2 / 3, 2 / 3, 1)))

    def _cut(self, number: float) -> float:
        above = number if self.floor is None else max(number, self.floor)
        return above if self.ceiling is None else min(above, self.ceiling)


_ANYWHERE: Final = _Bounds()
_NOT_BELOW_ZERO: Final = _Bounds(floor=0)
_SHARE: Final = _Bounds(floor=0, ceiling=1)
_OF_RATES: Final[Mapping[ChartKind, _Bounds]] = MappingProxyType(
    {ChartKind.P: _SHARE, ChartKind.P_PRIME: _SHARE, ChartKind.U: _NOT_BELOW_ZERO, ChartKind.U_PRIME: _NOT_BELOW_ZERO}
)


def phase_figures(kind: ChartKind, stretch: SpcStretch) -> PhaseFigures:
    """Return what is drawn of a phase: its values, its rates, or its moving ranges.

    Raises:
        SeriesError: The values are not of the kind that the chart is for.
    """
    _refuse_misfits(kind, stretch)
    if kind in {ChartKind.C, ChartKind.G, ChartKind.T}:
        return stretch.values
    rates = _rates(stretch)
    if any(rate is not None and abs(rate) >= LARGEST_VALUE for rate in rates):
        raise SeriesError("a count is so large for its size that the rate cannot be charted")
    return _ranges(rates, stretch.excluded) if kind is ChartKind.MR else rates


def phase_lines(kind: ChartKind, stretch: SpcStretch, figures: PhaseFigures, rule_set: RuleSet) -> PhaseLines:
    """Return the centre line and the limits of a phase; `figures` are those of `phase_figures`."""
    if stretch.stated is not None:
        return _stated(kind, stretch.stated, len(figures))
    base = _in_baseline(figures, stretch)
    if not base:
        return PhaseLines(None, (None,) * len(figures))
    return _MAKERS[kind](kind, stretch, figures, base, rule_set)


def _stated(kind: ChartKind, stated: StatedLines, number: int) -> PhaseLines:
    """Return lines as they are stated, the same for all points."""
    if stated.lower is None or stated.upper is None:
        why = "" if kind is ChartKind.RUN else "no limits: a centre line alone is stated"
        return PhaseLines(stated.centre, (None,) * number, why)
    near = [stated.centre + (limit - stated.centre) * 2 / 3 for limit in (stated.lower, stated.upper)]
    return PhaseLines(stated.centre, (Limits(stated.lower, near[0], near[1], stated.upper),) * number)


def _run(
    _kind: ChartKind, _stretch: SpcStretch, figures: PhaseFigures, base: Sequence[float], _rules: RuleSet
) -> PhaseLines:
    return PhaseLines(median(base), (None,) * len(figures))


def _xmr(
    _kind: ChartKind, stretch: SpcStretch, figures: PhaseFigures, base: Sequence[float], rules: RuleSet
) -> PhaseLines:
    middle = fmean(base)
    found = _typical_range(figures, stretch, screen=rules.screen)
    reach = None if found is None else rules.factor * found
    return _same_for_all(figures, middle, len(base), reach, _ANYWHERE.around)


def _mr(
    _kind: ChartKind, _stretch: SpcStretch, figures: PhaseFigures, base: Sequence[float], _rules: RuleSet
) -> PhaseLines:
    middle = fmean(base)

    def limits(_middle: float, reach: float) -> Limits:
        return Limits(0, 0, reach * 2 / 3, reach)

    return _same_for_all(figures, middle, len(base) + 1, _LARGEST_RANGE * middle, limits)


def _c(
    _kind: ChartKind, _stretch: SpcStretch, figures: PhaseFigures, base: Sequence[float], _rules: RuleSet
) -> PhaseLines:
    middle = fmean(base)
    return _same_for_all(figures, middle, len(base), 3 * sqrt(middle), _NOT_BELOW_ZERO.around)


def _g(
    _kind: ChartKind, _stretch: SpcStretch, figures: PhaseFigures, base: Sequence[float], _rules: RuleSet
) -> PhaseLines:
    """Limits stand around the mean; the line is the median, because counts between events are far from symmetrical."""
    middle = fmean(base)
    made = _same_for_all(figures, middle, len(base), 3 * sqrt(middle * (middle + 1)), _NOT_BELOW_ZERO.around)
    return PhaseLines(median(base), made.limits, made.why_none)


def _t(
    _kind: ChartKind, stretch: SpcStretch, figures: PhaseFigures, _base: Sequence[float], rules: RuleSet
) -> PhaseLines:
    """Return the lines of an XmR chart of the times' roots, as times again."""
    roots = tuple(None if figure is None else figure ** (1 / _ROOT_OF_TIMES) for figure in figures)
    base = _in_baseline(roots, stretch)
    found = _typical_range(roots, stretch, screen=rules.screen)
    reach = None if found is None else rules.factor * found
    made = _same_for_all(roots, fmean(base), len(base), reach, _NOT_BELOW_ZERO.around)
    return PhaseLines(fmean(base) ** _ROOT_OF_TIMES, tuple(_as_times(limits) for limits in made.limits), made.why_none)


def _as_times(limits: Limits | None) -> Limits | None:
    if limits is None:
        return None
    ends = (limits.lower, limits.near_lower, limits.near_upper, limits.upper)
    return Limits(*(root**_ROOT_OF_TIMES for root in ends))


def _rate(
    kind: ChartKind, stretch: SpcStretch, figures: PhaseFigures, base: Sequence[float], rules: RuleSet
) -> PhaseLines:
    """Return the lines of a p or u chart, whose limits widen where the size is small; of a prime chart, adjusted."""
    middle = _pooled(stretch, figures)
    deviations = _deviations(kind, stretch, figures, middle)
    factor = 3.0
    if kind in {ChartKind.P_PRIME, ChartKind.U_PRIME}:
        factor *= _sigma_of_z(stretch, figures, middle, deviations, rules) or 0
    why = _why_no_limits(middle, len(base), factor * max((deviation or 0) for deviation in deviations))
    if why:
        return PhaseLines(middle, (None,) * len(figures), why)
    around = _OF_RATES[kind].around
    return PhaseLines(
        middle, tuple(None if deviation is None else around(middle, factor * deviation) for deviation in deviations)
    )


def is_overdispersed(kind: ChartKind, stretch: SpcStretch, rules: RuleSet) -> bool:
    """Whether the values of a p or u chart vary more from one to the next than counts do by chance.

    Laney's sigma of z, which is 1 where chance alone is at work, must be clearly above that in size, and further than
    chance takes it one time in twenty.

    Raises:
        SeriesError: The values are not of the kind that the chart is for.
    """
    figures = phase_figures(kind, stretch)
    if stretch.stated is not None:
        return False
    values = len(_in_baseline(figures, stretch))
    if not values or not any(_in_baseline(stretch.sizes or (), stretch)):
        return False
    middle = _pooled(stretch, figures)
    sigma = _sigma_of_z(stretch, figures, middle, _deviations(kind, stretch, figures, middle), rules)
    return sigma is not None and sigma > max(_CLEARLY_MORE, 1 + _ONE_IN_TWENTY * sqrt(_VARIANCE_OF_SIGMA / values))


def _deviations(kind: ChartKind, stretch: SpcStretch, figures: PhaseFigures, middle: float) -> list[float | None]:
    """Return the standard deviation that chance gives each rate, for its size."""
    once = middle * (1 - middle) if kind in {ChartKind.P, ChartKind.P_PRIME} else middle
    return [
        sqrt(max(once, 0) / size) if figure is not None and size else None
        for figure, size in zip(figures, stretch.sizes or (), strict=True)
    ]


def _sigma_of_z(
    stretch: SpcStretch, figures: PhaseFigures, middle: float, deviations: Sequence[float | None], rules: RuleSet
) -> float | None:
    """Return how much rates vary from one to the next, in standard deviations of chance (Laney 2002)."""
    scores = tuple(
        (figure - middle) / deviation if figure is not None and deviation else None
        for figure, deviation in zip(figures, deviations, strict=True)
    )
    found = _typical_range(scores, stretch, screen=rules.screen)
    return None if found is None else found / _RANGE_PER_DEVIATION


_Maker = Callable[[ChartKind, SpcStretch, PhaseFigures, Sequence[float], RuleSet], PhaseLines]
_MAKERS: Final[Mapping[ChartKind, _Maker]] = MappingProxyType(
    {
        ChartKind.RUN: _run,
        ChartKind.XMR: _xmr,
        ChartKind.MR: _mr,
        ChartKind.P: _rate,
        ChartKind.P_PRIME: _rate,
        ChartKind.U: _rate,
        ChartKind.U_PRIME: _rate,
        ChartKind.C: _c,
        ChartKind.G: _g,
        ChartKind.T: _t,
    }
)


def _same_for_all(
    figures: PhaseFigures, middle: float, values: int, reach: float | None, limits: Callable[[float, float], Limits]
) -> PhaseLines:
    why = _why_no_limits(middle, values, reach)
    if why or reach is None:
        return PhaseLines(middle, (None,) * len(figures), why)
    return PhaseLines(middle, (limits(middle, reach),) * len(figures))


def _why_no_limits(middle: float, values: int, reach: float | None) -> str:
    """Say why there can be no limits; nothing where there can."""
    if values < _LEAST_FOR_LIMITS:
        return f"no limits: they need {_LEAST_FOR_LIMITS} values, and the baseline has {values}"
    if reach is None:
        return "no limits: they need three values in a row without a gap, or two pairs of neighbours"
    return "" if reach > NOISE * abs(middle) else "no limits: there is no variation in the baseline"


def _typical_range(figures: PhaseFigures, stretch: SpcStretch, *, screen: bool) -> float | None:
    """Return the mean moving range of the baseline; None where fewer than two ranges make it.

    Screening drops ranges far above the mean, once (Nelson, J Qual Technol 1982;14:172-173). Where only ranges of
    nothing would be left, limits would fall onto the mean and every value outside of them: all ranges count then.
    """
    ranges = _in_baseline(_ranges(figures, stretch.excluded), stretch)
    if len(ranges) < _LEAST_FOR_LIMITS - 1:
        return None
    mean = fmean(ranges)
    kept = [distance for distance in ranges if distance < _LARGEST_RANGE * mean] if screen else []
    return (fmean(kept) if kept else 0) or mean


def _ranges(figures: PhaseFigures, excluded: frozenset[int]) -> PhaseFigures:
    """Return how far each figure is from the one before: across excluded points, but not across a gap."""
    made: list[float | None] = []
    before: float | None = None
    for position, figure in enumerate(figures):
        if position in excluded:
            made.append(None)
            continue
        made.append(None if figure is None or before is None else abs(figure - before))
        before = figure
    return tuple(made)


def _in_baseline(figures: PhaseFigures, stretch: SpcStretch) -> list[float]:
    return [
        figure
        for position, figure in enumerate(figures[: stretch.baseline])
        if figure is not None and position not in stretch.excluded
    ]


def _rates(stretch: SpcStretch) -> PhaseFigures:
    """Return values over their sizes; a gap where either is missing or the size is zero."""
    if stretch.sizes is None:
        return stretch.values
    return tuple(
        value / size if value is not None and size else None
        for value, size in zip(stretch.values, stretch.sizes, strict=True)
    )


def _pooled(stretch: SpcStretch, figures: PhaseFigures) -> float:
    """Return all counts of the baseline over all their sizes."""
    pairs = zip(figures, stretch.values, stretch.sizes or (), strict=True)
    present = [(None, None) if figure is None else (value, size) for figure, value, size in pairs]
    counts = _in_baseline(tuple(value for value, _ in present), stretch)
    sizes = _in_baseline(tuple(size for _, size in present), stretch)
    return fsum(counts) / fsum(sizes)


def _refuse_misfits(kind: ChartKind, stretch: SpcStretch) -> None:
    present = [value for value in stretch.values if value is not None]
    if kind in _OF_RATES and stretch.sizes is None:
        raise SeriesError(f"a {kind} chart needs what the counts are out of; use an xmr or a run chart for bare values")
    if kind in {ChartKind.C, ChartKind.G, *_OF_RATES} and any(value < 0 for value in present):
        raise SeriesError(f"a {kind} chart is for counts, and a value is below zero; use an xmr or a run chart")
    if kind is ChartKind.T and any(value <= 0 for value in present):
        raise SeriesError("a t chart is for times between events, and a time is zero or less; use a g or a run chart")
    if kind in {ChartKind.P, ChartKind.P_PRIME} and any(
        value is not None and size and value > size
        for value, size in zip(stretch.values, stretch.sizes or (), strict=True)
    ):
        raise SeriesError(f"on a {kind} chart a count is larger than what it is out of; use a u chart for rates")
