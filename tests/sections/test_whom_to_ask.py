"""Whom to ask first, whom to call, and what was predicted: in the pack, and on the sheet of a site."""

from pathlib import Path

import pytest

from spreadkit.model.report import Paragraph, Section, walk
from spreadkit.reporting.build import all_sections
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


def test_a_sheet_names_its_own_people_and_no_refusals(tmp_path: Path) -> None:
    section = made(tmp_path, PLAN, "likely_adopters", "ash")

    assert section is not None
    assert section.title == "Who is likely to take it up"
    assert [row[0] for row in told(section)["People at your site"]] == ["M. Osei", "S. Nolan"]


@pytest.mark.parametrize(("site", "is_asked"), [("elm", True), ("oak", False)])
def test_a_sheet_asks_for_a_name_where_it_is_at_hand(tmp_path: Path, site: str, *, is_asked: bool) -> None:
    section = made(tmp_path, PLAN.replace("site: oak", "site: yew"), "likely_adopters", site)

    assert [text[:23] for text in paragraphs_of(section)] == ["No person is named yet "] * is_asked


def test_a_sheet_says_whom_to_call_and_from_when(tmp_path: Path) -> None:
    section = made(tmp_path, PLAN, "site_help", "ash")

    assert told(section) == {
        "Help for your site": [
            [
                "An expert to call",
                "Expert",
                "E. Kim",
                "1 October 2026 (after your start on 14 September 2026)",
                "Extension 4411",
            ]
        ]
    }
    assert made(tmp_path, PLAN, "site_help", "oak") is None


def test_a_sheet_says_that_no_help_is_named(tmp_path: Path) -> None:
    section = made(tmp_path, PLAN.replace("waves: one, from", "sites: ash, from"), "site_help", "elm")

    assert paragraphs_of(section) == [
        "No help is named for your site yet. Ask the team whom you can call, and from which day."
    ]


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
