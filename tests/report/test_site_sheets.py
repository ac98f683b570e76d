"""The sheet of a site on paper: a front and a back, whatever is on record and however long names are."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import axe_playwright_python
import pytest

import spreadkit
from spreadkit.api.plans import _view, build_site_sheets
from spreadkit.formats._sheet_index import link_to, render_sheet_index
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
        const unseen = element.closest('.unseen, caption, desc, title, details')
        if (!text.textContent.trim() || !box.width || !box.height || unseen) continue
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
    names = [(f"s{number}", f"{NAMES[number % len(NAMES)]} {number}") for number in range(60)]
    files = {
        "spread-plan.yaml": stress_plan(),
        "sites.csv": "".join(["id,name,group,wave,lead\n", *map(site_row, range(60), names)]),
        "adoption.csv": "".join(["date,site,change,stage,barrier\n", *stress_events(names)]),
        "falls.csv": "".join(["month,site,count,days\n", *stress_values(names[:30])]),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def site_row(place: int, site: tuple[str, str]) -> str:
    wave, lead = "one" if place % 3 else "two", "p1" if place % 2 else ""
    return f'{site[0]},"{site[1]}","{NAMES[(place + 1) % len(NAMES)]}",{wave},{lead}\n'


def stress_events(sites: list[tuple[str, str]]) -> Iterator[str]:
    for place, (site, _) in enumerate(sites):
        for number in range(1, 9):
            stage = STAGES[(place + number * (place % 2)) % len(STAGES)]
            barrier = WORDS if number % 3 == 0 else ""
            if stage:
                day = date(2026, 6, 1) - timedelta(days=(place * 7) % 200)
                yield f'{day},{site},change-{number},{stage},"{barrier}"\n'


def stress_values(sites: list[tuple[str, str]]) -> Iterator[str]:
    for place, (site, _) in enumerate(sites):
        for month in range(30):
            first = date(2024 + month // 12, month % 12 + 1, 1)
            yield f"{first},{site},{(month * 7 + place) % 9},{700 + month}\n"


def stress_plan() -> str:
    """Return a plan in which every text is long."""
    changes = "".join(
        f"""    change-{number}:
      title: '{WORDS} {number}'
      short: the {number}th thing that is done
      core: {"yes" if number < 7 else "no"}
      adopted: '{WORDS}, {WORDS}'
      judged-by: '{PERSON}'
      tips: '{WORDS}. {WORDS}'
      how-to: https://example.org/{"a" * 60}/{number}
"""
        for number in range(1, 9)
    )
    actions = "".join(
        f"  act-{number}: {{do: '{WORDS}, {WORDS}', sites: all, owner: p{number % 4}, due: 2026-0{number + 4}-10}}\n"
        for number in range(1, 5)
    )
    people = "".join(
        f"  p{number}: {{name: '{PERSON} {number}', role: coach, reach: '{WORDS}', days: '{WORDS}'}}\n"
        for number in range(4)
    )
    measures = "".join(
        f"""  {name}:
    title: '{WORDS}'
    unit: '{WORDS}'
    kind: {kind}
    better: lower
    every: month
    changes: change-1
    target: 3
    source: '{WORDS}'
    definition: '{WORDS}, {WORDS}'
    data: {{file: falls.csv, date: month, count: count, per: days, times: 1000, site: site}}
"""
        for name, kind in (("falls", "outcome"), ("held", "process"), ("third", "balancing"))
    )
    return f"""schema: spreadkit/plan@1
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
{measures}aim: {{measure: falls, by: 2027-03-31}}
sites: sites.csv
adoption: adoption.csv
"""


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
    made = [(report.site, *printed(visitor, folder, report, paper, pictures=False)) for report in reports]
    assert [one for one in made if one[1] != 2 or one[2] < LEAST_POINTS - 0.01] == []
    return len(made)


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

    only = {f"s{number}" for number in (*range(0, 60, 3), 1, 2, 7, 11)}

    reports = sheets_of(tmp_path, AS_OF, only=only)

    assert check_all(visitor, tmp_path, reports, paper) == 24


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example != "north-network-huddles"])
def test_a_site_of_which_little_is_on_record_has_a_sheet_too(visitor: Visitor, tmp_path: Path, example: str) -> None:
    for report in sheets_of(TOP / "examples" / example, AS_OF):
        assert printed(visitor, tmp_path, report, "A4", pictures=False)[0] <= 2


def test_every_target_has_one_sheet_and_it_is_the_same_each_time(tmp_path: Path) -> None:
    write_stress_plan(tmp_path)

    made, again = (list(build_site_sheets(tmp_path, as_of=AS_OF)) for _ in range(2))

    assert len({report.site for report in made}) == len(made) == 60
    assert made == again


RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(each => each.id)"


@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
def test_axe_finds_nothing_wrong_in_sheets_and_in_their_index(visitor: Visitor, tmp_path: Path, mode: str) -> None:
    write_stress_plan(tmp_path)
    reports = [
        *sheets_of(TOP / "examples" / "north-network-huddles", AS_OF, only={"dunlin", "sandpiper", "wigeon", "rowan"}),
        *sheets_of(tmp_path, AS_OF, only={"s1", "s7"}),
    ]
    pages = {f"{report.site}.html": spreadkit.get_format("html", "report").render_report(report) for report in reports}
    links = [link_to(report, f"{report.site}.html") for report in reports]
    pages["index.html"] = render_sheet_index(links, AS_OF, "spreadkit")
    for name, text in pages.items():
        (tmp_path / name).write_text(str(text), encoding="utf-8")

    for name in pages:
        page = visitor.open(tmp_path / name, mode, fresh=True)
        page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))

        assert (name, page.evaluate(RUN)) == (name, [])
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    assert visitor.troubles == []
