"""Pictures as Chromium shows them: no text on another, none cut, on a machine whose fonts are wider than ours, too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from spreadkit.formats._drawing import svg_of

from chromium import LETTERS
from made_drawings import CROWDED, NAMES, crowded, drawings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TROUBLES = (
    f"() => {{ const letters = {LETTERS}"
    """
  const whole = document.querySelector('svg').getBoundingClientRect()
  const texts = [...document.querySelectorAll('text')].map(text => [text.textContent, letters(text)])
  const cut = texts.filter(([, box]) => box.left < whole.left - 0.5 || box.right > whole.right + 0.5
    || box.top < whole.top - 0.5 || box.bottom > whole.bottom + 0.5).map(([text]) => `cut: ${text}`)
  const over = texts.flatMap(([text, box], place) => texts.slice(place + 1)
    .filter(([, other]) => Math.min(box.right, other.right) - Math.max(box.left, other.left) > 0.5
      && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 0.5)
    .map(([other]) => `${text} lies on ${other}`))
  return [...cut, ...over]
}"""
)


@pytest.fixture(scope="module")
def page(browser: "Browser") -> Iterator["Page"]:
    page = browser.new_page(viewport={"width": 900, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("font", ["", "DejaVu Sans"])
@pytest.mark.parametrize("name", [*NAMES, *CROWDED])
def test_no_text_is_cut_or_lies_on_another(page: "Page", name: str, font: str) -> None:
    style = f"<style>text {{ font-family: '{font}' !important }}</style>" if font else ""
    drawing = {**drawings(), **crowded()}[name]

    page.set_content(f"{style}<body style='margin: 0'>{svg_of(drawing)}</body>")

    assert page.evaluate("document.querySelectorAll('text').length") > 5
    assert page.evaluate(TROUBLES) == []
