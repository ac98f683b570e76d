"""Adoption as plain text: the tracker, most in need first, and what the events say over time."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.tracking import OFF_THE_LADDER, TrackedSite
from spreadkit.adoption.words import needs, sentences
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._grid import GridColumn, grid
from spreadkit.formats.text import inert, told_unread
from spreadkit.model.adoption import LADDER

LADDER_WORDS: Final = ", ".join(f"{rank} {stage.words}" for rank, stage in enumerate(LADDER))
LETTERS: Final = ", ".join(f"{letter} {stage.words}" for stage, letter in OFF_THE_LADDER.items())

NOTHING_TO_TRACK: Final = (
    "There is nothing to track yet: the plan needs a package with changes, and a table with target sites."
)


def render_adoption(overview: Overview, screen: Screen = PLAIN) -> str:
    """Write the tracker with its key, and below it how far the spread has come, in sentences."""
    tracker = overview.tracker
    lines = [f"{inert(overview.name)}, as of {tracker.as_of.isoformat()}", *told_unread(overview.unread), ""]
    if not tracker.sites or not tracker.changes:
        return "\n".join([*lines, NOTHING_TO_TRACK, ""])
    lines += [grid(_heads(overview), _rows(overview), width=screen.width, colour=screen.colour), *_key(overview), ""]
    lines += [f"- {inert(line)}" for line in sentences(overview)]
    return "\n".join(lines) + "\n"


def _heads(overview: Overview) -> list[GridColumn]:
    tracker = overview.tracker
    numbers = [GridColumn(str(index), "center") for index, _ in enumerate(tracker.changes, start=1)]
    return [
        GridColumn("Site", wraps=True),
        GridColumn("Wave"),
        GridColumn("Owner", wraps=True),
        *numbers,
        GridColumn("All", "center"),
        GridColumn("Last news", "right"),
        GridColumn("Needs", wraps=True),
    ]


def _rows(overview: Overview) -> Iterator[list[str]]:
    tracker = overview.tracker
    for tracked in tracker.sites:
        cells = [cell.mark for cell in tracked.cells]
        owner = overview.titles.get(f"person:{tracked.owner}", tracked.owner or "--")
        yield [
            tracked.site.name,
            tracked.site.wave or "-",
            owner,
            *cells,
            tracked.lowest,
            _age(tracked),
            _needs(overview, tracked),
        ]
    yield [""] * (len(tracker.changes) + 6)
    shares = [_share(*tracker.in_place(change)) for change in tracker.changes]
    yield ["In place", "", "", *shares, f"{len(overview.there)}/{len(tracker.sites)}", "", ""]
    stale = [str(len(tracker.stale_with(change)) or "") for change in tracker.changes]
    if any(stale):
        yield ["As last seen", "", "", *stale, str(len(overview.stale_there) or ""), "", "no news for too long"]


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "n/a"


def _age(tracked: TrackedSite) -> str:
    return "never" if tracked.age is None else f"{tracked.age} d"


def _needs(overview: Overview, tracked: TrackedSite) -> str:
    numbers = {change: str(index) for index, change in enumerate(overview.tracker.changes, start=1)}
    said = [
        f"{', '.join(numbers[change] for change in changes)}: {what}" for what, changes in tracked.held_up_by.items()
    ]
    return "; ".join([*needs(tracked, overview.titles), *said])


def _key(overview: Overview) -> Iterator[str]:
    tracker = overview.tracker
    for index, change in enumerate(tracker.changes, start=1):
        core = "" if change in tracker.core else " (not core)"
        yield f"{index:>3}  {inert(overview.titles[f'change:{change}'])}{core}"
    yield f"     {LADDER_WORDS};"
    yield f"     {LETTERS}, ? nothing on record. All: the lowest among core changes."
