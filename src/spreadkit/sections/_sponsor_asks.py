"""What is asked on the sponsor's page: the sponsor's own asks, and those of others."""

from typing import Final

from spreadkit.model.plan import Ask
from spreadkit.sections._page_people import sponsors
from spreadkit.sections._view import View

MOST_CARDS: Final = 3
"""How many asks stand as cards. The figure is ours: what one acts on after one look."""


def asks_of(view: View) -> tuple[list[Ask], list[Ask]]:
    """Return the open asks of the sponsor, and those of others, each soonest first.

    Where no sponsor is on record, all are the reader's to look at.
    """
    waiting = sorted((ask for ask in view.plan.asks.values() if ask.answered is None), key=lambda ask: ask.by)
    ids = sponsors(view)
    if not ids:
        return waiting, []
    return [ask for ask in waiting if ask.from_ in ids], [ask for ask in waiting if ask.from_ not in ids]
