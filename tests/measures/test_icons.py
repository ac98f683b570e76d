"""The two icons of a measure: which there is, for every kind of series."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.icons import Assurance, Variation, assurance_of, variation_of
from spreadkit.measures.measure_charts import ChartedMeasure, chart_measure
from spreadkit.model.measure import Measure, Point
from spreadkit.model.target import Target
from spreadkit.months import add_months

AS_OF = date(2040, 1, 1)
STEADY = [6.0, 8.0, 5.0, 9.0, 6.5, 8.5, 5.5, 9.5, 6.2, 8.2, 5.2, 9.2, 6.4, 8.4]
LOW = [3.0, 2.8, 3.1, 2.9, 3.2, 2.7, 3.0, 2.9]


def charted(values: list[float | None], **more: Any) -> ChartedMeasure:
    points = tuple(
        Point(date=add_months(date(2024, 1, 1), place), value=Decimal(str(value)))
        for place, value in enumerate(values)
        if value is not None
    )
    given_ = {
        "title": "Falls",
        "kind": "outcome",
        "better": "lower",
        "every": "month",
        "baseline": {"until": "2025-02-28"},
        "data": {"file": "f.csv", "value": "v", "points": points},
    }
    return chart_measure(Measure.model_validate({**given_, **more}), AS_OF)


MDC = {"chart": "xmr", "rules": "mdc"}


@pytest.mark.parametrize(
    ("values", "more", "is_"),
    [
        ([], {}, Variation.NO_DATA),
        ([], {"data": None}, Variation.NO_DATA),
        ([5.0, 6.0, 7.0], {}, Variation.TOO_FEW),
        ([5.0] * 20, {}, Variation.NOT_KNOWN),
        (STEADY, {}, Variation.CHANCE),
        (STEADY + LOW, {}, Variation.BETTER),
        (STEADY + LOW, {"better": "higher"}, Variation.WORSE),
        (STEADY + LOW, {"better": "neither"}, Variation.NEITHER),
        ([*STEADY, *LOW, 9.0, 8.0], {}, Variation.CHANCE),
        (STEADY + LOW, MDC, Variation.BETTER),
        (STEADY, MDC, Variation.CHANCE),
        (STEADY, {"chart": "p"}, Variation.NOT_KNOWN),
    ],
)
def test_change(values: list[float | None], more: dict[str, Any], is_: Variation) -> None:
    assert variation_of(charted(values, **more)) is is_


@pytest.mark.parametrize(
    ("values", "more", "target", "is_"),
    [
        (STEADY, {}, None, Assurance.NO_TARGET),
        (STEADY, {}, Target(at=10), Assurance.MET),
        (STEADY, {}, Target(at=8), Assurance.NOT_MET),
        ([*STEADY, 9.0], {}, Target(under=9), Assurance.NOT_MET),
        (STEADY, {}, Target(over=9), Assurance.NOT_KNOWN),
        (STEADY, {"better": "neither"}, Target(at=9), Assurance.NOT_KNOWN),
        ([], {}, Target(at=9), Assurance.NOT_KNOWN),
        (STEADY, MDC, Target(at=100), Assurance.WILL_MEET),
        (STEADY, MDC, Target(at=1), Assurance.HIT_AND_MISS),
        (STEADY, {**MDC, "better": "higher"}, Target(at=100), Assurance.WILL_MISS),
        ([*STEADY, *LOW], MDC, Target(at=100), Assurance.MET),
        (STEADY[:5], MDC, Target(at=1), Assurance.NOT_MET),
    ],
)
def test_aim(values: list[float | None], more: dict[str, Any], target: Target | None, is_: Assurance) -> None:
    assert assurance_of(charted(values, **more), target) is is_


def test_values_of_sites_that_cannot_be_put_together_are_not_called_none() -> None:
    points = tuple(
        Point(date=add_months(date(2024, 1, 1), place), value=Decimal(5), site=site)
        for place in range(3)
        for site in ("a", "b")
    )
    of_sites = charted([], data={"file": "f.csv", "value": "v", "site": "s", "points": points})

    assert variation_of(of_sites) is Variation.NOT_KNOWN
    assert assurance_of(of_sites, Target(at=3)) is Assurance.NOT_KNOWN


@given(
    st.lists(st.none() | st.integers(0, 20), max_size=40),
    st.sampled_from(["lower", "higher", "neither"]),
    st.sampled_from([{}, MDC]),
    st.none() | st.builds(Target, at=st.integers(0, 20)),
)
def test_every_series_has_both_and_they_claim_no_more_than_the_chart(
    values: list[int | None], better: str, more: dict[str, Any], target: Target | None
) -> None:
    made = charted([None if value is None else float(value) for value in values], better=better, **more)
    change, aim = variation_of(made), assurance_of(made, target)

    assert change.word
    assert aim.word
    if change in {Variation.BETTER, Variation.WORSE}:
        assert change.value in {judged for _, judged in made.firm_signals}
    if aim in {Assurance.WILL_MEET, Assurance.WILL_MISS, Assurance.HIT_AND_MISS}:
        assert change is Variation.CHANCE
        assert more
    assert (aim is Assurance.NO_TARGET) == (target is None)
