"""What is so of a plan on a day is worked out once: rules, sections and all sheets share one Standing."""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import spreadkit
from spreadkit.adoption import rechecks, state, tracking
from spreadkit.measures import measure_charts

EXAMPLE = Path(__file__).parents[2] / "examples" / "north-network-huddles"
AS_OF = date(2026, 6, 30)

ONCE: dict[str, tuple[Callable[..., Any], Callable[..., object]]] = {
    "chart_measure": (measure_charts.chart_measure, lambda measure, as_of, **_: (measure.title, as_of)),
    "latest_events": (state.latest_events, lambda _, as_of: as_of),
    "track": (tracking.track, lambda _, as_of, __: as_of),
    "rechecks": (rechecks.rechecks, lambda _, as_of: as_of),
}
"""The functions that are dear, each with what tells one call of it from another that works out something else."""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, object]]:
    """Count the calls of these functions, wherever in the package they are called from."""
    list(spreadkit.build_reports([EXAMPLE], as_of=AS_OF))  # so that every module that takes part is there
    counted = Counter[tuple[str, object]]()

    def counting(name: str, function: Callable[..., Any], told_apart: Callable[..., object]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            counted[name, told_apart(*given, **named)] += 1
            return function(*given, **named)

        return call

    for name, (function, told_apart) in ONCE.items():
        counter = counting(name, function, told_apart)
        for module in [module for key, module in sys.modules.items() if key.startswith("spreadkit.")]:
            if vars(module).get(name) is function:
                monkeypatch.setattr(module, name, counter)
    return counted


def often(calls: Counter[tuple[str, object]]) -> dict[tuple[str, object], int]:
    """Return what was worked out more than once for the day of the report."""
    return {call: count for call, count in calls.items() if count > 1 and AS_OF in {call[1], *_parts(call[1])}}


def _parts(told_apart: object) -> tuple[object, ...]:
    return told_apart if isinstance(told_apart, tuple) else ()


@pytest.mark.parametrize("reader", ["steering", "sponsor"])
def test_a_report_works_everything_out_once(calls: Counter[tuple[str, object]], reader: str) -> None:
    spreadkit.build_report(EXAMPLE, as_of=AS_OF, reader=reader)

    assert often(calls) == {}
    assert {name for name, _ in calls} == set(ONCE)


def test_the_sheets_of_all_sites_share_what_was_worked_out(calls: Counter[tuple[str, object]]) -> None:
    sheets = list(spreadkit.build_site_sheets(EXAMPLE, as_of=AS_OF))

    assert len(sheets) > 10
    assert often(calls) == {}
    assert {name for name, _ in calls} >= {"latest_events", "track", "rechecks"}


def test_a_check_works_everything_out_once(calls: Counter[tuple[str, object]]) -> None:
    spreadkit.check([EXAMPLE / "spread-plan.yaml"], as_of=AS_OF)

    assert often(calls) == {}
    assert {name for name, _ in calls} == set(ONCE)
