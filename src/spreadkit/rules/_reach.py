"""How far the spread had come on a day, as rules about results ask it."""

from datetime import date
from typing import Final

from spreadkit.adoption.state import CoreState, core_changes, core_state_at, targets_on
from spreadkit.standing.standing import Standing

LITTLE: Final = 0.3
"""Below this share of sites, nobody would expect the result of all to move. The figure is ours."""


def share_on(standing: Standing, day: date) -> float | None:
    """Return the share of target sites that had all core changes in place on a day; None where there were no sites."""
    targets, changes = targets_on(standing.plan, day), core_changes(standing.plan)
    latest = standing.adoption.latest_on(day)
    there = sum(core_state_at(latest, site.id, changes) is CoreState.IN_PLACE for site in targets)
    return there / len(targets) if targets else None


def whole_percent(share: float) -> str:
    """Return a share as a whole percentage: `45 %`."""
    return f"{100 * share:.0f} %"
