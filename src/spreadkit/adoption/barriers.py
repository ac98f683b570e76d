"""What holds a site up, by its rows: what is open, and what was said before."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from spreadkit.adoption.state import IN_PLACE
from spreadkit.model.adoption import AdoptionEvent, AdoptionStage, Reason
from spreadkit.model.people import Obstacle
from spreadkit.model.plan import DecisionOutcome, Plan
from spreadkit.record import record
from spreadkit.rollout.progress import decisions_to_adopt

_SETTLED: Final = frozenset({*IN_PLACE, AdoptionStage.NOT_APPLICABLE})
"""Stages after which nothing holds a change up any more."""

_WITHOUT_WORDS: Final = {
    Reason.OTHER: "a reason that is not named",
    Reason.UNKNOWN: "a reason that is not known",
}
"""Reasons that say nothing by themselves: shown only where a row has no words."""


@record
class Barrier:
    """What a row says holds up a change at a site.

    `is_open` is whether it still does: the newest row of a core change says so, which is not in place, and whose loss
    was not accepted. All others are kept in view as what was said before. `obstacle` is the plan's, where the row gives
    its id or its words.
    """

    says: str
    change: str
    on: date
    reason: Reason | None
    obstacle: Obstacle | None
    is_open: bool


def barriers_of(plan: Plan, site: str, changes: Iterable[str], core: Iterable[str], as_of: date) -> tuple[Barrier, ...]:
    """Return the barriers of a site up to a day, newest first; of rows that say the same of a change the newest.

    `changes` are those of the package in their order, `core` the core ones among them.
    """
    found: dict[tuple[str, str], Barrier] = {}
    for change in changes:
        events = [plan.adoption[row] for row in plan.cells.get((site, change), ())]
        told = [event for event in events if event.date <= as_of]
        for event in reversed(told):
            obstacle, says = obstacle_of(plan, event), words_of(plan, event)
            if says and (says, change) not in found:
                is_open = event is told[-1] and change in core and _holds(plan, event, obstacle, as_of)
                found[says, change] = Barrier(says, change, event.date, event.reason, obstacle, is_open)
    return tuple(sorted(found.values(), key=lambda barrier: barrier.on, reverse=True))


def obstacle_of(plan: Plan, event: AdoptionEvent) -> Obstacle | None:
    """Return the obstacle of the plan that a row gives as its barrier, by its id or its words; None where none is.

    `Ward move` is the id `ward-move`.
    """
    said = event.barrier
    if said is None:
        return None
    as_id = "-".join(said.casefold().split())
    if as_id in plan.obstacles:
        return plan.obstacles[as_id]
    same = [known for known in plan.obstacles.values() if known.what.casefold() == said.casefold()]
    return min(same, key=lambda known: known.state != "open", default=None)


def words_of(plan: Plan, event: AdoptionEvent) -> str:
    """Return what a row says holds a change up, in words; nothing where it says nothing.

    Its barrier comes first, then its reason; where that is "other" or "unknown" its note says more, if there is one.
    """
    obstacle = obstacle_of(plan, event)
    if obstacle is not None:
        return obstacle.short or obstacle.what
    if event.barrier or event.reason is None:
        return event.barrier or ""
    if event.reason in _WITHOUT_WORDS:
        return event.note or _WITHOUT_WORDS[event.reason]
    return event.reason.words


def reason_words(reason: Reason | None) -> str:
    """Return a reason in words, where it says by itself why; nothing for "other", "unknown" and none."""
    return "" if reason is None or reason in _WITHOUT_WORDS else reason.words


def is_accepted(plan: Plan, event: AdoptionEvent, as_of: date) -> bool:
    """Whether it was accepted that a site does not take a change up: the last decision on its adoption was to stop."""
    decided = decisions_to_adopt(plan, event.site, as_of)
    return bool(decided) and decided[-1][1].outcome is DecisionOutcome.STOP


def by_words(barriers: Iterable[Barrier]) -> Mapping[str, tuple[str, ...]]:
    """Return what is said, each with the changes that it is said of."""
    found: dict[str, tuple[str, ...]] = {}
    for barrier in barriers:
        found[barrier.says] = (*found.get(barrier.says, ()), barrier.change)
    return found


def reasons_of(sites: Mapping[str, Iterable[Barrier]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the reasons of open barriers with the sites that give them, the most frequent first; a site counts once.

    A reason is told by its code where that says something, else by the words of the row.
    """
    found: dict[str, dict[str, None]] = {}
    for site, barriers in sites.items():
        for says in _reasons(barriers):
            found.setdefault(says, {})[site] = None
    ordered = sorted(found.items(), key=lambda reason: -len(reason[1]))
    return tuple((says, tuple(named)) for says, named in ordered)


def _reasons(barriers: Iterable[Barrier]) -> Iterator[str]:
    for barrier in barriers:
        if barrier.is_open:
            yield reason_words(barrier.reason) or barrier.says


def _holds(plan: Plan, event: AdoptionEvent, obstacle: Obstacle | None, as_of: date) -> bool:
    if event.stage in _SETTLED or (obstacle is not None and obstacle.state != "open"):
        return False
    return not (event.stage in {AdoptionStage.DECLINED, AdoptionStage.DISCONTINUED} and is_accepted(plan, event, as_of))
