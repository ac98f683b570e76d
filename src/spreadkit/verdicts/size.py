"""The size in human terms: how many events fewer or more than at the old rate, where that may be said at all."""

from math import log10, sqrt
from typing import Final

from spreadkit.record import record
from spreadkit.verdicts.headline import Rows
from spreadkit.verdicts.sentence import Field, MonthField, PlanWords, Sentence
from spreadkit.verdicts.state import PlanState, SizeFigures
from spreadkit.verdicts.thresholds import SIZE_EVENTS, SIZE_PERIODS, SIZE_PLAIN_SHARE, SIZE_RANGE

_ROWS: Final = frozenset({"W8", "W9", "W14", "W15", "W16"})


@record(slots=False)
class EventSize:
    """Events fewer than at the old rate (negative: more), with the range that holds eight cases of ten."""

    fewer: float
    low: float
    high: float
    says: Sentence


def _error(size: SizeFigures, expected: float) -> float:
    """Return the standard error of the difference: that of the counts since and of the rate before, overdispersed."""
    return sqrt(max(1.0, size.dispersion) * (size.count + expected**2 / size.count0))


def _rounded(fewer: float, half: float) -> int:
    """Return a size with two digits where its range is narrow, else with one."""
    digits = 2 if half <= SIZE_PLAIN_SHARE * fewer else 1
    unit: int = 10 ** max(0, int(log10(fewer)) + 1 - digits)
    return int(fewer / unit + 0.5) * unit


def size_of(state: PlanState, rows: Rows) -> EventSize | None:
    """Return the size, or None where the data do not allow to say one."""
    size, measure = state.size, state.measure
    if size is None or measure is None or not rows & _ROWS:
        return None
    allowed = (
        measure.kind == "outcome"
        and size.periods0 >= SIZE_PERIODS
        and size.count0 > 0
        and not measure.unread
        and not measure.is_self_reported
        and not size.is_redefined
    )
    if not allowed:
        return None
    expected = size.rate0 * size.exposure
    fewer, half = expected - size.count, SIZE_RANGE * _error(size, expected)
    if abs(fewer) <= half or abs(fewer) < SIZE_EVENTS:
        return None
    same = measure.same.n if measure.same_set == "agrees" and measure.same else None
    message = f"Z.{'fewer' if fewer > 0 else 'more'}{'.same' if same else ''}"
    fields: dict[str, Field] = {
        "fewer": _rounded(abs(fewer), half),
        "events": PlanWords(size.events),
        "since": MonthField(size.since),
    }
    says = Sentence(message, {**fields, **({"n": same} if same else {})}, same)
    return EventSize(fewer, fewer - half, fewer + half, says)
