"""Actions: what is to be done, by whom and by when."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.plan import Action
from spreadkit.model.references import EVERYONE
from spreadkit.model.report import Block, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, due, folded, label, listed_in_words, section, table, who

ORDER = 85
SHOWS: Final = ("actions",)


def build(view: View) -> Section | None:
    """Build the section."""
    return section("actions", "Actions", _blocks(view)) if view.plan.actions else None


def _blocks(view: View) -> Iterator[Block]:
    waiting = [action for action in view.plan.actions.values() if action.is_open]
    settled = [action for action in view.plan.actions.values() if not action.is_open]
    if waiting:
        soonest = sorted(waiting, key=lambda action: action.due or date.max)
        headers = ["Action", "Sites?", "Owner", "Due", "State"]
        yield table("Open actions, by due date", headers, [_open(view, action) for action in soonest])
    if settled:
        headers = ["Action", "Sites?", "Owner", "Due", "State", "Done on?"]
        rows = [[*_open(view, action, is_open=False), day(action.done_on)] for action in settled]
        yield folded(f"Done or dropped ({len(settled)})", table("Done or dropped actions", headers, rows))


def _open(view: View, action: Action, *, is_open: bool = True) -> WordedRow:
    serves = f"For {', '.join(action.for_)}" if action.for_ else ""
    what = Phrase(text=action.do, note=serves)
    when = due(action.due, view.as_of, is_open=is_open)
    return [what, _concerned(view, action), who(view, action.owner), when, label(action.state)]


def _concerned(view: View, action: Action) -> str | None:
    """Return the sites that an action concerns, where it names any."""
    if EVERYONE in action.sites:
        return EVERYONE
    return listed_in_words(map(view.site, action.sites)) if action.sites else None
