"""For the sponsor: what is needed from whom by when, soonest first, and what was decided last."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    beginning_of,
    due,
    label,
    more_in_pack,
    section,
    table,
    who,
    with_full_stop,
)

SPONSOR = 10

_MOST: Final = 3
"""How many asks the page has room for. The figure is ours."""


def build(view: View) -> Section:
    """Build the section."""
    return section("asks", "What is needed from you", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    waiting = sorted((ask for ask in view.plan.asks.values() if ask.answered is None), key=lambda ask: ask.by)
    if waiting:
        rows: list[WordedRow] = [
            [
                beginning_of(ask.short or ask.what),
                beginning_of(who(view, ask.from_), 40),
                due(ask.by, view.as_of),
                beginning_of(ask.otherwise),
            ]
            for ask in waiting[:_MOST]
        ]
        yield table("Asks, soonest first", ["What we need", "From", "By", "What happens otherwise"], rows)
        yield from more_in_pack(len(waiting) - _MOST, "ask")
    else:
        yield Paragraph(text="Nothing is asked of anyone at the moment.")
    yield Paragraph(text=_last_decision(view))


def _last_decision(view: View) -> str:
    """Say what was decided last, up to the day of the report."""
    taken = [decision for decision in view.plan.decisions if (known(decision.on) or date.min) <= view.as_of]
    if not taken:
        return "No decision is recorded yet."
    last = max(taken, key=lambda decision: known(decision.on) or date.min)
    about = beginning_of(last.what or (f"gate: {view.gate(last.gate)}" if last.gate else "not stated"), 100)
    by = f", {beginning_of(who(view, last.by), 40)}" if last.by else ""
    again = f" To be looked at again on {day(last.review)}." if last.review and last.review >= view.as_of else ""
    return f"Decided last ({day(last.on)}{by}): {with_full_stop(f'{about}: {label(last.outcome).lower()}')}{again}"
