"""Adoption as a table for spreadsheets: one row for each site and change, in the tracker's order."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.csv import as_csv

_HEADS: Final = (
    *("site", "name", "wave", "owner", "change", "core", "stage", "date", "age_days"),
    *("stale", "barrier", "reason", "note", "by"),
)


def render_adoption(overview: Overview, _screen: Screen = PLAIN) -> str:
    """Write every site with every change, empty where nothing is on record."""
    return as_csv([_HEADS, *_rows(overview)])


def _rows(overview: Overview) -> Iterator[tuple[object, ...]]:
    for tracked in overview.tracker.sites:
        site = (tracked.site.id, tracked.site.name, tracked.site.wave, tracked.owner)
        for cell in tracked.cells:
            core, stale = _yes(cell.change in overview.tracker.core), _yes(tracked.stale)
            event = cell.event
            if event is None:
                yield (*site, cell.change, core, None, None, None, stale, None, None, None, None)
                continue
            reason = event.reason.value if event.reason else None
            told = (event.barrier, reason, event.note, event.by)
            yield (*site, cell.change, core, event.stage.value, event.date, cell.age, stale, *told)


def _yes(value: bool) -> str:  # noqa: FBT001 - the one thing that it turns into a word
    return "yes" if value else "no"
