"""Claims, records and charts held against each other: what the rules' own examples do not reach."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.measures.measure_charts import chart_measure
from spreadkit.measures.series import of_site, reported, usual_step
from spreadkit.model.finding import Finding, Severity
from spreadkit.model.measure import Measure
from spreadkit.model.target import Target
from spreadkit.rules._charted_effect import ChartedEffect, charted_effect, has_lost, values_missing

from rule_examples import AS_OF, BARE_HEAD

BASELINE = (64, 58, 66, 61, 55, 67, 60, 62, 57, 65, 59, 63)
BETTER = (52, 49, 51, 48, 50, 47, 49, 46, 50, 45, 48, 44)
FLAT = (61, 59, 66, 58, 64, 57, 62, 60, 65, 58, 63, 59)
WORSE = (72, 69, 71, 78, 70, 77, 79, 76, 70, 75, 78, 74)
MONTHS = [f"{year}-{month:02d}-01" for year in (2024, 2025, 2026) for month in range(1, 13)]
SINCE = "2025-06-30"
"""The end of a baseline of twelve months, with twelve more months up to the day that is judged for."""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(slug: str, plan: str, *, as_of: date = AS_OF, head: str = BARE_HEAD, **tables: str) -> list[Finding]:
    """Check a plan for one rule on a day; `tables` are the CSV files beside it."""
    Path("spread-plan.yaml").write_text(head + plan, encoding="utf-8")
    for name, rows in tables.items():
        Path(f"{name}.csv").write_text(rows, encoding="utf-8")
    loaded = load_plan(Path("spread-plan.yaml"))
    assert loaded.problems == []
    return check_plan(loaded, as_of, only={slug})


def table(header: str, *rows: str) -> str:
    return "\n".join([header, *rows, ""])


def monthly(*values: float, start: int = 6, site: str | None = None) -> list[str]:
    """Return a row a month, from July 2024 on."""
    where = "" if site is None else f",{site}"
    return [f"{month}{where},{value}" for month, value in zip(MONTHS[start:], values, strict=False)]


def measure(name: str = "falls", *, site: bool = False, data: bool = True, **keys: str) -> str:
    """Return a measure; `data` are the values of the table of its name."""
    said = {"title": "A measure", "kind": "outcome", "better": "lower"} | keys
    if data:
        said["data"] = f"{{file: {name}.csv, value: value{', site: site' if site else ''}}}"
    lines = "".join(f"    {key.rstrip('_')}: {value}\n" for key, value in said.items())
    return f"  {name}:\n{lines}"


def measures(*parts: str) -> str:
    return "measures:\n" + "".join(parts)


FALLS = measures(measure(baseline=f"{{until: {SINCE}}}"))
ASH = "successful-sites:\n  ash-ward: {title: Ash Ward, measure: falls, before: 61, after: 50}\n"
ASH_SITE = (
    "successful-sites:\n  ash-ward: {title: Ash, site: ash, since: 2025-07-01, measure: falls, before: 61, after: 50}\n"
)


@pytest.mark.parametrize(
    ("after", "says"),
    [(BETTER, None), (FLAT, "nothing but chance"), (WORSE, "a change to the worse"), (FLAT[:7], None), ((), None)],
)
def test_claim_is_held_against_the_chart_since_the_baseline(after: tuple[int, ...], says: str | None) -> None:
    rows = table("date,value", *monthly(*BASELINE, *after))

    findings = found("claim-against-data", ASH + FALLS, falls=rows)

    assert [each.route for each in findings] == ([("successful-sites", "ash-ward", "after")] if says else [])
    assert all(says in each.message for each in findings if says)


def test_claim_is_judged_by_what_was_known_on_the_day() -> None:
    rows = table("date,value", *monthly(*BASELINE, *FLAT))

    assert found("claim-against-data", ASH + FALLS, as_of=date(2025, 9, 30), falls=rows) == []
    assert len(found("too-few-points", ASH + FALLS, as_of=date(2025, 9, 30), falls=rows)) == 1
    assert len(found("claim-against-data", ASH + FALLS, falls=rows)) == 1
    assert found("too-few-points", ASH + FALLS, falls=rows) == []


@pytest.mark.parametrize(
    ("site", "others", "expected"),
    [(FLAT, BETTER, 1), (BETTER, FLAT, 0), (BETTER, WORSE, 0)],
)
def test_claim_of_a_site_is_held_against_its_own_chart(
    site: tuple[int, ...], others: tuple[int, ...], expected: int
) -> None:
    rows = [*monthly(*BASELINE, *site, site="ash"), *monthly(*BASELINE, *others, site="elm")]

    findings = found(
        "claim-against-data", ASH_SITE + measures(measure(site=True)), falls=table("date,site,value", *rows)
    )

    assert len(findings) == expected
    assert all('at "ash"' in each.message for each in findings)


@pytest.mark.parametrize(
    "site",
    [
        "{title: A, measure: falls, before: 61, after: 50}",
        "{title: A, site: oak, measure: falls, before: 61, after: 50}",
        "{title: A, site: ash, external: yes, measure: falls, before: 61, after: 50}",
        "{title: A, site: ash, measure: falls, before: 50, after: 61}",
        "{title: A, site: ash, measure: falls, before: unknown, after: 50}",
        "{title: A, site: ash, measure: unknown-one, before: 61, after: 50}",
    ],
)
def test_claim_that_the_data_are_not_about_is_left_alone(site: str) -> None:
    rows = table("date,site,value", *monthly(*BASELINE, *FLAT, site="ash"))

    assert (
        found("claim-against-data", f"successful-sites: {{a: {site}}}\n" + measures(measure(site=True)), falls=rows)
        == []
    )


EVIDENCE = "evidence: {chart: {kind: data, measure: falls}}\n"
SCALE_UP = BARE_HEAD + "stage: expand\nframeworks: [{use: ihi-scale-up}]\n"


@pytest.mark.parametrize(
    ("level", "cited", "expected"),
    [("good", "[chart]", 1), ("partial", "[chart]", 0), ("absent", "[chart]", 0), ("good", "[]", 0)],
)
def test_answer_that_rests_on_a_chart_claims_from_its_level_on(level: str, cited: str, expected: int) -> None:
    answer = f"{{level: {level}, because: Charts, evidence: {cited}}}"
    plan = f"{EVIDENCE}answers: {{ihi-scale-up: {{{SHIFTED}: {answer}}}}}\n{FALLS}"

    findings = found("claim-against-data", plan, head=SCALE_UP, falls=table("date,value", *monthly(*BASELINE, *FLAT)))

    assert [each.route for each in findings] == [("evidence", "chart", "measure")] * expected


SHIFTED = "scalable-unit.result-shifted"


def test_answer_against_the_chart_counts_as_contradicted() -> None:
    answer = "{level: good, because: Charts, evidence: [chart]}"
    Path("falls.csv").write_text(table("date,value", *monthly(*BASELINE, *FLAT)), encoding="utf-8")
    plan = f"{EVIDENCE}answers: {{ihi-scale-up: {{{SHIFTED}: {answer}}}}}\n{FALLS}"
    Path("spread-plan.yaml").write_text(SCALE_UP + plan, encoding="utf-8")

    findings = check_plan(load_plan(Path("spread-plan.yaml")), AS_OF)

    told = {each.slug: each.message for each in findings if each.slug in {"claim-against-data", "claim-contradicted"}}
    assert told.keys() == {"claim-against-data", "claim-contradicted"}
    assert "no-successful-site and claim-against-data say otherwise" in told["claim-contradicted"]


@pytest.mark.parametrize(("kind", "expected"), [("outcome", 1), ("process", 1), ("balancing", 0), ("spread", 0)])
def test_case_that_rests_on_a_chart_is_a_claim_about_results(kind: str, expected: int) -> None:
    plan = EVIDENCE + "case: {all: {says: It works, evidence: chart}}\n"
    rows = table("date,value", *monthly(*BASELINE, *FLAT))

    findings = found(
        "claim-against-data", plan + measures(measure(kind=kind, baseline=f"{{until: {SINCE}}}")), falls=rows
    )

    assert len(findings) == expected


def chart(*values: float, baseline: str = SINCE, **keys: object) -> Measure:
    points = [{"date": month, "value": str(value)} for month, value in zip(MONTHS[6:], values, strict=False)]
    return Measure.model_validate(
        {
            "title": "Falls",
            "kind": "outcome",
            "better": "lower",
            "data": {"file": "falls.csv", "value": "value", "points": points},
            "baseline": {"until": baseline},
            **keys,
        }
    )


def test_chart_based_anew_on_a_better_level_shows_a_change_to_the_better() -> None:
    phases = [{"from": "2025-07-01", "because": "Huddles began"}]

    better = charted_effect(chart_measure(chart(*BASELINE, *BETTER, phases=phases), AS_OF))
    flat = charted_effect(chart_measure(chart(*BASELINE, *FLAT, phases=phases), AS_OF))
    short = chart_measure(chart(*BASELINE, *BETTER[:4], phases=phases), AS_OF)

    assert (better, flat) == (ChartedEffect.BETTER, ChartedEffect.FLAT)
    assert charted_effect(short) is None
    assert values_missing(short) > 0


def test_chart_based_anew_because_of_a_new_definition_is_not_held_against_the_old_one() -> None:
    phases = [{"from": "2025-07-01", "because": "Counted anew"}]
    redefined = [{"on": "2025-07-01", "what": "Falls without harm are left out"}]

    shown = charted_effect(chart_measure(chart(*BASELINE, *FLAT, phases=phases, redefined=redefined), AS_OF))
    lower = charted_effect(chart_measure(chart(*BASELINE, *BETTER, phases=phases, redefined=redefined), AS_OF))

    assert shown is ChartedEffect.FLAT
    assert lower is not ChartedEffect.BETTER


@pytest.mark.parametrize(("stage", "months", "expected"), [("launch", 5, 0), ("expand", 5, 1), ("expand", 12, 0)])
def test_stage_of_expanding_leans_on_the_chart_of_the_aim(stage: str, months: int, expected: int) -> None:
    rows = table("date,value", *monthly(*BASELINE, *FLAT[:months]))

    findings = found("too-few-points", f"stage: {stage}\naim: {{measure: falls}}\n{FALLS}", falls=rows)

    assert [each.route for each in findings] == [("measures", "falls", "data")] * expected


@given(st.lists(st.integers(40, 80), max_size=24), st.sampled_from(["lower", "higher"]))
def test_what_a_chart_shows_turns_round_with_the_better_way(values: list[int], better: str) -> None:
    other = {"lower": "higher", "higher": "lower"}[better]
    opposite = {ChartedEffect.BETTER: ChartedEffect.WORSE, ChartedEffect.WORSE: ChartedEffect.BETTER}

    one = charted_effect(chart_measure(chart(*values, better=better), AS_OF))
    two = charted_effect(chart_measure(chart(*values, better=other), AS_OF))

    assert two == opposite.get(one, one) if one is not None else two is None


@given(st.lists(st.integers(40, 80), max_size=24))
def test_chart_with_values_missing_is_never_called_flat(values: list[int]) -> None:
    charted = chart_measure(chart(*values), AS_OF)

    assert not (values_missing(charted) and charted_effect(charted) is ChartedEffect.FLAT)


PACKAGE = 'package: {version: "1", changes: {huddle: {title: Safety huddle}}}\n'
SITES = table("id,name", *(f"w{number},Ward {number}" for number in range(10)))
EXPAND = BARE_HEAD + "stage: expand\n"
TABLES = "sites: sites.csv\nadoption: adoption.csv\n"


def adoption(*rows: str) -> str:
    return table("date,site,change,stage", *rows)


def in_place(first: int, last: int, day: str) -> Iterable[str]:
    return (f"{day},w{number},huddle,implemented" for number in range(first, last))


@pytest.mark.parametrize(
    ("early", "late", "after", "expected"),
    [
        (3, 1, FLAT, 1),
        (3, 0, FLAT, 1),
        (2, 3, FLAT, 0),
        (3, 1, WORSE, 1),
        (3, 1, BETTER, 0),
        (3, 1, FLAT[:6], 0),
    ],
)
def test_flat_outcome_is_told_when_enough_sites_had_it_for_three_months(
    early: int, late: int, after: tuple[int, ...], expected: int
) -> None:
    rows = adoption(*in_place(0, early, "2026-03-30"), *in_place(early, early + late, "2026-03-31"))

    findings = found(
        "coverage-up-outcome-flat",
        PACKAGE + TABLES + FALLS,
        head=EXPAND,
        sites=SITES,
        adoption=rows,
        falls=table("date,value", *monthly(*BASELINE, *after)),
    )

    assert len(findings) == expected


def test_flat_outcome_says_nothing_where_coverage_stood_before_the_baseline_ended() -> None:
    rows = adoption(*in_place(0, 5, "2025-01-01"))
    falls = table("date,value", *monthly(*BASELINE, *FLAT))

    findings = found("coverage-up-outcome-flat", PACKAGE + TABLES + FALLS, sites=SITES, adoption=rows, falls=falls)

    assert findings == []


@pytest.mark.parametrize(("sites", "expected"), [(2, 1), (3, 0)])
def test_gain_is_noted_while_fewer_than_three_in_ten_sites_ever_had_the_change(sites: int, expected: int) -> None:
    rows = adoption(*in_place(0, sites, "2025-10-01"), "2026-06-01,w9,huddle,aware")
    falls = table("date,value", *monthly(*BASELINE, *BETTER))

    findings = found("gain-without-adoption", PACKAGE + TABLES + FALLS, sites=SITES, adoption=rows, falls=falls)

    assert [each.severity for each in findings] == [Severity.NOTE] * expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2026-01-01,a,x,implemented", "2026-01-01,b,x,sustained", "2026-01-02,c,x,implemented"], 1),
        (["2026-01-01,a,x,implemented", "2026-01-01,b,x,implemented"], 0),
        (["2026-01-01,a,x,implemented", "2026-01-01,a,y,implemented", "2026-01-01,a,z,implemented"], 0),
        (["2026-02-01,a,x,implemented", "2026-01-01,b,x,implemented", "2026-01-02,c,x,implemented,"], 1),
        (["2026-01-01,a,x,implemented", "2026-01-01,b,x,implemented", "2026-07-02,c,x,implemented"], 0),
        (["2026-01-01,a,x,committed", "2026-01-01,b,x,committed", "2026-01-02,c,x,committed"], 0),
    ],
)
def test_enrolment_is_told_from_adoption_where_three_sites_begin_in_place(rows: list[str], expected: int) -> None:
    findings = found(
        "adopted-from-enrolment", "adoption: adoption.csv\n", adoption=adoption(*(row.rstrip(",") for row in rows))
    )

    assert len(findings) == expected


def with_sites(*rows: str) -> str:
    return table("date,site,value", *rows)


@pytest.mark.parametrize(
    ("every", "last", "expected"),
    [
        ("every: month", "2026-03-29", 1),
        ("every: month", "2026-03-30", 0),
        ("every: week", "2026-06-08", 1),
        ("every: week", "2026-06-09", 0),
        ("x-every: none", "2026-03-28", 1),
    ],
)
def test_measure_has_stopped_when_two_values_after_the_next_are_missing(every: str, last: str, expected: int) -> None:
    key, value = every.split(": ")
    rows = table("date,value", "2026-01-29,5", "2026-02-28,5", f"{last},5")

    findings = found("data-stopped", measures(measure(**{key: value})), falls=rows)

    assert [each.route for each in findings] == [("measures", "falls")] * expected


def test_measure_with_one_value_and_no_rhythm_has_not_stopped() -> None:
    assert found("data-stopped", measures(measure()), falls="date,value\n2020-01-01,5\n") == []


@pytest.mark.parametrize(("chart_kind", "expected"), [("t", 0), ("g", 0), ("run", 1)])
def test_rare_event_that_does_not_come_is_not_missing(chart_kind: str, expected: int) -> None:
    rows = table("date,value", "2025-01-01,40", "2025-02-01,33")

    assert len(found("data-stopped", measures(measure(chart=chart_kind)), falls=rows)) == expected


def test_rows_without_a_value_are_no_news() -> None:
    rows = table("date,value", "2026-01-01,5", "2026-05-01,")

    assert len(found("data-stopped", measures(measure(every="month")), falls=rows)) == 1


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("aim: {by: 2026-04-01}\n", 0),
        ("aim: {by: 2026-04-02}\n", 1),
        ("aim: {by: 2020-01-01}\nwaves: {w: {end: 2026-06-01}}\n", 1),
        ("aim: {by: 2026-04-01}\nembedding: {measure: falls}\n", 1),
    ],
)
def test_data_are_due_until_the_spread_is_over_or_as_long_as_it_is_watched(plan: str, expected: int) -> None:
    rows = table("date,value", "2025-12-01,5", "2026-01-01,5")

    assert len(found("data-stopped", plan + measures(measure(every="month")), falls=rows)) == expected


def test_sites_that_stopped_are_one_finding_without_those_that_left() -> None:
    rows = [f"2026-01-01,s{number},5" for number in range(6)]
    sites = table(
        "id,name,status,left",
        "s0,A,target,",
        "s1,B,target,2026-03-01",
        "s2,C,deferred,",
        "s3,D,target,",
        "s4,E,successful,",
    )
    events = adoption("2026-02-01,s3,huddle,discontinued", "2026-02-01,s0,huddle,paused")

    findings = found(
        "data-stopped",
        PACKAGE + TABLES + measures(measure(site=True, every="month")),
        sites=sites,
        adoption=events,
        falls=with_sites(*rows, "2026-06-01,s9,4"),
    )

    assert len(findings) == 1
    assert '3 of 7 sites give no new values of "falls" any more ("s0", "s4" and "s5")' in findings[0].message


def test_result_or_harm_that_only_others_report_is_told_by_kind() -> None:
    plan = measures(
        measure("huddles", site=True, kind="process"),
        measure("falls", site=True),
        measure("late", site=True, kind="balancing"),
        measure("harm", site=True),
    )
    huddles = [f"2026-0{month}-01,{site},5" for month in (1, 2, 3) for site in ("ash", "elm", "oak")]

    findings = found(
        "easy-measure-only",
        plan,
        huddles=with_sites(*huddles),
        falls=with_sites("2026-01-01,ash,5"),
        late=with_sites("2026-01-01,ash,5", "2026-01-01,elm,5", "2026-01-01,oak,5"),
        harm=with_sites("2026-01-01,oak,5"),
    )

    assert [each.route for each in findings] == [("measures", "falls")]
    assert '1 site reports what is done and no outcome measure, as others do ("elm")' in findings[0].message


def test_result_that_is_counted_by_other_units_leaves_no_site_out() -> None:
    plan = measures(measure("huddles", site=True, kind="process"), measure("falls", site=True))
    huddles = with_sites(*(f"2026-0{month}-01,ash,5" for month in (1, 2, 3)))

    assert found("easy-measure-only", plan, huddles=huddles, falls=with_sites("2026-01-01,hospital,5")) == []


@pytest.mark.parametrize(
    ("rows", "slug"),
    [
        (["2025-06-30,w1,huddle,implemented"], "recheck-overdue"),
        (["2025-11-30,w1,huddle,implemented"], None),
        (["2025-11-29,w1,huddle,implemented"], "recheck-overdue"),
        (["2024-01-01,w1,huddle,implemented", "2024-04-01,w1,huddle,sustained"], "sustained-without-recheck"),
        (["2025-06-30,w1,huddle,implemented", "2025-12-30,w1,huddle,sustained"], None),
        (["2024-01-01,w1,huddle,implemented", "2024-03-01,w1,huddle,discontinued"], None),
    ],
)
def test_look_again_is_asked_for_once_by_the_stage_that_is_claimed(rows: list[str], slug: str | None) -> None:
    slugs = ("recheck-overdue", "sustained-without-recheck")

    told = [one for one in slugs if found(one, PACKAGE + TABLES, sites=SITES, adoption=adoption(*rows))]

    assert told == ([slug] if slug else [])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"target": "6"}, [("measures", "falls", "target")]),
        ({"target": "5.9"}, []),
        ({"target": "unknown"}, []),
        ({"target": "6", "kind": "spread"}, []),
        ({"target": "6", "better": "neither"}, []),
        ({"target": "6", "better": "higher"}, [("measures", "falls", "target")]),
        ({}, []),
    ],
)
def test_target_is_met_at_baseline_by_the_median(keys: dict[str, str], expected: list[object]) -> None:
    rows = table("date,value", "2026-01-01,5", "2026-02-01,6", "2026-03-01,20")

    findings = found("target-met-at-baseline", measures(measure(baseline="{until: 2026-03-31}", **keys)), falls=rows)

    assert [each.route for each in findings] == expected


def test_target_of_the_aim_counts_for_its_measure() -> None:
    rows = table("date,value", "2026-01-01,5")
    plan = "aim: {measure: falls, target: 5}\n" + measures(measure(baseline="{until: 2026-03-31}"))

    findings = found("target-met-at-baseline", plan, falls=rows)

    assert [each.route for each in findings] == [("aim", "target")]


def test_phase_that_only_names_where_the_data_begin_needs_no_reason() -> None:
    rows = table("date,value", "2026-01-01,5", "2026-02-01,6")
    phases = "[{from: 2026-01-01}, {from: 2026-02-01, title: Second}, {from: 2026-03-01}]"

    findings = found("phase-without-reason", measures(measure(phases=phases)), falls=rows)

    assert [each.route for each in findings] == [("measures", "falls", "phases", 1)]
    assert "2 phases have no reason" in findings[0].message


@pytest.mark.parametrize(
    ("on", "phase", "expected"),
    [
        ("2026-02-15", "2026-02-15", 0),
        ("2026-02-15", "2026-03-01", 0),
        ("2026-02-15", "2026-02-02", 0),
        ("2026-02-15", "2026-02-01", 1),
        ("2026-02-15", "2026-03-02", 1),
        ("2026-01-01", "2020-01-01", 0),
        ("2026-03-02", "2020-01-01", 0),
    ],
)
def test_new_definition_needs_a_phase_from_the_first_value_that_it_counts_for(
    on: str, phase: str, expected: int
) -> None:
    rows = table("date,value", "2026-01-01,5", "2026-02-01,6", "2026-03-01,6")
    keys = {"redefined": f"[{{on: {on}, what: Anew}}]", "phases": f"[{{from: {phase}, because: Anew}}]"}

    assert len(found("redefined-without-phase", measures(measure(**keys)), falls=rows)) == expected


@pytest.mark.parametrize(
    ("baseline", "start", "says"),
    [
        ("2026-02-28", "2026-03-01", None),
        ("2026-03-01", "2026-03-01", "the first wave began on 2026-03-01"),
        ("2025-12-31", "2026-03-01", "before its first value"),
        ("2026-02-28", "unknown", None),
        (None, "2026-03-01", "has data and no baseline"),
    ],
)
def test_baseline_lies_between_the_first_value_and_the_first_start(
    baseline: str | None, start: str, says: str | None
) -> None:
    rows = table("date,value", "2026-01-01,5", "2026-02-01,6")
    keys = {"baseline": f"{{until: {baseline}}}"} if baseline else {}

    findings = found(
        "baseline-missing-or-late", f"waves: {{w: {{start: {start}}}}}\n" + measures(measure(**keys)), falls=rows
    )

    assert len(findings) == (says is not None)
    assert all(says in each.message for each in findings if says)


@pytest.mark.parametrize("plan", [measures(measure(data=False)), measures(measure(kind="process"))])
def test_baseline_is_asked_for_where_an_outcome_has_data_only(plan: str) -> None:
    assert found("baseline-missing-or-late", plan, falls="date,value\n2026-01-01,5\n") == []


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ((4, 4, 4, 6, 6, 6), "miss the target of 5"),
        ((4, 4, 6, 6, 6), None),
        ((4, 4, 4, 6, 6, 5), None),
        ((4, 4, 4, 6, 6), None),
        ((6, 6, 8, 7, 9), "no better than those from before"),
        ((8, 7, 9), None),
    ],
)
def test_example_has_slipped_when_three_values_miss_what_it_held_or_are_back(
    after: tuple[int, ...], says: str | None
) -> None:
    rows = table("date,site,value", *monthly(7, 6, 8, *after, start=15, site="ash"))
    since = MONTHS[18]
    plan = f"successful-sites: {{a: {{title: A, site: ash, since: {since}, measure: falls}}}}\n"

    findings = found("evidence-not-sustained", plan + measures(measure(site=True, target="5")), falls=rows)

    assert len(findings) == (says is not None)
    assert all(says in each.message for each in findings if says)


@given(st.lists(st.sampled_from(["4", "5", "6"]), max_size=9))
def test_target_is_lost_only_after_it_was_held(values: list[str]) -> None:
    falls = chart()
    text = "".join("y" if value <= "5" else "n" for value in values)

    lost = has_lost(falls, [*map(Decimal, values)], Target(at="5"))

    assert lost == ("yyy" in text and text.endswith("nnn"))


def test_block_is_a_quarter_of_all_target_sites_and_three_at_least() -> None:
    sites = table("id,name", *(f"w{number},Ward {number}" for number in range(13)))
    block = adoption(*in_place(0, 4, "2026-03-09"), *in_place(4, 7, "2026-03-10"))

    of_thirteen = found("block-adoption", PACKAGE + TABLES, sites=sites, adoption=block)
    below = adoption(*in_place(0, 3, "2026-03-09"), *in_place(4, 7, "2026-03-10"))
    of_fewer = found("block-adoption", PACKAGE + TABLES, sites=sites, adoption=below)

    assert "4 of 13 target sites" in of_thirteen[0].message
    assert of_fewer == []


def test_block_with_a_note_is_explained() -> None:
    rows = ["date,site,change,stage,note", *(f"2026-03-09,w{number},huddle,implemented," for number in range(5))]
    rows[2] += "The new system went live"

    assert found("block-adoption", PACKAGE + TABLES, sites=SITES, adoption=table(*rows)) == []


def test_block_is_found_where_what_does_not_apply_completes_a_site() -> None:
    package = 'package: {version: "1", changes: {huddle: {title: A}, board: {title: B}}}\n'
    rows = adoption(
        *in_place(0, 4, "2026-03-09"),
        *(f"2026-04-0{n + 1},w{n},board,not-applicable" for n in range(3)),
        "2026-04-01,w3,board,not-applicable",
    )
    once = adoption(*in_place(0, 4, "2026-03-09"), *(f"2026-04-01,w{n},board,not-applicable" for n in range(4)))

    assert found("block-adoption", package + TABLES, sites=SITES, adoption=rows) == []
    assert [each.route for each in found("block-adoption", package + TABLES, sites=SITES, adoption=once)] == [
        ("adoption", 4, "date")
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["testing,", "implemented,", "testing,"], [2]),
        (["implemented,", "paused,Winter", "testing,"], []),
        (["implemented,", "paused,", "testing,"], [2]),
        (["implemented,", "paused,", "implemented,"], []),
        (["implemented,", "discontinued,"], []),
        (["implemented,", "discontinued,", "testing,"], [1]),
        (["implemented,Well done", "testing,"], [1]),
        (["implementing,", "testing,", "aware,", "testing,"], [1, 2]),
    ],
)
def test_step_back_needs_a_word_in_it_or_on_the_way(rows: list[str], expected: list[int]) -> None:
    lines = [f"2026-0{month}-01,ash,huddle,{row}" for month, row in enumerate(rows, 1)]
    events = table("date,site,change,stage,barrier", *lines)

    findings = found("stage-fell-unexplained", "adoption: adoption.csv\n", adoption=events)

    assert [each.route[1] for each in findings] == expected[:1]
    assert all(f"{len(expected)} row" in each.message for each in findings)


def test_step_back_after_the_day_is_not_known_yet() -> None:
    events = adoption("2026-01-01,ash,huddle,implemented", "2026-05-01,ash,huddle,aware")

    assert found("stage-fell-unexplained", "adoption: adoption.csv\n", adoption=events, as_of=date(2026, 4, 30)) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["a,A,target,2025-01-01,,", "b,B,target,2025-01-01,,"], []),
        (["a,A,target,2025-01-01,,", "b,B,target,2025-02-01,,"], [("sites", 1, "joined")]),
        (["a,A,target,,,", "b,B,target,2026-07-01,,"], []),
        (["a,A,target,,,", "b,B,target,,2026-06-30,"], [("sites", 1, "left")]),
        (["a,A,target,,,", "b,B,left,,,"], [("sites", 1, "status")]),
        (["a,A,target,,,", "b,B,left,,,Merged with A"], []),
        (["a,A,target,,,", "b,B,successful,2025-02-01,,"], []),
    ],
)
def test_site_that_came_or_went_has_its_reason(rows: list[str], expected: list[object]) -> None:
    sites = table("id,name,status,joined,left,because", *rows)

    findings = found("targets-changed-unexplained", "sites: sites.csv\n", sites=sites)

    assert [each.route for each in findings] == expected


@pytest.mark.parametrize(
    ("keys", "route", "says"),
    [
        ({"chart": "p"}, "chart", "needs counts and what they are out of"),
        ({"chart": "t"}, "chart", "a time is zero or less"),
        ({"chart": "c"}, "chart", "needs counts"),
        ({"rules": "ihi"}, None, ""),
        ({"rules": "mdc"}, None, ""),
        ({"chart": "run", "rules": "mdc"}, "rules", "are for the xmr chart"),
        ({"chart": "xmr", "cumulative": "yes"}, "chart", "cumulative"),
        ({"cumulative": "yes"}, None, ""),
        ({}, None, ""),
    ],
)
def test_chart_is_refused_in_the_words_of_the_charts(keys: dict[str, str], route: str | None, says: str) -> None:
    rows = table("date,value", "2026-01-01,5", "2026-02-01,0")

    findings = found("chart-does-not-fit", measures(measure(**keys)), falls=rows)

    assert [each.route for each in findings] == ([("measures", "falls", route)] if route else [])
    assert all(says in each.message for each in findings)


@pytest.mark.parametrize(
    ("chart_kind", "row", "says"),
    [
        ("p", "9,8", "9 cases out of 8"),
        ("u", "9,8", None),
        ("u", "9,0", "a count of 9 out of 0"),
        ("u", "0,0", None),
        ("u", "-1,8", "a count of -1"),
        ("u", "1,-8", "a denominator of -8"),
        ("u", ",8", None),
    ],
)
def test_impossible_row_is_told_once_and_not_as_a_wrong_chart(chart_kind: str, row: str, says: str | None) -> None:
    plan = (
        "measures: {falls: {title: Falls, kind: outcome, better: lower, chart: "
        f"{chart_kind}, data: {{file: falls.csv, count: n, per: d, site: site}}}}}}\n"
    )
    rows = table("date,site,n,d", "2026-01-01,ash,1,8", f"2026-02-01,ash,{row}", f"2026-03-01,ash,{row}")

    findings = found("value-impossible", plan, falls=rows)

    assert [each.route[:5] for each in findings] == ([("measures", "falls", "data", "points", 1)] if says else [])
    assert all(f'"falls" has {says} on 2026-02-01 at "ash", and 1 more such' in each.message for each in findings)
    assert found("chart-does-not-fit", plan, falls=rows) == []


@pytest.mark.parametrize(
    ("rows", "start", "expected"),
    [
        (["2026-04-29,w0,huddle,testing"], "2026-01-01", 1),
        (["2026-04-30,w0,huddle,testing"], "2026-01-01", 0),
        (["2026-01-01,w0,huddle,discontinued"], "2026-01-01", 0),
        (["2026-01-01,w0,huddle,sustained"], "2026-01-01", 0),
        (["2026-06-01,w9,huddle,testing"], "2026-04-29", 1),
        (["2026-06-01,w9,huddle,testing"], "2026-04-30", 0),
        (["2026-06-01,w9,huddle,testing"], "unknown", 0),
        ([], "2026-01-01", 0),
    ],
)
def test_silence_counts_from_the_last_news_or_from_the_start(rows: list[str], start: str, expected: int) -> None:
    plan = f"waves: {{w: {{start: {start}}}}}\n"
    sites = table("id,name,wave,status", "w0,Ward,w,target", "w9,Ward,,target")

    findings = found("site-without-news", PACKAGE + TABLES + plan, sites=sites, adoption=adoption(*rows))

    assert len(findings) == expected


def test_silence_after_the_end_of_the_spread_is_no_finding() -> None:
    rows = adoption("2020-01-01,w0,huddle,testing")

    assert found("site-without-news", "aim: {by: 2021-01-01}\n" + PACKAGE + TABLES, sites=SITES, adoption=rows) == []


@pytest.mark.parametrize(("stated", "expected"), [("6.6", 0), ("6.7", 1), ("5.4", 0), ("4.5", 0), ("4.4", 1)])
def test_stated_baseline_may_be_near_the_mean_or_the_median(stated: str, expected: int) -> None:
    rows = table("date,value", "2026-01-01,5", "2026-02-01,5", "2026-03-01,8")
    plan = f"aim: {{measure: falls, baseline: {stated}}}\n" + measures(measure(baseline="{until: 2026-03-31}"))

    assert len(found("figure-differs-from-data", plan, falls=rows)) == expected


def test_rate_is_compared_with_that_of_all_counts_together() -> None:
    plan = (
        "aim: {measure: falls, baseline: 10}\nmeasures: {falls: {title: F, kind: outcome, better: lower, "
        "baseline: {until: 2026-03-31}, data: {file: falls.csv, count: n, per: d, times: 100}}}\n"
    )
    rows = table("date,n,d", "2026-01-01,10,10", "2026-02-01,90,990", "2026-03-01,1,1")

    assert found("figure-differs-from-data", plan, falls=rows) == []


@pytest.mark.parametrize(("after", "expected"), [(45, 0), (40, 1), (70, 0)])
def test_result_of_a_site_is_one_that_its_data_give_over_some_months(after: int, expected: int) -> None:
    plan = f"successful-sites: {{a: {{title: A, measure: falls, before: 80, after: {after}}}}}\n{FALLS}"

    findings = found("figure-differs-from-data", plan, falls=table("date,value", *monthly(*BASELINE, *BETTER)))

    assert [each.route for each in findings] == [("successful-sites", "a", "after")] * expected


def test_slip_is_told_of_sites_that_count_as_having_the_change() -> None:
    plan = "adoption: adoption.csv\n" + measures(
        measure("huddles", site=True, kind="process", better="higher", target="80", changes="huddle")
    )
    held = [f"2026-0{month}-01,{site},{value}" for site in ("w0", "w1") for month, value in enumerate((85, 81, 90), 1)]
    slipped = [f"2026-0{month}-01,{site},70" for site in ("w0", "w1") for month in (4, 5, 6)]
    events = adoption("2026-01-01,w0,huddle,implemented", "2026-01-01,w1,huddle,implementing")

    findings = found("use-has-slipped", plan, adoption=events, huddles=with_sites(*held, *slipped))
    before = found(
        "use-has-slipped", plan, adoption=events, huddles=with_sites(*held, *slipped), as_of=date(2026, 5, 31)
    )

    assert "1 site counts as having it in place" in findings[0].message
    assert before == []


def test_use_that_nobody_measures_by_site_is_another_rules_business() -> None:
    events = adoption("2026-01-01,w0,huddle,implemented")
    plan = TABLES + measures(measure("huddles", kind="process", changes="huddle"))

    assert (
        found("in-place-without-data", plan, sites=SITES, adoption=events, huddles="date,value\n2026-05-01,4\n") == []
    )


@pytest.mark.parametrize(
    ("day", "core", "expected"), [("2026-03-31", "yes", 1), ("2026-04-01", "yes", 0), ("2026-03-31", "no", 0)]
)
def test_use_is_asked_for_after_ninety_days_with_a_core_change(day: str, core: str, expected: int) -> None:
    package = f'package: {{version: "1", changes: {{huddle: {{title: Huddle, core: {core}}}}}}}\n'
    plan = package + TABLES + measures(measure("huddles", site=True, kind="process", changes="huddle"))

    findings = found(
        "in-place-without-data",
        plan,
        sites=SITES,
        adoption=adoption(f"{day},w0,huddle,implemented", f"{day},w1,huddle,implemented"),
        huddles=with_sites("2026-05-01,w1,4"),
    )

    assert len(findings) == expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"collected": "unknown"}, 1),
        ({"collected": "by-hand"}, 0),
        ({"collected": "self-report", "checked": "By a coach"}, 0),
        ({"collected": "self-report"}, 1),
        ({"collected": "automatic", "kind": "outcome"}, 1),
    ],
)
def test_own_reports_are_told_where_nothing_else_is_known_of_use(others: dict[str, str], expected: int) -> None:
    keys = {"kind": "spread", "better": "higher", "data": False}
    first = measure("one", data=False, kind="process", collected="self-report")

    findings = found("self-report-unchecked", measures(first, measure("two", **{**keys, **others})))  # type: ignore[arg-type]

    assert [each.route for each in findings] == [("measures", "one", "collected")] * expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{to: adopters, every: month, last: 2026-04-30}", 0),
        ("{to: adopters, every: month, last: 2026-04-29}", 1),
        ("{to: adopters, every: quarter, last: 2026-01-01}", 0),
        ("{to: adopters, every: month}", 0),
        ("{to: adopters, last: 2020-01-01}", 0),
    ],
)
def test_feedback_is_late_after_two_intervals(entry: str, expected: int) -> None:
    assert len(found("feedback-stale", f"feedback: [{entry}]\n")) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [("value: v, site: site", 1), ("value: v, per: d, site: site", 0), ("count: v, site: site", 0)],
)
def test_values_of_several_sites_need_a_weight(data: str, expected: int) -> None:
    plan = f"measures: {{falls: {{title: F, kind: outcome, better: lower, data: {{file: falls.csv, {data}}}}}}}\n"

    findings = found(
        "rates-cannot-be-pooled", plan, falls=table("date,site,v,d", "2026-01-01,a,1,2", "2026-01-01,b,1,2")
    )

    assert len(findings) == expected


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(DAYS, st.sampled_from(["ash", "elm", None]), st.sampled_from(["1", None])),
        max_size=20,
        unique_by=lambda row: row[:2],
    ),
    DAYS,
)
def test_reports_are_the_rows_with_values_up_to_the_day(
    rows: list[tuple[date, str | None, str | None]], day: date
) -> None:
    points = [{"date": each, "site": site, "value": value} for each, site, value in rows]
    falls = Measure.model_validate(
        {"title": "F", "kind": "outcome", "better": "lower", "data": {"file": "f", "value": "v", "points": points}}
    )

    told = reported(falls, day)

    kept = [(site, each) for each, site, value in rows if value and each <= day]
    assert sorted((str(site), each) for site, days in told.items() for each in days) == sorted(
        (str(site), each) for site, each in kept
    )
    assert all(days == sorted(days) for days in told.values())
    assert set(of_site(falls, "ash", day).known) == set(told.get("ash", []))


def test_usual_step_is_the_middle_one_within_sites() -> None:
    ash = [date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 8), date(2026, 1, 15), date(2026, 3, 1)]

    step = usual_step([ash, [date(2026, 1, 2)]])

    assert step is not None
    assert step.days == 7
    assert usual_step([[date(2026, 1, 2)], []]) is None
