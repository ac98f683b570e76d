"""With the keyboard alone: everything that can be followed, unfolded or scrolled is reached, in order, and seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import Visitor
from matrix import PAGES, Shown, has_pages

REACHABLE = "a[href], summary, [tabindex='0']"
PREPARE = """
    selector => {
      const expected = [...document.querySelectorAll(selector)].filter(each => each.checkVisibility())
      window.reached = []
      document.addEventListener('focusin', event => {
        const style = getComputedStyle(event.target)
        const box = event.target.getBoundingClientRect()
        window.reached.push({
          index: expected.indexOf(event.target),
          ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          inView: box.bottom > 0 && box.top < innerHeight,
        })
      })
      return expected.length
    }
"""
SCROLLING = """
    () => [...document.querySelectorAll('main *')]
      .filter(each => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
      .filter(each => each.scrollWidth > each.clientWidth)
      .map(each => each.tabIndex)
"""


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_tab_goes_through_everything_in_order_and_shows_where_it_is(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown
) -> None:
    page = visitor.open(file_of(shown), "narrow", unfolded=True, fresh=True)
    expected = page.evaluate(PREPARE, REACHABLE)

    for _ in range(expected):
        page.keyboard.press("Tab")

    reached = page.evaluate("reached")
    assert expected > {"sponsor": 0, "site": 1, "steering": 2}.get(shown.reader, 10)
    assert [each["index"] for each in reached] == list(range(expected))
    assert [each["index"] for each in reached if not (each["ringed"] and each["inView"])] == []
    if not has_pages(shown):
        assert page.evaluate("document.querySelector('.skip').matches('body > :first-child')")


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_everything_that_scrolls_is_reached(visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown) -> None:
    page = visitor.open(file_of(shown), "narrow", unfolded=True)

    reached = page.evaluate(SCROLLING)

    assert set(reached) <= {0}
    assert reached or shown.reader != "appendix"
