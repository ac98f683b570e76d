"""People, dates and actions: what the rules' own examples do not reach."""

from datetime import date
from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding

TINY = Path(__file__).parents[1] / "tiny.yaml"
AS_OF = date(2026, 6, 30)
HEAD = "schema: spreadkit/plan@1\ntitle: Example\nframeworks: [{use: tiny@1}]\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_bytes(TINY.read_bytes())


def found(slug: str, plan: str, **tables: str) -> list[Finding]:
    """Check a plan for one rule alone; `tables` are the CSV files beside it."""
    Path("spread-plan.yaml").write_text(HEAD + plan, encoding="utf-8")
    for name, rows in tables.items():
        Path(f"{name}.csv").write_text(rows, encoding="utf-8")
    loaded = load_plan(Path("spread-plan.yaml"))
    assert loaded.problems == []
    return check_plan(loaded, AS_OF, only={slug})


def routes(findings: list[Finding]) -> list[tuple[str | int, ...]]:
    return [route for finding in findings for route in finding.routes or (finding.route,)]


def test_only_the_title_gives_two_findings_about_people() -> None:
    slugs = ["owner-has-left", "sponsor-missing", "spread-agent-missing", "spread-agent-without-time", "date-order"]
    slugs += ["one-person-many-hats", "sponsor-review-stale", "action-without-owner", "pilot-team-is-spread-team"]

    findings = [each.slug for slug in slugs for each in found(slug, "stage: prepare\n")]

    assert findings == ["sponsor-missing", "spread-agent-missing"]


def test_owner_who_has_left_is_found_once_with_everything_still_open() -> None:
    plan = """
people:
  jl: {name: J. Lind, left: 2026-05-31}
package: {version: "1.0", owner: jl}
sites: sites.csv
risks:
  staff: {what: Too few staff, likelihood: high, impact: low, owner: jl, state: closed}
obstacles:
  screen: {what: No screen, owner: jl, due: 2026-08-01}
"""

    findings = found("owner-has-left", plan, sites="id,name,lead\nward-3,Ward 3,jl\n")

    assert routes(findings) == [("people", "jl", "left")]
    assert '3 open things ("package", "obstacles screen" and 1 more)' in findings[0].message


@pytest.mark.parametrize("left", ["2026-07-01", "2027-01-31"])
def test_owner_who_will_leave_is_still_there(left: str) -> None:
    plan = f"people:\n  jl: {{name: J. Lind, left: {left}}}\nactions:\n  a: {{do: Talk, owner: jl, due: 2026-09-01}}\n"

    assert found("owner-has-left", plan) == []


def test_sponsors_are_one_not_several() -> None:
    plan = "people:\n  ap: {name: A, role: executive-sponsor}\n  bq: {name: B, role: [partner, executive-sponsor]}\n"

    findings = found("sponsor-missing", plan)

    assert routes(findings) == [("people", "bq", "role")]
    assert '"ap" and "bq"' in findings[0].message


def test_sponsor_who_has_left_counts_only_with_a_successor() -> None:
    gone = "people:\n  ap: {name: A, role: executive-sponsor, left: 2026-05-01}\n"

    alone = found("sponsor-missing", gone)
    followed = found("sponsor-missing", gone + "  bq: {name: B, role: executive-sponsor}\n")

    assert routes(alone) == [("people", "ap", "left")]
    assert followed == []


def test_sponsor_whose_name_the_record_does_not_give_is_not_missing() -> None:
    assert found("sponsor-missing", "people:\n  ap: {name: unknown, role: executive-sponsor}\n") == []


def test_spread_agents_may_be_several_but_not_all_gone() -> None:
    two = "people:\n  jl: {name: J, role: spread-agent}\n  mo: {name: M, role: spread-agent}\n"
    gone = "people:\n  jl: {name: J, role: spread-agent, left: 2026-06-30}\n"

    assert found("spread-agent-missing", two) == []
    assert routes(found("spread-agent-missing", gone)) == [("people", "jl", "left")]


def test_every_kind_of_date_that_tells_of_the_past_is_looked_at() -> None:
    plan = """
people: {ap: {name: A. Patel}}
audiences: {nurses: {}}
decisions: [{outcome: agreed, on: 2026-07-01}]
learning: [{on: 2026-07-01, what: Nights differ}]
revisions: [{on: 2026-07-01, what: New wave}]
communication: [{audience: nurses, purpose: awareness, done: 2026-07-01}]
feedback: [{to: executives, last: 2026-07-01}]
actions: {talk: {do: Talk, state: done, done-on: 2026-07-01}}
embedding: {accepted: 2026-07-01}
evidence: {chart: {kind: link, link: "https://example.org", dated: 2026-07-01}}
answers: {tiny: {leadership.sponsor: {level: good, reviewed: 2026-07-01}}}
"""

    findings = found("date-order", plan)

    assert len(findings) == 9


def test_dates_of_today_unknown_dates_and_plans_for_later_are_in_order() -> None:
    plan = """
audiences: {nurses: {}}
reviews: [{on: 2026-06-30, next: 2026-06-30}, {on: unknown, next: 2020-01-01}]
learning: [{on: unknown, what: Nights differ}]
communication: [{audience: nurses, purpose: awareness, on: 2027-01-01}]
"""

    assert found("date-order", plan) == []


def test_what_follows_a_review_or_decision_does_not_lie_before_it() -> None:
    plan = """
reviews: [{on: 2026-06-02, next: 2026-05-02}]
decisions: [{outcome: hold, on: 2026-06-02, review: 2025-07-02}]
"""

    findings = found("date-order", plan)

    assert routes(findings) == [("reviews", 0, "next"), ("decisions", 0, "review")]


def test_adoption_rows_of_the_future_are_one_finding() -> None:
    rows = (
        "date,site,change,stage\n2026-06-01,w1,huddle,aware\n2027-06-01,w1,huddle,testing\n2027-07-01,w2,huddle,aware\n"
    )

    findings = found("date-order", "adoption: adoption.csv\n", adoption=rows)

    assert routes(findings) == [("adoption", 1, "date")]
    assert (findings[0].location.file, findings[0].location.line) == ("adoption.csv", 3)
    assert "2 adoption rows are" in findings[0].message


def test_stale_answers_are_one_finding_at_the_oldest() -> None:
    plan = """
answers:
  tiny:
    leadership.sponsor: {level: good, reviewed: 2026-01-01}
    leadership.local-leads: {level: good, reviewed: 2025-12-01}
    communication.awareness: {level: good, reviewed: 2025-12-31}
"""

    findings = found("review-stale", plan)

    assert routes(findings) == [("answers", "tiny", "leadership.local-leads", "reviewed")]
    assert "2 answers were" in findings[0].message


def test_action_due_today_or_done_or_dropped_is_not_overdue() -> None:
    plan = """
actions:
  today: {do: A, due: 2026-06-30}
  done: {do: B, due: 2026-05-01, state: done}
  dropped: {do: C, due: 2026-05-01, state: dropped}
  late: {do: D, due: 2026-06-29, state: planned}
"""

    assert routes(found("action-overdue", plan)) == [("actions", "late", "due")]


def test_gap_is_reported_for_the_next_gate_only_and_for_levels_only() -> None:
    low = "answers:\n  tiny:\n    leadership.local-leads: {level: partial}\n    leadership.sponsor: "

    assert found("gap-without-action", low + "{level: unknown}\n") == []
    assert found("gap-without-action", low + "{na: Not here}\n") == []
    assert routes(found("gap-without-action", low + "{level: absent}\n")) == [
        ("answers", "tiny", "leadership.sponsor", "level")
    ]
    assert routes(found("gap-without-action", low + "{level: good}\n")) == [
        ("answers", "tiny", "leadership.local-leads", "level")
    ]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("state: doing", []),
        ("state: dropped", ["gap-without-action"]),
        ("state: done, done-on: 2026-06-01", ["done-but-no-change"]),
        ("state: done, done-on: 2026-05-10", ["gap-without-action"]),
        ("state: done, done-on: 2026-05-01", ["gap-without-action"]),
        ("state: done", []),
    ],
)
def test_low_answer_gives_one_finding_at_most(action: str, expected: list[str]) -> None:
    plan = f"""
answers:
  tiny:
    leadership.sponsor: {{level: partial, reviewed: 2026-05-10}}
actions:
  duties: {{do: Write duties, for: leadership.sponsor, {action}}}
"""

    findings = [*found("gap-without-action", plan), *found("done-but-no-change", plan)]

    assert [each.slug for each in findings] == expected


def test_done_actions_count_for_an_answer_that_was_never_reviewed() -> None:
    answer = "answers: {tiny: {leadership.sponsor: {level: absent}}}\n"
    done = "actions:\n  a: {do: A, for: leadership.sponsor, state: done}\n"

    assert len(found("done-but-no-change", answer + done)) == 1
    assert found("done-but-no-change", answer + done + "  b: {do: B, for: leadership.sponsor}\n") == []
    assert found("done-but-no-change", answer) == []


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("time: 0.0", [("people", "jl", "time")]),
        ("time: unknown", []),
        ("left: 2026-01-01", []),
        ("time: 0.2", []),
    ],
)
def test_time_of_the_spread_agent(person: str, expected: list[tuple[str | int, ...]]) -> None:
    findings = found("spread-agent-without-time", f"people:\n  jl: {{name: J, role: spread-agent, {person}}}\n")

    assert routes(findings) == expected


def test_hats_include_what_the_plan_has_people_do() -> None:
    plan = """
people: {jl: {name: J. Lind, role: spread-agent}}
audiences: {nurses: {}}
communication: [{audience: nurses, purpose: awareness, messenger: jl}]
support: {calls: {title: Calls, kind: coach, people: jl}}
"""

    findings = found("one-person-many-hats", plan)

    assert routes(findings) == [("people", "jl", "role")]
    assert "spread agent, messenger and coach" in findings[0].message


def test_two_kinds_of_sponsor_are_one_hat() -> None:
    plan = "people: {ap: {name: A, role: [executive-sponsor, clinical-sponsor, messenger]}}\n"

    assert found("one-person-many-hats", plan) == []


SPONSOR = "people: {ap: {name: A, role: executive-sponsor}, bq: {name: B}}\n"


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ("[]", [("reviews",)]),
        ("[{on: 2026-05-16}]", []),
        ("[{on: 2026-05-15}]", [("reviews", 0, "on")]),
        ("[{on: 2026-06-20, by: bq}]", [("reviews",)]),
        ("[{on: 2026-06-20, by: [bq, ap]}, {on: 2026-01-01, by: ap}]", []),
        ("[{on: 2026-07-20}, {on: 2026-03-01}]", [("reviews", 1, "on")]),
        ("[{on: unknown}]", []),
    ],
)
def test_reviews_by_the_sponsor(reviews: str, expected: list[tuple[str | int, ...]]) -> None:
    findings = found("sponsor-review-stale", f"stage: launch\n{SPONSOR}reviews: {reviews}\n")

    assert routes(findings) == expected


@pytest.mark.parametrize("stage", ["prepare", "embed"])
def test_sponsor_need_not_review_before_or_after_the_spread(stage: str) -> None:
    assert found("sponsor-review-stale", f"stage: {stage}\n{SPONSOR}") == []


def test_action_without_owner_and_date_is_one_finding() -> None:
    plan = "actions:\n  a: {do: A}\n  b: {do: B, state: done}\n"

    findings = found("action-without-owner", plan)

    assert [each.message for each in findings] == ['"a" has no owner and no due date; say who does it and by when']


@pytest.mark.parametrize(("pilots", "others", "expected"), [(1, 0, 0), (3, 2, 0), (2, 1, 1), (0, 2, 0)])
def test_share_of_the_pilot_in_the_spread_team(pilots: int, others: int, expected: int) -> None:
    people = [f"  p{n}: {{name: P, role: team-member, pilot-team: yes}}\n" for n in range(pilots)]
    people += [f"  q{n}: {{name: Q, role: spread-agent}}\n" for n in range(others)]
    people += ["  away: {name: A, role: team-member, left: 2026-01-01}\n", "  m: {name: M, role: messenger}\n"]

    findings = found("pilot-team-is-spread-team", "people:\n" + "".join(people))

    assert len(findings) == expected
