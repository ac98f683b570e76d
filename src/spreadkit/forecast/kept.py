"""Kept forecasts held against what came true."""

from datetime import date
from enum import Enum

from spreadkit.model.forecast import KeptForecast
from spreadkit.record import record


class ForecastVerdict(Enum):
    """What became of a kept forecast."""

    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"
    TO_COME = "to come"
    NOT_KNOWN = "not known"
    OTHER_SITES = "other sites"
    NOT_READABLE = "not readable"

    @property
    def is_judged(self) -> bool:
        """Whether it was held against what came true."""
        return self in {ForecastVerdict.INSIDE, ForecastVerdict.BELOW, ForecastVerdict.ABOVE}


@record
class SeenCount:
    """What is known of a day: so many of so many sites had got there. `until` is the day of the last news, if any."""

    reached: int
    of: int
    until: date | None


@record
class JudgedForecast:
    """A kept forecast, what became of it, and what came true; `seen` is None while its day is to come."""

    kept: KeptForecast
    verdict: ForecastVerdict
    seen: SeenCount | None = None


def judged(kept: KeptForecast, seen: SeenCount | None, *, silent_for: int) -> JudgedForecast:
    """Hold a forecast against what was seen on its day, or None where that is to come.

    It is not known what came true where the last news is more than `silent_for` days older than that day.
    """
    if not kept.holds_together:
        return JudgedForecast(kept, ForecastVerdict.NOT_READABLE)
    if seen is None:
        return JudgedForecast(kept, ForecastVerdict.TO_COME)
    if seen.until is None or (kept.by - seen.until).days > silent_for:
        return JudgedForecast(kept, ForecastVerdict.NOT_KNOWN, seen)
    if seen.of != kept.of:
        return JudgedForecast(kept, ForecastVerdict.OTHER_SITES, seen)
    if seen.reached < kept.low:
        return JudgedForecast(kept, ForecastVerdict.BELOW, seen)
    return JudgedForecast(kept, ForecastVerdict.INSIDE if seen.reached <= kept.high else ForecastVerdict.ABOVE, seen)
