"""Whom to ask first, whom to call, and what was predicted: in the pack, and on the sheet of a site."""

from pathlib import Path

from spreadkit.model.page_blocks import ContactLines
from spreadkit.model.report import Paragraph, Section, walk
from spreadkit.reporting.build import all_sections
from spreadkit.verdicts.grammar import plain
from test_sections import rows, tables, view_of

PLAN = """
people:
  sn: {name: S. Nolan, site: ash, likely-to-adopt: {motivated: yes, capable: unknown, because: Asked for a visit}}
  mo: {name: M. Osei, site: ash, likely-to-adopt: {motivated: yes, capable: yes}}
  rk: {name: R. Kaur, site: ash, likely-to-adopt: {motivated: no, capable: yes}}
  go: {name: G. Okafor, site: oak, likely-to-adopt: {motivated: yes, capable: yes}}
  ek: {name: E. Kim, role: coach}
  pg: {name: P. Grieve, role: coach, left: 2026-04-30}
waves: {one: {start: 2026-09-14}, two: {start: 2027-01-11}}
support:
  calls: {title: An expert to call, kind: expert, people: [ek, pg], waves: one, from: 2026-10-01, how: Extension 4411}
sites: sites.csv
--- sites.csv
id,name,wave
ash,Ash Ward,one
elm,Elm Ward,one
oak,Oak Ward,two
"""

MONTHS = "March 2026 to May 2026"


def made(folder: Path, plan: str, name: str, site: str | None = None) -> Section | None:
    view = view_of(folder, plan)
    own = next((each for each in view.plan.sites if each.id == site), None)
    seen = view.for_site(own) if own else view
    if own is None:
        vars(seen).update(own=None)
    return next(each.build(seen) for each in all_sections() if each.name == name)


def told(section: Section | None) -> dict[str, list[list[str]]]:
    return {title: rows(table) for title, table in tables(section).items()} if section else {}


def paragraphs_of(section: Section | None) -> list[str]:
    return [block.text for block in walk(section.blocks if section else ()) if isinstance(block, Paragraph)]


def test_the_pack_says_whom_to_ask_first_at_the_next_sites(tmp_path: Path) -> None:
    section = made(tmp_path, PLAN, "likely_adopters")

    assert section is not None
    assert section.title == "Whom to ask first"
    assert told(section) == {
        "At sites that have not finished, and at those of the next wave": [
            ["Ash Ward", "14 September 2026", "M. Osei", "yes", "yes", "not stated"],
            ["Ash Ward", "14 September 2026", "S. Nolan", "yes", "unknown", "Asked for a visit"],
        ],
        "At other sites": [
            ["Ash Ward", "R. Kaur (not to be asked first)", "no", "yes"],
            ["Oak Ward", "G. Okafor", "yes", "yes"],
        ],
    }
    assert paragraphs_of(section) == ["At 1 of 2 such sites no person is named: Elm Ward."]


def called(folder: Path, plan: str, site: str) -> list[tuple[str, str, str]]:
    """Return whom the sheet of a site says to call: name, how, and what for."""
    section = made(folder, plan, "site_call", site)
    lines = section.blocks[0] if section else None
    items = lines.items if isinstance(lines, ContactLines) else ()
    return [(plain(line.name), plain(line.reach), plain(line.note)) for line in items]


def test_a_sheet_says_whom_to_call_and_from_when(tmp_path: Path) -> None:
    help_ = ("An expert to call", "Extension 4411", "answered by E. Kim; from 1 October on")

    assert called(tmp_path, PLAN, "ash") == [help_]
    assert called(tmp_path, PLAN, "oak") == []


def test_a_coach_is_called_by_name_first_and_nobody_who_has_left(tmp_path: Path) -> None:
    coach = "  visits: {title: Visits, kind: coach, people: [pg, ek], waves: one}\nsites: sites.csv"
    plan = PLAN.replace("sites: sites.csv", coach).replace(
        "ek: {name: E. Kim", "ek: {name: E. Kim, reach: Room 12, days: Tuesdays"
    )

    assert called(tmp_path, plan, "ash")[0] == ("E. Kim", "Room 12", "your coach, Tuesdays")
    assert len(called(tmp_path, plan, "ash")) == 2


def test_a_coach_without_a_number_has_a_line_to_fill_in(tmp_path: Path) -> None:
    plan = PLAN.replace("kind: expert", "kind: coach, short: your expert")

    assert called(tmp_path, plan, "ash") == [("E. Kim", "", "your expert, from 1 October on")]


def test_who_leads_the_work_is_called_where_no_help_is_named(tmp_path: Path) -> None:
    plan = PLAN.replace("people:", "people:\n  jl: {name: J. Lind, role: spread-agent, reach: jl@example.org}", 1)

    assert called(tmp_path, plan, "oak") == [("J. Lind", "jl@example.org", "leads the work")]


def test_a_plan_that_names_no_such_people_has_no_section(tmp_path: Path) -> None:
    assert made(tmp_path, "people: {ap: {name: A. Patel}}\n", "likely_adopters") is None


def test_the_pack_sets_what_came_beside_what_was_predicted(tmp_path: Path) -> None:
    plan = """
people: {jl: {name: J. Lind}}
measures:
  falls: {title: Falls, kind: outcome, better: lower, every: month, data: {file: falls.csv, value: falls},
    predicted: {low: 4, high: 5, by: 2026-05-31, basis: Two wards, who: jl, on: 2025-12-01}}
  pain: {title: Pain, kind: balancing, better: lower, predicted: {value: 3, by: 2027-03-31, on: 2025-12-01}}
--- falls.csv
date,falls
2026-03-01,6
2026-04-01,4.5
2026-05-01,4.2
"""

    section = made(tmp_path, plan, "measures")

    assert told(section)["What was predicted, and what came"] == [
        [
            "Falls",
            "4 to 5",
            "31 May 2026",
            f"Predicted 4 to 5 by 31 May 2026: came within that, at 4.5 (the median of 3 values, {MONTHS}).",
            "Two wards",
            "J. Lind",
            "1 December 2025",
        ],
        [
            "Pain",
            "3",
            "31 March 2027",
            "Predicted 3 by 31 March 2027: not due yet.",
            *["not stated"] * 2,
            "1 December 2025",
        ],
    ]
