"""For a site: where it stands beside its peers, the sites of its wave, or of its group where it has none."""

from typing import Final

from spreadkit.adoption.words import stale_note
from spreadkit.model.report import Paragraph, Section
from spreadkit.model.rollout import Site
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, age, cell, section, stage_of, table
from spreadkit.words import by_number

SITE = 30

_BOTH: Final = {2: "Both"}

_WIDE_FROM: Final = 8
"""With this many changes the table gets a page on its side."""


def build(view: View) -> Section | None:
    """Build the section, where the site has peers."""
    if view.own is None or not view.changes:
        return None
    peers, which = _peers(view, view.own)
    if not peers:
        return None
    rows = [_row(view, site) for site in (view.own, *peers)]
    headers = ["Site", *(view.change(name) for name in view.changes)]
    grid = table(f"You and the other sites of {which}", headers, rows, wide=len(view.changes) >= _WIDE_FROM)
    there = [view.tracked[site.id] for site in peers if view.tracked[site.id].is_there]
    seen = stale_note([tracked for tracked in there if tracked.stale], len(there), view.adoption)
    said = f"{_sentence(len(there), len(peers))}{f', {seen}' if seen else ''}."
    return section("peers", "You and your peers", [Paragraph(text=said), grid])


def _sentence(there: int, peers: int) -> str:
    what = "every core change in place"
    if peers == 1:
        return f"The other site has {what}" if there else f"The other site does not have {what}, as far as is on record"
    if there == peers:
        return f"{_BOTH.get(peers, f'All {peers}')} other sites have {what}"
    return f"Of the {peers} other sites, {there or 'none'} {by_number(there, 'has', 'have')} {what}"


def _peers(view: View, own: Site) -> tuple[list[Site], str]:
    """Return the other sites of its wave; of its group where it is in no wave; and what they share."""
    others = [site for site in view.target_sites if site.id != own.id]
    if own.wave in view.plan.waves:
        return [site for site in others if site.wave == own.wave], f"the wave “{view.wave(own.wave or '')}”"
    return [site for site in others if own.group and site.group == own.group], own.group or ""


def _row(view: View, site: Site) -> WordedRow:
    row = [cell(site.name, "this is you" if site is view.own else "")]
    for name in view.changes:
        event = view.latest.get((site.id, name))
        row.append(cell(stage_of(event), f"{age((view.as_of - event.date).days)} ago" if event else ""))
    return row
