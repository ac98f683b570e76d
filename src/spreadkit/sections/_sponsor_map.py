"""The map of sites on the sponsor's page: a line a wave, with every site or with counts and those in need."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from spreadkit.adoption.tracking import TrackedSite
from spreadkit.model.base import known
from spreadkit.model.page_blocks import SiteMapRow
from spreadkit.rollout.progress import sites_in, waves_in_order
from spreadkit.sections._of_sites import cell_of, in_need, states_in_short
from spreadkit.sections._page_people import site_word
from spreadkit.sections._page_words import day_near, user_words
from spreadkit.sections._view import View
from spreadkit.words import by_number

MOST_SITES: Final = 40
"""Up to so many sites each is shown. The figure is ours: seven lines of six."""

MOST_ROWS: Final = 6
"""How many waves have a line. The figure is ours."""

_MOST_OF_TITLE: Final = 24


def map_rows(view: View, *, named: int | None, most_rows: int = MOST_ROWS) -> tuple[SiteMapRow, ...]:
    """Return a line a wave. With `named`, a line has counts, and names at most so many of those in need."""
    groups = list(_groups(view))
    shown, rest = groups, list[_Group]()
    if len(groups) > most_rows == 1:
        return (_all(view),)
    if len(groups) > most_rows:
        shown, rest = groups[: most_rows - 1], groups[most_rows - 1 :]
    rows = [_row(view, name, sites, named) for name, sites in shown]
    if rest:
        rows.append(_rest(view, rest))
    if (unlisted := (view.adoption.of or 0) - len(view.reading.sites)) > 0:
        rows.append(SiteMapRow(title="Not listed yet", rest=f"{unlisted:,} {site_word(view, unlisted)}"))
    return tuple(rows)


_Group = tuple[str | None, Sequence[TrackedSite]]


def _groups(view: View) -> Iterator[_Group]:
    """Go through the waves with their sites, in their order; then the sites that are in none."""
    sites = view.reading.sites
    for name in waves_in_order(view.plan):
        members = [tracked for tracked in sites if tracked.site.wave == name]
        if members or sites_in(view.plan, name):
            yield name, members
    if outside := [tracked for tracked in sites if tracked.site.wave not in view.plan.waves]:
        yield None, outside


def _row(view: View, name: str | None, sites: Sequence[TrackedSite], named: int | None) -> SiteMapRow:
    title = user_words(name.replace("-", " ").capitalize(), _MOST_OF_TITLE) if name else _without_wave(view)
    note = _note(view, name) if name else ""
    if not sites and name:
        number = int(sites_in(view.plan, name))
        return SiteMapRow(title=title, note=note, rest=f"{number:,} {site_word(view, number)}, not named yet")
    if named is None:
        return SiteMapRow(title=title, note=note, sites=tuple(cell_of(view, tracked) for tracked in sites))
    need = list(in_need(sites))
    number = len(sites)
    more = len(need) - named
    said = f"{number:,} {site_word(view, number)}: {states_in_short(sites)}"
    if more > 0:
        said += f"; {more} more {by_number(more, 'needs', 'need')} somebody"
    return SiteMapRow(
        title=title, note=note, sites=tuple(cell_of(view, tracked) for tracked in need[:named]), rest=said
    )


def _without_wave(view: View) -> str:
    return "In no wave" if view.plan.waves else f"All {site_word(view, 2)}"


def _all(view: View) -> SiteMapRow:
    """Return one line for all sites."""
    sites = view.reading.sites
    number = max(view.adoption.of or 0, len(sites))
    unlisted = number - len(sites)
    said = states_in_short(sites) + (f", {unlisted:,} not listed yet" if unlisted else "")
    return SiteMapRow(title=f"{number:,} {site_word(view, number)}", rest=said)


def _rest(view: View, groups: Iterable[_Group]) -> SiteMapRow:
    """Return one line for the waves that have none of their own."""
    held = list(groups)
    sites = [tracked for _, members in held for tracked in members]
    said = f"{len(sites):,} {site_word(view, len(sites))}: {states_in_short(sites)}" if sites else "not named yet"
    return SiteMapRow(title=f"{len(held)} more waves", rest=said)


def _note(view: View, name: str) -> str:
    """Say when a wave is due, or when it starts; that it waits, where its way is shut."""
    wave = view.plan.waves[name]
    start, end = known(wave.start), known(wave.end)
    state = next((wave_state for wave_state in view.state.waves if wave_state.name == name.replace("-", " ")), None)
    waits = ", on hold" if state is not None and state.is_shut and not state.begun else ""
    if start is not None and start > view.as_of:
        return f"starts {_day(start, view)}{waits}"
    if end is not None:
        return f"{'due' if end >= view.as_of else 'was due'} {_day(end, view)}{waits}"
    return f"started {_day(start, view)}{waits}" if start is not None else f"no day yet{waits}"


def _day(on: date, view: View) -> str:
    return day_near(on, view.as_of)
