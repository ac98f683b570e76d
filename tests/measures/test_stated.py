"""What a plan states of a measure's lines and targets: used, said with its source, and found where it is wrong."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spreadkit import check
from spreadkit.formats import _json_measure
from spreadkit.measures.measure_charts import ChartedMeasure, MeasureCharts, beside_all, chart_measure, chart_site
from spreadkit.model.measure import Measure, Point
from spreadkit.months import add_months

AS_OF = date(2040, 1, 1)


def measure_of(counts: list[int], sites: tuple[str | None, ...] = (None,), **more: Any) -> Measure:
    """Make a monthly rate per 1000 of counts out of 500, the same at each site, but for one more at the second."""
    points = tuple(
        Point(date=add_months(date(2024, 1, 1), place), site=site, count=Decimal(count + number), per=Decimal(500))
        for place, count in enumerate(counts)
        for number, site in enumerate(sites)
    )
    columns = {"count": "n", "per": "d", "times": "1000", **({"site": "site"} if sites[0] else {})}
    made = {"title": "Falls", "kind": "outcome", "better": "lower", "every": "month"}
    return Measure.model_validate({**made, "data": {"file": "f.csv", **columns, "points": points}, **more})


def as_json(charted: ChartedMeasure) -> Any:
    return json.loads(_json_measure.render_measure(MeasureCharts("p", AS_OF, (("falls", charted),), {}, is_one=True)))


SOURCE = "Audit of the region, 2025"
LIMITS = {"centre": "6.6", "lower": "2.1", "upper": "11", "source": SOURCE, "because": "Ours alike"}


@pytest.mark.parametrize("chart", ["xmr", "u", "run"])
def test_stated_limits_are_in_the_unit_of_the_measure_and_said_with_their_source(chart: str) -> None:
    charted = chart_measure(measure_of([3, 4] * 8, chart=chart, limits=LIMITS), AS_OF)

    assert charted.chart is not None
    lines = {(point.lower, point.centre, point.upper) for point in charted.chart.points}
    assert [tuple(map(pytest.approx, line)) for line in lines] == [(2.1, 6.6, 11.0)]
    assert "as stated in Audit of the region, 2025 (Ours alike), and not worked out" in charted.says
    (shown,) = as_json(charted)["charts"]
    assert (shown["limits"]["centre"], shown["limits"]["source"]) == (6.6, SOURCE)
    assert [phase["stated"] for phase in shown["phases"]] == [True]


def test_stated_limits_end_where_a_phase_begins_which_may_state_its_own() -> None:
    phases = [{"from": "2025-03-01"}, {"from": "2026-05-01", "limits": {"centre": "5", "source": "B"}}]
    charted = chart_measure(measure_of([3, 4] * 20, limits=LIMITS, phases=phases), AS_OF)

    assert charted.chart is not None
    assert [(phase.stated, phase.centre) for phase in charted.chart.phases] == [(True, 6.6), (False, 7.0), (True, 5.0)]
    assert "The centre line is as stated in B, and not" in charted.says


def test_one_site_is_never_judged_by_stated_limits() -> None:
    measure = measure_of([3, 4] * 8, ("ash", "elm"), chart="xmr", limits=LIMITS)

    charted = chart_site(measure, "ash", AS_OF)

    assert charted.chart is not None
    assert not charted.chart.phases[0].stated
    assert "as stated" not in charted.says


def test_limits_in_the_wrong_order_are_said_in_place_of_a_chart() -> None:
    charted = chart_measure(measure_of([3, 4] * 8, limits={"centre": "6", "lower": "9", "upper": "3"}), AS_OF)

    assert charted.chart is None
    assert charted.says == "The lower limit that is stated is not below the upper one."


def test_freeze_counts_values_and_neither_gaps_nor_what_is_left_out() -> None:
    excluded = [{"on": "2025-03-01", "because": "Clock wrong"}]
    more: dict[str, Any] = {"excluded": excluded, "phases": [{"from": "2025-01-01", "freeze": "3"}]}
    measure = measure_of([4] * 12 + [1, 2, 9, 3, 9, 9], **more)
    series = measure.data
    assert series is not None
    gap = tuple(point for point in series.points if point.date != date(2025, 2, 1))
    charted = chart_measure(measure.model_copy(update={"data": series.model_copy(update={"points": gap})}), AS_OF)

    assert charted.chart is not None
    phase = charted.chart.phases[-1]
    # January, April and May: 2, 6 and 18 per 1000
    assert (phase.baseline, phase.centre, phase.frozen) == (3, 6.0, True)


def test_fewer_values_than_freeze_are_too_few() -> None:
    phases = [{"from": "2025-01-01", "freeze": "30"}]
    charted = chart_measure(measure_of([3, 4] * 6 + [1, 2] * 7, phases=phases), AS_OF)

    assert (
        "14 values are too few to tell a change from chance: the lines are to be held on the first 30" in charted.says
    )
    assert list(charted.firm_signals) == [] or all(signal.last < 12 for signal, _ in charted.firm_signals)
    assert as_json(charted)["charts"][0]["phases"][-1]["awaited"] == 16


def test_run_length_is_used_and_said() -> None:
    counts = [3, 5] * 6 + [3] * 7
    short, with_it = (
        chart_measure(measure_of(counts, baseline={"until": "2024-12-31"}, **more), AS_OF)
        for more in ({}, {"run-length": {"values": "7", "source": "Guide"}})
    )

    rules = [{signal.rule.value for signal, _ in charted.signals} for charted in (short, with_it)]
    assert "long-run" in rules[1] - rules[0]
    assert "7 values in a row on one side of the centre line are a signal, as stated in Guide." in with_it.says
    assert as_json(with_it)["charts"][0]["run_length"] == {"values": 7, "because": None, "source": "Guide"}


def test_a_number_alone_is_a_run_length() -> None:
    measure = measure_of([3], **{"run-length": "9"})

    assert measure.run_length is not None
    assert measure.run_length.values == 9


def test_one_site_stands_beside_all() -> None:
    measure = measure_of([3, 4, 2], ("ash", "elm"))

    charted = beside_all(chart_site(measure, "ash", AS_OF), AS_OF)

    assert charted.network is not None
    assert [float(value) for value in charted.network.known.values()] == [7, 9, 5]
    assert charted.says.endswith("March 2024: 4 here, and 5 at all sites together.")
    assert [point["value"] for point in as_json(charted)["charts"][0]["network"]] == [7, 9, 5]


def test_one_site_alone_has_nothing_beside_it() -> None:
    charted = chart_site(measure_of([3, 4], ("ash",)), "ash", AS_OF)

    assert beside_all(charted, AS_OF) == charted


PLAN = """\
schema: spreadkit/plan@1
title: Huddles
stage: launch
measures:
  checked:
    title: Checked
    kind: process
    better: higher
    unit: "%"
    {0}
    data: {{file: checked.csv, value: checked}}
"""
ROWS = "date,checked\n2026-01-01,71\n2026-02-01,74\n2026-03-01,72\n"


@pytest.mark.parametrize(
    ("stated", "code", "line", "words"),
    [
        ("targets: {national: {kind: national, value: ten}}", "SK006", 10, "ten"),
        ("targets: {national: {kind: regional, value: 10}}", "SK014", 10, "regional"),
        ("targets: {national: {kind: national}}", "SK005", 10, "value"),
        ("targets: {national: {value: 0.75}}", "SK820", 10, 'the target "national" is 0.75'),
        ("targets: {national: {value: {under: 75}}}", "SK880", 10, "under 75, though higher is better"),
        ("limits: {centre: 0.7, source: A}", "SK820", 10, "the centre line that is stated is 0.7"),
        ("limits: {centre: 70, lower: 80, upper: 60, source: A}", "SK882", 10, "not below the upper one"),
        ("limits: {centre: 90, lower: 60, upper: 80, source: A}", "SK882", 10, "within its limits"),
        ("limits: {centre: 70, upper: 80, source: A}", "SK882", 10, "stated alone"),
        ("limits: {lower: 60, upper: 80, source: A}", "SK005", 10, "centre"),
        ("phases: [{from: 2026-02-01, because: A, freeze: 3}]", "SK883", 10, "the rules need 10"),
        ("chart: xmr\n    phases: [{from: 2026-02-01, because: A, freeze: 11}]", "SK883", 11, "the rules need 12"),
        ("phases: [{from: 2026-02-01, because: A, freeze: few}]", "SK006", 10, "few"),
        ("run-length: {values: 5, source: A}", "SK884", 10, "chance often gives as many"),
        ("run-length: {values: 2, source: A}", "SK884", 10, "it is not used"),
        ("run-length: 8", "SK885", 10, "where the run length"),
        ("limits: {centre: 70}", "SK885", 10, "where the limits"),
    ],
)
def test_what_is_stated_wrongly_is_found_in_its_line(
    tmp_path: Path, stated: str, code: str, line: int, words: str
) -> None:
    (tmp_path / "spread-plan.yaml").write_text(PLAN.format(stated), encoding="utf-8")
    (tmp_path / "checked.csv").write_text(ROWS, encoding="utf-8")

    found = [finding for finding in check([tmp_path], as_of=date(2026, 4, 1)).findings if finding.code == code]

    assert [finding.location.line for finding in found] == [line], found
    assert words in found[0].message


def test_what_is_stated_rightly_is_not_found(tmp_path: Path) -> None:
    stated = (
        "targets: {national: {kind: national, value: 75, by: 2026-12-31, source: A}, own: {value: unknown}}\n"
        "    limits: {centre: 70, lower: 60, upper: 80, source: A}\n"
        "    run-length: {values: 8, source: A}\n"
        "    phases: [{from: 2026-02-01, because: A, freeze: 12, limits: {centre: 71, source: A}}]"
    )
    (tmp_path / "spread-plan.yaml").write_text(PLAN.format(stated), encoding="utf-8")
    (tmp_path / "checked.csv").write_text(ROWS, encoding="utf-8")

    codes = {finding.code for finding in check([tmp_path], as_of=date(2026, 4, 1)).findings}

    assert codes.isdisjoint({"SK004", "SK005", "SK006", "SK820", "SK880", "SK882", "SK883", "SK884", "SK885"})
