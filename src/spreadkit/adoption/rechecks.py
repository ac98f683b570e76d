"""Looking again: whether a core change that was put in place is still there after six and after twelve months.

A look is made by somebody, on or after its day, and leaves a row that says whether the change is there or gone. What
was given up before is an early loss; nobody looked, so it is not found lost. A row `paused` is no look: the site rests,
so that a look which was due stays due, and none comes due before it goes on.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from spreadkit.adoption.state import IN_PLACE, core_changes, targets_on
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.months import add_months
from spreadkit.record import record

AFTER: Final = (6, 12)
"""Months after which a core change that is in place is to be looked at again. The figures are ours."""

_SLACK: Final = 1
"""How many months too early a look that finds it in place may be, and how long it is due before it is overdue.

The figure is ours.
"""

_History = Sequence[tuple[date, AdoptionStage]]
"""The stages of one change at one site, oldest first."""


class RecheckState(StrEnum):
    """How a look again stands: it found the change there, or gone; it was given up before; or nobody has looked yet."""

    HELD = "held"
    LOST = "lost"
    LOST_EARLY = "lost-early"
    TO_COME = "to-come"
    DUE = "due"
    OVERDUE = "overdue"


MADE: Final = frozenset({RecheckState.HELD, RecheckState.LOST})
"""The states of a look that somebody made."""

_MISSED: Final = frozenset({RecheckState.DUE, RecheckState.OVERDUE})


@record
class Recheck:
    """One look again at one core change at one site.

    `months` after `since`, the day it was put in place, it is `due`. `on` is the day on which somebody looked, or on
    which it was lost; None where neither happened.
    """

    site: str
    change: str
    months: int
    since: date
    due: date
    state: RecheckState
    on: date | None = None


@record
class Looks:
    """The looks that count, by how they stand."""

    held: tuple[Recheck, ...]
    lost: tuple[Recheck, ...]
    early: tuple[Recheck, ...]
    due: tuple[Recheck, ...]
    overdue: tuple[Recheck, ...]
    to_come: tuple[Recheck, ...]

    @property
    def made(self) -> int:
        """Count the looks that somebody made."""
        return len(self.held) + len(self.lost)

    @property
    def next_due(self) -> date | None:
        """The day of the next look that is to come; None where none is."""
        return min((recheck.due for recheck in self.to_come), default=None)


def rechecks(plan: Plan, as_of: date) -> Iterator[Recheck]:
    """Go through the looks at every core change that was put in place at a target site, up to a day.

    Their days are counted from the day on which it was last put in place. A change that no longer applies is not looked
    at again, and one that was lost is so only once it is back.
    """
    for site in targets_on(plan, as_of):
        for change in core_changes(plan):
            events = [plan.adoption[row] for row in plan.cells.get((site.id, change), ())]
            history = [(event.date, event.stage) for event in events if event.date <= as_of]
            since = in_place_since(history)
            if since is not None:
                later = [(day, stage) for day, stage in history if day > since]
                yield from _looks(site.id, change, since, later, as_of)


def rechecks_that_count(found: Iterable[Recheck]) -> tuple[Recheck, ...]:
    """Return the looks that count, of those of each change at each site.

    A later one that was made stands for the one before it; one that is due by now, for one before it that was missed.
    """
    kept: dict[tuple[str, str], list[Recheck]] = {}
    for recheck in found:
        of_change = kept.setdefault((recheck.site, recheck.change), [])
        if recheck.state in MADE:
            of_change.clear()
        elif recheck.state in _MISSED:
            of_change[:] = [earlier for earlier in of_change if earlier.state not in _MISSED]
        of_change.append(recheck)
    return tuple(recheck for of_change in kept.values() for recheck in of_change)


def looks_of(found: Iterable[Recheck]) -> Looks:
    """Return the looks that count, by how they stand."""
    by_state: dict[RecheckState, list[Recheck]] = {state: [] for state in RecheckState}
    for recheck in rechecks_that_count(found):
        by_state[recheck.state].append(recheck)
    return Looks(
        held=tuple(by_state[RecheckState.HELD]),
        lost=tuple(by_state[RecheckState.LOST]),
        early=tuple(by_state[RecheckState.LOST_EARLY]),
        due=tuple(by_state[RecheckState.DUE]),
        overdue=tuple(by_state[RecheckState.OVERDUE]),
        to_come=tuple(by_state[RecheckState.TO_COME]),
    )


def in_place_since(history: _History) -> date | None:
    """Return the day on which a change was last put in place, be it over by now; None where it never was."""
    since, before = None, False
    for day, stage in history:
        now = stage in IN_PLACE
        if now and not before:
            since = day
        before = now
    return since


def _looks(site: str, change: str, since: date, later: _History, as_of: date) -> Iterator[Recheck]:
    """Go through the looks at one change of one site, until it is lost or does not apply any more."""
    for months in AFTER:
        due = add_months(since, months)
        found = _look(later, due, as_of)
        if found is None:
            return
        state, on = found
        yield Recheck(site, change, months, since, due, state, on)
        if state in {RecheckState.LOST, RecheckState.LOST_EARLY}:
            return


def _look(later: _History, due: date, as_of: date) -> tuple[RecheckState, date | None] | None:
    """Return how a look stands, with its day, by the rows since a change is in place; None where it lapsed or rests."""
    paused: date | None = None
    for day, stage in later:
        if stage is AdoptionStage.NOT_APPLICABLE:
            return None
        if stage is AdoptionStage.PAUSED:
            paused = paused or day
            continue
        if stage not in IN_PLACE:
            return (RecheckState.LOST if day >= due else RecheckState.LOST_EARLY), day
        if day >= add_months(due, -_SLACK):
            return RecheckState.HELD, day
    if paused is not None and paused < due:
        return None
    if as_of < due:
        return RecheckState.TO_COME, None
    return (RecheckState.DUE if as_of <= add_months(due, _SLACK) else RecheckState.OVERDUE), None
