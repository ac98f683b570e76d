"""How pages lie in the browser: styled, never wider than the screen or the paper, and nothing folded on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import Visitor
from matrix import MODES, PAGES, Shown, has_pages

CUT = """
    () => [...document.querySelectorAll('section:not(.wide) table')]
      .filter(table => table.getBoundingClientRect().right > innerWidth + 1)
      .map(table => table.caption.textContent)
"""


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_a_page_is_styled_and_never_scrolls_sideways(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown, mode: str
) -> None:
    page = visitor.open(file_of(shown), mode, unfolded=True)

    if has_pages(shown):
        assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex"
    else:
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_on_paper_no_table_is_cut_and_everything_is_unfolded(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown
) -> None:
    page = visitor.open(file_of(shown), "print")

    folded = page.evaluate("[...document.querySelectorAll('details table')].map(each => each.checkVisibility())")

    assert page.evaluate(CUT) == []
    on_pages = shown.reader in {"sponsor", "steering"} or has_pages(shown)
    assert set(folded) <= {not on_pages}, (
        "the data of charts on pages stand in the appendix, those of a site on the back"
    )
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0
