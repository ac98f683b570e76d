"""Time to an event, such as a site's reaching a stage, where those that are not there yet are open, not left out.

The curve is the product-limit estimate (Kaplan and Meier, J Am Stat Assoc 1958;53:457-81) with Greenwood's variance
(Reports on Public Health and Medical Subjects 33, HMSO 1926). Its pointwise limits are taken on the scale of
log(-log share), where they stay between 0 and 1 (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time
Data, Wiley 1980). The range of the median is where these limits hold one half (Brookmeyer and Crowley, Biometrics
1982;38:29-41).

Derived here and not imported: `scipy.stats` alone takes about one second to import on the machine where this was
written, four times as long as the command line; tests compare the two.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from statistics import NormalDist
from typing import Final

from spreadkit.record import record

_HALF: Final = Fraction(1, 2)
_CONFIDENCE: Final = 0.95


@record
class Spell:
    """How many days somebody was watched, and whether the event ended it (`seen`) or the spell is still open."""

    days: int
    seen: bool

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"a spell cannot last {self.days} days: its end lies before its start")


@record(kw_only=True)
class CurveStep:
    """A day on which the curve falls.

    `at_risk` counts those who had lasted up to that day without the event, `events` those who had it then. `share` is
    the part still without it afterwards, from 0 to 1. `variance` is Greenwood's, of `share`; it is None once nobody is
    left, where it has no value.
    """

    days: int
    at_risk: int
    events: int
    share: Fraction
    variance: Fraction | None

    def limits(self, confidence: float = _CONFIDENCE) -> tuple[float, float] | None:
        """Return the pointwise limits of the share on the log-log scale; None once nobody is left."""
        if self.variance is None:
            return None
        share = float(self.share)
        deviation = math.sqrt(self.variance) / (share * -math.log(share))
        width = NormalDist().inv_cdf((1 + confidence) / 2) * deviation
        centre = math.log(-math.log(share))
        return _share_at(centre + width), _share_at(centre - width)


@record
class MedianRange:
    """Between which days the median lies, with 95 % confidence; `high` is None where too few events are seen to say."""

    low: int
    high: int | None


@record(kw_only=True)
class SurvivalCurve:
    """Who still waits for the event, by day.

    `watched` counts the spells, `open` those without the event. `median`, `first_quarter` and `third_quarter` are the
    first days on which one half, one quarter and three quarters have had the event; None where the curve does not
    fall so far. `median_range` is None where no limit of it can be told.
    """

    watched: int
    open: int
    steps: tuple[CurveStep, ...]
    first_quarter: int | None
    median: int | None
    third_quarter: int | None
    median_range: MedianRange | None

    def share_after(self, days: int) -> Fraction:
        """Return the part still without the event at the end of a day: 1 before the first step."""
        return next((step.share for step in reversed(self.steps) if step.days <= days), Fraction(1))


def time_to_event(spells: Iterable[Spell]) -> SurvivalCurve:
    """Return the curve of some spells, in any order.

    A spell that is open at the end of a day counts as watched on that day. A site that was there from the start is a
    spell of 0 days. No spells give a curve without steps.
    """
    watched = list(spells)
    steps = tuple(_steps(watched))
    return SurvivalCurve(
        watched=len(watched),
        open=sum(not spell.seen for spell in watched),
        steps=steps,
        first_quarter=_first_below(steps, Fraction(3, 4)),
        median=_first_below(steps, _HALF),
        third_quarter=_first_below(steps, Fraction(1, 4)),
        median_range=_median_range(steps),
    )


def _steps(spells: list[Spell]) -> Iterable[CurveStep]:
    share, summed = Fraction(1), Fraction(0)
    lasted = sorted(spell.days for spell in spells)
    seen = Counter(spell.days for spell in spells if spell.seen)
    for days, events in sorted(seen.items()):
        at_risk = len(lasted) - bisect_left(lasted, days)
        share *= Fraction(at_risk - events, at_risk)
        if share:
            summed += Fraction(events, at_risk * (at_risk - events))
        variance = share * share * summed if share else None
        yield CurveStep(days=days, at_risk=at_risk, events=events, share=share, variance=variance)


def _first_below(steps: Iterable[CurveStep], share: Fraction) -> int | None:
    return next((step.days for step in steps if step.share <= share), None)


def _median_range(steps: Iterable[CurveStep]) -> MedianRange | None:
    limits = [(step.days, step.limits()) for step in steps]
    low = next((days for days, ends in limits if ends and ends[0] <= _HALF), None)
    high = next((days for days, ends in limits if ends and ends[1] <= _HALF), None)
    return None if low is None else MedianRange(low, high)


def _share_at(log_log: float) -> float:
    """Return the share whose log(-log) this is; 0 where that is too small to be told from it."""
    try:
        return math.exp(-math.exp(log_log))
    except OverflowError:
        return 0.0
