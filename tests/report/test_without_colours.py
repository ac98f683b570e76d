"""Nothing is said by colour alone: not where colours are the reader's own, nor where they are shades of grey."""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from test_structure import HEAVIEST, Page

from spreadkit.brand.contrast import contrast
from spreadkit.model.report_parts import Tone

from browsing import Visitor
from matrix import PAGES, REPORTS, Shown, as_html, has_pages

FILLED = """
    () => {
      window.filled = [...document.querySelectorAll('body *')].filter(each => each.checkVisibility()
        && !each.closest('svg') && each.getBoundingClientRect().right > 0
        && getComputedStyle(each).backgroundColor !== 'rgba(0, 0, 0, 0)')
      return window.filled.length
    }
"""
"""Notes what has a ground of its own, and is not the skip link, which waits beside the page. Returns how many."""

BARE = """
    () => window.filled.filter(each => {
      const style = getComputedStyle(each)
      return ['Top', 'Right', 'Bottom', 'Left'].every(side => style[`border${side}Style`] === 'none')
    }).map(each => each.outerHTML.slice(0, 80))
"""
"""What of it has no edge."""

SHADES = """
    () => ({
      ground: getComputedStyle(document.body).backgroundColor,
      texts: [...document.querySelectorAll('.picture text')].map(each => getComputedStyle(each).fill),
      largest: [...document.querySelectorAll('.picture svg')].map(picture =>
        [...picture.querySelectorAll('rect, path')].filter(each => getComputedStyle(each).fill !== 'none')
          .map(each => [each.getBBox().width * each.getBBox().height, getComputedStyle(each).fill])
          .reduce((one, other) => other[0] > one[0] ? other : one)[1]),
    })
"""
"""The colours of the page, of the texts in its pictures, and of the largest surface in each picture."""


def hexadecimal(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_what_is_set_apart_by_its_ground_has_an_edge_where_colours_are_the_readers_own(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown
) -> None:
    page = visitor.open(file_of(shown), "light", unfolded=True)
    filled = page.evaluate(FILLED)

    page.emulate_media(forced_colors="active", color_scheme="dark")

    assert filled >= (1 if has_pages(shown) else 2)
    assert page.evaluate(BARE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shown", REPORTS, ids=str)
def test_pictures_can_be_read_where_colours_are_the_readers_own(
    visitor: Visitor, file_of: Callable[[Shown], Path], shown: Shown, scheme: str
) -> None:
    page = visitor.open(file_of(shown), "light", unfolded=True)

    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]

    found = page.evaluate(SHADES)
    ground = hexadecimal(found["ground"])
    assert [each for each in set(found["texts"]) if contrast(hexadecimal(each), ground) < 4.5] == []
    assert [each for each in set(found["largest"]) if contrast(hexadecimal(each), ground) > 2] == []


def test_every_tone_has_a_shape_of_its_own_that_stands_before_words() -> None:
    shapes = {tone.value: tone.symbol for tone in Tone}
    toned = [
        (each.get("class").split()[1], each.text)
        for shown in PAGES
        for each in Page(as_html(shown), HEAVIEST).elements
        if {"mark", "callout"} & set(each.get("class").split())
    ]

    assert len(set(shapes.values())) == len(shapes)
    assert {tone for tone, _ in toned} >= {"good", "warning", "stop"}
    assert [text for tone, text in toned if not re.match(rf"{shapes[tone]}\s*\w", text)] == []


def test_every_shade_stands_behind_words_that_are_its_own() -> None:
    shades = defaultdict(set)
    for shown in PAGES:
        for number, table in enumerate(Page(as_html(shown), HEAVIEST).all("table")):
            for cell in table.all("th", "td"):
                if shade := re.search(r"shade-\d", cell.get("class")):
                    shades[shown, number, cell.text].add(shade[0])

    assert len(shades) > 20
    assert [key for key, found in shades.items() if len(found) > 1 or not key[2]] == []
