"""Adoption as a table for spreadsheets: one row for each site and change, in the tracker's order."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.adoption.words import state_words
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.csv import as_csv

_HEADS: Final = (
    *("site", "name", "wave", "owner", "change", "core", "stage", "date", "age_days"),
    *("stale", "barrier", "reason", "note", "by", "last_news", "site_state", "held_up_by", "said_before"),
)


def render_adoption(overview: Overview, _screen: Screen = PLAIN) -> str:
    """Write every site with every change, empty where nothing is on record."""
    return as_csv([_HEADS, *_rows(overview)])


def _rows(overview: Overview) -> Iterator[tuple[object, ...]]:
    for tracked in overview.tracker.sites:
        site = (tracked.site.id, tracked.site.name, tracked.site.wave, tracked.owner)
        for cell in tracked.cells:
            core, stale = _yes(cell.change in overview.tracker.core), _yes(tracked.stale)
            of_site = (tracked.news, state_words(tracked, overview.titles), *_said(tracked, cell.change))
            event = cell.event
            if event is None:
                yield (*site, cell.change, core, None, None, None, stale, None, None, None, None, *of_site)
                continue
            reason = event.reason.value if event.reason else None
            told = (event.barrier, reason, event.note, event.by)
            yield (*site, cell.change, core, event.stage.value, event.date, cell.age, stale, *told, *of_site)


def _said(tracked: TrackedSite, change: str) -> tuple[str | None, str | None]:
    """Return what holds a change up now, and what was said of it otherwise."""
    barriers = [barrier for barrier in tracked.barriers if barrier.change == change]
    now, before = ([barrier.says for barrier in barriers if barrier.is_open is is_open] for is_open in (True, False))
    return "; ".join(now) or None, "; ".join(before) or None


def _yes(value: bool) -> str:  # noqa: FBT001 - the one thing that it turns into a word
    return "yes" if value else "no"
