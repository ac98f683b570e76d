"""The report as Chromium shows it: no violation that axe finds, no error, no sideways scroll, and it prints."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from spreadkit import api, shelf
from spreadkit.formats import html
from spreadkit.resources import shipped_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
ARGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
EXAMPLE = shipped_examples() / "north-network-huddles"
AS_OF = date(2026, 7, 15)
A4_BETWEEN_MARGINS = 680
"""CSS pixels: 180 mm."""

MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "print": {"viewport": {"width": A4_BETWEEN_MARGINS, "height": 900}},
}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed, and CI must not go without it")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html.render_report(api.build_report(EXAMPLE, as_of=AS_OF)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "worksheet.html"
    path.write_text(html.render_report(shelf.build_worksheet("nhs-sustainability-model", EXAMPLE)), encoding="utf-8")
    return path


@pytest.fixture(params=product(["file", "sheet"], MODES), ids="-".join)
def page(request: pytest.FixtureRequest, browser: "Browser") -> Iterator["Page"]:
    """Open the report or a worksheet in one mode; what the browser complains of, or asks of the network, fails."""
    which, mode = request.param
    file: Path = request.getfixturevalue(which)
    context = browser.new_context(offline=True, **MODES[mode])
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda asked: troubles.append(asked.url) if asked.url.startswith("http") else None)
    if mode == "print":
        page.emulate_media(media="print")
    page.goto(file.as_uri())
    yield page
    assert troubles == []
    context.close()


def test_axe_finds_no_violation(page: "Page") -> None:
    from axe_playwright_python.sync_playwright import Axe

    for summary in page.query_selector_all("summary"):
        summary.evaluate("each => each.parentElement.open = true")

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
    assert len(results.response["passes"]) > 20


def test_the_style_is_applied(page: "Page") -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"


def test_nothing_makes_the_page_scroll_sideways(page: "Page") -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_keyboard_reaches_what_scrolls_and_shows_where_it_is(browser: "Browser", file: Path) -> None:
    context = browser.new_context(**MODES["narrow"])
    page = context.new_page()
    page.goto(file.as_uri())

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert first == "skip"
    assert any("Stage of each site for each change" in (label or "") for label in reached)
    assert ring == "solid"
    context.close()


def test_on_paper_no_table_is_cut_and_everything_is_unfolded(browser: "Browser", file: Path) -> None:
    context = browser.new_context(**MODES["print"])
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(file.as_uri())

    cut = page.evaluate(
        """width => [...document.querySelectorAll('section:not(.wide) table')]
             .filter(table => table.getBoundingClientRect().right > width + 1)
             .map(table => table.caption.textContent)""",
        A4_BETWEEN_MARGINS,
    )
    hidden = page.evaluate(
        "[...document.querySelectorAll('details table')].filter(each => !each.checkVisibility()).length"
    )

    assert cut == []
    assert hidden == 0
    context.close()


def test_it_prints_to_tagged_pages(browser: "Browser", file: Path, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())

    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True, tagged=True, outline=True)

    pdf = (tmp_path / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    context.close()


def test_the_file_is_light(file: Path) -> None:
    assert file.stat().st_size < 500_000
