"""On paper: one page for a sponsor whatever the example and the paper, and pages that a screen reader can follow."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import Visitor
from matrix import MOST_PAPER, REPORTS, Shown

PAPERS = ("A4", "Letter")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("shown", REPORTS, ids=str)
def test_a_report_fills_no_more_paper_than_its_reader_has_time_for(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown, paper: str
) -> None:
    page = visitor.open(file_of(shown), "light", fresh=True)
    page.emulate_media(media="print")

    pdf = page.pdf(format=paper, prefer_css_page_size=paper == "A4", tagged=True, outline=True)

    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= MOST_PAPER[shown.reader]
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
