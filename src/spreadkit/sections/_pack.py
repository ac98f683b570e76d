"""What the pages of a steering pack share: until when they look ahead, how they shorten, count and name."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from spreadkit.model.people import Role
from spreadkit.model.report import Block, ReportTable, Section, TableCell
from spreadkit.model.report_parts import Mark, Tone
from spreadkit.months import add_months, month_seen_from
from spreadkit.sections._page_head import PageHead
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, table
from spreadkit.verdicts.grammar import marked
from spreadkit.verdicts.of_plan import PlanReader
from spreadkit.words import by_number, count_of, cut

TITLE_ROOM: Final = 120
"""How many letters the pack has room for where something is named: an ask, an action, a risk. The figure is ours."""

LINE_ROOM: Final = 160
"""How many letters the pack has room for where something is said of it. The figure is ours."""

NAME_ROOM: Final = 36
"""How many letters the pack has room for in a name. The figure is ours."""

APPENDIX: Final = "in the appendix"


def in_brief(text: str | None, most: int = TITLE_ROOM) -> str:
    """Return the beginning of what a plan says, with `…` where the appendix has more; nothing where it says nothing."""
    return cut(text, most) if text else ""


def capital(text: str) -> str:
    """Return a text with a capital first letter, as a line begins."""
    return f"{text[:1].upper()}{text[1:]}"


def named(text: str | None, most: int = NAME_ROOM) -> str:
    """Return a name of the plan's to stand in a sentence of ours."""
    return marked(in_brief(text, most))


def near(when: date, view: View) -> str:
    """Return a day as it is said in a meeting: `31 July`, with the year where it is far."""
    return f"{when.day} {month_seen_from(when, view.as_of)}"


def month(when: date, view: View) -> str:
    """Return a month in three letters, with its year where it is far: `Jan`, `Nov 2024`."""
    name, _, year = month_seen_from(when, view.as_of).partition(" ")
    return " ".join(filter(None, [name[:3], year]))


def next_meeting(view: View) -> date | None:
    """Return the day on which the group meets next, as the last reviews set it; None where none is set."""
    return min((review.next for review in view.plan.reviews if review.next and review.next >= view.as_of), default=None)


def horizon(view: View) -> date:
    """Return until when the pack looks ahead: until the group meets after the next time, a month on where unknown."""
    return add_months(next_meeting(view) or view.as_of, 1)


def sites(view: View, number: int) -> str:
    """Return a number of sites in the plan's own word: `1 ward`, `7 wards`."""
    return count_of(number, *words_for_sites(view))


def words_for_sites(view: View) -> tuple[str, str]:
    """Return what the plan calls one of its sites, and several."""
    return view.state.words.one, view.state.words.other


def site_names(view: View) -> dict[str, str]:
    """Return the names of the target sites by their ids, without the word that all of them end in."""
    return dict(PlanReader(view.standing).names)


def people(view: View, *ids: str | None, most: int = NAME_ROOM) -> str:
    """Return the names of people for a cell; nothing where none is named."""
    return ", ".join(in_brief(view.person(name), most) for name in ids if name)


def who_has(view: View, *roles: Role) -> str | None:
    """Return the id of the first person with one of some roles who is still there; the first role counts most."""
    for role in roles:
        for name, person in view.plan.people.items():
            if role in person.role and person.name != "unknown" and person.is_here(view.as_of):
                return name
    return None


def by_day(view: View, when: date | None, *, silent: str = "no day set") -> TableCell:
    """Return a day, marked in words where it is past."""
    if when is None:
        return TableCell(text=silent)
    if when >= view.as_of:
        return TableCell(text=near(when, view))
    late = count_of((view.as_of - when).days, "day")
    return TableCell(text=near(when, view), mark=Mark(text=f"{late} late", tone=Tone.WARNING))


def is_late(view: View, when: date | None) -> bool:
    """Whether a day is past."""
    return when is not None and when < view.as_of


def pack_table(title: str, headers: Sequence[str], rows: Iterable[WordedRow]) -> ReportTable:
    """Make a table in which a cell that the plan says nothing for is empty, and a column of such cells is left out."""
    made = table(title, headers, rows)
    empty = TableCell(text="")
    rows_shown = tuple(tuple(empty if made_cell.is_silent else made_cell for made_cell in row) for row in made.rows)
    return made.model_copy(update={"rows": rows_shown})


class Part(NamedTuple):
    """A part of the pack: its id, what it is about, its message and its blocks, and whom to ask about it."""

    id: str
    topic: str
    title: str
    blocks: Iterable[Block]
    intro: str = ""
    ask: str | None = None


def page_part(view: View, part: Part) -> Section:
    """Make a section of the pack. Whom to ask stands at the foot of its page."""
    return Section(
        id=part.id,
        topic=part.topic,
        title=part.title,
        intro=part.intro,
        blocks=tuple(part.blocks),
        foot=named(view.person(part.ask)) if part.ask else "",
    )


def rest(number: int, one: str, many: str | None = None, *, more: str = "") -> str:
    """Return the line for what the pack leaves out: `The other 4 actions are in the appendix.`; nothing for none."""
    if number <= 0:
        return ""
    which = "The other" if number > 1 else "1 more"
    said = f"{which} {count_of(number, one, many) if number > 1 else one}"
    return f"{said} {by_number(number, 'is', 'are')} {APPENDIX}{more}."


def head_of_pack(view: View) -> PageHead:
    """Return what stands at the head and the foot of the pack."""
    lead = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.EXECUTIVE_SPONSOR)
    contact = f"Ask about this pack: {named(view.person(lead))}." if lead else ""
    return PageHead("for the steering group", next_meeting(view) or view.next_decision, contact=contact)
