"""A target that is a share, among percentages, or the other way round, is held against nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.measures.hundredfold import comparable
from spreadkit.model.plan import PLAN_SCHEMA, Plan
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.judge import page_of
from spreadkit.verdicts.of_plan import state_of_plan

AS_OF = date(2026, 6, 30)


def plan_of(values: list[Decimal], target: Decimal, unit: str) -> Plan:
    points = [
        {"date": f"{2024 + month // 12}-{month % 12 + 1:02}-01", "value": str(v)} for month, v in enumerate(values)
    ]
    measure: dict[str, Any] = {"title": "Checked", "kind": "process", "better": "higher", "unit": unit}
    measure |= {"data": {"file": "checked.csv", "points": points}}
    return Plan.model_validate(
        {
            "schema": PLAN_SCHEMA,
            "title": "T",
            "aim": {"measure": "checked", "target": str(target)},
            "sites": [{"id": "ash", "name": "Ash", "start": "2025-01-01"}],
            "measures": {"checked": measure},
        }
    )


@given(
    low=st.lists(st.integers(40, 60), min_size=12, max_size=12),
    high=st.lists(st.integers(70, 99), min_size=16, max_size=16),
    target=st.integers(61, 95),
    unit=st.sampled_from(["%", "share"]),
)
def test_no_verdict_holds_a_target_against_values_of_another_scale(
    low: list[int], high: list[int], target: int, unit: str
) -> None:
    scale = Decimal(100) if unit == "share" else Decimal(1)
    values = [Decimal(value) / scale for value in (*low, *high)]
    other = Decimal(target) if unit == "share" else Decimal(target) / 100
    plan = plan_of(values, other, unit)
    standing = Standing(plan, {}, AS_OF)

    page = page_of(state_of_plan(standing))

    (working,) = [verdict for verdict in page.verdicts if verdict.row.startswith("W")]
    assert working.row not in {"W14", "W15", "W18"}
    assert "target" not in working.says
    assert "target" not in " ".join(map(str, [standing.charts["checked"].says]))


@pytest.mark.parametrize(("target", "kept"), [("75", "75"), ("0.75", None), ("1", None)])
def test_target_of_the_same_scale_is_kept(target: str, kept: str | None) -> None:
    plan = plan_of([Decimal(60), Decimal(70)], Decimal(target), "%")

    found = comparable(plan.measures["checked"], plan.target_of("checked"))

    assert (found.value if found else None) == (Decimal(kept) if kept else None)
