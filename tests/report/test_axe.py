"""What axe finds wrong in a page, in every mode: nothing.

One page is looked at whole; of the others, rows that are like rows before them are left out, for time.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest

from browsing import Visitor
from matrix import KEPT_EXAMPLE, MODES, PAGES, Shown

RUN = """
    async () => {
      const found = await axe.run(document, {resultTypes: ['violations']})
      return {
        violations: found.violations.map(each => [each.id, each.nodes.map(node => node.html).slice(0, 5)]),
        passed: found.passes.length,
      }
    }
"""


@cache
def axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_axe_finds_no_violation(visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown, mode: str) -> None:
    whole = mode == "light" and shown.example == KEPT_EXAMPLE
    page = visitor.open(file_of(shown), mode, unfolded=True, thinned=not whole)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())

    found = page.evaluate(RUN)

    assert found["violations"] == []
    assert found["passed"] > 20
