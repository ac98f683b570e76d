"""Sections on drivers, units, resources, decisions, versions and roles: what a reader is told, and when nothing."""

from pathlib import Path

import pytest

from spreadkit import get_format
from spreadkit.model.report import Bullets, Facts, Group, Paragraph
from spreadkit.reporting.build import all_sections
from test_sections import built, full_plan, only, report_of, rows, tables, view_of

pytestmark = pytest.mark.usefixtures("folder")

OURS = ("drivers", "units", "resources", "decisions_to_adopt", "package_history", "site_roles")

DRIVERS = """
drivers:
  primary:
    early: {title: Mothers are seen early, measure: seen}
    safe: {title: Births are attended}
    alone: {title: Nothing works on this}
  secondary:
    visits: {title: Home visits, serves: early}
    talks: {title: Talks before birth, serves: [visits, {to: early, strength: weak}]}
    carts: {title: Transport, serves: safe}
    loose: {title: Hangs loose}
    one: {title: One, serves: two}
    two: {title: Two, serves: one}
  ideas:
    book: {title: A book of births, serves: visits, state: in-package, change: visit}
    cart: {title: A donkey cart, serves: [carts, {to: visits, strength: weak}], state: testing}
    near: {title: Close to the aim, serves: safe}
    sign: {title: Signs}
    call: {title: Telephone calls, serves: visits, state: dropped, because: No network}
package: {version: '1', changes: {visit: {title: A visit within two days}}}
measures: {seen: {title: Seen within two days, kind: process, better: higher}}
"""


@pytest.mark.parametrize("name", OURS)
def test_a_plan_without_the_part_has_no_such_section(name: str, tmp_path: Path) -> None:
    view = view_of(tmp_path, "title: Empty\npeople: {a: {name: A}}\nsites: [{id: s, name: S}]\n")

    assert next(each.build(view) for each in all_sections() if each.name == name) is None


def test_the_driver_diagram_reads_line_by_line(tmp_path: Path) -> None:
    section = built(tmp_path, DRIVERS, "drivers")

    lines = [[cell.text for cell in row] for row in tables(section)["Drivers and change ideas"].rows]
    assert [line[:3] for line in lines] == [
        ["Mothers are seen early", "Home visits", "A book of births"],
        ["Mothers are seen early", "Home visits", "A donkey cart"],
        ["Mothers are seen early", "Talks before birth", "none yet"],
        ["Mothers are seen early", "Talks before birth", "none yet"],
        ["Births are attended", "directly", "Close to the aim"],
        ["Births are attended", "Transport", "A donkey cart"],
        ["Nothing works on this", "none", "none yet"],
        ["not linked to the aim", "Hangs loose", "none yet"],
        ["not linked to the aim", "One", "none yet"],
        ["not linked to the aim", "Two", "none yet"],
        ["not linked to the aim", "none", "Signs"],
    ]
    assert lines[0][3:] == ["In package", "A visit within two days"]


def test_the_driver_diagram_tells_measures_weak_links_and_ways(tmp_path: Path) -> None:
    first, second, through, weak, *_ = tables(built(tmp_path, DRIVERS, "drivers"))["Drivers and change ideas"].rows

    assert first[0].note == "measured by: Seen within two days"
    assert second[2].note == "weak link"
    assert through[1].note == "through: Home visits; no measure"
    assert weak[1].note == "weak link; no measure"


def test_the_driver_diagram_counts_its_ideas_and_keeps_those_that_failed(tmp_path: Path) -> None:
    section = built(tmp_path, DRIVERS, "drivers")

    assert only(section, Paragraph)[0].text == (
        "3 primary drivers, 6 secondary drivers and 5 change ideas: 2 not tested yet, 1 being tested, 1 dropped and "
        "1 in the package."
    )
    assert rows(tables(section)["Dropped ideas"]) == [["Telephone calls", "No network"]]


def test_units_show_each_step_with_how_many_times_as_many(tmp_path: Path) -> None:
    plan = """
aim: {population: 576, units: 38, people: 90000, by: 2012-09-30}
approach: {method: [wave-sequence, collaborative], stop-when: No shift in half of the units}
strata: {town: {title: Town, sites: 500}}
units: {north: {title: North, sites: 12, stratum: town, wave: w1}}
waves:
  w2: {step: test, start: 2009-09-01, units: 35, sites: 549}
  w1: {title: The first, step: scalable-unit, start: 2008-07-08, units: 3, sites: 27, version: "1.0"}
"""

    section = built(tmp_path, plan, "units")

    facts = {fact.term: fact.says for fact in only(section, Facts)[0].items}
    assert facts["All of it"].text == "576 sites, 38 scalable units and 90000 people"
    assert facts["All of it"].note == "by 30 September 2012"
    assert facts["How to get there"].text == "wave sequence and collaborative"
    steps = [[cell.text for cell in row] for row in tables(section)["Step by step"].rows]
    assert steps == [
        ["The first", "8 July 2008", "3", "3", "the first"],
        ["W2", "1 September 2009", "35", "38", "12.7"],
    ]
    assert rows(tables(section)["Scalable units"]) == [["North", "12", "Town", "The first"]]
    assert rows(tables(section)["Kinds of setting"]) == [["Town", "500", "0 of 0"]]


def test_costs_are_added_up_with_what_is_not_known(tmp_path: Path) -> None:
    plan = """
aim: {population: 10, units: unknown}
approach: {currency: GBP}
resources:
  a: {title: A, kind: staff, per: site, once: 10.50, yearly: 3}
  b: {title: B, kind: supply, per: site, once: unknown, yearly: 0}
  c: {title: C, kind: it, per: unit, yearly: 7}
  d: {title: D, kind: money, once: 100}
  e: {title: E, kind: space}
"""

    section = built(tmp_path, plan, "resources")

    costs = tables(section)["What it costs"]
    assert [column.header for column in costs.columns][1:3] == ["Start (GBP)", "Each year (GBP)"]
    missing = "(without 1 cost that is not known)"
    assert rows(costs) == [
        ["one site", f"10.50 {missing}", "3", f"105.00 {missing}", "30"],
        ["one scalable unit", "not stated", "7", "not stated", "not stated"],
        ["the whole", "100", "not stated", "100", "not stated"],
    ]


def test_what_is_short_is_said_in_words(tmp_path: Path) -> None:
    plan = """
waves: {w: {title: First}}
resources:
  a: {title: Coaches, kind: staff, in: days, by-wave: {w: {need: 5, secured: 3}}}
  b: {title: Cards, kind: supply, by-wave: {w: {need: 5, secured: 5}}}
  c: {title: Rooms, kind: space, by-wave: {w: {need: unknown, secured: 5}}}
"""

    found = rows(tables(built(tmp_path, plan, "resources"))["What each wave needs"])

    assert found == [
        ["Coaches (in days)", "First", "5", "3", "[short by 2]"],
        ["Cards", "First", "5", "5", "enough"],
        ["Rooms", "First", "unknown", "5", "not known"],
    ]


DECISIONS = """
people: {ap: {name: A. Patel}}
decisions:
  - {about: approval, what: Bundle, body: Committee, by: ap, version: '2', outcome: agreed, on: 2026-01-05,
    criteria: [{what: Two settings, met: yes}, {what: Cost known, met: no, because: Only the grant}, {what: Safe}]}
  - {about: adoption, sites: [ash, elm], outcome: agreed, on: 2026-02-01}
  - {about: adoption, sites: elm, outcome: stop, on: 2026-03-01, because: No nurse leader}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,decision,decider,route,decide-by,status,because,until
ash,Ash,collective,ap,Vote,2026-01-31,target,,
elm,Elm,optional,Partners,Meeting,2026-01-31,target,,
oak,Oak,required,Board,Order,2026-05-31,target,,
fir,Fir,,,,,exempt,Rebuilt,2026-06-29
yew,Yew,,,,,out-of-scope,No inpatients,
--- adoption.csv
date,site,change,stage,barrier,reason
2026-02-02,ash,a,testing,,
2026-03-01,elm,a,declined,,no-nurse-leader
2026-03-01,elm,b,declined,,no-nurse-leader
2026-03-01,oak,a,paused,,no-nurse-leader
2026-03-01,oak,b,paused,,other
"""


def test_decisions_are_told_site_by_site(tmp_path: Path) -> None:
    section = built(tmp_path, DECISIONS, "decisions_to_adopt")

    found = tables(section)
    assert rows(found["Approvals"]) == [
        ["Approval of the practice (Bundle; version 2)", "[yes]", "5 January 2026", "Committee (A. Patel)"]
    ]
    assert rows(found["Decisions of the sites"]) == [
        ["Ash", "the team's", "A. Patel", "Vote", "31 January 2026", "on 1 February 2026 [yes]", "2 February 2026"],
        [
            *("Elm", "each person's own", "Partners", "Meeting", "31 January 2026"),
            *("on 1 March 2026 [no] (No nurse leader)", "not stated"),
        ],
        [
            *("Oak", "required by authority", "Board", "Order", "31 May 2026 [overdue by 30 days]"),
            *("none on record", "not stated"),
        ],
    ]
    assert rows(found["Sites that are exempt or out of scope"]) == [
        ["Fir", "Exempt", "Rebuilt", "29 June 2026 [has run out]"],
        ["Yew", "Out of scope", "No inpatients", "not stated"],
    ]
    assert rows(found["Why sites declined, paused or gave up"]) == [
        ["No nurse leader", "2"],
        ["A reason that is not named", "1"],
    ]


def test_criteria_of_an_approval_are_met_not_met_or_not_stated(tmp_path: Path) -> None:
    section = built(tmp_path, DECISIONS, "decisions_to_adopt")

    group = only(section, Group)[0]
    assert (group.title, group.note) == ("What the decision of 5 January 2026 was measured against", "1 of 3 met")
    items = [item.text for item in only(section, Bullets)[0].items]
    assert items == ["Two settings: met", "Cost known: not met", "Safe: not stated"]


def test_the_package_tells_its_versions_and_an_overdue_review(tmp_path: Path) -> None:
    plan = """
people: {ap: {name: A. Patel}}
package:
  version: '2'
  tested: 102
  kept: unknown
  versions: [{version: '1', on: 2026-01-01, what: First}, {version: '2', what: Second}]
  belief: [{level: high, by: ap, on: 2026-02-01, because: Nine of ten}]
  review: {by: ap, every: year, next: 2026-06-01}
  changes: {c: {title: C, tested: 9, improved: 8, avoid: [Weekends, Nights]}, d: {title: D}}
measures: {m: {title: Done in time, kind: process, better: higher, changes: c}}
resources: {r: {title: A nurse at the door, kind: staff, changes: [c, d]}}
waves: {w: {title: First wave, version: '1'}}
sites: [{id: a, name: A, version: '2'}, {id: b, name: B}]
adaptations: [{on: 2026-05-01, change: c, what: By telephone}]
"""

    section = built(tmp_path, plan, "package_history")

    facts = {fact.term: fact.says for fact in only(section, Facts)[0].items}
    assert facts["Ideas tested and kept"].text == "102 and unknown"
    assert facts["Next review"].mark is not None
    assert rows(tables(section)["Versions of the package"]) == [
        ["1", "1 January 2026", "First", "First wave"],
        ["2", "not stated", "Second", "1 of 2 sites"],
    ]
    assert rows(tables(section)["Behind each change"]) == [
        ["C", "Weekends\nNights", "helped in 8 of 9 places", "Done in time", "A nurse at the door"]
    ]
    assert rows(tables(section)["What sites have altered"])[0][-1] == "not judged yet"


def test_roles_are_told_for_target_sites(tmp_path: Path) -> None:
    plan = """
people: {dm: {name: D. Mori}, wm: {name: W. Maas}}
audiences: {nurses: {opinion-leaders: [{who: wm, stance: opposes}]}}
units: {north: {title: The north}}
sites: sites.csv
--- sites.csv
id,name,manager,time,owner,handed-over,status,unit
ash,Ash,dm,0.2,wm,2026-05-04,target,north
elm,Elm,dm,,,,target,
oak,Oak,dm,,,,deferred,
"""

    section = built(tmp_path, plan, "site_roles")

    assert rows(tables(section)["Roles by site"]) == [
        ["Ash", "D. Mori (0.2 of a full week)", "W. Maas (since 4 May 2026)"],
        ["Elm", "D. Mori", "not stated"],
    ]
    assert rows(tables(section)["Settings and dates by site"]) == [["Ash", "The north"], ["Elm", "not stated"]]
    assert rows(tables(section)["Opinion leaders"]) == [["Nurses", "W. Maas", "Opposes"]]


@pytest.mark.parametrize("name", ["md", "html"])
def test_every_format_writes_them(name: str, tmp_path: Path) -> None:
    text = get_format(name, "report").render_report(report_of(tmp_path, full_plan()))

    for title in (
        "What the aim rests on",
        "From the first sites to all",
        "What it takes",
        "Who carries it at the sites",
    ):
        assert title in text


@pytest.mark.parametrize("most", ["3", "unknown"])
def test_the_approach_says_how_many_practices_a_site_takes_up_at_once(most: str, tmp_path: Path) -> None:
    section = built(tmp_path, f"approach: {{practices-at-most: {most}}}\n", "units")

    facts = {fact.term: fact.says.text for fact in only(section, Facts)[0].items}
    assert facts["Practices that a site takes up at once, at most"] == most


def test_evidence_says_what_else_it_was_looked_at_for(tmp_path: Path) -> None:
    plan = """
aim: {evidence: one}
decisions: [{what: X, outcome: go, on: 2026-01-02, evidence: one}, {what: Y, outcome: go, on: unknown, evidence: two}]
risks: {winter: {what: A hard winter, likelihood: low, impact: low, evidence: [one, two]}}
resources: {staff: {title: Coaches, kind: staff, evidence: two}}
evidence: {one: {kind: file, title: One}, two: {kind: file, title: Two}, three: {kind: file, title: Three}}
"""

    section = built(tmp_path, plan, "sources")

    assert {row[0]: row[-1] for row in rows(tables(section)["Evidence that answers rest on"])} == {
        "One": "the aim\nthe decision of 2 January 2026\nthe risk “A hard winter”",
        "Two": "a decision of an unknown day\nthe risk “A hard winter”\nwhat it takes: Coaches",
        "Three": "not stated",
    }


def test_a_round_of_ratings_says_what_was_noted_of_it(tmp_path: Path) -> None:
    rounds = """
ratings:
  spring: {framework: tiny@1, on: 2026-03-01, note: Two were ill}
  summer: {framework: tiny@1, on: 2026-06-01}
"""

    section = built(tmp_path, rounds, "raters")

    assert [row[-1] for row in rows(tables(section)["Rounds of ratings"])] == ["Two were ill", "not stated"]
