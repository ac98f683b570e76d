"""Sections on waves, embedding, communication, people and the tracker: what the newer fields of a plan add to them."""

from datetime import date
from pathlib import Path

import pytest

from spreadkit.model.report import Facts, Paragraph, Section
from spreadkit.reporting.build import all_sections
from test_sections import AS_OF, built, full_plan, only, report_of, rows, tables, view_of

pytestmark = pytest.mark.usefixtures("folder")


def headers(section: Section, title: str) -> list[str]:
    return [column.header for column in tables(section)[title].columns]


def facts(section: Section) -> dict[str, str]:
    return {fact.term: fact.says.text for block in only(section, Facts) for fact in block.items}


def said(section: Section) -> list[str]:
    return [paragraph.text for paragraph in only(section, Paragraph)]


# Waves


@pytest.mark.parametrize(
    ("states", "listed", "shown"),
    [
        ("", 3, "3"),
        ("sites: 27", 0, "27 (none listed)"),
        ("sites: 27", 3, "27 (3 listed)"),
        ("sites: 3", 3, "3"),
        ("sites: 2", 3, "2 (3 listed)"),
        ("sites: unknown", 0, "unknown (none listed)"),
        ("sites: unknown", 3, "unknown (3 listed)"),
    ],
)
def test_a_wave_counts_as_many_sites_as_it_states(states: str, listed: int, shown: str, tmp_path: Path) -> None:
    sites = ", ".join(f"{{id: s{index}, name: S, wave: w}}" for index in range(listed))

    section = built(tmp_path, f"waves: {{w: {{{states}}}}}\nsites: [{sites}]\n", "waves")

    assert rows(tables(section)["Waves"])[0][headers(section, "Waves").index("Sites")] == shown


def test_leads_are_counted_among_the_sites_that_are_listed(tmp_path: Path) -> None:
    plan = "people: {a: {name: A}}\nwaves: {w: {sites: 9}}\nsites: [{id: s, name: S, wave: w, lead: a}]\n"

    assert rows(tables(built(tmp_path, plan, "waves"))["Waves"])[0][-2:] == ["9 (1 listed)", "1 of 1"]


def test_waves_tell_their_step_their_version_and_the_reason_for_their_size(tmp_path: Path) -> None:
    plan = """
waves:
  w1: {title: First, step: scalable-unit, version: '1.10', because: One district, note: In the north}
  w2: {title: Second, step: full-scale, note: All others}
"""

    section = built(tmp_path, plan, "waves")

    first, second = rows(tables(section)["Waves"])
    assert first[:2] == ["First (W1)", "Make it work in the first scalable unit"]
    assert (first[-1], second[-1]) == ("version 1.10", "not stated")
    told = {fact.term: (fact.says.text, fact.says.note) for fact in only(section, Facts)[0].items}
    assert told == {"First": ("Why this size: One district", "In the north"), "Second": ("All others", "")}


def test_waves_without_step_version_or_reason_have_no_room_for_them(tmp_path: Path) -> None:
    section = built(tmp_path, "waves: {w: {start: 2026-01-01}}\n", "waves")

    assert headers(section, "Waves") == ["Wave", "Start", "End", "Sites"]
    assert only(section, Facts) == []


def test_step_version_and_reason_of_a_wave_stand_in_one_place(tmp_path: Path) -> None:
    plan = "waves: {w: {step: test, sites: 5, version: '7', because: Only here}}\n"

    report = report_of(tmp_path, plan).model_dump_json()

    assert report.count("Only here") == 1
    assert report.count("Test it in others") == 1
    assert report.count("version 7") == 1


@pytest.mark.parametrize(
    ("wave", "state"),
    [
        ("start: 2026-01-01, end: 2026-06-29", "ended"),
        ("start: unknown, end: 2026-06-29", "ended"),
        ("start: 2026-01-01, end: 2026-06-30", "under way"),
        ("start: 2026-06-30, end: 2026-12-31", "under way"),
        ("start: 2026-07-01, end: 2026-12-31", "to come"),
        ("start: 2026-07-01", "to come"),
        ("start: 2008-07-08, end: unknown", "begun"),
        ("start: unknown, end: unknown", ""),
    ],
)
def test_a_wave_says_how_far_it_is_and_no_more_than_is_known(wave: str, state: str, tmp_path: Path) -> None:
    section = built(tmp_path, f"waves: {{w: {{title: First, {wave}}}}}\n", "waves")

    assert tables(section)["Waves"].rows[0][0].note == ", ".join(filter(None, ["W", state]))


def test_a_plan_whose_waves_are_all_past_says_so(tmp_path: Path) -> None:
    one = "waves: {w: {start: 2008-07-08, end: 2009-05-08}}\n"
    two = "waves: {v: {end: 2009-05-08}, w: {end: 2008-05-08}}\n"
    three = "waves: {v: {end: 2009-05-08}, w: {end: 2008-05-08}, x: {end: 2010-05-08}}\n"

    assert said(built(tmp_path, one, "waves"))[0] == "The wave ended on 8 May 2009."
    assert said(built(tmp_path, two, "waves"))[0] == "Both waves have ended, the later one on 8 May 2009."
    assert said(built(tmp_path, three, "waves"))[0] == "All 3 waves have ended, the last of them on 8 May 2010."


@pytest.mark.parametrize("end", ["unknown", "2026-06-30", "2027-01-01"])
def test_one_wave_that_may_go_on_is_enough_not_to_say_so(end: str, tmp_path: Path) -> None:
    section = built(tmp_path, f"waves: {{v: {{end: 2009-05-08}}, w: {{end: {end}}}}}\n", "waves")

    assert said(section) == ["No sites are listed."]


# The start and the steps


CAMPUS = """
waves:
  system: {title: System, start: 2026-09-01, sites: 22}
  rest: {title: Rest, start: 2027-09-01, sites: 66}
sites: [{id: campus, name: Campus, status: successful}]
"""


def test_where_it_works_already_is_the_start_and_no_step(tmp_path: Path) -> None:
    section = built(tmp_path, CAMPUS, "units")

    assert rows(tables(section)["Step by step"]) == [
        ["System", "1 September 2026", "22", "22", "the first"],
        ["Rest", "1 September 2027", "66", "88", "4.0"],
    ]
    start = next(fact.says for fact in only(section, Facts)[0].items if fact.term == "Where it starts from")
    assert (start.text, start.note) == ("Campus", "works there already; not counted as a step")


# Embedding


def test_embedding_tells_what_there_is_to_hold_on_with(tmp_path: Path) -> None:
    plan = """
people: {ap: {name: A. Patel}}
embedding: {owner: ap, budget: The ward's own, support-ends: 2027-03-31, every: quarter, checked: 2026-04-20,
  responder: ap}
"""

    told = facts(built(tmp_path, plan, "embedding"))

    assert told["Who acts then"] == "A. Patel"
    assert told["Looked at every"] == "quarter"
    assert told["Last looked at"] == "20 April 2026"
    assert told["Help of the project ends"] == "31 March 2027"
    assert told["What pays for it afterwards"] == "The ward's own"


def test_embedding_says_nothing_of_what_nobody_filled(tmp_path: Path) -> None:
    told = facts(built(tmp_path, "embedding: {signal: A fall}\n", "embedding"))

    assert not {"Who acts then", "Looked at every", "Last looked at", "What pays for it afterwards"} & set(told)
    assert not [term for term in told if term.startswith("Help of the project")]


@pytest.mark.parametrize(
    ("given", "every", "last"),
    [
        ("every: month", "month", "not yet"),
        ("checked: 2026-04-20", "not stated", "20 April 2026"),
        ("every: month, checked: unknown", "month", "unknown"),
    ],
)
def test_the_rhythm_of_looking_is_never_made_up(given: str, every: str, last: str, tmp_path: Path) -> None:
    told = facts(built(tmp_path, f"embedding: {{{given}}}\n", "embedding"))

    assert (told["Looked at every"], told["Last looked at"]) == (every, last)


@pytest.mark.parametrize(
    ("ends", "term"), [("2026-06-29", "ended"), ("2026-06-30", "ends"), ("unknown", "ends"), ("2027-01-01", "ends")]
)
def test_the_help_of_the_project_ends_or_has_ended(ends: str, term: str, tmp_path: Path) -> None:
    told = facts(built(tmp_path, f"embedding: {{support-ends: {ends}}}\n", "embedding"))

    assert f"Help of the project {term}" in told


def test_the_review_of_the_practice_is_told_once(tmp_path: Path) -> None:
    plan = "package: {version: '1', review: {every: year, found: Still the best}}\nembedding: {signal: A fall}\n"

    assert report_of(tmp_path, plan).model_dump_json().count("Still the best") == 1


# Communication


COMMUNICATION = """
people: {ap: {name: A. Patel}, jl: {name: J. Lind}}
audiences: {nurses: {profession: nurse}, managers: {adopts: no}}
communities:
  hour: {title: Huddle hour, existing: no, connectors: [ap, jl],
    sessions: [2026-05-01, unknown, 2026-06-30, 2026-09-01]}
communication:
  - {audience: nurses, purpose: awareness, mode: diffusion, community: hour, messenger: jl, owner: ap, on: 2026-07-05,
    finds: A sheet at the door}
  - {audience: nurses, purpose: technical, mode: dissemination, on: unknown}
  - {audience: nurses, purpose: feedback, on: 2026-05-05, done: 2026-05-06}
"""


def test_messages_tell_their_way_their_owner_and_whom_they_bring_out(tmp_path: Path) -> None:
    section = built(tmp_path, COMMUNICATION, "communication")

    assert headers(section, "Every message") == [
        *("Audience", "Purpose", "Message", "Messenger", "Channel", "Brings out who is ready", "On")
    ]
    first, second, third = rows(tables(section)["Every message"])
    assert first[1] == "Awareness (diffusion through Huddle hour)"
    assert first[3] == "J. Lind (owner: A. Patel)"
    assert first[5] == "A sheet at the door"
    assert second[1:4] == ["Technical (dissemination)", "not stated", "not stated"]
    assert third[1] == "Feedback"


def test_a_message_without_a_day_is_not_said_to_be_undone(tmp_path: Path) -> None:
    section = built(tmp_path, COMMUNICATION, "communication")

    assert [row[-1] for row in rows(tables(section)["Every message"])] == [
        "5 July 2026 (not done yet)",
        "unknown (not on record as done)",
        "5 May 2026 (done on 6 May 2026)",
    ]


def test_communities_count_the_sessions_held_among_all_that_are_named(tmp_path: Path) -> None:
    section = built(tmp_path, COMMUNICATION, "communication")

    title = "Where adopters meet peers"
    row = dict(zip(headers(section, title), rows(tables(section)[title])[0], strict=True))
    assert row["There before"] == "no"
    assert row["Links to others"] == "A. Patel and J. Lind"
    assert row["Sessions"] == ("2 of 4 held; for 1 the day is unknown (1 May 2026, 30 June 2026 and 1 September 2026)")


def test_sessions_on_unknown_days_are_not_said_to_be_still_to_come(tmp_path: Path) -> None:
    plan = "communities: {hour: {title: Hour, sessions: unknown}}\n"

    row = rows(tables(built(tmp_path, plan, "communication"))["Where adopters meet peers"])[0]

    assert row == ["Hour", "not stated", "not stated", "unknown", "not stated", "not stated"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("messenger: jl, owner: ap", "J. Lind (owner: A. Patel)"),
        ("messenger: jl, owner: jl", "J. Lind (also the owner)"),
        ("messenger: [jl, ap], owner: jl", "J. Lind and A. Patel (owner: J. Lind)"),
        ("owner: ap", "not stated (owner: A. Patel)"),
        ("messenger: jl", "J. Lind"),
    ],
)
def test_the_owner_of_a_message_is_told_beside_who_brings_it(given: str, shown: str, tmp_path: Path) -> None:
    plan = f"""
people: {{ap: {{name: A. Patel}}, jl: {{name: J. Lind}}}}
communication: [{{audience: all, purpose: awareness, {given}}}]
"""

    table = tables(built(tmp_path, plan, "communication"))["Every message"]

    assert rows(table)[0][[column.header for column in table.columns].index("Messenger")] == shown


def test_communication_has_no_columns_that_nobody_filled(tmp_path: Path) -> None:
    plan = """
audiences: {nurses: {needs: Proof}}
communities: {hour: {title: Hour}}
communication: [{audience: nurses, purpose: awareness}]
"""

    section = built(tmp_path, plan, "communication")

    assert headers(section, "Every message") == ["Audience", "Purpose", "Message", "Messenger", "Channel", "On"]
    assert headers(section, "Audiences") == ["Audience", "Needs"]
    assert headers(section, "Where adopters meet peers") == ["Where adopters meet", "Meets", "For", "Owner", "Next"]


def test_audiences_tell_their_profession(tmp_path: Path) -> None:
    section = built(tmp_path, COMMUNICATION, "communication")

    assert rows(tables(section)["Audiences"])[0][:2] == ["Nurses", "Nurse"]


# People


def test_people_tell_role_profession_site_and_since_when(tmp_path: Path) -> None:
    plan = """
people:
  a: {name: A, role: [diffusion-manager, opinion-leader], profession: nurse, site: ash, since: 2026-05-04}
  b: {name: B, role: boundary-spanner, site: gone, since: unknown}
  c: {name: C}
sites: [{id: ash, name: Ash Ward}]
"""

    section = built(tmp_path, plan, "people")

    assert headers(section, "People") == ["Name", "Role", "Since", "Profession", "Site"]
    assert rows(tables(section)["People"]) == [
        ["A", "diffusion manager, opinion leader", "4 May 2026", "Nurse", "Ash Ward"],
        ["B", "boundary spanner", "unknown", "not stated", "gone"],
        ["C", "not stated", "not stated", "not stated", "not stated"],
    ]


@pytest.mark.parametrize(
    ("left", "note"),
    [("2026-06-30", "left on 30 June 2026"), ("2026-07-01", "leaves on 1 July 2026")],
)
def test_who_is_still_here_has_not_left(left: str, note: str, tmp_path: Path) -> None:
    section = built(tmp_path, f"people: {{a: {{name: A, left: {left}}}}}\n", "people")

    assert tables(section)["People"].rows[0][0].note == note


def test_opinion_leaders_are_told_once_with_their_stance(tmp_path: Path) -> None:
    plan = """
people: {wm: {name: W. Maas, role: opinion-leader}}
audiences: {nurses: {opinion-leaders: [{who: wm, stance: undecided, does: Will try it first}]}}
"""

    report = report_of(tmp_path, plan).model_dump_json()

    assert report.count("Will try it first") == 1
    assert report.count("Undecided") == 1


# Tracker


TRACKER = """
package: {version: '1', changes: {a: {title: A}}}
sites: sites.csv
adoption: adoption.csv
--- sites.csv
id,name,status,because,until
ash,Ash,target,,
elm,Elm,target,,
oak,Oak,target,,
fir,Fir,exempt,Rebuilt,2026-12-31
yew,Yew,out-of-scope,No inpatients,
box,Box,out-of-scope,No inpatients,
--- adoption.csv
date,site,change,stage,barrier,reason
2026-06-20,ash,a,declined,Nobody to lead it,no-nurse-leader
2026-06-20,elm,a,declined,,unknown
2026-06-20,oak,a,paused,Ward move,
"""


def test_the_tracker_gives_the_reason_of_a_site_that_declined(tmp_path: Path) -> None:
    section = built(tmp_path, TRACKER, "tracker")

    assert [row[2] for row in rows(tables(section)["Stage of each site for each change"])] == [
        "D declined (10 days ago; held up by: Nobody to lead it; reason: no nurse leader)",
        "D declined (10 days ago; held up by: a reason that is not known)",
        "P paused (10 days ago; held up by: Ward move)",
    ]


def test_sites_that_are_left_out_are_counted_apart_from_the_grid(tmp_path: Path) -> None:
    section = built(tmp_path, TRACKER, "tracker")

    assert [row[0] for row in rows(tables(section)["Stage of each site for each change"])] == ["Ash", "Elm", "Oak"]
    assert (
        "Not among the 3 target sites: 1 exempt and 2 out of scope. Why, and until when, stands under “Approvals and "
        "decisions to adopt”."
    ) in said(section)


def test_reasons_and_end_dates_of_sites_left_out_stand_in_the_section_that_the_tracker_names(tmp_path: Path) -> None:
    section = built(tmp_path, TRACKER, "decisions_to_adopt")

    assert section.title == "Approvals and decisions to adopt"
    assert rows(tables(section)["Sites that are exempt or out of scope"]) == [
        ["Fir", "Exempt", "Rebuilt", "31 December 2026"],
        ["Yew", "Out of scope", "No inpatients", "not stated"],
        ["Box", "Out of scope", "No inpatients", "not stated"],
    ]


def test_nothing_is_said_of_sites_left_out_where_there_are_none(tmp_path: Path) -> None:
    plan = "package: {version: '1', changes: {a: {title: A}}}\nsites: [{id: s, name: S}]\n"

    assert not [text for text in said(built(tmp_path, plan, "tracker")) if text.startswith("Not among")]


# The whole


@pytest.mark.parametrize("name", ["waves", "embedding", "communication", "people", "tracker", "units"])
@pytest.mark.parametrize("as_of", [date(1990, 1, 1), AS_OF, date(2090, 1, 1)])
def test_they_build_on_any_day(name: str, as_of: date, tmp_path: Path) -> None:
    view = view_of(tmp_path, full_plan(), as_of)

    section = next(each.build(view) for each in all_sections() if each.name == name)

    assert section is not None
    assert section.blocks


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        ("channel: Huddle, interactive: yes", "Huddle (people can answer)"),
        ("channel: Poster, interactive: no", "Poster (one way only)"),
        ("channel: Poster", "Poster"),
        ("interactive: no", "not stated (one way only)"),
    ],
)
def test_a_message_says_whether_people_can_answer(says: str, shown: str, tmp_path: Path) -> None:
    section = built(tmp_path, f"communication: [{{audience: all, purpose: technical, {says}}}]\n", "communication")

    message = tables(section)["Every message"]
    assert rows(message)[0][headers(section, "Every message").index("Channel")] == shown


def test_all_sites_say_whether_they_volunteered_and_when_they_joined_and_left(tmp_path: Path) -> None:
    plan = """
sites:
  - {id: a, name: Ash, volunteer: yes, joined: 2026-01-02}
  - {id: b, name: Birch, adopter: early-adopter, volunteer: no, joined: 2026-01-02, left: 2026-03-04, status: left}
  - {id: c, name: Cedar}
"""

    section = built(tmp_path, plan, "waves")

    at = headers(section, "Sites").index
    assert [(row[at("Status")], row[at("Adopter")]) for row in rows(tables(section)["Sites"])] == [
        ("Target (joined on 2 January 2026)", "Volunteered"),
        ("Left (joined on 2 January 2026, left on 4 March 2026)", "Early adopter (did not volunteer)"),
        ("Target", "not stated"),
    ]


# Measures


MEASURED = "title: Falls, kind: outcome, better: lower"


def test_a_measure_says_what_is_counted_over_what_in_which_sample(tmp_path: Path) -> None:
    counted = "definition: Falls with harm, numerator: Falls, denominator: Bed days, sample: All wards"

    whole = built(tmp_path, f"measures: {{falls: {{{MEASURED}, {counted}}}}}\n", "measures")
    none = built(tmp_path, f"measures: {{falls: {{{MEASURED}}}}}\n", "measures")

    assert rows(tables(whole)["Definitions"])[0][1] == (
        "Falls with harm (counted: Falls; out of: Bed days; sample: All wards)"
    )
    assert rows(tables(none)["Definitions"])[0][1] == "not stated"


def test_a_measure_says_what_is_to_be_known_of_single_days(tmp_path: Path) -> None:
    days = """
    annotations: [{on: 2026-01-02, says: New lifts, site: ash}, {on: 2026-07-01, says: To come}]
    phases: [{from: 2026-02-03, title: After the lifts, because: It works}, {from: 2026-02-04}]
    redefined: [{on: 2026-03-04, what: With near falls, because: Asked for}]
    excluded: [{on: 2026-04-05, because: Flood}]
"""
    measures = f"measures:\n  falls:\n    {MEASURED.replace(', ', chr(10) + '    ')}{days}"

    section = built(tmp_path, f"sites: [{{id: ash, name: Ash}}]\n{measures}", "measures")

    assert [row[1:] for row in rows(tables(section)["What to know of single days"])] == [
        ["2 January 2026", "New lifts", "Ash", "not stated"],
        [
            "3 February 2026",
            "Centre and limits worked out anew from here on: After the lifts",
            "not stated",
            "It works",
        ],
        ["4 February 2026", "Centre and limits worked out anew from here on", "not stated", "not stated"],
        ["4 March 2026", "Counted otherwise from here on: With near falls", "not stated", "Asked for"],
        ["5 April 2026", "Left out of the centre and the limits", "not stated", "Flood"],
    ]


# Reviews


def test_reviews_have_a_section_of_their_own(tmp_path: Path) -> None:
    reviews = "reviews: [{on: 2026-06-10, by: ap, what: Falls, next: 2026-07-16}, {on: unknown}]"
    plan = f"people: {{ap: {{name: A. Patel}}}}\n{reviews}\n"

    report = report_of(tmp_path, plan)

    found = {section.id: section for section in report.sections}
    assert rows(tables(found["reviews"])["Reviews"]) == [
        ["10 June 2026", "A. Patel", "Falls", "16 July 2026"],
        ["unknown", "not stated", "not stated", "no date set"],
    ]
    assert "learning" not in found


def test_without_reviews_there_is_no_such_section(tmp_path: Path) -> None:
    report = report_of(tmp_path, "learning: [{on: 2026-06-10, what: It takes a month}]\n")

    assert {"learning", "reviews"} & {section.id for section in report.sections} == {"learning"}
