"""The steering pack on paper and on the screen: twelve pages at most, nothing torn, nothing too small to read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import spreadkit
from spreadkit.model.report import Report

from big_plan import AS_OF as BIG_DAY
from big_plan import write_big_plan
from browsing import Visitor
from matrix import EXAMPLES, MOST_PAPER, Shown, built

PAPERS = ("A4", "Letter")
LONG = "Words of the team about what is asked of wards that have begun and of those that are still to begin " * 2
FRAMEWORKS = (
    *("sixty@1", "ihi-spread@2006.2", "ihi-scale-up@2016.2"),
    *("mayo-diffusion@2013.2", "nhs-sustainability-model@2010.2"),
)
PARTS = ("asks", "actions", "obstacles", "risks", "decisions", "communication", "learning")

SMALLEST = """
    () => {
      const isText = node => node.nodeType === 3 && node.data.trim()
      return [...document.querySelectorAll('main *, header *, footer *')]
        .filter(each => !each.closest('svg') && [...each.childNodes].some(isText))
        .filter(each => each.checkVisibility() && !each.classList.contains('unseen'))
        .map(each => parseFloat(getComputedStyle(each).fontSize) * 0.75)
        .reduce((least, size) => Math.min(least, size), 99)
    }
"""


def much(name: str, number: int) -> str:
    """Write a part of a plan with so many entries, each as long as people write them."""
    day = f"2026-{number % 11 + 1:02}-{number % 27 + 1:02}"
    text = f'"{number} {LONG}"'
    return {
        "asks": f"  a{number}: {{what: {text}, from: ap, by: {day}, otherwise: {text}}}\n",
        "actions": f"  b{number}: {{do: {text}, owner: ap, due: {day}, for: part-0.question-{number % 10}}}\n",
        "obstacles": f"  c{number}: {{what: {text}, sites: [ward-{number + 1}, ward-2], owner: ap, due: {day}}}\n",
        "risks": f"  d{number}: {{what: {text}, likelihood: high, impact: low, response: {text}, review: {day}}}\n",
        "decisions": f"  - {{what: {text}, outcome: hold, by: ap, on: 2025-05-01, because: {text}, review: {day}}}\n",
        "communication": f"  - {{audience: all, purpose: feedback, message: {text}, messenger: ap, on: {day}}}\n",
        "learning": f"  - {{on: 2026-01-{number % 9 + 1:02}, what: {text}, altered: {text}}}\n",
    }[name]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The pack of the large plan with five frameworks and more of everything than anybody has."""
    folder = tmp_path_factory.mktemp("crowded")
    write_big_plan(folder)
    plan = folder / "spread-plan.yaml"
    text = plan.read_text(encoding="utf-8")
    uses = ", ".join(f"{{use: {use}}}" for use in FRAMEWORKS)
    text = text.replace("frameworks: [{use: sixty@1}]", f"frameworks: [{uses}]")
    for name in PARTS:
        text += f"{name}:\n" + "".join(much(name, number) for number in range(40))
    supports = "".join(f'    - {{what: "{number} {LONG}", kind: policy, owner: ap}}\n' for number in range(20))
    text += f"embedding:\n  owner: ap\n  supports:\n{supports}"
    text += "reviews: [{on: 2025-12-15, by: ap, next: 2026-02-10}]\n"
    plan.write_text(text, encoding="utf-8")
    return spreadkit.build_report(folder, as_of=BIG_DAY)


def pages_in_model(report: Report) -> int:
    return sum(section.starts_page for section in report.sections) + 1


def pages_on(visitor: Visitor, file: Path, paper: str) -> int:
    page = visitor.open(file, "light", fresh=True)
    page.emulate_media(media="print")
    pdf = page.pdf(format=paper, prefer_css_page_size=paper == "A4")
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_paper_breaks_where_the_pack_does_so_nothing_is_torn(
    visitor: Visitor, file_of: Callable[[Shown], Path], example: str, paper: str
) -> None:
    shown = Shown("steering", example)

    assert pages_on(visitor, file_of(shown), paper) == pages_in_model(built(shown)) <= MOST_PAPER["steering"]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_plan_with_more_than_anybody_has_gives_twelve_pages_at_most(
    visitor: Visitor, tmp_path: Path, crowded: Report, paper: str
) -> None:
    file = tmp_path / "pack.html"
    file.write_text(spreadkit.get_format("html", "report").render_report(crowded), encoding="utf-8")

    assert len(crowded.sections) > 10
    assert pages_on(visitor, file, paper) == pages_in_model(crowded) <= MOST_PAPER["steering"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_is_printed_too_small_to_read(visitor: Visitor, file_of: Callable[[Shown], Path], example: str) -> None:
    page = visitor.open(file_of(Shown("steering", example)), "print")

    assert page.evaluate(SMALLEST) >= 7.99
    assert 9 <= page.evaluate("parseFloat(getComputedStyle(document.body).fontSize) * 0.75") <= 10.4
    heads = page.evaluate("[...document.querySelectorAll('thead')].map(each => getComputedStyle(each).display)")
    assert set(heads) <= {"table-header-group"}
    rows = page.evaluate("[...document.querySelectorAll('tr')].map(each => getComputedStyle(each).breakInside)")
    assert set(rows) == {"avoid"}


def test_a_wide_table_of_sites_can_be_reached_by_the_keyboard_and_stacks_on_a_telephone(
    visitor: Visitor, file_of: Callable[[Shown], Path]
) -> None:
    file = file_of(Shown("steering", "north-network-huddles"))
    page = visitor.open(file, "light")
    assert page.evaluate("document.querySelector('.site-tracker').closest('[tabindex=\"0\"][role=region]') !== null")

    page = visitor.open(file, "narrow")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1
    assert page.evaluate("getComputedStyle(document.querySelector('.site-tracker tr')).display") == "block"
