"""Records for the tests of forecasts: made ones, published ones, and any."""

import json
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from spreadkit.forecast.record import ObservedCount
from spreadkit.months import add_months

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "adoption-series.json").read_text(encoding="utf-8"))
START = date(2026, 1, 31)


def monthly(*counts: int) -> list[ObservedCount]:
    """Write counts, one a month from the end of January 2026 on."""
    return [ObservedCount(add_months(START, number), count) for number, count in enumerate(counts)]


def published(name: str) -> list[ObservedCount]:
    return [ObservedCount(date.fromisoformat(on), count) for on, count in PUBLISHED[name]["counts"]]


@st.composite
def any_record(draw: st.DrawFn) -> tuple[list[ObservedCount], int]:
    """Draw a record on uneven dates that moves in its last step, and the number of eligible sites."""
    joined = draw(st.lists(st.integers(0, 4), min_size=5, max_size=12))
    joined[-1] += 1
    gaps = draw(st.lists(st.integers(10, 60), min_size=len(joined), max_size=len(joined)))
    eligible = sum(joined) + draw(st.integers(1, 40))
    days = [START.toordinal() + sum(gaps[: each + 1]) for each in range(len(gaps))]
    counts = [sum(joined[: each + 1]) for each in range(len(joined))]
    return [ObservedCount(date.fromordinal(on), count) for on, count in zip(days, counts, strict=True)], eligible
