"""What the examples promise to show is in their files: read from these, so that a later edit cannot lose it."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import spreadkit
from spreadkit.adoption.curves import reach_over_time
from spreadkit.adoption.overview import Overview
from spreadkit.adoption.state import targets_on
from spreadkit.api.plans import open_plan, read_plan
from spreadkit.forecast.kept import ForecastVerdict
from spreadkit.measures.measure_charts import ChartedMeasure, chart_measure
from spreadkit.measures.series import by_site, pooled
from spreadkit.measures.spc.interpretation import judge_signal
from spreadkit.measures.spc.results import ChartKind, SpcPhase, SpcRule
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.finding import Severity
from spreadkit.model.plan import Plan

EXAMPLES = Path(__file__).parents[2] / "examples"
NORTH = EXAMPLES / "north-network-huddles"
AS_OF = date(2026, 6, 30)
BASELINE_ENDS = date(2025, 8, 31)
LAST_QUARTER = date(2026, 4, 1)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(NORTH, as_of=AS_OF)[1]


@pytest.fixture(scope="module")
def seen(plan: Plan) -> Overview:
    return Overview(plan, AS_OF)


def rows_of(name: str) -> list[dict[str, str]]:
    with (NORTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def charted(plan: Plan, name: str) -> ChartedMeasure:
    return chart_measure(plan.measures[name], AS_OF, target=plan.target_of(name))


def last_phase(chart: ChartedMeasure) -> SpcPhase:
    assert chart.chart is not None
    return chart.chart.phases[-1]


def falls_per_1000(rows: Iterable[dict[str, str]]) -> Fraction:
    """Work out falls per 1000 bed days by hand, over rows that have both."""
    whole = [(int(row["falls"]), int(row["bed_days"])) for row in rows if row["falls"]]
    return Fraction(1000 * sum(falls for falls, _ in whole), sum(days for _, days in whole))


def begun_sites(plan: Plan) -> set[str]:
    return {site.id for site in plan.sites if site.wave in {"wave-1", "wave-2"}}


def test_the_outcome_shows_a_shift_to_the_better_against_its_frozen_baseline(plan: Plan) -> None:
    outcome = charted(plan, "falls-rate")
    phase = last_phase(outcome)

    assert (outcome.rule_set.id, phase.frozen, phase.baseline, phase.values) == ("anhoej", True, 20, 30)
    assert (phase.longest_run, phase.longest_allowed) == (9, 8)
    signal = outcome.last_signal("better")
    assert signal is not None
    assert (signal.rule, judge_signal(signal, "lower")) == (SpcRule.LONG_RUN, "better")
    assert outcome.labels[signal.first] == "October 2025"
    assert signal.last == len(outcome.line) - 1
    assert outcome.last_signal("worse") is None


def test_the_shift_was_none_yet_when_the_steering_group_met(plan: Plan) -> None:
    in_may = chart_measure(plan.measures["falls-rate"], date(2026, 5, 31))

    assert (last_phase(in_may).longest_run, last_phase(in_may).longest_allowed) == (8, 8)
    assert in_may.last_signal("better") is None


def test_the_baseline_is_that_of_the_aim_and_the_target_is_not_reached_yet(plan: Plan) -> None:
    rows = rows_of("data/falls.csv")
    before = falls_per_1000(row for row in rows if row["month"] <= BASELINE_ENDS.isoformat())
    lately = falls_per_1000(row for row in rows if row["month"] >= LAST_QUARTER.isoformat())

    assert round(float(before), 1) == float(known(plan.aim.baseline) or 0)
    assert round(last_phase(charted(plan, "falls-rate")).centre or 0, 1) == float(known(plan.aim.baseline) or 0)
    target = plan.target_of("falls-rate")
    assert target is not None
    assert target.value < lately < before
    assert "does not meet the target of 4.8." in charted(plan, "falls-rate").says


def test_sites_that_began_improved_and_the_others_did_not_yet(plan: Plan) -> None:
    rows, begun = rows_of("data/falls.csv"), begun_sites(plan)

    def change(rows: list[dict[str, str]]) -> float:
        after = falls_per_1000(row for row in rows if row["month"] >= LAST_QUARTER.isoformat())
        return float(after / falls_per_1000(row for row in rows if row["month"] <= BASELINE_ENDS.isoformat()))

    assert change([row for row in rows if row["site"] in begun]) < 0.75
    assert 0.9 < change([row for row in rows if row["site"] not in begun]) < 1.1


def test_all_sites_together_are_sum_over_sum(plan: Plan) -> None:
    june = [row for row in rows_of("data/falls.csv") if row["month"] == "2026-06-01"]
    line = pooled(plan.measures["falls-rate"], AS_OF)
    place = line.dates.index(date(2026, 6, 1))

    falls = 4 + 4 + 3 + 2 + 4 + 1 + 7 + 3 + 2 + 6 + 3 + 2 + 4 + 7 + 4 + 4
    assert (line.counts[place], line.pers[place], line.sites[place]) == (falls, 11315, 16)
    assert line.values[place] == Decimal(falls) / 11315 * 1000
    mean_of_rates = sum(falls_per_1000([row]) for row in june) / 16
    assert abs(float(mean_of_rates) - float(line.values[place] or 0)) > 0.01


def test_more_sites_ever_had_all_core_changes_than_have_them_now(plan: Plan, seen: Overview) -> None:
    highest = max(reach.current for reach in reach_over_time(plan, AS_OF))

    assert (seen.reached.ever, seen.reached.current, seen.reached.of, highest) == (8, 7, 16, 7)


def test_what_was_lost_says_why_in_words_and_as_a_code_and_who_said_so(plan: Plan, seen: Overview) -> None:
    lost = [event for event in plan.adoption if event.stage is AdoptionStage.DISCONTINUED]

    assert [(event.site, event.change) for event in lost] == [("bridge", "post-fall-huddle")]
    assert all(event.barrier and event.reason and event.by for event in lost)
    assert seen.tracker.sites[0].site.id == "bridge"


def test_every_barrier_of_the_record_has_a_code_as_well(plan: Plan) -> None:
    held_up = [event for event in plan.adoption if event.barrier]

    assert [event for event in held_up if event.reason is None or event.by is None] == []
    assert len({event.reason for event in held_up}) >= 3


def test_one_or_two_sites_are_stale_and_two_have_no_owner(plan: Plan) -> None:
    sites = Overview(plan, AS_OF).tracker.sites

    assert [site.site.id for site in sites if site.stale] == ["dunlin"]
    assert {site.site.id for site in sites if site.owner is None} == {"wigeon", "sanderling"}


def test_a_site_left_and_another_joined(plan: Plan, seen: Overview) -> None:
    assert [size for _, size in seen.targets] == [16, 15, 16]
    assert len(targets_on(plan, AS_OF)) == known(plan.aim.population)
    assert all(site.note for site in plan.sites if site.joined or site.left)


def test_a_measure_is_counted_in_another_way_from_a_day_on(plan: Plan) -> None:
    measure = plan.measures["huddles-held"]
    huddles = charted(plan, "huddles-held")

    assert [each.on for each in measure.redefined] == [phase.from_ for phase in measure.phases]
    assert all(each.because for each in (*measure.redefined, *measure.phases))
    assert huddles.chart is not None
    before, after = huddles.chart.phases
    assert huddles.line.dates[after.first] == measure.redefined[0].on
    assert not before.trial
    assert not after.trial


def test_every_ward_that_began_has_a_file_of_its_huddles(plan: Plan) -> None:
    files = {path.parent.name for path in NORTH.glob("sites/*/huddles.csv")}

    assert files == set(by_site(plan.measures["huddles-held"], AS_OF)) == begun_sites(plan)


def test_a_ward_counts_as_holding_huddles_by_its_own_sheets(plan: Plan) -> None:
    lines = by_site(plan.measures["huddles-held"], AS_OF)
    adopted = [
        event
        for event in plan.adoption
        if event.change == "huddle" and event.stage in {AdoptionStage.IMPLEMENTED, AdoptionStage.SUSTAINED}
    ]

    shares = {}
    for event in adopted:
        line = lines[event.site]
        weeks = [place for place, day in enumerate(line.dates) if (event.date - day).days >= 6][-4:]
        held = sum((line.counts[place] or Decimal(0) for place in weeks), Decimal(0))
        shares[event.site, event.date] = held / (14 * len(weeks))
    restarted = shares.pop(("dunlin", date(2026, 3, 2)))
    assert len(shares) == 12
    assert min(shares.values()) >= Decimal("0.8")
    assert restarted < Decimal("0.8")


def test_one_point_is_left_out_with_its_reason_and_a_missing_month_stays_a_gap(plan: Plan) -> None:
    late = charted(plan, "late-drug-rounds")
    april = by_site(plan.measures["falls-rate"], AS_OF)["sandpiper"].known

    left_out = plan.measures["late-drug-rounds"].excluded
    assert [(each.on, each.because is not None) for each in left_out] == [(date(2025, 7, 1), True)]
    assert late.chart is not None
    assert [place for place, point in enumerate(late.chart.points) if point.excluded] == [18]
    assert date(2026, 4, 1) not in april
    assert date(2026, 5, 1) in april


def test_looks_again_held_and_one_change_was_given_up_before(seen: Overview) -> None:
    looks = seen.looks

    assert (len(looks.held), len(looks.lost), len(looks.overdue)) == (9, 0, 0)
    assert [(recheck.site, recheck.change, recheck.on) for recheck in looks.early] == [
        ("bridge", "post-fall-huddle", date(2026, 5, 11))
    ]
    assert looks.next_due == date(2026, 7, 12)


def test_six_wards_are_stuck_each_in_a_way_of_its_own(seen: Overview) -> None:
    stuck = {tracked.site.id: tracked.state.kind.value for tracked in seen.sites if tracked.state.is_stuck}

    assert stuck == {
        "bridge": "gave-up",
        "dunlin": "silent",
        "sandpiper": "paused",
        "market": "held-up",
        "wigeon": "no-lead",
        "sanderling": "no-lead",
    }
    assert [tracked.site.id for tracked in seen.stale_there] == ["dunlin"]
    assert [tracked.site.id for tracked in seen.late] == ["bridge"]


def test_measures_use_each_rule_set_and_a_chart_for_samples(plan: Plan) -> None:
    charts = {name: charted(plan, name) for name in plan.measures if name != "wards-with-change"}

    assert {name: (chart.chart.kind, chart.rule_set.id) for name, chart in charts.items() if chart.chart} == {
        "falls-rate": (ChartKind.RUN, "anhoej"),
        "falls-rate-first-wards": (ChartKind.RUN, "ihi"),
        "huddles-held": (ChartKind.XMR, "mdc"),
        "late-drug-rounds": (ChartKind.P, "anhoej"),
    }
    assert list(charts["late-drug-rounds"].signals) == []
    held = charts["falls-rate-first-wards"].last_signal("better")
    assert held is not None
    assert len(held.points) >= 12
    described = [plan.measures[name] for name in charts]
    assert all(each.numerator and each.denominator and each.sample for each in described)


def test_starts_of_waves_stand_on_the_outcome(plan: Plan) -> None:
    marked = {each.on for each in plan.measures["falls-rate"].annotations}

    assert {known(wave.start) for name, wave in plan.waves.items() if name != "wave-3"} <= marked


def test_results_of_the_first_wards_are_those_of_their_data(plan: Plan) -> None:
    rows = rows_of("data/falls-first-wards.csv")
    found = {}
    for site in plan.successful_sites.values():
        assert site.site is not None
        since = known(site.since)
        own = [row for row in rows if row["site"] == site.site]
        before = [row for row in own if since is not None and row["month"] < since.replace(day=1).isoformat()]
        after = [row for row in own if "2025-06-01" <= row["month"] <= "2026-05-01"]
        found[site.site] = tuple(round(float(falls_per_1000(each)), 1) for each in (before, after))

    said = {site.site: (site.before, site.after) for site in plan.successful_sites.values()}
    assert found == {site: (float(known(one) or 0), float(known(two) or 0)) for site, (one, two) in said.items()}


def test_the_plan_has_no_errors_and_its_gates_stand_as_its_readme_says() -> None:
    result = spreadkit.check([NORTH], as_of=AS_OF)
    gates = open_plan(NORTH, as_of=AS_OF).score.frameworks[0].gates

    assert result.count(Severity.ERROR) == 0
    assert {gate.id: gate.open for gate in gates} == {
        "prepare": True,
        "launch": True,
        "expand": False,
        "embed": False,
    }


def test_fives_alive_shows_its_waves_and_values_as_published() -> None:
    ghana = read_plan(EXAMPLES / "ghana-fives-alive", as_of=AS_OF)[1]

    sizes = {name: known(wave.sites) for name, wave in ghana.waves.items()}
    assert sizes == {"wave-1": 27, "wave-2": 576 - 27, "wave-3": None, "wave-4": None}
    assert {known(wave.start) for wave in ghana.waves.values()} == {date(2008, 7, 8), None}
    assert [name for name, measure in ghana.measures.items() if not measure.published] == []
    assert all(each.evidence for measure in ghana.measures.values() for each in measure.published)


def test_kept_forecasts_are_those_that_were_made_on_their_days(plan: Plan) -> None:
    for kept in plan.forecasts:
        made = Overview(plan, kept.made_on).forecast_by(kept.by)
        assert made is not None
        assert (kept.of, kept.low, kept.middle, kept.high) == (made.eligible, made.low, made.middle, made.high)


def test_a_kept_forecast_held_another_did_not_and_one_is_to_come(seen: Overview) -> None:
    verdicts = [judged.verdict for judged in seen.kept_forecasts]

    assert verdicts == [ForecastVerdict.INSIDE, ForecastVerdict.INSIDE, ForecastVerdict.ABOVE, ForecastVerdict.TO_COME]
