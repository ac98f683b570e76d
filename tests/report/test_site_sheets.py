"""The sheet of a site on paper: a front and a back, whatever is on record and however long names are, and no small text."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import spreadkit
from spreadkit.api.plans import _view, build_site_sheets
from spreadkit.model.report import Report
from spreadkit.reporting.build import assemble_report

from big_plan import AS_OF as BIG_DAY
from big_plan import write_big_plan
from browsing import Visitor
from matrix import AS_OF, EXAMPLES, TOP

PAPERS = ("A4", "Letter")
LEAST_POINTS = 8.0
"""No text on paper is smaller, in points."""

SMALLEST = """
    () => {
      let least = [99, '']
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const text = walker.currentNode, element = text.parentElement, box = element.getBoundingClientRect()
        if (!text.textContent.trim() || !box.width || !box.height || element.closest('.unseen, caption, desc, title, details'))
          continue
        const svg = element.closest('svg')
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
        const size = parseFloat(getComputedStyle(element).fontSize) * scale * 0.75
        if (size < least[0] && !(SKIP_PICTURES && svg)) least = [size, text.textContent.trim()]
      }
      return least
    }
"""

LONG = (
    "Ward for the early rehabilitation of older people after a fracture of the hip with dementia or delirium, building"
)
NAMES = (f"{LONG} 10", "جناح الجراحة العامة رقم ١٢", "第三内科病房(心脏与肺部疾病)", "Øst", "A" * 90, "Ward 7")
PERSON = "Prof. Dr. Maria-Magdalena von Schwarzenberg-Hohenstein and Associates of the Network"
STAGES = (
    "",
    "aware",
    "committed",
    "testing",
    "implementing",
    "implemented",
    "sustained",
    "paused",
    "declined",
    "discontinued",
)
WORDS = "long words about what is done on every shift by every person of the ward, and how it is looked at again"


def sheets_of(folder: Path, as_of: date, only: set[str] | None = None) -> Iterator[Report]:
    """Build the sheets of all sites of a plan, of those too that are no targets."""
    view = _view(folder, as_of)
    for site in view.plan.sites:
        if only is None or site.id in only:
            yield assemble_report(view.for_site(site))


def write_stress_plan(folder: Path) -> None:
    """Write a plan of 60 sites with 8 changes, whose texts are all as long as people write them, and longer."""
    changes = "".join(
        f"    change-{number}: {{title: '{WORDS} {number}', short: 'the {number}th thing that is done', core: "
        f"{'yes' if number < 7 else 'no'}, adopted: '{WORDS}, {WORDS}', judged-by: '{PERSON}', tips: '{WORDS}. {WORDS}',"
        f" how-to: 'https://example.org/{'a' * 60}/{number}'}}\n"
        for number in range(1, 9)
    )
    actions = "".join(
        f"  act-{number}: {{do: '{WORDS}, {WORDS} {number}', sites: all, owner: p{number % 4}, due: 2026-0{number + 4}-10}}\n"
        for number in range(1, 5)
    )
    people = "".join(
        f"  p{number}: {{name: '{PERSON} {number}', role: coach, reach: '{WORDS}', days: '{WORDS}'}}\n"
        for number in range(4)
    )
    plan = f"""schema: spreadkit/plan@1
title: {WORDS}
stage: expand
caveat: {{says: "{WORDS}. {WORDS}."}}
people:
{people}package:
  version: "1"
  home: https://example.org/{"home/" * 20}
  changes:
{changes}waves:
  one: {{start: 2025-09-01, end: 2026-07-31}}
  two: {{start: 2026-09-01}}
support:
  line: {{title: '{WORDS}', kind: hotline, people: [p0, p1, p2], how: '{WORDS}', answers-within: '{WORDS}'}}
  coach: {{title: Coaching, kind: coach, people: [p0, p1, p2]}}
obstacles:
  wall: {{what: '{WORDS}, {WORDS}', sites: [s1, s2, s3, s4, s5, s6, s7, s8, s9], owner: p1, due: 2026-08-01}}
actions:
{actions}measures:
  falls: {{title: '{WORDS}', unit: '{WORDS}', kind: outcome, better: lower, every: month, target: 3, source: '{WORDS}',
    definition: '{WORDS}, {WORDS}', data: {{file: falls.csv, date: month, count: count, per: days, times: 1000, site: site}}}}
  held: {{title: '{WORDS}', kind: process, better: higher, every: month, changes: change-1, source: '{WORDS}',
    definition: '{WORDS}, {WORDS}', data: {{file: falls.csv, date: month, count: count, per: days, times: 100, site: site}}}}
  third: {{title: '{WORDS}', kind: balancing, better: lower, every: month, definition: '{WORDS}, {WORDS}',
    data: {{file: falls.csv, date: month, value: count, site: site}}}}
aim: {{measure: falls, by: 2027-03-31}}
sites: sites.csv
adoption: adoption.csv
"""
    names = [(f"s{number}", f"{NAMES[number % len(NAMES)]} {number}") for number in range(60)]
    files = {
        "spread-plan.yaml": plan,
        "sites.csv": "id,name,group,wave,lead\n"
        + "".join(
            f'{site},"{name}","{NAMES[(place + 1) % len(NAMES)]}",{"one" if place % 3 else "two"},{"p1" if place % 2 else ""}\n'
            for place, (site, name) in enumerate(names)
        ),
        "adoption.csv": "date,site,change,stage,barrier\n"
        + "".join(
            f'{date(2026, 6, 1) - timedelta(days=(place * 7) % 200)},{site},change-{number},{stage},"{WORDS if number % 3 == 0 else ""}"\n'
            for place, (site, _) in enumerate(names)
            for number in range(1, 9)
            if (stage := STAGES[(place + number * (place % 2)) % len(STAGES)])
        ),
        "falls.csv": "month,site,count,days\n"
        + "".join(
            f"{date(2024 + month // 12, month % 12 + 1, 1)},{site},{(month * 7 + place) % 9},{700 + month}\n"
            for place, (site, _) in enumerate(names[:30])
            for month in range(30)
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def printed(
    visitor: Visitor, folder: Path, report: Report, paper: str, *, pictures: bool = True
) -> tuple[int, float, str]:
    """Return how many pages a sheet fills, and the size and words of its smallest text in points."""
    file = folder / "sheet.html"
    file.write_text(spreadkit.get_format("html", "report").render_report(report), encoding="utf-8")
    page = visitor.open(file, "light", fresh=True)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 695, "height": 1000})
    size, words = page.evaluate(SMALLEST.replace("SKIP_PICTURES", "false" if pictures else "true"))
    pdf = page.pdf(format=paper, prefer_css_page_size=paper == "A4")
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), size, words


def check_all(visitor: Visitor, folder: Path, reports: Iterator[Report], paper: str) -> int:
    """Hold every sheet to a front and a back without small text; return how many there were."""
    faults, count = [], 0
    for count, report in enumerate(reports, start=1):
        pages, size, words = printed(visitor, folder, report, paper, pictures=False)
        if pages != 2 or size < LEAST_POINTS - 0.01:
            faults.append((report.site, pages, size, words))
    assert faults == []
    return count


@pytest.mark.parametrize("paper", PAPERS)
def test_every_sheet_of_the_example_is_a_front_and_a_back(visitor: Visitor, tmp_path: Path, paper: str) -> None:
    reports = sheets_of(TOP / "examples" / "north-network-huddles", AS_OF)

    assert check_all(visitor, tmp_path, reports, paper) == 19


@pytest.mark.parametrize("paper", PAPERS)
def test_sheets_of_a_large_plan_are_a_front_and_a_back(visitor: Visitor, tmp_path: Path, paper: str) -> None:
    write_big_plan(tmp_path)

    reports = sheets_of(tmp_path, BIG_DAY, only={"ward-1", "ward-4", "ward-17", "ward-59"})

    assert check_all(visitor, tmp_path, reports, paper) == 4


@pytest.mark.parametrize("paper", PAPERS)
def test_no_length_of_text_and_no_script_makes_a_third_page(visitor: Visitor, tmp_path: Path, paper: str) -> None:
    write_stress_plan(tmp_path)

    reports = sheets_of(tmp_path, AS_OF, only={f"s{number}" for number in range(0, 60, 3)} | {"s1", "s2", "s7", "s11"})

    assert check_all(visitor, tmp_path, reports, paper) == 24


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example != "north-network-huddles"])
def test_a_site_of_which_little_is_on_record_has_a_sheet_too(visitor: Visitor, tmp_path: Path, example: str) -> None:
    for report in sheets_of(TOP / "examples" / example, AS_OF):
        assert printed(visitor, tmp_path, report, "A4", pictures=False)[0] <= 2


def test_every_target_has_one_sheet_and_they_are_the_same_each_time(tmp_path: Path) -> None:
    write_stress_plan(tmp_path)

    made = [list(build_site_sheets(tmp_path, as_of=AS_OF)) for _ in range(2)]

    assert [report.site for report in made[0]] == sorted(
        (report.site for report in made[1]), key=[report.site for report in made[0]].index
    )
    assert len(made[0]) == 60
    assert made[0] == made[1]
