"""For the steering group: what is asked of whom by when, with room to write down what is decided."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Role
from spreadkit.model.plan import Ask
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._pack import (
    LINE,
    Part,
    brief,
    by_day,
    is_late,
    named,
    near,
    pack_table,
    page_part,
    people,
    rest,
    who_has,
)
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, with_full_stop
from spreadkit.words import count_of

PACK: Final = 20

_MOST: Final = 5
"""How many asks the page has room for. The figure is ours."""

_BOXES: Final = "☐ Yes  ☐ No\n☐ Later: ______"


def build(view: View) -> Section | None:
    """Build the section; a plan that says nothing of asks and decisions has none."""
    waiting = sorted((ask for ask in view.plan.asks.values() if ask.answered is None), key=lambda ask: ask.by)
    if not view.plan.asks and not view.plan.decisions:
        return None
    ask = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.EXECUTIVE_SPONSOR)
    return page_part(view, Part("asks", "Decisions and asks", _title(view, waiting), _blocks(view, waiting), ask=ask))


def _title(view: View, waiting: list[Ask]) -> str:
    if not waiting:
        return "Nothing is asked of anybody at this meeting."
    first = waiting[0]
    late = sum(is_late(view, ask.by) for ask in waiting)
    needed = f"{count_of(len(waiting), 'decision')} {'is' if len(waiting) == 1 else 'are'} needed"
    if late:
        which = "its day has passed" if len(waiting) == 1 else f"{late} {'is' if late == 1 else 'are'} overdue"
        return f"{needed}, and {which}."
    whom = named(view.person(first.from_))
    return f"{needed}{', the first' if len(waiting) > 1 else ''} from {whom} by {near(first.by, view)}."


def _blocks(view: View, waiting: list[Ask]) -> Iterator[Block]:
    if waiting:
        asked = Counter(ask.from_ for ask in waiting)
        headers = ["Ask", "From whom, by when", "Otherwise?", "On record?", "Decided"]
        rows = [_row(view, ask, is_alone=asked[ask.from_] == 1) for ask in waiting[:_MOST]]
        yield pack_table("What is asked, soonest first", headers, rows)
    if left := rest(len(waiting) - _MOST, "ask"):
        yield Paragraph(text=left)


def _row(view: View, ask: Ask, *, is_alone: bool) -> WordedRow:
    by = by_day(view, ask.by)
    return [
        brief(ask.short or ask.what),
        Phrase(text=people(view, ask.from_), note=f"by {by.text}", mark=by.mark),
        brief(ask.otherwise, LINE) or None,
        _on_record(view, ask) if is_alone else None,
        _BOXES,
    ]


def _on_record(view: View, ask: Ask) -> str | None:
    """Return the open obstacles that were taken up with who is asked; nothing where none was."""
    found = [
        obstacle.short or obstacle.found
        for obstacle in view.plan.obstacles.values()
        if obstacle.state == "open" and obstacle.escalated == ask.from_
    ]
    told = [with_full_stop(brief(text, LINE)) for text in found if text]
    return told[0][:1].upper() + told[0][1:] if told else None
