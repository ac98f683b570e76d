"""The tracker: how far each site has come with each change, ordered by wave."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import LADDER, OFF_THE_LADDER
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.report import Block, Callout, Paragraph, ReportTable, Section, TableCell
from spreadkit.model.rollout import Site
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, age, label, n_of, section, slug, table
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
        yield Paragraph(text="No adoption is on record yet, so the table of sites and changes is left out.")
        return
    yield _grid(view)


def _complete(view: View) -> Callout | Paragraph:
    states = Counter(view.is_complete(site.id) for site in view.target_sites)
    total = len(view.target_sites)
    names = [site.name for site in view.target_sites if view.is_complete(site.id)]
    text = f"{n_of(states[True], total)} target sites have every core change in place"
    text += f": {in_words(names)}." if names else "."
    if states[None]:
        text += f" For {count_of(states[None], 'further site')} this is unknown."
    return Paragraph(text=text)


def _not_counted(view: View) -> Iterator[Paragraph]:
    """Say how many sites are left out of all counts for a reason, and where the reasons stand."""
    states: Counter[str] = Counter(site.status for site in view.plan.sites)
    kinds = [f"{states[status]} {words}" for status, words in _LEFT_OUT.items() if states[status]]
    if kinds:
        text = f"Not among the {len(view.target_sites)} target sites: {in_words(kinds)}."
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
    counts = (
        sum(stages[stage] for stage in IN_PLACE),
        sum(stages[stage] for stage in LADDER[2:5]),
        sum(stages[stage] for stage in LADDER[:2]),
        sum(stages[stage] for stage in OFF_THE_LADDER if stage is not AdoptionStage.NOT_APPLICABLE),
        stages[None],
    )
    core = "yes" if change in view.core_changes else "no"
    return [view.change(change), core, *(n_of(count, total) for count in counts)]


def _grid(view: View) -> ReportTable:
    names = list(view.changes)
    rows = [_row(view, site) for site in view.target_sites]
    headers = ["Site", "Wave", *(view.change(name) for name in names), "All core changes"]
    return table("Stage of each site for each change", headers, rows, wide=len(names) >= _WIDE_FROM)


def _row(view: View, site: Site) -> WordedRow:
    complete = {True: "in place", False: "not yet", None: "unknown"}[view.is_complete(site.id)]
    wave = label(site.wave) if site.wave else None
    return [site.name, wave, *(_stage(view, site.id, change) for change in view.changes), complete]


def _stage(view: View, site: str, change: str) -> TableCell:
    event = view.latest.get((site, change))
    move = view.moved.get((site, change))
    if event is None:
        return TableCell(text="? unknown")
    note = f"{age((view.as_of - event.date).days)} ago"
    if event.barrier:
        note += f"; held up by: {event.barrier}"
    if event.reason:
        note += f"; reason: {slug(event.reason.value)}"
    sign = ""
    if move is not None:
        sign, note = f" {move.way.sign}", f"{note}; before: {move.before}"
    if event.stage in OFF_THE_LADDER:
        return TableCell(text=f"{OFF_THE_LADDER[event.stage]} {slug(event.stage.value)}{sign}", note=note)
    number = LADDER.index(event.stage)
    return TableCell(text=f"{number} {slug(event.stage.value)}{sign}", note=note, shade=_SHADES[number])
