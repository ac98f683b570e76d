"""Sites, waves, gates, obstacles, support and handover: what the rules' own examples do not reach."""

from datetime import date
from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding, Severity

TINY = Path(__file__).parents[1] / "tiny.yaml"
AS_OF = date(2026, 6, 30)
HEAD = "schema: spreadkit/plan@1\ntitle: Example\n"
FRAMEWORK = "frameworks: [{use: tiny@1}]\n"
FALLS = """\
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, date: month, count: falls, per: days, site: site}
"""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())


def found(slug: str, plan: str, *, alone: bool = True, **tables: str) -> list[Finding]:
    """Check a plan for one rule, alone or after all others; `tables` are the CSV files beside it."""
    text = HEAD + ("" if "frameworks:" in plan else FRAMEWORK) + plan
    for name, rows in tables.items():
        Path(f"{name}.csv").write_text(rows, encoding="utf-8")
        text += "" if f"{name}:" in plan else f"{name}: {name}.csv\n"
    Path("spread-plan.yaml").write_text(text, encoding="utf-8")
    loaded = load_plan(Path("spread-plan.yaml"))
    assert loaded.problems == []
    findings = check_plan(loaded, AS_OF, only={slug} if alone else None)
    return [each for each in findings if each.slug == slug]


def routes(findings: list[Finding]) -> list[tuple[str | int, ...]]:
    return [route for finding in findings for route in finding.routes or (finding.route,)]


def sites(*rows: str) -> str:
    return "\n".join(["id,name,wave,lead,status", *rows, ""])


def adoption(*rows: str) -> str:
    return "\n".join(["date,site,change,stage", *rows, ""])


def test_unknown_site_is_reported_once_at_its_first_place() -> None:
    rows = adoption("2026-01-01,ward-9,a,aware", "2026-02-01,ward-9,a,testing", "2026-02-01,ward-8,a,testing")

    findings = found("unknown-site", "aim: {where: all}\n", sites=sites("ward-3,Ward 3,,,target"), adoption=rows)

    assert routes(findings) == [("adoption", 0, "site"), ("adoption", 1, "site"), ("adoption", 2, "site")]
    assert "here and in 1 other place" in findings[0].message


def test_names_of_sites_without_a_table_of_sites_are_one_finding() -> None:
    findings = found("unknown-site", "aim: {where: [ward-1, ward-2]}\n", adoption=adoption("2026-01-01,w,a,aware"))

    assert routes(findings) == [("aim", "where", 0), ("aim", "where", 1), ("adoption", 0, "site")]
    assert "lists no sites" in findings[0].message


@pytest.mark.parametrize(
    ("second", "slug"),
    [("wave-1", "duplicate-row"), ("", "duplicate-row"), ("wave-2", "site-in-two-waves")],
)
def test_site_with_two_rows_is_found_by_one_rule(second: str, slug: str) -> None:
    table = sites("ward-3,Ward 3,wave-1,,target", f"ward-3,Ward 3,{second},,target")

    findings = [*found("duplicate-row", "", sites=table), *found("site-in-two-waves", "", sites=table)]

    assert [(each.slug, each.location.line) for each in findings] == [(slug, 3)]


def test_adoption_rows_of_one_day_are_compared_by_site_and_change() -> None:
    rows = adoption(
        "2026-01-01,w1,huddle,aware",
        "2026-01-01,w1,check,aware",
        "2026-01-02,w1,huddle,aware",
        "2026-01-01,w1,huddle,testing",
        "2026-01-01,w1,check,aware",
    )

    findings = found("duplicate-row", "", adoption=rows)

    assert routes(findings) == [("adoption", 3, "stage"), ("adoption", 4, "stage")]
    assert 'says "aware"' in findings[0].message
    assert "says the same" in findings[1].message


@pytest.mark.parametrize(
    ("last", "says"),
    [("2026-01-01,ash,3,500", "says the same"), ("2026-01-01,ash,4,500", "says otherwise")],
)
def test_points_of_one_site_and_day_are_one_finding_for_each_measure(last: str, says: str) -> None:
    rows = ["2026-01-01,ash,3,500", "2026-01-01,elm,3,500", "2026-02-01,ash,3,500", last, "2026-02-01,ash,9,500"]

    (finding,) = found("duplicate-row", FALLS, falls="\n".join(["month,site,falls,days", *rows]))

    assert (finding.location.file, finding.location.line, finding.location.column) == ("falls.csv", 5, 1)
    assert says in finding.message
    assert finding.message.endswith("; so with 1 more row of this series")


def test_points_of_all_sites_together_share_no_day_unless_each_is_an_event() -> None:
    rows = "month,falls,days\n2026-01-01,3,500\n2026-01-01,3,500\n"
    plan = FALLS.replace(", site: site", "")

    (finding,) = found("duplicate-row", plan, falls=rows)

    assert finding.message == "another row on 2026-01-01 says the same; keep one of the two"
    assert found("duplicate-row", plan.replace("better: lower", "better: lower\n    chart: g"), falls=rows) == []


def test_sites_in_no_wave_are_one_finding_that_names_three() -> None:
    table = sites("w0,Ward,wave-1,,target", *(f"w{n},Ward,,,target" for n in range(1, 6)), "w9,Ward,,,successful")

    findings = found("site-in-no-wave", "", sites=table)

    assert routes(findings) == [("sites", 1)]
    assert '5 target sites are in no wave ("w1", "w2", "w3" and 2 more)' in findings[0].message


OPEN = "answers: {tiny: {leadership.sponsor: {level: good}, leadership.local-leads: {level: good}}}\n"
LAUNCHED = "answers: {tiny: {leadership.sponsor: {level: good}}}\n"
GO = "decisions: [{gate: tiny/launch, outcome: go, on: 2026-06-01}]\n"


@pytest.mark.parametrize(
    ("before", "waves", "expected"),
    [
        ("", "w1: {start: 2026-07-30}", [("waves", "w1", "start")]),
        ("", "w1: {start: 2026-07-31}", []),
        ("", "w1: {start: unknown}", []),
        (OPEN, "w1: {start: 2026-02-01}", []),
        (GO, "w1: {start: 2026-02-01}", []),
        (LAUNCHED, "w1: {start: 2026-02-01}", []),
        (LAUNCHED, "w1: {start: 2026-02-01}, w2: {start: 2026-07-01}", [("waves", "w2", "start")]),
        ("", "w1: {start: 2026-02-01}, w2: {start: 2026-02-01}", [("waves", "w1", "start")]),
        ("", "w2: {start: 2026-07-01}, w1: {start: 2026-02-01}", [("waves", "w2", "start"), ("waves", "w1", "start")]),
        (LAUNCHED, "w1: {start: 2026-02-01, gate: tiny/expand}", [("waves", "w1", "start")]),
        (LAUNCHED, "w1: {start: 2026-02-01}, w2: {start: 2026-07-01, gate: tiny/launch}", []),
    ],
)
def test_waves_and_the_gates_before_them(before: str, waves: str, expected: list[tuple[str | int, ...]]) -> None:
    findings = found("wave-before-gate", f"{before}waves: {{{waves}}}\n")

    assert routes(findings) == expected


def test_waves_of_a_plan_without_framework_have_no_gate() -> None:
    assert found("wave-before-gate", "frameworks: []\nwaves: {w1: {start: 2026-02-01}}\n") == []


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("stage: prepare\n", []),
        ("stage: launch\n", [("stage",)]),
        ("stage: launch\n" + LAUNCHED, []),
        ("stage: expand\n" + LAUNCHED, [("stage",)]),
        ("stage: launch\n" + GO, []),
        ("stage: launch\n" + GO.replace("go", "hold"), [("stage",)]),
        ("frameworks: [{use: tiny@1, phase: plan}]\n", []),
        ("frameworks: [{use: tiny@1, phase: execute}]\n", [("frameworks", 0, "phase")]),
        ("frameworks: [{use: tiny@1, phase: nonsense}]\n", []),
        ("stage: launch\nframeworks: [{use: nowhere@1}]\n", []),
    ],
)
def test_stage_and_phase_against_the_gates(plan: str, expected: list[tuple[str | int, ...]]) -> None:
    findings = found("stage-ahead-of-gate", plan)

    assert routes(findings) == expected


def test_all_gates_that_were_passed_are_named_in_one_finding() -> None:
    findings = found("stage-ahead-of-gate", "stage: launch\nframeworks: [{use: tiny@1, phase: execute}]\n")

    assert routes(findings) == [("stage",)]
    assert '"tiny/launch" and "tiny/expand"' in findings[0].message


def test_later_decision_to_hold_takes_a_decision_to_go_back() -> None:
    plan = """
stage: launch
decisions:
  - {gate: tiny/launch, outcome: hold, on: 2026-06-20}
  - {gate: tiny/launch, outcome: go, on: 2026-06-01}
"""

    assert routes(found("stage-ahead-of-gate", plan)) == [("stage",)]


def test_phase_that_runs_beside_others_does_not_pass_gates_of_a_later_stage() -> None:
    framework = Path("frameworks/tiny.yaml")
    text = framework.read_text(encoding="utf-8")
    text = text.replace("before: execute, stage: expand", "before: execute, stage: embed")
    framework.write_text(text, encoding="utf-8")

    findings = found("stage-ahead-of-gate", LAUNCHED + "frameworks: [{use: tiny@1, phase: execute}]\n")

    assert findings == []


def test_claim_that_the_plan_contradicts_keeps_the_gate_shut() -> None:
    plan = "stage: launch\n" + LAUNCHED

    findings = found("stage-ahead-of-gate", plan, alone=False)

    assert routes(findings) == [("stage",)]


@pytest.mark.parametrize(
    ("decision", "lacking"),
    [
        ("gate: tiny/launch, outcome: go", "by, because and review"),
        ("gate: tiny/launch, outcome: go, by: ap, review: 2026-08-01", "because"),
        ("gate: tiny/launch, outcome: hold", None),
        ("gate: tiny/nonsense, outcome: go", None),
        ("what: Lunch, outcome: go", None),
    ],
)
def test_decisions_to_go_against_a_shut_gate(decision: str, lacking: str | None) -> None:
    plan = f"people: {{ap: {{name: A}}}}\ndecisions: [{{{decision}, on: 2026-06-01}}]\n"

    findings = found("decision-incomplete", plan)

    assert [each.message.rpartition("add ")[2] for each in findings] == ([lacking] if lacking else [])


def test_decision_to_go_through_an_open_gate_needs_nothing_more() -> None:
    assert found("decision-incomplete", LAUNCHED + GO) == []


@pytest.mark.parametrize(
    ("wave", "key"),
    [
        ("start: 2026-10-01, end: 2026-10-01", None),
        ("start: 2026-10-01, end: 2027-03-31", None),
        ("start: unknown, end: 2026-01-01", None),
        ("start: 2027-04-01", "start"),
        ("start: 2027-04-01, end: 2027-05-01", "start"),
        ("start: 2027-04-01, end: 2026-05-01", "end"),
        ("end: 2027-04-01", "end"),
    ],
)
def test_dates_of_a_wave_and_of_the_aim(wave: str, key: str | None) -> None:
    findings = found("wave-dates-incoherent", f"aim: {{by: 2027-03-31}}\nwaves: {{w1: {{{wave}}}}}\n")

    assert routes(findings) == ([("waves", "w1", key)] if key else [])


def test_sites_without_lead_are_one_finding_for_each_wave_that_is_near() -> None:
    plan = (
        "people: {rk: {name: R}}\nwaves: {w1: {start: 2026-01-01}, w2: {start: 2026-07-30}, w3: {start: 2026-08-01}}\n"
    )
    table = sites(
        "a,A,w1,rk,target",
        "b,B,w1,,left",
        "c,C,w2,,target",
        "d,D,w2,,target",
        "e,E,w3,,target",
        "f,F,w1,,target",
    )

    findings = found("site-without-lead", plan, sites=table)

    assert routes(findings) == [("sites", 2), ("sites", 5)]
    assert '2 sites of "w2" without a lead ("c" and "d")' in findings[0].message


def test_obstacles_that_are_gone_or_accepted_need_no_owner() -> None:
    plan = """
obstacles:
  gone: {what: A, state: removed}
  accepted: {what: B, due: 2026-01-01, state: accepted}
  open: {what: C}
"""

    assert [each.message for each in found("obstacle-unowned", plan)] == [
        '"open" has no owner and no due date; say who removes it and by when'
    ]
    assert found("obstacle-overdue", plan) == []


@pytest.mark.parametrize(("due", "expected"), [("2026-06-29", 1), ("2026-06-30", 0)])
def test_obstacle_is_overdue_from_the_day_after(due: str, expected: int) -> None:
    assert len(found("obstacle-overdue", f"obstacles: {{screen: {{what: A, due: {due}}}}}\n")) == expected


NINE = sites(*(f"w{n},Ward,wave-1,,target" for n in range(9)), "w9,Ward,wave-1,,deferred")
TWO_COACHES = "people: {ek: {name: E, role: coach}, mo: {name: M, role: coach}}\n"


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("waves: {wave-1: {}}\n", 0),
        (TWO_COACHES + "waves: {wave-1: {}}\n", 0),
        (TWO_COACHES.replace("coach}}", "coach, left: 2026-06-01}}") + "waves: {wave-1: {}}\n", 1),
        (TWO_COACHES + "support: {c: {title: C, kind: coach, people: ek}}\nwaves: {wave-1: {}}\n", 1),
        (
            TWO_COACHES
            + "support: {c: {title: C, kind: coach, people: [ek, mo], waves: wave-1}}\n"
            + "waves: {wave-1: {}}\n",
            0,
        ),
        (TWO_COACHES + "support: {c: {title: C, kind: coach, people: ek}}\nwaves: {wave-1: {end: 2026-06-01}}\n", 0),
    ],
)
def test_sites_of_a_wave_for_each_coach(plan: str, expected: int) -> None:
    assert len(found("support-ratio-high", plan, sites=NINE)) == expected


@pytest.mark.parametrize(
    ("learning", "waves", "expected"),
    [
        ("[]", "w1: {start: 2026-01-01}", []),
        ("[]", "w1: {start: 2026-01-01}, w2: {start: 2026-01-01}", []),
        ("[]", "w1: {start: 2026-01-01}, w2: {start: 2026-09-01}", []),
        ("[]", "w1: {start: 2026-01-01}, w2: {start: 2026-04-01}", [("waves", "w2", "start")]),
        ("[{on: unknown, what: A}]", "w1: {start: 2026-01-01}, w2: {start: 2026-04-01}", []),
        ("[{on: 2026-05-01, what: A}]", "w1: {start: 2026-01-01}, w2: {start: 2026-04-01}", []),
        (
            "[{on: 2026-02-01, what: A}]",
            "w1: {start: 2026-01-01}, w2: {start: 2026-04-01}, w3: {start: 2026-07-15}",
            [("waves", "w3", "start")],
        ),
    ],
)
def test_learning_since_the_wave_before(learning: str, waves: str, expected: list[tuple[str | int, ...]]) -> None:
    findings = found("no-learning-between-waves", f"learning: {learning}\nwaves: {{{waves}}}\n")

    assert routes(findings) == expected


CHANGES = 'package: {version: "1", changes: {a: {title: A}, b: {title: B}}}\n'


@pytest.mark.parametrize(
    ("supports", "expected"),
    [
        ("[]", [("embedding",)]),
        ("[{what: S, kind: system}]", []),
        ("[{what: S, kind: policy, changes: a}]", [("package", "changes", "b")]),
        ("[{what: S, kind: training}, {what: T, kind: role, changes: a}]", [("package", "changes", "b")]),
    ],
)
def test_changes_need_a_support_that_is_built_in(supports: str, expected: list[tuple[str | int, ...]]) -> None:
    findings = found("vigilance-only-change", f"{CHANGES}embedding: {{supports: {supports}}}\n")

    assert routes(findings) == expected


def test_plan_without_changes_has_nothing_to_embed() -> None:
    assert found("vigilance-only-change", "") == []


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("aim: {by: 2026-08-29}\n", [Severity.NOTE]),
        ("aim: {by: 2026-08-30}\n", []),
        ("aim: {by: unknown}\n", []),
        ("stage: embed\n", [Severity.WARNING]),
        ("stage: embed\npeople: {sn: {name: S}}\nembedding: {owner: sn}\n", []),
    ],
)
def test_owner_of_what_follows(plan: str, expected: list[Severity]) -> None:
    assert [each.severity for each in found("end-without-handover", plan)] == expected
