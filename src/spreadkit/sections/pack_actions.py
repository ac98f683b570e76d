"""For the steering group: open actions by owner, late ones first, with what each opens."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.people import Role
from spreadkit.model.plan import Action
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._pack import (
    Part,
    by_day,
    horizon,
    in_brief,
    is_late,
    pack_table,
    page_part,
    people,
    rest,
    who_has,
)
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow
from spreadkit.sections.pack_gates import actions_at_gates
from spreadkit.words import count_of

PACK: Final = 80

_MOST: Final = 13
"""How many actions the page has room for. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section; nothing where no action is open but those that stand with the must-haves."""
    if not view.plan.actions:
        return None
    open_ = {name: action for name, action in view.plan.actions.items() if action.is_open}
    blocks = tuple(_blocks(view, open_))
    if not blocks:
        return None
    ask = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.EXECUTIVE_SPONSOR)
    part = Part("actions", "Open actions by owner", _title(view, open_), blocks, _intro(view), ask=ask)
    return page_part(view, part)


def _title(view: View, open_: dict[str, Action]) -> str:
    late = sum(is_late(view, action.due) for action in open_.values())
    if len(open_) == 1:
        return f"1 action is open{', and it is late' if late else ''}."
    said = {0: "none of them is late", 1: "1 of them is late"}.get(late, f"{late} of them are late")
    return f"{len(open_)} actions are open; {said}."


def _intro(view: View) -> str:
    number = len(actions_at_gates(view))
    if not number:
        return ""
    return f"{count_of(number, 'of them stands', 'of them stand')} with the must-haves of the next gate, not here."


def _blocks(view: View, open_: dict[str, Action]) -> Iterator[Block]:
    elsewhere = actions_at_gates(view)
    here = [action for name, action in open_.items() if name not in elsewhere]
    ahead = horizon(view)
    soonest = sorted(here, key=lambda action: action.due or date.max)
    pressing = [action for action in soonest if is_late(view, action.due) or (action.due and action.due <= ahead)]
    shown = (soonest if len(soonest) <= _MOST else pressing or soonest)[:_MOST]
    if shown:
        headers = ["Owner", "Action", "For?", "By"]
        yield pack_table("Open actions, by owner", headers, [_row(view, action) for action in _by_owner(shown)])
    if left := rest(len(here) - len(shown), "open action"):
        yield Paragraph(text=left)


def _by_owner(shown: list[Action]) -> list[Action]:
    """Put the actions of one owner together: who has late ones comes first, then who has the soonest."""
    first = dict[str, date]()
    for action in shown:
        owner, due = action.owner or "", action.due or date.max
        first[owner] = min(first.get(owner, due), due)
    return sorted(shown, key=lambda action: (first[action.owner or ""], action.owner or "", action.due or date.max))


def _row(view: View, action: Action) -> WordedRow:
    owner = people(view, action.owner) or "No owner"
    what = Phrase(text=in_brief(action.do), note="under way" if action.state == "doing" else "")
    return [owner, what, _for(view, action), by_day(view, action.due)]


def _for(view: View, action: Action) -> str | None:
    """Return the first question that an action serves."""
    asked = next((criterion for criterion in view.asked if criterion.score.id in action.for_), None)
    return in_brief(asked.question.ask, 70) if asked else None
