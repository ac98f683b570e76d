"""How sections say things: dates, figures, who, how late; and tables without columns that nobody filled."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from spreadkit import words
from spreadkit.model.base import Unknown
from spreadkit.model.framework import Band, Need
from spreadkit.model.people import Acceptance
from spreadkit.model.report import (
    Block,
    Bullets,
    Chart,
    Fact,
    Group,
    Paragraph,
    ReportTable,
    Section,
    TableCell,
    TableColumn,
    walk,
)
from spreadkit.model.report_parts import NOT_STATED, Mark, Phrase, Tone
from spreadkit.model.score import AnswerState
from spreadkit.model.target import Target
from spreadkit.months import day
from spreadkit.sections._view import CriterionView, View
from spreadkit.words import count_of, in_words

_DAYS_TOLD: Final = 60
"""An age up to this many days is told in days, a longer one in months."""

NEED_WORDS: Final = {Need.MUST: "must-have", Need.SHOULD: "should-have", Need.MAY: "optional"}

_Said = str | date | Decimal | Target | bool | int | Enum | None
"""A value of the plan."""

WordedRow = Sequence[_Said | Phrase]
"""What goes into the row of a table."""


def say(value: _Said) -> str:
    """Return a value of the plan in words; `not stated` where there is none, `unknown` where the plan says so."""
    if value is None or value == "":
        return NOT_STATED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Target):
        return value.words
    return slug(value.value) if isinstance(value, Enum) else str(value)


def slug(text: str) -> str:
    """Return a word of the file format as plain words: `after-seeing` is `after seeing`."""
    return text.replace("-", " ")


def label(value: str | Enum | None) -> str:
    """Return a word of the file format as a label: `executive-sponsor` is `Executive sponsor`."""
    text = slug(str(value.value) if isinstance(value, Enum) else value or NOT_STATED)
    return text if text in {NOT_STATED, "unknown"} else text[:1].upper() + text[1:]


def cell(value: _Said | Phrase, note: str = "") -> TableCell:
    """Make a cell of a value."""
    if isinstance(value, TableCell):
        return value
    if isinstance(value, Phrase):
        return TableCell(text=value.text, note=value.note, mark=value.mark, link=value.link)
    return TableCell(text=say(value), note=note)


def fact(term: str, value: _Said | Phrase, note: str = "") -> Fact:
    """Make a fact of a term and a value."""
    return Fact(term=term, says=value if isinstance(value, Phrase) else Phrase(text=say(value), note=note))


def table(title: str, headers: Sequence[str], rows: Iterable[WordedRow], *, wide: bool = False) -> ReportTable:
    """Make a table. A header that ends in `?` may be left out when nobody filled it; one with `#` holds figures."""
    cells = [tuple(cell(value) for value in row) for row in rows]
    kept = [
        index
        for index, header in enumerate(headers)
        if not header.endswith("?") or not all(row[index].is_silent for row in cells)
    ]
    columns = tuple(
        TableColumn(header=headers[index].strip("?#"), align="right" if headers[index].startswith("#") else "left")
        for index in kept
    )
    return ReportTable(
        title=title,
        columns=columns,
        rows=tuple(tuple(row[index] for index in kept) for row in cells),
        wide=wide,
    )


def tables(*made: ReportTable) -> Iterator[ReportTable]:
    """Go through the tables that have rows."""
    return (made_table for made_table in made if made_table.rows)


def folded(title: str, *blocks: Block, note: str = "") -> Group:
    """Fold blocks under a title."""
    return Group(title=title, note=note, folded=True, blocks=blocks)


def section(name: str, title: str, blocks: Iterable[Block], *, intro: str = "") -> Section:
    """Make a section."""
    return Section(id=name, title=title, intro=intro, blocks=tuple(blocks))


def bullets(items: Iterable[str]) -> Bullets:
    """Make a list of sentences."""
    return Bullets(items=tuple(Phrase(text=item) for item in items))


def paragraphs(*texts: str | None) -> Iterator[Paragraph]:
    """Go through the texts that say something."""
    return (Paragraph(text=text) for text in texts if text)


def age(days: int) -> str:
    """Return a time span: `12 days`, `3 months`."""
    return count_of(days, "day") if days <= _DAYS_TOLD else count_of(round(days / 30.44), "month")


def since(then: date, as_of: date) -> str:
    """Return how long ago a day was, or that it is still to come."""
    days = (as_of - then).days
    if days == 0:
        return "on the day of this report"
    return f"{age(days)} ago" if days > 0 else f"in {age(-days)}"


def due(when: date | Unknown | None, as_of: date, *, is_open: bool = True) -> Phrase:
    """Return a due date, marked in words where it is past and the matter is still open."""
    if not isinstance(when, date) or not is_open or when >= as_of:
        return Phrase(text=day(when))
    late = count_of((as_of - when).days, "day")
    return Phrase(text=day(when), mark=Mark(text=f"overdue by {late}", tone=Tone.WARNING))


def who(view: View, *ids: str | None) -> str:
    """Return the names of people, or that none is named."""
    return in_words([view.person(name) or name for name in ids if name]) or NOT_STATED


def acceptance(view: View, accepted: Acceptance | None) -> str:
    """Return who accepts something as it was, when they said so, and why; nothing where nobody is on record."""
    if accepted is None:
        return ""
    on = f" on {day(accepted.on)}" if accepted.on is not None else ""
    return f"Accepted as it was by {who(view, accepted.by)}{on}: {accepted.because}"


def listed_in_words(items: Iterable[str]) -> str:
    """Return items joined as a sentence does, or that there are none."""
    return in_words(list(items)) or NOT_STATED


def with_full_stop(text: str) -> str:
    """Return a text with a full stop at its end, where it has none."""
    return text if text.rstrip()[-1:] in {".", "!", "?", "…"} else f"{text.rstrip()}."


def n_of(part: int, whole: int, what: str = "") -> str:
    """Return `3 of 12 sites`: never a share without its numerator and denominator."""
    return f"{part} of {whole} {what}".strip()


def of_framework(view: View, title: str) -> str:
    """Return how a framework is named in a heading: not at all where there is only one."""
    return f": {title}" if len(view.scored) > 1 else ""


def interval(band: Band) -> str:
    """Return the stretch of a band in words: `45 or more, below 55`."""
    parts = [
        f"{band.from_} or more" if band.from_ is not None else "",
        f"more than {band.above}" if band.above is not None else "",
        f"below {band.below}" if band.below is not None else "",
        f"{band.to} or less" if band.to is not None else "",
    ]
    return ", ".join(filter(None, parts)) or "any"


def answer_of(asked: CriterionView) -> str:
    """Return what a criterion is answered with: its level's label as it stands, or its state as a label."""
    return asked.says if asked.score.state is AnswerState.ANSWERED else label(asked.says)


def beginning_of(text: str | None, most: int = 160) -> str:
    """Return the beginning of a text, or that nothing is stated."""
    return words.cut(text or NOT_STATED, most)


def chart_in(made: Section | None, what: str) -> Chart | None:
    """Return the chart of a section of the appendix by the title of its data, so that a page shows the same."""
    charts = (block for block in walk(made.blocks if made else ()) if isinstance(block, Chart))
    return next((chart for chart in charts if chart.data.title == what), None)
