"""For the steering group: what is said to whom until the next meetings, what is late, and what was learnt."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.people import Communication, Role
from spreadkit.model.plan import Learning
from spreadkit.model.references import EVERYONE
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.months import add_months
from spreadkit.sections._pack import (
    LINE_ROOM,
    Part,
    by_day,
    horizon,
    in_brief,
    is_late,
    near,
    pack_table,
    page_part,
    people,
    rest,
    who_has,
)
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, label
from spreadkit.words import by_number, count_of

PACK: Final = 120

_MOST: Final = 8
"""How many messages the page has room for. The figure is ours."""

_LEARNT: Final = 3
"""How many things learnt the page has room for. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section; nothing where no message is planned, nobody meets, and nothing was learnt lately."""
    planned, meets, learnt = _planned(view), _meets(view), _learnt(view)
    if not (planned or meets or learnt):
        return None
    ask = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.TEAM_MEMBER)
    blocks = _blocks(view, planned, meets, learnt)
    return page_part(view, Part("communication", "Communication and learning", _title(view, planned), blocks, ask=ask))


def _title(view: View, planned: list[Communication]) -> str:
    late = sum(is_late(view, known(item.on)) for item in planned)
    soon, until = len(planned) - late, near(horizon(view), view)
    said = f"{count_of(soon, 'message')} {by_number(soon, 'is', 'are')} planned" if soon else "No message is planned"
    was = f"; {late} {by_number(late, 'was', 'were')} due before and not sent" if late else ""
    return f"{said} by {until}{was}."


def _planned(view: View) -> list[Communication]:
    ahead = horizon(view)
    found = [item for item in view.plan.communication if item.done is None and (known(item.on) or date.max) <= ahead]
    return sorted(found, key=lambda item: known(item.on) or date.max)


def _meets(view: View) -> list[WordedRow]:
    ahead = horizon(view)
    return [
        [in_brief(community.title), near(community.next, view), people(view, community.owner) or None]
        for community in view.plan.communities.values()
        if community.next and view.as_of <= community.next <= ahead
    ]


def _learnt(view: View) -> list[Learning]:
    """Return what was learnt since the day that moves are counted from, newest first."""
    since = view.answers.moved.since if view.answers.moved else add_months(view.as_of, -3)
    found = [
        (on, learnt)
        for learnt in view.plan.learning
        if (on := known(learnt.on)) is not None and since < on <= view.as_of
    ]
    return [learnt for _, learnt in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _blocks(
    view: View, planned: list[Communication], meets: list[WordedRow], learnt: list[Learning]
) -> Iterator[Block]:
    if planned:
        rows = [_message(view, item) for item in planned[:_MOST]]
        yield pack_table("Messages, soonest first", ["What is said", "To whom", "By whom?", "On"], rows)
    if left := rest(len(planned) - _MOST, "message"):
        yield Paragraph(text=left)
    if meets:
        yield pack_table("Where peers meet", ["Where peers meet", "Next", "Who?"], meets[:_MOST])
    if learnt:
        rows = [
            [in_brief(lesson.what, LINE_ROOM), in_brief(lesson.altered, LINE_ROOM) or None]
            for lesson in learnt[:_LEARNT]
        ]
        yield pack_table("What was learnt since then", ["What was learnt", "What was altered?"], rows)
    if left := rest(len(learnt) - _LEARNT, "thing learnt", "things learnt"):
        yield Paragraph(text=left)


def _message(view: View, item: Communication) -> WordedRow:
    whom = "Everyone" if item.audience == EVERYONE else in_brief(view.audience(item.audience), 40)
    messengers = people(view, *item.messenger[:2]) or people(view, item.owner)
    return [
        Phrase(text=in_brief(item.message) or label(item.purpose), note=in_brief(item.channel, 50)),
        whom,
        messengers or None,
        by_day(view, known(item.on)),
    ]
