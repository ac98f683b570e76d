"""For the steering group: decisions that are to be looked at again, soonest first."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.plan import Decision
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections import asks
from spreadkit.sections._pack import LINE_ROOM, Part, by_day, in_brief, near, pack_table, page_part, people, rest
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, label
from spreadkit.words import count_of

PACK: Final = 40

_MOST: Final = 5
"""How many decisions the page has room for. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section; nothing where no decision waits to be looked at again."""
    again = sorted(
        (decision for decision in view.plan.decisions if decision.review and not asks.came_up_again(view, decision)),
        key=lambda decision: decision.review or date.max,
    )
    if not again:
        return None
    first = again[0].review or view.as_of
    if len(again) == 1:
        title = "1 decision is to be looked at again"
    else:
        title = f"{count_of(len(again), 'decision')} are to be looked at again"
    when = "was due" if first < view.as_of else "is due"
    title += f"; {'it' if len(again) == 1 else 'the first'} {when} on {near(first, view)}."
    return page_part(view, Part("decisions", "Decisions taken before", title, _blocks(view, again)))


def _blocks(view: View, again: list[Decision]) -> Iterator[Block]:
    headers = ["Decided", "By?", "Because?", "Look again on"]
    yield pack_table("Decisions to be looked at again", headers, [_row(view, decision) for decision in again[:_MOST]])
    if left := rest(len(again) - _MOST, "decision"):
        yield Paragraph(text=left)


def _row(view: View, decision: Decision) -> WordedRow:
    what = decision.what or (view.gate(decision.gate) if decision.gate else "Not said what")
    on = known(decision.on)
    said = f"{label(decision.outcome)}{f', {near(on, view)}' if on else ''}"
    return [
        Phrase(text=in_brief(what), note=said),
        people(view, decision.by) or None,
        in_brief(decision.because, LINE_ROOM) or None,
        by_day(view, decision.review),
    ]
