"""For a site: who nearby has in place what it has not, first those who were held up by the same before."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from spreadkit.adoption.barriers import reason_words, words_of
from spreadkit.adoption.state import IN_PLACE
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.rollout import Site
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day, day_in_words
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, section, table, tables, who
from spreadkit.words import in_words

SITE = 40

_MOST: Final = 3
"""How many sites are named for each change. The figure is ours."""


class _Peer(NamedTuple):
    """A site that has a change in place, since when where that is on record, and what the two sites share."""

    site: Site
    since: str
    overcame: str
    shares: str
    distance: int


def build(view: View) -> Section | None:
    """Build the section, where a core change is not in place at the site."""
    if view.own is None:
        return None
    missing = [name for name in view.core_changes if _is_missing(view, view.own, name)]
    return section("nearby", "Who nearby has solved it", _blocks(view, view.own, missing)) if missing else None


def _is_missing(view: View, site: Site, change: str) -> bool:
    return view.stage(site.id, change) not in {*IN_PLACE, AdoptionStage.NOT_APPLICABLE}


def _blocks(view: View, own: Site, missing: list[str]) -> Iterator[Block]:
    since = {(recheck.site, recheck.change): day_in_words(recheck.since) for recheck in view.adoption.rechecks}
    rows = [row for name in missing for row in _rows(view, own, name, since)]
    headers = ["Change", "Site", "What you share", "Held up by the same before?", "In place since", "Whom to ask"]
    yield from tables(table("Sites that have it in place, nearest first", headers, rows))
    nobody = [view.change(name) for name in missing if not _peers(view, own, name, since)]
    if nobody:
        unread = unread_in_words(view.adoption.unread_record)
        says = f"No other site has this in place yet, as far as is on record: {in_words(nobody)}."
        yield Paragraph(text=f"{says} {unread}".strip())


def _rows(view: View, own: Site, change: str, since: Mapping[tuple[str, str], str]) -> Iterator[WordedRow]:
    for peer in _peers(view, own, change, since)[:_MOST]:
        asked = who(view, peer.site.lead or peer.site.owner)
        yield [view.change(change), peer.site.name, peer.shares, peer.overcame or None, peer.since, asked]


def _peers(view: View, own: Site, change: str, since: Mapping[tuple[str, str], str]) -> list[_Peer]:
    """Return the sites that have a change in place: those who were held up by the same first, then the nearest."""
    works = {
        place.site: place for place in view.plan.successful_sites.values() if change in place.changes and place.site
    }
    found = []
    for site in view.plan.sites:
        is_there = view.stage(site.id, change) in IN_PLACE
        if site.id == own.id or not (is_there or site.id in works):
            continue
        known_since = since.get((site.id, change)) if is_there else day(works[site.id].since)
        shares, distance = _shares(view, own, site)
        overcame = _overcame(view, own, site, change)
        found.append(_Peer(site, known_since or "not stated", overcame, shares, distance))
    return sorted(found, key=lambda peer: (not peer.overcame, peer.distance))


def _shares(view: View, own: Site, other: Site) -> tuple[str, int]:
    """Return what two sites have in common, and how near that makes them: the less, the nearer."""
    if own.group and own.group == other.group:
        return own.group, 0
    if own.wave in view.plan.waves and own.wave == other.wave:
        return f"the wave “{view.wave(own.wave or '')}”", 1
    if own.stratum in view.plan.strata and own.stratum == other.stratum:
        return view.plan.strata[own.stratum or ""].title, 2
    return "the programme", 3


def _overcame(view: View, own: Site, other: Site, change: str) -> str:
    """Return what holds up a site and held up the other before, with the same change; nothing where that is not."""
    now = view.latest.get((own.id, change))
    if now is None:
        return ""
    past = [view.plan.adoption[row] for row in view.plan.cells.get((other.id, change), ())]
    return next((words_of(view.plan, now) for event in past if event.date <= view.as_of and _is_same(now, event)), "")


def _is_same(first: AdoptionEvent, second: AdoptionEvent) -> bool:
    if reason_words(first.reason) and first.reason is second.reason:
        return True
    return (
        bool(first.barrier and second.barrier) and (first.barrier or "").casefold() == (second.barrier or "").casefold()
    )
