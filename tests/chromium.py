"""Debian's Chromium, driven by Playwright, and where in it the letters of a picture's texts lie."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM: Final = shutil.which("chromium")
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
LETTERS: Final = """
    text => {
      const size = parseFloat(getComputedStyle(text).fontSize), at = text.getScreenCTM()
      const { x, width } = text.getBBox(), line = text.getStartPositionOfChar(0).y
      const corners = [x, x + width].flatMap(across => [line - 0.75 * size, line + 0.25 * size]
        .map(down => new DOMPoint(across, down).matrixTransform(at)))
      const across = corners.map(corner => corner.x).sort((one, other) => one - other)
      const down = corners.map(corner => corner.y).sort((one, other) => one - other)
      return { left: across[0], right: across[3], top: down[0], bottom: down[3] }
    }
"""
"""A function that returns the box of a text's letters, three quarters of its size above its line and a quarter below.

The browser's own box is as tall as the font says that its lines are, which differs by half from one font to another.
"""


@contextmanager
def launched() -> Iterator["Browser"]:
    """Start the browser, and end it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def shows_letters(browser: "Browser") -> bool:
    """Whether there is any font: without one, texts have no width."""
    page = browser.new_page()
    page.set_content("<span>words</span>")
    width = page.locator("span").evaluate("span => span.getBoundingClientRect().width")
    page.close()
    return bool(width)
