"""The tracker: how far each site has come with each change, ordered by wave."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.barriers import reason_words
from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import OFF_THE_LADDER, TrackedSite
from spreadkit.adoption.words import held_words, reach_sentence, stale_note, state_words
from spreadkit.model.adoption import LADDER, AdoptionStage
from spreadkit.model.report import Block, Paragraph, ReportTable, Section, TableCell
from spreadkit.model.report_parts import Phrase
from spreadkit.model.rollout import Site
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, age, label, n_of, section, slug, table, tables
from spreadkit.words import count_of, in_words

ORDER = 60
SHOWS: Final = ("adoption",)

_SHADES: Final = (0, 1, 1, 2, 2, 3, 4)
_LEFT_OUT: Final = {"exempt": "exempt", "out-of-scope": "out of scope"}
_INTRO: Final = (
    "Each cell gives the last stage on record, from 0 (not started) to 6 (sustained), and how long ago it was "
    "recorded. In place means stage 5 or 6. Unknown means that nothing is on record."
)
_SIGNS: Final = (
    " A sign behind a stage says that it moved since the last time: ▲ for the better, ▼ for the worse, ◆ otherwise."
)
_WIDE_FROM: Final = 5
"""With this many changes the table gets a page on its side."""


def build(view: View) -> Section | None:
    """Build the section."""
    if not view.changes or not view.target_sites:
        return None
    return section("tracker", "Where each site stands", _blocks(view), intro=f"{_INTRO}{_SIGNS if view.moves else ''}")


def _blocks(view: View) -> Iterator[Block]:
    yield _extent(view)
    yield _complete(view)
    yield from _not_counted(view)
    if not view.latest:
        why = unread_in_words(view.adoption.unread_record).removesuffix(".") or "No adoption is on record yet"
        yield Paragraph(text=f"{why}, so the table of sites and changes is left out.")
        return
    yield _grid(view)
    yield from tables(_said_before(view))


def _complete(view: View) -> Paragraph:
    names = [tracked.site.name for tracked in view.adoption.there]
    text = reach_sentence(view.adoption)
    return Paragraph(text=f"{text} In place at: {in_words(names)}." if names else text)


def _not_counted(view: View) -> Iterator[Paragraph]:
    """Say how many sites are left out of all counts for a reason, and where the reasons stand."""
    states: Counter[str] = Counter(site.status for site in view.plan.sites)
    kinds = [f"{states[status]} {words}" for status, words in _LEFT_OUT.items() if states[status]]
    if kinds:
        text = f"Not among the {count_of(len(view.target_sites), 'target site')}: {in_words(kinds)}."
        yield Paragraph(text=f"{text} Why, and until when, stands under “Approvals and decisions to adopt”.")


def _extent(view: View) -> ReportTable:
    headers = [
        "Change",
        "Core",
        "#In place",
        "#Under way",
        "#Not started or aware",
        "#Paused or ended",
        "#Unknown",
    ]
    return table("How far each change has spread", headers, [_extent_row(view, name) for name in view.changes])


def _extent_row(view: View, change: str) -> WordedRow:
    stages = Counter(view.stage(site.id, change) for site in view.target_sites)
    total = len(view.target_sites) - stages[AdoptionStage.NOT_APPLICABLE]
    core = "yes" if change in view.core_changes else "no"
    if not total:
        return [view.change(change), core, *["applies nowhere"] * 5]
    in_place = sum(stages[stage] for stage in IN_PLACE)
    stale = view.adoption.tracker.stale_with(change)
    counts = (
        sum(stages[stage] for stage in LADDER[2:5]),
        sum(stages[stage] for stage in LADDER[:2]),
        sum(stages[stage] for stage in OFF_THE_LADDER if stage is not AdoptionStage.NOT_APPLICABLE),
        stages[None],
    )
    there = Phrase(text=n_of(in_place, total), note=stale_note(stale, in_place, view.adoption))
    return [view.change(change), core, there, *(n_of(count, total) for count in counts)]


def _grid(view: View) -> ReportTable:
    names = list(view.changes)
    rows = [_row(view, site) for site in view.target_sites]
    headers = ["Site", "Wave", *(view.change(name) for name in names), "All core changes"]
    return table("Stage of each site for each change", headers, rows, wide=len(names) >= _WIDE_FROM)


def _said_before(view: View) -> ReportTable:
    """List what was said to hold a change up and does so no more, or holds up one that is not core."""
    rows = [
        [view.site(tracked.site.id), barrier.says, view.change(barrier.change), day(barrier.on)]
        for tracked in view.adoption.sites
        for barrier in tracked.barriers
        if not barrier.is_open
    ]
    return table("Barriers on record that hold up no core change now", ["Site", "What was said", "Change", "On"], rows)


def _row(view: View, site: Site) -> WordedRow:
    tracked = view.tracked[site.id]
    is_settled = tracked.is_there and not tracked.stale
    complete = Phrase(text=tracked.core.words, note="" if is_settled else state_words(tracked, view.adoption.titles))
    wave = label(site.wave) if site.wave else None
    return [site.name, wave, *(_stage(view, tracked, change) for change in view.changes), complete]


def _stage(view: View, tracked: TrackedSite, change: str) -> TableCell:
    event = view.latest.get((tracked.site.id, change))
    move = view.moved.get((tracked.site.id, change))
    if event is None:
        return TableCell(text="? unknown")
    note = f"{age((view.as_of - event.date).days)} ago"
    said = held_words([barrier for barrier in tracked.barriers if barrier.change == change])
    if said:
        note += f"; {said}"
    if event.barrier and reason_words(event.reason):
        note += f"; reason: {reason_words(event.reason)}"
    sign = ""
    if move is not None:
        sign, note = f" {move.way.sign}", f"{note}; before: {move.before}"
    if event.stage in OFF_THE_LADDER:
        return TableCell(text=f"{OFF_THE_LADDER[event.stage]} {slug(event.stage.value)}{sign}", note=note)
    number = LADDER.index(event.stage)
    return TableCell(text=f"{number} {slug(event.stage.value)}{sign}", note=note, shade=_SHADES[number])
