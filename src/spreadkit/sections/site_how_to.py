"""Overleaf on the sheet of a site: where it is described how to do each change, as codes to scan, or whom to ask."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.page_blocks import LinkCode, LinkCodes
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.web_address import is_web_address
from spreadkit.sections._sheet import whom_to_tell
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.sections.site_beside import name_of_change
from spreadkit.words import cut, in_words, some_of

SITE = 90

_MOST: Final = 4
"""How many addresses stand on a sheet. The figure is ours: one line of codes."""

_NAMED: Final = 48
"""Characters of what stands behind an address. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section, where the plan says how to do anything."""
    blocks = list(_blocks(view)) if view.own is not None else []
    return section("how-to", "How to do it", blocks) if blocks else None


def _blocks(view: View) -> Iterator[Block]:
    codes = list(_codes(view))
    if codes:
        yield LinkCodes(items=tuple(codes[:_MOST]))
    home = view.plan.package.home if view.plan.package else None
    shown = {code.link for code in codes[:_MOST]}
    if home is not None and home in shown:
        return
    asked = [name_of_change(one) for one in view.sheet.changes if one.change.how_to and one.change.how_to not in shown]
    if asked:
        whom = whom_to_tell(view)
        yield Paragraph(text=f"How to do it is written down for {_few(asked)}. Ask {whom} for it.")


def _few(names: list[str]) -> str:
    """Return names as they stand inside a sentence, between quotes."""
    return some_of([f"“{name}”" for name in names]) if len(names) > 1 else in_words([f"“{names[0]}”"])


def _codes(view: View) -> Iterator[LinkCode]:
    """Go through the web addresses: of the change that is next first, then of the whole package, then of the others."""
    package = view.plan.package
    focus = view.sheet.focus.id if view.sheet.focus else None
    found = [(one.id != focus, name_of_change(one), one.change.how_to) for one in view.sheet.changes if one.applies]
    first = [entry for entry in found if not entry[0]]
    home = [(True, package.title or view.plan.title, package.home)] if package and package.home else []
    links = dict[str, str]()
    for _, title, link in (*first, *home, *(entry for entry in found if entry[0])):
        if link and is_web_address(link):
            links.setdefault(link, title)
    yield from (LinkCode(title=cut(title, _NAMED), link=link) for link, title in links.items())
