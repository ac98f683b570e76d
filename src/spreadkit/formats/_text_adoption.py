"""Adoption as plain text: the tracker, most in need first, and what the events say over time."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import RecheckState
from spreadkit.adoption.times import TimeToStage
from spreadkit.adoption.tracking import LADDER, OFF_THE_LADDER, Tracked
from spreadkit.formats._grid import Head, grid
from spreadkit.formats.text import plain
from spreadkit.model.adoption import AdoptionStage
from spreadkit.months import written
from spreadkit.words import count_of, in_words

LOOKS: Final = {
    RecheckState.HELD: "held",
    RecheckState.LOST: "lost",
    RecheckState.NOT_CHECKED: "not checked",
    RecheckState.DUE: "due now",
    RecheckState.TO_COME: "to come",
}
TIMED: Final = (AdoptionStage.TESTING, AdoptionStage.IMPLEMENTED)
"""The stages whose times are told; JSON has them all."""


def render_adoption(overview: Overview, *, colour: bool = False, width: int = 100) -> str:
    """Write the tracker with its key, and below it how far the spread has come, in sentences."""
    tracker = overview.tracker
    lines = [f"{plain(overview.plan)}, as of {tracker.as_of.isoformat()}", ""]
    if not tracker.sites or not tracker.changes:
        return "\n".join([*lines, NOTHING, ""])
    lines += [grid(_heads(overview), _rows(overview), width=width, colour=colour), *_key(overview), ""]
    lines += [f"- {plain(line)}" for line in sentences(overview)]
    return "\n".join(lines) + "\n"


STEPS: Final = ", ".join(f"{rank} {stage.words}" for rank, stage in enumerate(LADDER))
LETTERS: Final = ", ".join(f"{letter} {stage.words}" for stage, letter in OFF_THE_LADDER.items())

NOTHING: Final = "There is nothing to track yet: the plan needs a package with changes, and a table of sites."


def sentences(overview: Overview) -> Iterator[str]:
    """Say how far the spread has come and what it needs, a sentence each."""
    now, tracker = overview.now, overview.tracker
    yield (
        f"{now.current} of {count_of(now.of, 'target site')} have every core change in place; "
        f"{now.ever} had at some time."
    )
    seen = [(sum(site.is_stuck for site in tracker.sites), "stopped or silent")]
    seen += [(sum(site.owner is None for site in tracker.sites), "without an owner")]
    seen += [(sum(site.stale for site in tracker.sites), f"stale (no news for more than {tracker.stale_after} days)")]
    told = [f"{number} {what}" for number, what in seen if number]
    yield f"In need of help: {in_words(told)}." if told else "No site has stopped, is stale, or is without an owner."
    yield from _denominator(overview)
    yield from _looks(overview)
    yield from (_time(each) for each in overview.times if each.stage in TIMED and each.curve.watched)


def _denominator(overview: Overview) -> Iterator[str]:
    if overview.targets:
        (_, first), *later = overview.targets
        changes = [f"{size} since {written(day)}" for day, size in later]
        yield f"The number of target sites has changed: {first} at first, {in_words(changes)}."


def _looks(overview: Overview) -> Iterator[str]:
    for months, states in overview.looks().items():
        told = [f"{states[state]} {words}" for state, words in LOOKS.items() if states[state]]
        yield f"Looked at again {months} months after they were in place (site by change): {in_words(told)}."


def _time(each: TimeToStage) -> str:
    curve = each.curve
    reached = curve.watched - curve.open
    said = f"{reached} of {count_of(curve.watched, 'site')} that have begun came to “{each.stage.words}”"
    said += " with all core changes"
    if curve.median is None:
        return f"{said}; fewer than half, so no typical time can be told yet."
    span = ""
    if curve.median_range is not None:
        high = curve.median_range.high
        span = f" (95 % range {curve.median_range.low} to {'not known yet' if high is None else high})"
    return f"{said}; half of them within {curve.median} days{span}, with those still on the way counted as open."


def _heads(overview: Overview) -> list[Head]:
    tracker = overview.tracker
    numbers = [Head(str(index), "center") for index, _ in enumerate(tracker.changes, start=1)]
    return [
        Head("Site", wraps=True),
        Head("Wave"),
        Head("Owner", wraps=True),
        *numbers,
        Head("All", "center"),
        Head("Last news", "right"),
        Head("Needs", wraps=True),
    ]


def _rows(overview: Overview) -> Iterator[list[str]]:
    tracker = overview.tracker
    for each in tracker.sites:
        cells = [cell.mark for cell in each.cells]
        owner = overview.titles.get(f"person:{each.owner}", each.owner or "--")
        yield [each.site.name, each.site.wave or "-", owner, *cells, each.lowest, _age(each), _needs(each)]
    yield [""] * (len(tracker.changes) + 6)
    shares = ["/".join(map(str, tracker.in_place(change))) for change in tracker.changes]
    yield ["In place", "", "", *shares, f"{tracker.whole}/{len(tracker.sites)}", "", ""]


def _age(each: Tracked) -> str:
    return "never" if each.age is None else f"{each.age} d"


def _needs(each: Tracked) -> str:
    return "; ".join([*each.marks, *each.barriers])


def _key(overview: Overview) -> Iterator[str]:
    tracker = overview.tracker
    for index, change in enumerate(tracker.changes, start=1):
        core = "" if change in tracker.core else " (not core)"
        yield f"{index:>3}  {plain(overview.titles[f'change:{change}'])}{core}"
    yield f"     {STEPS};"
    yield f"     {LETTERS}, ? nothing on record. All: the lowest among core changes."
