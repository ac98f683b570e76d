"""On paper: one page for a sponsor whatever the example and the paper, and pages that a screen reader can follow."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import spreadkit
from spreadkit.model.report import Report
from test_sections import full_plan

from browsing import Visitor
from matrix import AS_OF, EXAMPLES, REPORTS, TOP, Shown, most_paper
from rule_examples import write_example

PAPERS = ("A4", "Letter")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("shown", REPORTS, ids=str)
def test_a_report_fills_no_more_paper_than_its_reader_has_time_for(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown, paper: str
) -> None:
    page = visitor.open(file_of(shown), "light", fresh=True)
    page.emulate_media(media="print")

    pdf = page.pdf(format=paper, prefer_css_page_size=paper == "A4", tagged=True, outline=True)

    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most_paper(shown)
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_sponsor_who_is_told_what_moved_gets_one_page(
    visitor: Visitor, tmp_path: Path, example: str, paper: str
) -> None:
    now = spreadkit.build_report(TOP / "examples" / example, as_of=AS_OF, reader="sponsor")
    report = spreadkit.build_report(
        TOP / "examples" / example, as_of=AS_OF, reader="sponsor", since=f"{now.as_of.year}-01-01"
    )

    assert pages_of(visitor, tmp_path, report, paper) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_a_plan_with_much_to_say_gets_one_page(
    visitor: Visitor, tmp_path: Path, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    long = ("Long words about the spread of improvement in all wards " * 3)[:120]
    main = write_example(tmp_path, full_plan(long), about="plan").main

    report = spreadkit.build_report(main, as_of=date(2026, 6, 30), reader="sponsor", since="2026-04-01")

    assert pages_of(visitor, tmp_path, report, paper) == 1


def pages_of(visitor: Visitor, folder: Path, report: Report, paper: str) -> int:
    """Count the pages that a report fills."""
    file = folder / "page.html"
    file.write_text(spreadkit.get_format("html", "report").render_report(report), encoding="utf-8")
    page = visitor.open(file, "light", fresh=True)
    page.emulate_media(media="print")
    pdf = page.pdf(format=paper, prefer_css_page_size=paper == "A4")
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
