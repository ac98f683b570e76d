"""Pages opened in the browser in a mode, without a network, and what they complain of."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from matrix import MODES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

UNFOLD: Final = "document.querySelectorAll('details').forEach(each => each.open = true)"
FOLD: Final = "document.querySelectorAll('details').forEach(each => each.open = false)"
THIN: Final = """
    () => {
      let gone = 0
      for (const parent of document.querySelectorAll('tbody, ul, dl, section, details')) {
        const seen = new Set()
        for (const each of [...parent.children]) {
          if (!each.matches('tr, li, div, details')) continue
          const kinds = [each, ...each.querySelectorAll('*')].map(inner => {
            let path = inner.textContent.trim() ? 'says' : ''
            for (let at = inner; at !== parent; at = at.parentElement)
              path += ` ${at.tagName}.${at.getAttribute('class')}.${at.getAttribute('role')}`
            return path
          })
          if (kinds.every(kind => seen.has(kind))) { each.remove(); gone += 1 }
          kinds.forEach(kind => seen.add(kind))
        }
      }
      return gone
    }
"""
"""Take out each row and item all of whose elements are like ones before it, by tag, class and place in it.

What can be wrong with it is wrong with one that stays, and axe is done in a fifth of the time.
"""


class Visitor:
    """One tab, which goes from page to page and from mode to mode; opening the page that is open costs nothing."""

    def __init__(self, browser: "Browser") -> None:
        self.troubles: list[str] = []
        self.is_thinned = False
        self.context = browser.new_context(offline=True)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda asked: self._note(asked.url))

    def open(
        self, file: Path, mode: str, *, unfolded: bool = False, thinned: bool = False, fresh: bool = False
    ) -> "Page":
        """Show a file in a mode: folded or unfolded, whole or without the rows that are like others; anew if asked."""
        look = MODES[mode]
        self.page.set_viewport_size({"width": look["width"], "height": look["height"]})
        self.page.emulate_media(media=look["media"], color_scheme=look["scheme"], forced_colors="none")
        if fresh or self.page.url != file.as_uri() or (self.is_thinned and not thinned):
            self.page.goto(file.as_uri())
            self.is_thinned = False
        if thinned and not self.is_thinned:
            self.is_thinned = self.page.evaluate(THIN) > 0
        self.page.evaluate(UNFOLD if unfolded else FOLD)
        return self.page

    def leave(self) -> None:
        self.context.close()

    def _note(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.troubles.append(url)
