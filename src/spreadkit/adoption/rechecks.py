"""Looking again: whether what was put in place is still there after six and after twelve months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from spreadkit.adoption.state import IN_PLACE, targets_on
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.plan import Plan
from spreadkit.months import add_months

AFTER: Final = (6, 12)
"""Months after which a change that is in place is to be looked at again. The figures are ours."""

_EARLY: Final = timedelta(days=30)
"""How much too early a look may be and still count. The figure is ours."""

_LATE: Final = timedelta(days=30)
"""How long after its day a look is due before it is overdue. The figure is ours."""


_History = Sequence[tuple[date, AdoptionStage]]
"""The events of one change at one site, oldest first."""


class RecheckState(StrEnum):
    """How a look again stands: it held, it was lost, it is still to come, due now, or overdue: not checked."""

    HELD = "held"
    LOST = "lost"
    TO_COME = "to-come"
    DUE = "due"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Recheck:
    """One look again at a change at a site: after how many months, due when, and how it stands."""

    site: str
    change: str
    months: int
    since: date
    due: date
    state: RecheckState


def rechecks(plan: Plan, as_of: date) -> Iterator[Recheck]:
    """Go through the looks at all that was put in place at target sites, up to a day.

    They are counted from the first day of the spell that is the last one; any later event of the same site and change
    is a look, whatever it says.
    """
    changes = plan.package.changes if plan.package else ()
    for site in targets_on(plan, as_of):
        for change in changes:
            events = [plan.adoption[row] for row in plan.cells.get((site.id, change), ())]
            history = [(event.date, event.stage) for event in events if event.date <= as_of]
            since = _in_place_since(history)
            if since is not None:
                yield from _looks(site.id, change, since, history, as_of)


def _looks(site: str, change: str, since: date, history: _History, as_of: date) -> Iterator[Recheck]:
    """Go through the looks at one change of one site. What was lost by one of them is not looked at again."""
    for months in AFTER:
        due = add_months(since, months)
        state = _state(history, since, due, as_of)
        yield Recheck(site, change, months, since, due, state)
        if state is RecheckState.LOST:
            return


def _in_place_since(history: _History) -> date | None:
    """Return the first day of the last spell in place, be it over by now."""
    since, before = None, False
    for day, stage in history:
        now = stage in IN_PLACE
        if now and not before:
            since = day
        before = now
    return since


def _state(history: _History, since: date, due: date, as_of: date) -> RecheckState:
    after = [(day, stage) for day, stage in history if day > since]
    ended = next((day for day, stage in after if stage not in IN_PLACE), None)
    if ended is not None and ended <= due + _LATE:
        return RecheckState.LOST
    if any(day >= due - _EARLY for day, _ in after):
        return RecheckState.HELD
    if as_of < due:
        return RecheckState.TO_COME
    return RecheckState.DUE if as_of <= due + _LATE else RecheckState.NOT_CHECKED
