"""Records for the tests of forecasts: made ones, and any."""

from datetime import date

from hypothesis import strategies as st

from spreadkit.forecast.record import AdoptionRecord, ObservedCount, TimedWave, trimmed
from spreadkit.months import add_months

START = date(2026, 1, 31)


def monthly(*counts: int) -> list[ObservedCount]:
    """Write counts, one a month from the end of January 2026 on."""
    return [ObservedCount(add_months(START, number), count) for number, count in enumerate(counts)]


def record(counts: tuple[int, ...], eligible: int, waves: tuple[tuple[float, int], ...] = ()) -> AdoptionRecord:
    """Write a record with a count at each unit of time."""
    times = tuple(float(time) for time in range(len(counts)))
    return trimmed(AdoptionRecord(eligible, times, counts, tuple(TimedWave(*wave) for wave in waves)))


@st.composite
def any_record(draw: st.DrawFn) -> AdoptionRecord:
    """Draw a record of three steps or more at uneven times, with sites that are there, and sites that are left."""
    joined = draw(st.lists(st.integers(0, 9), min_size=4, max_size=30).filter(any))
    gaps = draw(st.lists(st.floats(0.1, 12), min_size=len(joined), max_size=len(joined)))
    counts = tuple(sum(joined[: place + 1]) for place in range(len(joined)))
    times = tuple(sum(gaps[: place + 1]) for place in range(len(gaps)))
    return trimmed(AdoptionRecord(counts[-1] + draw(st.integers(1, 300)), times, counts))
