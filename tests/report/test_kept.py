"""The accessibility trees that are kept are those of the reports as they are now.

After a change that is meant: look at what `python tests/report/kept.py` writes, and commit it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import Visitor
from kept import TREES, tree_of
from matrix import KEPT_EXAMPLE, READERS, Shown


@pytest.mark.parametrize("reader", READERS)
def test_a_screen_reader_finds_what_it_found(visitor: Visitor, file_of: Callable[[Shown], Path], reader: str) -> None:
    page = visitor.open(file_of(Shown(reader, KEPT_EXAMPLE)), "light", fresh=True)

    tree = tree_of(page)

    assert tree.splitlines() == TREES[reader].read_text(encoding="utf-8").splitlines(), "run: tests/report/kept.py"
