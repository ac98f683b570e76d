"""For the steering group: what is asked of whom by when, with room to write down what is decided."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.model.people import Role
from spreadkit.model.plan import Ask
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._pack import (
    LINE_ROOM,
    NAME_ROOM,
    Part,
    by_day,
    capital,
    in_brief,
    is_late,
    named,
    near,
    pack_table,
    page_part,
    people,
    rest,
    site_names,
    who_has,
)
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow
from spreadkit.words import count_of, some_of

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
        Phrase(text=capital(in_brief(ask.short or ask.what)), note=in_brief(ask.what, LINE_ROOM) if ask.short else ""),
        Phrase(text=people(view, ask.from_), note=f"by {by.text}", mark=by.mark),
        in_brief(ask.otherwise, LINE_ROOM) or None,
        _on_record(view, ask) if is_alone else None,
        _BOXES,
    ]


def _on_record(view: View, ask: Ask) -> str | None:
    """Say that obstacles are open which were taken up with who is asked; nothing where none is."""
    found = [
        obstacle
        for obstacle in view.plan.obstacles.values()
        if obstacle.state == "open" and obstacle.escalated == ask.from_
    ]
    if not found:
        return None
    if len(found) > 1:
        return f"{len(found)} obstacles taken up with them are open."
    names = site_names(view)
    where = some_of([in_brief(names.get(site, view.site(site)), NAME_ROOM) for site in found[0].sites])
    return f"An obstacle taken up with them is open{f' at {where}' if where else ''}."
