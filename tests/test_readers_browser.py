"""The sponsor's page and a site's sheet as Chromium shows them: one printed page, nothing that axe finds, no scroll."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spreadkit import api
from spreadkit.formats import html
from spreadkit.resources import shipped_examples
from test_report_browser import AS_OF, EXAMPLE, MODES, browser
from test_sections import full_plan, write_example

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser"]

EXAMPLES = sorted(path.parent for path in shipped_examples().glob("*/spread-plan.yaml"))
A_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
PICTURE = '<figure><svg viewBox="0 0 720 300" width="100%"><rect width="720" height="300"></rect></svg>'


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("drawn", [False, True], ids=["words", "drawn"])
def test_the_sponsor_gets_one_page(browser: "Browser", folder: Path, paper: str, tmp_path: Path, drawn: bool) -> None:  # noqa: FBT001 - a case
    text = html.render_report(api.build_report(folder, as_of=AS_OF, reader="sponsor", since="2026-01-01"))
    style = text.partition("<style>")[2].partition("</style>")[0]
    on_paper = style.replace("size: A4;", f"size: {paper};")
    text = text.replace(html.hash_of(style), html.hash_of(on_paper)).replace(style, on_paper)
    file = tmp_path / "sponsor.html"
    file.write_text(text.replace("<figure>", PICTURE) if drawn else text, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(A_PAGE.findall(pdf)) == 1
    page.close()


def test_a_plan_with_much_to_say_gets_one_page(browser: "Browser", folder: Path) -> None:
    long = ("Long words about the spread of improvement in all wards " * 3)[:140]
    main = write_example(folder, full_plan(long), about="plan").main
    report = api.build_report(main, as_of=date(2026, 6, 30), reader="sponsor", since="2026-04-01")
    (folder / "sponsor.html").write_text(html.render_report(report).replace("<figure>", PICTURE), encoding="utf-8")
    page = browser.new_page()
    page.goto((folder / "sponsor.html").as_uri())

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(A_PAGE.findall(pdf)) == 1
    page.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("reader", ["sponsor", "site"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: "Browser", reader: str, mode: str, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    site = "bridge" if reader == "site" else None
    file = tmp_path / "page.html"
    file.write_text(html.render_report(api.build_report(EXAMPLE, as_of=AS_OF, reader=reader, site=site)), "utf-8")
    context = browser.new_context(offline=True, **MODES[mode])
    page = context.new_page()
    if mode == "print":
        page.emulate_media(media="print")
    page.goto(file.as_uri())

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
