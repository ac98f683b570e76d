"""Sections: what the report says of a plan, and that it stays honest about what is unknown, late or contradicted."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spreadkit import sections, words
from spreadkit.api import plans
from spreadkit.model.report import Block, Callout, Facts, Group, Report, ReportTable, Section, TableCell, walk
from spreadkit.model.report_parts import Tone
from spreadkit.months import day
from spreadkit.reporting import build as reporting
from spreadkit.reporting.build import PLACES, all_sections, assemble_report, sections_for
from spreadkit.sections import _wording as wording
from spreadkit.sections._view import View

from rule_examples import TINY, write_example

AS_OF = date(2026, 6, 30)
SECTIONS = Path(sections.__file__).parent

FULL = """
title: TEXT
summary: TEXT
stage: launch
fictional: yes
caveat: TEXT
headline: {says: TEXT, on: 2026-06-01, until: 2026-07-31}
ended: {on: 2027-12-31, because: TEXT}
frameworks: [{use: tiny@1, phase: plan}]
aim: {statement: TEXT, what: [huddle, board], for: TEXT, where: all, population: 5, measure: falls, baseline: unknown,
  target: 4.0, by: 2027-03-31, because: TEXT, units: 2, people: 900, reached: TEXT}
drivers:
  primary:
    notice: {title: TEXT, measure: falls}
  secondary:
    talk: {title: TEXT, serves: [{to: notice, strength: weak}]}
    loose: {title: TEXT}
  ideas:
    meet: {title: TEXT, serves: talk, state: in-package, change: huddle}
    app: {title: TEXT, state: dropped, because: TEXT}
approach: {method: [wave-sequence, campaign], because: TEXT, mix: TEXT, stop-when: TEXT, currency: TEXT}
people:
  ap: {name: TEXT, role: executive-sponsor, organisation: TEXT, time: 0.1, duties: [TEXT], authority: TEXT,
    profession: nurse, site: ash, since: 2026-01-01,
    likely-to-adopt: {motivated: unknown, capable: unknown, because: TEXT}}
  jl: {name: J. Lind, role: [spread-agent, coach], clinician: yes, left: 2026-05-01}
partners:
  it: {title: TEXT, needed: TEXT, by: 2026-05-01, contact: ap, agreed: unknown}
successful-sites:
  ward-4: {title: TEXT, external: yes, changes: huddle, since: unknown, measure: falls, before: 6, after: unknown,
    result: TEXT, differences: TEXT, offers: TEXT}
audiences:
  nurses: {title: TEXT, decides: after-seeing, needs: TEXT, concerns: TEXT, does: TEXT,
    opinion-leaders: [{who: ap, stance: supports, does: TEXT}]}
  managers: {adopts: no}
package:
  version: TEXT
  title: TEXT
  owner: jl
  principles: TEXT
  changes:
    board: {title: TEXT, core: no, order: 2}
    huddle: {title: TEXT, core: yes, order: 1, how-to: TEXT, adaptable: TEXT, adopted: TEXT, judged-by: TEXT,
      tips: TEXT}
    check: {title: Double check, core: yes, order: 3, concept: TEXT, because: TEXT, expected-effect: TEXT, avoid: TEXT,
      tested: 9, improved: 8, evidence: charter}
  home: TEXT
  adapting: TEXT
  tested: 102
  kept: 83
  belief: [{level: high, by: ap, on: 2026-06-01, because: TEXT, evidence: charter}]
  versions: [{version: TEXT, on: 2026-01-01, what: TEXT, because: TEXT}]
  review: {by: ap, every: year, last: 2025-06-01, found: TEXT, next: 2026-06-01}
case:
  nurses: {says: TEXT, results: TEXT, story: TEXT, testimony: TEXT, evidence: charter}
  all: {says: TEXT}
sites: sites.csv
waves:
  wave-1: {title: TEXT, start: 2026-01-01, end: 2026-03-31, gate: tiny/launch, note: TEXT,
    accepted: {by: ap, because: TEXT, on: 2026-01-05}}
  wave-2: {start: 2026-09-01, end: unknown, step: full-scale, version: TEXT, sites: 3, because: TEXT, note: TEXT}
units:
  north: {title: TEXT, sites: 3, stratum: town, wave: wave-1, manager: ap, agreed: 2026-01-01, champions: jl,
    because: TEXT}
strata:
  town: {title: TEXT, sites: 5, about: TEXT}
resources:
  coaches: {title: TEXT, kind: staff, changes: huddle, need: TEXT, essential: yes, per: site, once: 12, yearly: 5,
    paid-now-by: TEXT, paid-at-full-scale-by: TEXT, by-wave: {wave-1: {need: 5, secured: 3}}, in: TEXT,
    until: 2026-12-31, measure: falls, owner: ap, note: TEXT,
    next-step: {limit: TEXT, trigger: TEXT, fix: TEXT, cost: 3, owner: ap}}
adaptations:
  - {on: 2026-03-01, sites: ash, change: huddle, what: TEXT, because: TEXT, judged: useful, by: ap}
communication:
  - {audience: nurses, purpose: awareness, message: TEXT, messenger: [ap, jl], channel: TEXT, on: 2026-06-18,
    accepted: {by: ap, because: TEXT, on: 2026-06-19},
    mode: diffusion, community: hour, owner: ap, finds: TEXT}
  - {audience: all, purpose: feedback, message: TEXT, on: 2026-02-01, done: 2026-02-03}
communities:
  hour: {title: TEXT, meets: TEXT, audiences: nurses, owner: jl, next: 2026-07-01, existing: yes, connectors: ap,
    sessions: [2026-05-01, 2026-07-01]}
support:
  coach: {title: TEXT, kind: coach, people: jl, waves: wave-1, sites: ash, from: 2026-01-08, how: TEXT, sites-each: 3,
    answers-within: TEXT, accepted: {by: ap, because: TEXT, on: 2026-01-09},
    visits-each-month: 1, visits-after: 0.5, months-after: 6}
obstacles:
  wall: {what: TEXT, found: TEXT, sites: [ash], owner: ap, due: 2026-06-01, escalated: ap}
  gone: {what: TEXT, state: removed, due: 2026-01-01}
measures:
  falls: {title: TEXT, kind: outcome, better: lower, unit: TEXT, definition: TEXT, target: 4.0, owner: jl, source: TEXT,
    checked: {on: 2026-06-01, found: TEXT},
    data: {file: falls.csv, count: falls, per: days, times: 1000},
    predicted: {low: 3.5, high: 4.5, by: 2026-12-31, basis: TEXT, who: ap, on: 2025-12-01},
    baseline: {until: 2026-02-28},
    targets: {peers: {kind: benchmark, title: TEXT, value: 3.9, by: 2026-12-31, because: TEXT, source: TEXT}},
    limits: {centre: 6.6, lower: 4.1, upper: 9.1, source: TEXT, because: TEXT},
    run-length: {values: 8, source: TEXT},
    phases: [
      {from: 2026-04-30, title: TEXT, because: TEXT, freeze: 12},
      {from: 2026-05-31, limits: {centre: 5.5, lower: 4.2, upper: 7.3, source: TEXT, because: TEXT}}],
    annotations: [{on: 2026-03-15, says: TEXT, site: ash}],
    redefined: [{on: 2026-05-01, what: TEXT, because: TEXT}], excluded: [{on: 2026-05-31, site: ash, because: TEXT}]}
  uptake: {title: Uptake, kind: spread, better: higher, changes: huddle,
    predicted: {value: 0.8, by: 2026-12-31, on: 2025-12-01},
    published: [{says: TEXT, on: 2026-05-01, evidence: charter}]}
adoption: adoption.csv
forecasts: forecasts.csv
feedback:
  - {to: [executives, nurses], measures: falls, every: month, by: jl}
embedding:
  owner: ap
  signal: TEXT
  response: TEXT
  responder: ap
  budget: TEXT
  support-ends: 2027-03-31
  every: quarter
  checked: 2026-06-01
  supports:
    - {what: TEXT, changes: huddle, kind: policy, owner: ap, due: 2026-06-29}
actions:
  leads: {do: TEXT, for: [leadership.local-leads], owner: ap, due: 2026-06-18, state: doing}
  done: {do: TEXT, state: done, due: 2026-01-01, done-on: 2026-01-02}
  asked: {do: TEXT, for: leadership.local-leads, state: done, done-on: 2026-05-02, strategy: managers-name-leads,
    helped: no, because: TEXT}
decisions:
  - {gate: tiny/launch, outcome: hold, by: ap, on: 2026-05-20, because: TEXT, review: 2026-06-20}
  - {what: TEXT, outcome: agreed, by: jl, on: unknown}
  - {what: TEXT, about: approval, body: TEXT, version: TEXT, outcome: agreed, by: ap, on: 2025-12-01, conditions: TEXT,
    criteria: [{what: TEXT, met: yes, because: TEXT}, {what: TEXT, met: unknown}]}
  - {about: adoption, sites: ash, outcome: agreed, on: 2025-12-15, because: TEXT}
asks:
  analyst: {what: TEXT, from: ap, by: 2026-06-18, otherwise: TEXT}
  room: {what: TEXT, from: ap, by: 2026-01-18, answered: TEXT}
risks:
  winter: {what: TEXT, likelihood: high, impact: low, response: TEXT, owner: ap, review: 2026-06-29}
  over: {what: TEXT, likelihood: low, impact: low, state: closed}
tests:
  visit: {what: TEXT, predict: TEXT, found: TEXT, on: 2026-02-01, status: done}
learning:
  - {on: 2026-03-01, what: TEXT, about: messengers, from: TEXT, altered: TEXT, shared: TEXT}
reviews:
  - {on: 2026-06-10, by: [ap, jl], what: TEXT, next: 2026-07-16}
revisions:
  - {on: 2026-03-02, what: TEXT, because: TEXT}
evidence:
  charter: {kind: file, title: TEXT, file: TEXT, dated: 2026-01-02, says: TEXT}
  page: {kind: link, title: TEXT, link: TEXT, dated: unknown}
  chart: {kind: data, title: Chart, measure: falls}
  good-page: {kind: link, title: Page, link: "https://example.org/a?b=1&c=2"}
answers:
  tiny:
    leadership.sponsor: {level: good, because: TEXT, evidence: [charter], reviewed: 2026-06-01, by: ap, note: TEXT,
      importance: good, confidence: low}
    leadership.local-leads: {level: partial, because: TEXT, evidence: [charter, page, absent]}
    communication.awareness: {level: unknown, proposed: {level: good, from: TEXT, strength: weak, because: TEXT}}
    communication.channels: {na: TEXT, until: 2026-01-01, by: ap}
    communication.gone: {level: good}
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    note: TEXT
    rows:
      - {rater: r1, role: TEXT, criterion: leadership.sponsor, level: good, because: TEXT}
      - {rater: r2, role: TEXT, criterion: leadership.sponsor, level: absent}
    means:
      leadership.local-leads: {mean: 1, low: 0, high: 2, raters: 9}
recommendations:
  - {framework: tiny, says: TEXT, by: ap, on: 2026-06-01}
rollout: {sites: 25}
brand: {name: TEXT}
ignore:
  - {rule: unknown-person, at: people, because: TEXT, by: ap, until: 2026-12-31}
  - {rule: unused-ignore, because: TEXT}
--- sites.csv
id,name,wave,group,lead,status,adopter,note,sponsor,decider,decide-by,because,approved-by,until,manager,owner
ash,Ash,wave-1,TEXT,ap,target,early-adopter,TEXT,ap,TEXT,2025-12-20,,,,jl,ap
birch,Birch,wave-1,,jl,target,,,,TEXT,2026-06-01,,,,,
cedar,Cedar,,,,target,,,,,,,,,,
dune,Dune,wave-2,,,target,,,,,,,,,,
elm,Elm,wave-1,,,deferred,,,,,,,,,,
fern,Fern,,,,exempt,,,,,,TEXT,ap,2026-06-01,,
--- forecasts.csv
made-on,by,of,low,middle,high
2026-03-31,2026-06-30,4,1,2,3
--- adoption.csv
date,site,change,stage,barrier,note
2026-01-10,ash,huddle,testing,,
2026-03-10,ash,huddle,implemented,,
2026-03-10,ash,check,sustained,,
2026-06-01,birch,huddle,paused,TEXT,TEXT
2026-06-01,birch,check,not-applicable,,
2026-06-01,dune,huddle,not-started,,
2026-07-01,cedar,huddle,sustained,,
--- falls.csv
date,falls,days
2026-01-31,6,1000
2026-02-28,8,1000
2026-03-31,4,1000
2026-04-30,,1000
2026-05-31,5,1000
2026-07-31,1,1000
"""


def full_plan(text: str = "Some words", cell: str | None = None) -> str:
    """A plan that fills every part; every free text in it is this text (`cell` in its tables)."""
    head, mark, tables = FULL.partition("--- sites.csv")
    row = (text if cell is None else cell).replace('"', '""')
    return head.replace("TEXT", json.dumps(text)) + mark + tables.replace("TEXT", f'"{row}"')


def report_of(folder: Path, text: str, as_of: date = AS_OF) -> Report:
    return plans.build_report(write_example(folder, text, about="plan").main, as_of=as_of, reader="appendix")


def view_of(folder: Path, text: str, as_of: date = AS_OF) -> View:
    opened = plans.open_plan(write_example(folder, text, about="plan").main, as_of=as_of)
    plan = opened.subject.plan
    own = next(iter(plan.target_sites[1:] or plan.target_sites), None)
    return View(opened.subject.standing, opened.score, opened.findings, own=own)


def built(folder: Path, text: str, name: str) -> Section:
    view = view_of(folder, text)
    section = next(each.build(view) for each in all_sections() if each.name == name)
    assert section is not None
    return section


def tables(section: Section) -> dict[str, ReportTable]:
    return {block.title: block for block in walk(section.blocks) if isinstance(block, ReportTable)}


def rows(table: ReportTable) -> list[list[str]]:
    return [[shown(cell) for cell in row] for row in table.rows]


def shown(cell: TableCell) -> str:
    parts = [cell.text, f"[{cell.mark.text}]" if cell.mark else "", f"({cell.note})" if cell.note else ""]
    return " ".join(filter(None, parts))


def only(section: Section, kind: type[Any]) -> list[Any]:
    return [block for block in walk(section.blocks) if isinstance(block, kind)]


NOT_OF_ONE_PLAN = frozenset(
    {
        *("concepts", "loosened", "moved", "pack_actions", "pack_next", "sponsor_next"),
        *("site_call", "site_chart", "site_nearby", "site_owed", "site_values"),
    }
)
"""Sections of a plan that follows two frameworks, or one that extends another; or that is compared with a past.

Of the pack: what a plan has nothing on, and actions that stand with no must-have; the full plan has neither.

tests/comparing/test_profile.py, tests/framework/test_extends.py and tests/reporting/test_since.py build them. Those of
a site need people who are still there, or figures of its own: tests/reporting/test_readers.py has them all.
"""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# Discovery and the whole


def test_every_section_file_is_found_in_order() -> None:
    files = {path.stem for path in SECTIONS.glob("*.py") if not path.stem.startswith("_")}

    found = all_sections()

    assert {each.name for each in found} == files
    assert len(found) >= 20
    for reader in PLACES:
        places = [each.places[reader] for each in sections_for(reader)]
        assert len(places) >= 4
        assert places == sorted(set(places))


def test_two_sections_in_one_place_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "module_names", lambda _: ["risks", "risks"])

    with pytest.raises(ValueError, match="the sections risks and risks have the same ORDER"):
        all_sections.__wrapped__()


def test_a_section_for_nobody_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "PLACES", {})
    monkeypatch.setattr(reporting, "module_names", lambda _: ["site_steps"])

    with pytest.raises(ValueError, match="is for nobody"):
        all_sections.__wrapped__()


def test_an_empty_plan_gives_a_report_that_says_what_is_not_there(tmp_path: Path) -> None:
    report = report_of(tmp_path, "title: Empty\nframeworks: []\nstage: prepare\n")

    said = report.model_dump_json()
    assert [section.id for section in report.sections][:3] == ["summary", "asks", "waves"]
    assert "No measures are defined yet." in said
    assert "The plan does not say yet what it aims at." in said
    assert "Nobody is named yet." in said


@pytest.mark.parametrize("name", [each.name for each in all_sections()])
@pytest.mark.parametrize("plan", ["title: Empty\nframeworks: []\n", "title: Unanswered\n", "title: Full\nFULL"])
def test_each_section_builds_from_little_and_from_much(name: str, plan: str, tmp_path: Path) -> None:
    view = view_of(tmp_path, full_plan() if "FULL" in plan else plan)
    build = next(each.build for each in all_sections() if each.name == name)

    section = build(view)

    if "FULL" in plan:
        assert (section is not None) == (name not in NOT_OF_ONE_PLAN)
    if section is not None:
        assert section.blocks
        assert section == Section.model_validate_json(section.model_dump_json())


def test_a_report_can_be_dumped_read_and_compared(tmp_path: Path) -> None:
    report = report_of(tmp_path, full_plan())

    assert Report.model_validate_json(report.model_dump_json()) == report
    assert report_of(tmp_path, full_plan()) == report


def test_a_report_is_the_same_from_whichever_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = write_example(tmp_path, full_plan(), about="plan").main
    here = plans.build_report(main, as_of=AS_OF, reader="appendix")

    monkeypatch.chdir(tmp_path.parent)

    assert plans.build_report(main, as_of=AS_OF, reader="appendix") == here


def test_every_table_is_as_wide_as_its_columns_and_has_a_title_of_its_own(tmp_path: Path) -> None:
    report = report_of(tmp_path, full_plan())

    all_tables = [block for section in report.sections for block in only(section, ReportTable)]
    assert len(all_tables) > 30
    for table in all_tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}
    titles = [table.title for table in all_tables]
    assert sorted(set(titles)) == sorted(titles)


# What is said


def test_the_header_gives_date_stage_and_next_decision(tmp_path: Path) -> None:
    report = report_of(tmp_path, full_plan())

    facts = {fact.term: fact.says.text for fact in report.facts}
    assert facts["As of"] == "30 June 2026"
    assert facts["Stage of the plan"] == "Launch"
    assert facts["Next decision or review"] == "16 July 2026"


def test_the_aim_tells_unknown_from_not_stated(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "summary")

    facts = {fact.term: fact.says.text for fact in only(section, Facts)[0].items}
    assert facts["How good"] == "Some words: from unknown to 4.0"
    assert facts["Where"] == "5 sites are meant; 4 of them are listed"


def test_asks_come_first_and_lateness_is_said_in_words(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "asks")

    first = section.blocks[0]
    assert isinstance(first, ReportTable)
    assert rows(first) == [
        ["Some words", "Some words (executive sponsor)", "18 June 2026 [overdue by 12 days]", "Some words"]
    ]


def test_what_is_answered_or_done_is_never_overdue(tmp_path: Path) -> None:
    report = report_of(tmp_path, full_plan())

    done = [
        table
        for section in report.sections
        for group in only(section, Group)
        for table in walk(group.blocks)
        if isinstance(table, ReportTable) and group.title.startswith(("Done", "Asks that", "Removed", "Closed"))
    ]
    assert len(done) == 4
    assert not [cell for table in done for row in table.rows for cell in row if cell.mark]


def test_a_review_after_the_day_set_settles_a_decision(tmp_path: Path) -> None:
    plan = "decisions: [{what: X, outcome: go, on: 2026-01-01, review: 2026-02-01}]\n"

    waiting = built(tmp_path, plan, "asks")
    settled = built(tmp_path, plan + "reviews: [{on: 2026-02-02}]\n", "asks")

    assert "[overdue by 149 days]" in rows(tables(waiting)["Decisions taken, latest first"])[0][-1]
    assert rows(tables(settled)["Decisions taken, latest first"])[0][-1] == "1 February 2026"


def test_gates_are_open_or_shut_in_words_with_what_it_takes(tmp_path: Path) -> None:
    section = built(tmp_path, "answers: {tiny: {leadership.sponsor: {level: partial}}}\n", "gates")

    verdicts = [(each.tone, each.title) for each in only(section, Callout)]
    assert verdicts == [
        (Tone.STOP, "Shut: Ready to start the first site"),
        (Tone.STOP, "Shut: Ready for a further wave"),
    ]
    assert rows(tables(section)["What holds the gate shut: Ready to start the first site"]) == [
        [
            "Which one executive answers for this spread? (leadership.sponsor)",
            "Partly in place",
            "In place (Named with duties)",
        ]
    ]


def test_gaps_name_the_open_action_or_that_there_is_none(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "gaps")

    gaps = {row[0].split(" (")[1]: row[1:] for table in tables(section).values() for row in rows(table)}
    assert gaps["leadership.local-leads, must-have)"] == [
        "Partly in place",
        "Some words (Doing)",
        "Some words",
        "18 June 2026 [overdue by 12 days]",
    ]
    assert gaps["communication.awareness, should-have)"][:3] == ["unknown", "No action yet", "nobody"]


def test_readiness_shows_no_value_where_too_little_is_answered(tmp_path: Path) -> None:
    section = built(tmp_path, "answers: {tiny: {leadership.sponsor: {level: partial}}}\n", "readiness")

    whole, leadership, communication = section.blocks[0].bars  # type: ignore[union-attr]
    assert (whole.value, whole.span, whole.words) == (None, "12.5 to 87.5", "1 of 4")
    assert leadership.value == 50
    assert (communication.value, communication.words) == (None, "0 of 2")


def test_the_tracker_counts_with_numerator_and_denominator(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "tracker")

    extent = rows(tables(section)["How far each change has spread"])
    assert [row[2:] for row in extent] == [
        ["1 of 4 (last seen in March: Ash)", "0 of 4", "1 of 4", "1 of 4", "1 of 4"],
        ["0 of 4", "0 of 4", "0 of 4", "0 of 4", "4 of 4"],
        ["1 of 3 (last seen in March: Ash)", "0 of 3", "0 of 3", "0 of 3", "2 of 3"],
    ]


def test_the_tracker_knows_nothing_of_the_future_and_never_shows_an_empty_cell(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "tracker")

    grid = {row[0]: row for row in rows(tables(section)["Stage of each site for each change"])}
    assert grid["Cedar"] == [
        "Cedar",
        "not stated",
        "? unknown",
        "? unknown",
        "? unknown",
        "unknown (nothing on record)",
    ]
    assert grid["Ash"][2] == "5 implemented (4 months ago)"
    assert grid["Birch"][2] == "P paused (29 days ago; held up by: Some words)"
    assert grid["Ash"][-1] == "in place (no news since 10 March 2026)"
    assert [row[0] for row in rows(tables(section)["Stage of each site for each change"])] == [
        "Ash",
        "Birch",
        "Dune",
        "Cedar",
    ]


def test_shades_rise_with_the_stage(tmp_path: Path) -> None:
    table = tables(built(tmp_path, full_plan(), "tracker"))["Stage of each site for each change"]

    shades = {cell.text: cell.shade for row in table.rows for cell in row}
    assert (shades["0 not started"], shades["5 implemented"], shades["6 sustained"]) == (0, 3, 4)
    assert shades["? unknown"] is None
    assert shades["P paused"] is None


def test_measures_give_values_with_their_dates_up_to_the_date(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "measures")

    falls, uptake = rows(tables(section)["Values of each measure"])
    assert falls[1:] == [
        "7 (all counts of 2 points until 28 February 2026)",
        "6 (31 January 2026)",
        "5 (31 May 2026)",
        "4 (31 March 2026)",
        "4.0",
        "4",
    ]
    assert uptake[3] == "1 of 4 (sites with all of it in place, from the adoption events; last seen in March: Ash)"


def test_criteria_mark_stale_evidence_and_contradicted_claims(tmp_path: Path) -> None:
    plan = "audiences: {nurses: {title: Nurses}}\nanswers: {tiny: {communication.awareness: {level: good}}}\n"

    stale = tables(built(tmp_path, full_plan(), "criteria"))["Leadership"]
    against = tables(built(tmp_path, plan, "criteria"))["Communication"]

    assert "[older than 3 months]" in rows(stale)[1][3]
    assert "2 January 2026, 6 months ago" in rows(stale)[1][3]
    assert "Absent (not defined in the plan)" in rows(stale)[1][3]
    assert rows(against)[0][1] == "In place [contradicted by the plan (audience-without-awareness)]"


def test_what_is_set_aside_is_listed_with_reason_and_end(tmp_path: Path) -> None:
    section = built(tmp_path, full_plan(), "set_aside")

    found = tables(section)
    assert rows(found["Answered as not applicable"])[0][1:] == [
        "Some words",
        "1 January 2026 [has run out]",
        "Some words",
    ]
    assert rows(found["Answers to criteria that the framework no longer has"])[0][0] == "communication.gone"
    ignored = rows(found["Findings that the team has decided to live with"])
    assert ignored[1][3] == "not stated [not in force: something is missing]"


def test_findings_say_where_and_what_to_do(tmp_path: Path) -> None:
    section = built(tmp_path, "actions: {a: {do: X, owner: nobody-there, due: 2026-12-01}}\n", "findings")

    found = [row for table in tables(section).values() for row in rows(table) if "unknown-person" in row[0]]
    assert len(found) == 1
    assert found[0][1].startswith("spread-plan.yaml, line ")
    assert found[0][2]


# Words


def test_dates_and_figures_are_written_for_people() -> None:
    assert day(date(2026, 3, 15)) == "15 March 2026"
    assert wording.say(None) == "not stated"
    assert wording.age(1) == "1 day"
    assert wording.age(61) == "2 months"
    assert wording.since(date(2026, 7, 2), AS_OF) == "in 2 days"
    assert wording.with_full_stop("Done") == "Done."


@pytest.mark.parametrize(
    ("given", "written"),
    [("6.095238", "6.1"), ("0.03456", "0.035"), ("1234.54", "1234.5"), ("0", "0"), ("100.0", "100"), ("-2.25", "-2.3")],
)
def test_computed_figures_have_one_decimal_or_two_digits_that_count(given: str, written: str) -> None:
    assert words.in_figures(Decimal(given)) == written


def test_a_column_that_nobody_filled_is_left_out_but_never_a_needed_one() -> None:
    table = wording.table("T", ["Name", "Owner", "#Count", "Note?"], [["a", None, "1", None], ["b", None, "2", None]])

    assert [(column.header, column.align) for column in table.columns] == [
        ("Name", "left"),
        ("Owner", "left"),
        ("Count", "right"),
    ]


def test_build_report_refuses_two_sections_of_one_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of(tmp_path, "title: Empty\n")
    risks = next(each for each in all_sections() if each.name == "people")
    monkeypatch.setattr(reporting, "sections_for", lambda _: (risks, risks))

    with pytest.raises(ValueError, match="same id"):
        assemble_report(view)


def test_blocks_are_told_apart_by_kind() -> None:
    kinds = {kind.model_fields["kind"].default for kind in Block.__origin__.__args__}  # type: ignore[attr-defined]

    assert kinds >= {"paragraph", "bullets", "table", "meter", "chart", "callout"}


def test_importance_is_told_by_the_words_of_its_own_scale(tmp_path: Path) -> None:
    framework = (
        TINY.read_text(encoding="utf-8")
        .replace(
            "scales:\n",
            "importance: weight\nscales:\n  weight: {low: {value: 0, label: Matters little}, "
            "high: {value: 1, label: Matters most}}\n  help: {answer: number, from: 0, to: 9, "
            "bands: [{id: few, title: Hardly any, to: 9}]}\n",
        )
        .replace("ask: Are several channels used?", "ask: Are several channels used?\n        scale: help")
    )
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "tiny.yaml").write_text(framework, encoding="utf-8")
    plan = tmp_path / "spread-plan.yaml"
    plan.write_text(
        "schema: spreadkit/plan@1\ntitle: T\nframeworks: [{use: tiny@1}]\nanswers:\n  tiny:\n"
        "    communication.channels: {level: '3', because: Counted, importance: high}\n",
        encoding="utf-8",
    )

    report = plans.build_report(plan, as_of=AS_OF, reader="appendix")

    assert "importance: Matters most" in json.dumps([section.model_dump(mode="json") for section in report.sections])
