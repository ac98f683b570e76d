"""For the sponsor: which sites need help first, what holds them up, and who answers for them."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.site_states import SiteStateKind
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.adoption.words import NONE_IN_NEED, needs, not_listed, reasons_in_words
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, beginning_of, more_in_pack, section, table, who

SPONSOR = 50

_MOST: Final = 3
"""How many sites the page has room for. The figure is ours."""


def build(view: View) -> Section:
    """Build the section."""
    return section("stuck", "Where is it stuck?", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    sites = view.adoption.tracker.sites
    if not sites:
        yield Paragraph(text=not_listed(view.adoption))
        return
    in_need = [tracked for tracked in sites if tracked.needs_help]
    if not in_need:
        yield Paragraph(text=NONE_IN_NEED)
        return
    yield table(
        "Sites in need of help",
        ["Site", "What is to be seen", "Owner"],
        [_row(view, tracked) for tracked in in_need[:_MOST]],
    )
    yield from more_in_pack(len(in_need) - _MOST, "site")
    reasons = reasons_in_words(view.adoption, most=_MOST)
    if reasons:
        yield Paragraph(text=f"What holds core changes up, by how many sites say so: {reasons}.")


def _row(view: View, tracked: TrackedSite) -> WordedRow:
    seen, held = "; ".join(needs(tracked, view.adoption.titles)), next(iter(tracked.held_up_by), "")
    if held:
        seen += f" by: {held}" if tracked.state.kind is SiteStateKind.HELD_UP else f"; held up by: {held}"
    return [
        beginning_of(tracked.site.name, 40),
        beginning_of(seen, 120),
        beginning_of(who(view, tracked.owner), 40),
    ]
