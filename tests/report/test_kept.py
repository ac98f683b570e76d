"""The accessibility trees and the pictures that are kept are those of the reports as they are now.

After a change that is meant: look at what `python tests/report/kept.py` writes, and commit it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from browsing import Visitor
from kept import HALF, PICTURES, TREES, Picture, difference, picture_of, tree_of
from matrix import KEPT_EXAMPLE, READERS, Shown

MOST = 0.06
"""Which share of the dots may differ: other fonts move lines, but a chart that is a black box makes more."""


@pytest.mark.parametrize("reader", READERS)
def test_a_screen_reader_finds_what_it_found(visitor: Visitor, file_of: Callable[[Shown], Path], reader: str) -> None:
    page = visitor.open(file_of(Shown(reader, KEPT_EXAMPLE)), "light", fresh=True)

    tree = tree_of(page)

    assert tree.splitlines() == TREES[reader].read_text(encoding="utf-8").splitlines(), "run: tests/report/kept.py"


@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_the_first_screen_looks_as_it_did(visitor: Visitor, file_of: Callable[[Shown], Path], picture: Picture) -> None:
    page = visitor.open(file_of(Shown(picture.reader, KEPT_EXAMPLE)), "light", fresh=True)

    taken = picture_of(page, picture.look)

    assert difference(taken, Image.open(picture.path)) <= MOST, "run, and look at it: tests/report/kept.py"


@pytest.mark.parametrize("picture", PICTURES, ids="-".join)
def test_a_black_box_would_be_noticed(picture: Picture) -> None:
    kept = Image.open(picture.path).convert("L")
    spoilt = kept.copy()
    ground = max(kept.getcolors(HALF[0] * HALF[1]))[1]

    ImageDraw.Draw(spoilt).rectangle((60, 200, 360, 400), fill=255 - ground)

    assert difference(kept, spoilt) > MOST
