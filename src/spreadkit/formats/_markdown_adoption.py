"""Adoption as Markdown: the tracker as a table, and how far the spread has come, in sentences."""

from collections.abc import Iterator

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.tracking import TrackedSite, TrackerCell
from spreadkit.adoption.words import needs, sentences
from spreadkit.formats import PLAIN, Screen
from spreadkit.formats._text_adoption import LADDER_WORDS, LETTERS, NOTHING_TO_TRACK
from spreadkit.formats.markdown import escaped, write_blocks
from spreadkit.model.report import Bullets, Paragraph, ReportTable, TableCell, TableColumn
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day_in_words
from spreadkit.words import count_of, in_words


def render_adoption(overview: Overview, _screen: Screen = PLAIN) -> str:
    """Write the tracker and its key below a heading."""
    tracker = overview.tracker
    head = f"# Where each site stands on {day_in_words(tracker.as_of)}\n\nFrom {escaped(overview.name)}.\n\n"
    if not tracker.sites or not tracker.changes:
        return f"{head}{NOTHING_TO_TRACK}\n"
    said = Bullets(items=tuple(Phrase(text=text) for text in sentences(overview)))
    key = Paragraph(text=f"Stages: {LADDER_WORDS}; {LETTERS}, ? nothing on record. All: the lowest among core changes.")
    return head + "\n\n".join(write_blocks((said, _table(overview), key), 2)) + "\n"


def _table(overview: Overview) -> ReportTable:
    titles = [overview.titles[f"change:{change}"] for change in overview.tracker.changes]
    heads = ["Site", "Wave", "Owner", *titles, "All", "Last news", "Needs"]
    return ReportTable(
        title="Most in need first",
        columns=tuple(TableColumn(header=head) for head in heads),
        rows=tuple(
            tuple(TableCell(text=text) for text in _row(overview, tracked)) for tracked in overview.tracker.sites
        ),
        wide=True,
    )


def _row(overview: Overview, tracked: TrackedSite) -> Iterator[str]:
    def title(change: str) -> str:
        return overview.titles[f"change:{change}"]

    yield tracked.site.name
    yield overview.titles.get(f"wave:{tracked.site.wave}", tracked.site.wave or "none")
    yield overview.titles.get(f"person:{tracked.owner}", tracked.owner or "nobody")
    yield from (_cell(cell) for cell in tracked.cells)
    yield tracked.lowest
    yield "never" if tracked.age is None else f"{count_of(tracked.age, 'day')} ago"
    said = (
        f"{what} ({in_words([title(change) for change in changes])})" for what, changes in tracked.held_up_by.items()
    )
    yield "; ".join([*needs(tracked, overview.titles), *said])


def _cell(cell: TrackerCell) -> str:
    return cell.mark if cell.stage is None else f"{cell.mark} {cell.stage.words}"
