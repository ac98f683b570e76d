"""The checklist as sections of a report: a count, what is missing, then every item with what the plan holds for it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

from spreadkit.model.report import Block, Callout, Group, KeyFigure, KeyFigures, Paragraph, ReportTable, Section
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.unread import Unread
from spreadkit.reporting.stari.description import DESCRIPTION
from spreadkit.reporting.stari.discussion import DISCUSSION
from spreadkit.reporting.stari.entries import EntryState, PlanEntry, PublishedPlan, StrandWriter
from spreadkit.reporting.stari.evaluation import EVALUATION
from spreadkit.reporting.stari.introduction import INTRODUCTION
from spreadkit.reporting.stari.items import CITATION, ITEMS, STATEMENT_LINK, StariItem
from spreadkit.reporting.stari.results import RESULTS
from spreadkit.sections._answers import ReportAnswers
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, bullets, folded, n_of, section, table, tables
from spreadkit.words import in_words

WRITERS_OF_ITEMS: Final[Mapping[int, tuple[StrandWriter, ...]]] = {
    **INTRODUCTION,
    **DESCRIPTION,
    **EVALUATION,
    **RESULTS,
    **DISCUSSION,
}
"""By number of the item: what goes through each of its strands."""

_STRANDS: Final = ("Implementation strategy", "Intervention")
_HEADERS: Final = ["What", "What the plan holds", "Where in the plan"]

_EMPTY: Final = Phrase(text="")
"""A cell in which nothing stands: to be filled in, or said in the cell before."""

_INTRO: Final = (
    "This lists what the plan holds for each of the 27 items. It does not say that an item is met: that is for "
    "authors, reviewers and editors to judge."
)
_STATES: Final = (
    "“Not in the plan” means that the plan is silent; what to add, and under which key, is said beside it.",
    "“Unknown” means that the plan says that it is not known. “Not read” means that the file could not be read.",
    "“Not applicable” stands only where the plan says so. “Yours to write” is for what no plan holds.",
    "Figures are those of every other report, for the same day.",
)
_ABOUT: Final = (
    "The numbers, parts and two strands of the items follow the StaRI checklist. What each item asks is in our own "
    "words. Read the statement before you submit, and hand in its own form if the journal asks for it."
)
_RIGHTS: Final = (
    "The statement is open access under CC BY-NC. No text of it is copied here. This report is not endorsed by the "
    "StaRI Group, the EQUATOR Network or the BMJ."
)


class ItemState(StrEnum):
    """What a plan holds for an item as a whole."""

    SAYS = "the plan says something"
    UNKNOWN = "unknown, says the plan"
    UNREAD = "not read"
    NOTHING = "nothing in the plan"
    NOT_APPLICABLE = "not applicable, says the plan"


class FilledItem(NamedTuple):
    """An item with what the plan holds for each of its strands; `because` says why it does not apply."""

    item: StariItem
    strands: tuple[tuple[PlanEntry, ...], ...]
    because: str | None = None

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        """All that is said of it, in both strands."""
        return tuple(entry for strand in self.strands for entry in strand)

    @property
    def state(self) -> ItemState:
        """What the plan holds for it as a whole."""
        if self.because is not None:
            return ItemState.NOT_APPLICABLE
        if any(entry.is_held for entry in self.entries):
            return ItemState.SAYS
        found = {entry.state for entry in self.entries}
        if EntryState.UNREAD in found:
            return ItemState.UNREAD
        return ItemState.UNKNOWN if EntryState.UNKNOWN in found else ItemState.NOTHING

    @property
    def title(self) -> str:
        """Its number and title."""
        return f"{self.item.number}. {self.item.title}"


def filled_items(view: View, answers: ReportAnswers) -> tuple[FilledItem, ...]:
    """Return every item of the checklist with what a plan holds for it, in order."""
    plan, unread = PublishedPlan(view, answers), view.score.unread
    away = view.plan.study.not_applicable
    return tuple(
        FilledItem(
            item,
            tuple(_with_unread(tuple(write(plan)), unread) for write in WRITERS_OF_ITEMS[item.number]),
            away.get(str(item.number)),
        )
        for item in ITEMS
    )


def checklist_sections(view: View, answers: ReportAnswers) -> Iterator[Section]:
    """Go through the sections of the checklist: the count and what is missing, each part, and about StaRI."""
    filled = filled_items(view, answers)
    yield section("checklist", "What the plan holds", _overview(filled), intro=_INTRO)
    for number, (part, items) in enumerate(groupby(filled, key=lambda one: one.item.part), start=1):
        yield section(f"part-{number}", part, map(_item, items))
    yield section("about-stari", "About StaRI", _about())


def _with_unread(entries: tuple[PlanEntry, ...], unread: Sequence[Unread]) -> tuple[PlanEntry, ...]:
    """Say what could not be read: in the place of what seems to be missing for it, and beside what rests on it."""
    kept, told = [], dict[Unread, None]()
    for entry in entries:
        routes = [tuple(line.split(".")) for line in entry.at.splitlines()]
        hiding = [one for one in unread if any(_keys(one) == route[: len(one.part)] for route in routes)]
        beside = [one for one in unread if any(_keys(one)[: len(route)] == route for route in routes)]
        if hiding and entry.state is EntryState.MISSING:
            told |= dict.fromkeys(hiding)
            continue
        kept.append(entry)
        if entry.state is EntryState.SAYS:
            told |= dict.fromkeys([*hiding, *beside])
    rows = [PlanEntry("Not read", f"{one.says}; {one.why}", ".".join(_keys(one)), EntryState.UNREAD) for one in told]
    return (*kept, *rows)


def _keys(one: Unread) -> tuple[str, ...]:
    return tuple(map(str, one.part))


def _overview(filled: tuple[FilledItem, ...]) -> Iterator[Block]:
    yield KeyFigures(items=tuple(_figures(filled)))
    first, others = _to_add(filled)
    headers = ["What to add", "Under", "For item"]
    yield from tables(table("To add first: items that the plan says nothing about", headers, first))
    yield from tables(table("To add next: gaps in other items", headers, others))
    yours = [[one.title, entry.says] for one in filled for entry in _open(one) if entry.state is EntryState.BY_HAND]
    if yours:
        yield folded(f"Yours to write ({len(yours)})", table("Yours to write", ["Item", "What to write"], yours))
    heads = ["Item", "Part", "In the plan", "#To add", "Page in your paper"]
    rows: list[WordedRow] = [[one.title, one.item.part, _state(one), str(_missing(one)), _EMPTY] for one in filled]
    yield folded("All 27 items", table("All 27 items", heads, rows), note="to hand in with the paper")
    yield bullets(_STATES)


def _figures(filled: tuple[FilledItem, ...]) -> Iterator[KeyFigure]:
    counts = Counter(one.state for one in filled)
    yield KeyFigure(value=n_of(counts[ItemState.SAYS], len(filled)), label="items: the plan says something about them")
    silent = [one for one in filled if one.state is ItemState.NOTHING]
    yield KeyFigure(
        value=n_of(len(silent), len(filled)),
        label="items: nothing in the plan",
        note=f"Items {in_words([str(one.item.number) for one in silent])}." if len(silent) > 1 else _one(silent),
    )
    for state in (ItemState.UNKNOWN, ItemState.UNREAD, ItemState.NOT_APPLICABLE):
        if counts[state]:
            yield KeyFigure(value=n_of(counts[state], len(filled)), label=f"items: {state.value}")
    gaps = sum(map(_missing, filled))
    yield KeyFigure(value=str(gaps), label="gaps: what an item asks for and the plan does not hold")


def _one(silent: Sequence[FilledItem]) -> str:
    return f"Item {silent[0].item.number}." if silent else ""


def _state(filled: FilledItem) -> Phrase:
    tones = {ItemState.NOTHING: Tone.WARNING, ItemState.UNREAD: Tone.STOP}
    words = f"{filled.state.value[:1].upper()}{filled.state.value[1:]}"
    if filled.state not in tones:
        return Phrase(text=words)
    return Phrase(text="", mark=Mark(text=words, tone=tones[filled.state]))


def _open(filled: FilledItem) -> Iterator[PlanEntry]:
    """Go through what an item still needs; nothing where it does not apply."""
    return (
        entry
        for entry in filled.entries
        if filled.because is None and entry.state in {EntryState.MISSING, EntryState.BY_HAND}
    )


def _missing(filled: FilledItem) -> int:
    return sum(entry.state is EntryState.MISSING for entry in _open(filled))


def _to_add(filled: tuple[FilledItem, ...]) -> tuple[list[WordedRow], list[WordedRow]]:
    """Return what to add for the items that have nothing, and for the others: each once, with all items it is for."""
    items: dict[tuple[str, str], dict[int, None]] = {}
    says: dict[tuple[str, str], str] = {}
    first = set[tuple[str, str]]()
    for one in filled:
        for entry in _open(one):
            if entry.state is EntryState.MISSING:
                key = (entry.at, entry.term if entry.at.count(".") == 0 else "")
                items.setdefault(key, {})[one.item.number] = None
                says.setdefault(key, entry.says)
                first |= {key} if one.state is ItemState.NOTHING else set()
    rows = {key: [_capital(says[key]), key[0], in_words([*map(str, numbers)])] for key, numbers in items.items()}
    return [rows[key] for key in rows if key in first], [rows[key] for key in rows if key not in first]


def _item(filled: FilledItem) -> Group:
    note = "" if filled.state is ItemState.SAYS else filled.state.value
    return Group(title=filled.title, note=note, blocks=tuple(_blocks(filled)))


def _blocks(filled: FilledItem) -> Iterator[Block]:
    if filled.because is not None:
        yield Callout(tone=Tone.NOTE, title="Not applicable, says the plan", text=filled.because)
    item, strands = filled.item, filled.strands
    titles = [item.asks]
    if item.intervention is not None:
        titles = [f"{name}: {asks}" for name, asks in zip(_STRANDS, (item.asks, item.intervention), strict=True)]
    for title, entries in zip(titles, strands, strict=True):
        yield from _strand(filled, title, entries)


def _strand(filled: FilledItem, title: str, entries: tuple[PlanEntry, ...]) -> Iterator[ReportTable]:
    left_out = {EntryState.MISSING, EntryState.BY_HAND} if filled.because is not None else set()
    rows = [_row(entry) for entry in entries if entry.state not in left_out]
    yield from tables(table(title, _HEADERS, rows))


def _row(entry: PlanEntry) -> WordedRow:
    said = {
        EntryState.SAYS: Phrase(text=entry.says),
        EntryState.UNKNOWN: _marked("Unknown, says the plan", Tone.NOTE),
        EntryState.MISSING: _marked("Not in the plan", Tone.WARNING, f"Add under {entry.at}: {entry.says}"),
        EntryState.UNREAD: _marked("Not read", Tone.STOP, entry.says),
        EntryState.BY_HAND: _marked("Yours to write", Tone.NOTE, entry.says),
    }[entry.state]
    return [entry.term, said, _EMPTY if entry.state is EntryState.MISSING else entry.at or _EMPTY]


def _marked(words: str, tone: Tone, note: str = "") -> Phrase:
    return Phrase(text="", mark=Mark(text=words, tone=tone), note=note)


def _about() -> Iterator[Block]:
    yield Paragraph(text=_ABOUT)
    yield table("Source", ["Cited as", "Where"], [[CITATION, Phrase(text=STATEMENT_LINK, link=STATEMENT_LINK)]])
    yield Paragraph(text=_RIGHTS)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
