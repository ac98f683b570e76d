"""For the sponsor: which sites need help first, what holds them up, and who answers for them."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.tracking import TrackedSite
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, beginning_of, more_in_pack, section, table, who
from spreadkit.words import in_words

SPONSOR = 50

_MOST: Final = 3
"""How many sites the page has room for. The figure is ours."""


def build(view: View) -> Section:
    """Build the section."""
    return section("stuck", "Where is it stuck?", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    sites = view.adoption.tracker.sites
    if not sites:
        yield Paragraph(text="The plan lists no target site.")
        return
    in_need = [tracked for tracked in sites if tracked.marks or tracked.is_stuck]
    if not in_need:
        yield Paragraph(text="No site has stopped, is without news for too long, or is without an owner.")
        return
    yield table(
        "Sites in need of help",
        ["Site", "What is to be seen", "Owner"],
        [_row(view, tracked) for tracked in in_need[:_MOST]],
    )
    yield from more_in_pack(len(in_need) - _MOST, "site")
    reasons = [f"{reason.words} ({number})" for reason, number in view.adoption.tracker.reasons.most_common(_MOST)]
    if reasons:
        yield Paragraph(text=f"Most frequent reasons on record (site by change): {in_words(reasons)}.")


def _row(view: View, tracked: TrackedSite) -> WordedRow:
    seen = ["stopped or silent"] if tracked.is_stuck else []
    seen += [mark.lower() for mark in tracked.marks]
    held = next(iter(tracked.barriers), "")
    return [
        beginning_of(tracked.site.name, 40),
        beginning_of(f"{in_words(seen)}{f'; held up by: {held}' if held else ''}", 90),
        beginning_of(who(view, tracked.owner), 40),
    ]
