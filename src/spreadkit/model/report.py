"""A Report: what is said, in which order, without a word on how it looks. Formats draw it.

All texts are plain text: what stands in them is shown as it is, never read as markup.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from spreadkit.model.page_blocks import (
    Cards,
    ContactLines,
    LinkCodes,
    MeasureRows,
    MoveList,
    SiteMap,
    SiteTracker,
    StepsToTake,
    VerdictStrip,
    VoiceQuote,
)
from spreadkit.model.report_answers import ReportHeadline, ReportMoves, ReportVerdict
from spreadkit.model.report_parts import Drawing, Mark, Phrase, ReportModel, Tone
from spreadkit.model.unread import Unread

HUNDRED: Final = Decimal(100)


class TableCell(Phrase):
    """A Phrase in a Table. `shade` from 0 (least) to 4 (most) paints what the text already says."""

    shade: Annotated[int, Field(ge=0, le=4)] | None = None


class TableColumn(ReportModel):
    """The head of a column."""

    header: str
    align: Literal["left", "right", "centre"] = "left"


class Fact(ReportModel):
    """A term and what is said of it."""

    term: str
    says: Phrase


class KeyFigure(ReportModel):
    """A figure that is worth seeing first: `3 of 12`, what it counts, and what to know about it."""

    value: str
    label: str
    note: str = ""
    mark: Mark | None = None


class Bar(ReportModel):
    """One line of a Meter: from `low` to `high`, with `value` where enough is known to show one.

    `least` and `most` are the ends of what is possible: 0 and 100 where it is in percent. `verified` is the value
    without contradicted claims, where it differs. `words` say how much is answered.
    """

    label: str
    low: Decimal
    high: Decimal
    value: Decimal | None = None
    verified: Decimal | None = None
    words: str = ""
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)

    @property
    def span(self) -> str:
        """The range in words; one figure where nothing is open. What is possible is said where it is not 100."""
        span = f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"
        return span if self.most == HUNDRED else f"{span} of {self.most.normalize():f}"

    def place(self, number: Decimal) -> Decimal:
        """Return where a number stands between least and most, from 0 to 100, to one decimal."""
        room = self.most - self.least
        return ((number - self.least) * HUNDRED / room if room else HUNDRED).quantize(Decimal("0.1"))


class TextRun(ReportModel):
    """Words of one manner. A link is a web address."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    is_code: bool = False
    link: str | None = None


class ProsePart(ReportModel):
    """A part of Prose: a paragraph, a heading (`level` 1 is the highest), an item of a list, a quote, or code."""

    kind: Literal["paragraph", "heading", "bullet", "number", "quote", "code"]
    runs: tuple[TextRun, ...]
    level: int = 1

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


class Prose(ReportModel):
    """Running text of the team's own, in the safe subset of Markdown that `spreadkit.brand.pages` reads."""

    kind: Literal["prose"] = "prose"
    parts: tuple[ProsePart, ...]


class Paragraph(ReportModel):
    """Running text. An empty line in it begins a new paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    text: str


class Bullets(ReportModel):
    """A list. Items that are `boxed` begin with a box to tick, which stands in place of a bullet."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[Phrase, ...]
    boxed: bool = False


class Blank(ReportModel):
    """Room to write by hand after a label: so many lines, or the `half` of one, beside another."""

    label: str
    lines: int = 1
    half: bool = False


class Blanks(ReportModel):
    """What is to be filled in by hand."""

    kind: Literal["blanks"] = "blanks"
    items: tuple[Blank, ...]


class Facts(ReportModel):
    """Terms and what is said of each."""

    kind: Literal["facts"] = "facts"
    items: tuple[Fact, ...]


class KeyFigures(ReportModel):
    """A few figures side by side."""

    kind: Literal["figures"] = "figures"
    items: tuple[KeyFigure, ...]


class ReportTable(ReportModel):
    """Rows under headed columns; the first cell of a row names it. `wide` asks for a page on its side."""

    kind: Literal["table"] = "table"
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    wide: bool = False


class Meter(ReportModel):
    """Ranges, one a line, each from the least to the most that is possible for it."""

    kind: Literal["meter"] = "meter"
    title: str
    bars: tuple[Bar, ...]

    @property
    def ends(self) -> tuple[str, str]:
        """What stands at the two ends of the bars: the same numbers for all, or words."""
        ends = {(str(bar.least), str(bar.most)) for bar in self.bars}
        least, most = ends.pop() if len(ends) == 1 else ("least", "most")
        return least.removesuffix(".0"), most.removesuffix(".0")


class TimeSpan(ReportModel):
    """A time with a name, from its first day to its last; `state` says whether it is over, in words."""

    label: str
    start: date
    end: date
    state: Literal["ended", "under way", "to come"]


class Chart(ReportModel):
    """A picture of data: what it shows in one sentence, and the data. Formats that cannot draw give those two.

    On a page the title is the message, and `subtitle` says what is drawn, in which unit; `narrow` is the same for a
    screen no wider than a telephone's.

    `spans` are times to be set beside each other, for formats that draw them from words; `today` is the day that counts
    as today in them.
    """

    kind: Literal["chart"] = "chart"
    title: str
    sentence: str
    data: ReportTable
    drawing: Drawing | None = None
    narrow: Drawing | None = None
    subtitle: str = ""
    spans: tuple[TimeSpan, ...] = ()
    today: date | None = None


class Node(ReportModel):
    """A box of a Diagram. `id` is once in it."""

    id: str
    text: str


class Layer(ReportModel):
    """Boxes of a Diagram that stand side by side, under what they are called together."""

    title: str
    nodes: tuple[Node, ...]


class Arrow(ReportModel):
    """A link of a Diagram, from one node to another, by their ids."""

    from_: str
    to: str
    is_weak: bool = False


class Diagram(ReportModel):
    """Layers of boxes, each linked to boxes of a layer before it. `says` tells what it shows."""

    kind: Literal["diagram"] = "diagram"
    title: str
    says: str
    layers: tuple[Layer, ...]
    arrows: tuple[Arrow, ...]

    def texts_after(self, node: Node) -> list[str]:
        """Return the texts of the boxes that a box is linked to, but for the first layer, which all lead to."""
        texts = {box.id: box.text for layer in self.layers[1:] for box in layer.nodes}
        return [texts[arrow.to] for arrow in self.arrows if arrow.from_ == node.id and arrow.to in texts]


class Callout(ReportModel):
    """Something to notice."""

    kind: Literal["callout"] = "callout"
    tone: Tone
    title: str
    text: str = ""


class Group(ReportModel):
    """Blocks under a heading of their own; `folded` where most readers can pass it by.

    What is `together` stays on one page of paper, where one page is enough.
    """

    kind: Literal["group"] = "group"
    title: str
    note: str = ""
    folded: bool = False
    together: bool = False
    blocks: tuple["Block", ...]


Block = Annotated[
    Paragraph
    | Prose
    | Bullets
    | Blanks
    | Facts
    | KeyFigures
    | ReportTable
    | Meter
    | Chart
    | Diagram
    | Callout
    | Cards
    | VerdictStrip
    | MoveList
    | SiteMap
    | VoiceQuote
    | StepsToTake
    | ContactLines
    | LinkCodes
    | MeasureRows
    | SiteTracker
    | Group,
    Field(discriminator="kind"),
]


SectionWidth = Literal["full", "half", "third"]
"""How much of a line a section takes on a page."""


class Section(ReportModel):
    """A titled part of a Report.

    On a page `topic` is what it is about, where its title is a message; `width` is how much of a line it takes, beside
    the sections next to it; `starts_page` puts it at the top of a page; `foot` stands at the end of one.
    """

    id: str
    title: str
    intro: str = ""
    blocks: tuple[Block, ...]
    topic: str = ""
    width: SectionWidth = "full"
    starts_page: bool = False
    foot: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether a table in it asks for a page on its side."""
        return any(block.wide for block in walk(self.blocks) if isinstance(block, ReportTable))


class Recipient(StrEnum):
    """Whom a report is for: sponsor (one page), steering group (its pack), one site (its sheet), or a journal.

    The appendix is for whoever wants to look something up: all that the plan says. What a journal gets is the StaRI
    checklist, filled in from the plan for those who write the paper.
    """

    SPONSOR = "sponsor"
    STEERING = "steering"
    APPENDIX = "appendix"
    SITE = "site"
    JOURNAL = "journal"

    @property
    def called(self) -> str:
        """What the report for this reader is called."""
        return {
            "sponsor": "Sponsor page",
            "steering": "Steering pack",
            "appendix": "Spread report: appendix",
            "site": "Site sheet",
            "journal": "StaRI checklist",
        }[self.value]

    @property
    def has_pages(self) -> bool:
        """Whether it is laid out as pages with a message at the top, not as a document with contents."""
        return self in ON_PAGES


ON_PAGES: Final = frozenset({Recipient.SPONSOR, Recipient.STEERING, Recipient.SITE})
"""The readers whose report is laid out as pages."""


class Branding(ReportModel):
    """How the head of the report looks: a name, a logo as an address that holds all of it, and checked colours."""

    name: str
    logo: str | None = None
    colour: str | None = None
    colour_dark: str | None = None


class FrameworkLine(ReportModel):
    """A framework that the report rests on."""

    id: str
    title: str
    edition: str


class Report(ReportModel):
    """The whole. `plan` is the name of the file it was made from, `revision` the commit of that, where known.

    `kind` says what it is: the report of a plan for a day, or the worksheet of a framework, which holds for any day.
    `site` is the id of the site whose sheet it is; `headline` and `verdicts` stand before all else, and `size` is
    the result in human terms, where it may be said; `moved` follows them; `banner` says that it was made from a
    plan with errors, and `unread` what of the plan could not be read; `left_out` has the titles of the sections
    that the plan leaves out. On pages, `for_whom` names the reader, `next_on` is the next day on which something is
    decided, `lead` stands below the headline, and `contact` says at the foot whom to ask.
    """

    title: str
    plan: str
    kind: Literal["report", "worksheet"] = "report"
    reader: Recipient = Recipient.APPENDIX
    site: str | None = None
    as_of: date | None = None
    revision: str | None = None
    fictional: bool = False
    caveat: str | None = None
    banner: str | None = None
    unread: tuple[Unread, ...] = ()
    facts: tuple[Fact, ...] = ()
    foot: str = ""
    headline: ReportHeadline | None = None
    verdicts: tuple[ReportVerdict, ...] = ()
    size: str | None = None
    moved: ReportMoves | None = None
    frameworks: tuple[FrameworkLine, ...] = ()
    sections: tuple[Section, ...] = ()
    generator: str = "spreadkit"
    brand: Branding | None = None
    left_out: tuple[str, ...] = ()
    for_whom: str = ""
    next_on: date | None = None
    lead: str = ""
    contact: str = ""

    @property
    def name(self) -> str:
        """What it is called, before its title: `Sponsor page`, `Spread worksheet`."""
        return self.reader.called if self.kind == "report" else f"Spread {self.kind}"


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Go through blocks and the blocks inside groups and charts."""
    for block in blocks:
        yield block
        if isinstance(block, Group):
            yield from walk(block.blocks)
        elif isinstance(block, Chart):
            yield block.data


def drawings_of(report: Report) -> tuple[Drawing, ...]:
    """Return every drawing of a report, in its order: of two of one chart that for a wide page, which files hold."""
    blocks = (block for section in report.sections for block in walk(section.blocks))
    return tuple(drawing for block in blocks for drawing in _drawings_in(block) if drawing is not None)


def _drawings_in(block: Block) -> Iterator[Drawing | None]:
    if isinstance(block, Chart):
        yield block.drawing
    elif isinstance(block, MeasureRows):
        yield from (row.drawing for row in block.rows)


def without_drawings(report: Report) -> Report:
    """Return a report with what its charts say and their data, and no picture."""
    sections = tuple(
        section.model_copy(update={"blocks": tuple(map(_undrawn, section.blocks))}) for section in report.sections
    )
    return report.model_copy(update={"sections": sections})


def _undrawn(block: Block) -> Block:
    if isinstance(block, Group):
        return block.model_copy(update={"blocks": tuple(map(_undrawn, block.blocks))})
    if isinstance(block, MeasureRows):
        return block.model_copy(update={"rows": tuple(row.model_copy(update={"drawing": None}) for row in block.rows)})
    return block.model_copy(update={"drawing": None, "narrow": None}) if isinstance(block, Chart) else block
