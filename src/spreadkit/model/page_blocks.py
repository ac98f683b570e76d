"""The blocks of the pages that people act on: cards, answers, a map of sites, steps, whom to call, measures in rows.

All texts are plain text, as in every other block. Names from a plan stand between U+2068 and U+2069 where a
sentence of ours holds them.
"""

from enum import StrEnum
from typing import Literal

from spreadkit.model.report_answers import ReportMove, ReportVerdict
from spreadkit.model.report_parts import Drawing, ReportModel


class SiteTone(StrEnum):
    """What the state of a site means for the reader. A sign and words always stand beside its colour."""

    REACHED = "reached"
    NEEDS_YOU = "needs-you"
    NEITHER = "neither"
    SILENT = "silent"


class Card(ReportModel):
    """One thing that a reader is to notice: a line above it (by when), what it is, and what follows.

    What `needs_you` has the colour that asks for somebody; another card is there to be read.
    """

    title: str
    above: str = ""
    text: str = ""
    needs_you: bool = False


class Cards(ReportModel):
    """A few cards side by side."""

    kind: Literal["cards"] = "cards"
    items: tuple[Card, ...]


class VerdictStrip(ReportModel):
    """Answers to some of the five questions side by side, each a sign, a word and its sentences."""

    kind: Literal["verdicts"] = "verdicts"
    items: tuple[ReportVerdict, ...]


class MoveList(ReportModel):
    """What moved since a day, one line a kind."""

    kind: Literal["moves"] = "moves"
    items: tuple[ReportMove, ...]


class SiteMapCell(ReportModel):
    """A site of a SiteMap: its name, the sign of its state, and the state in a few words."""

    name: str
    sign: str
    says: str
    tone: SiteTone


class SiteMapRow(ReportModel):
    """A line of a SiteMap: a wave or another group, when it is due, its sites, and how many are not named, in words."""

    title: str
    note: str = ""
    sites: tuple[SiteMapCell, ...] = ()
    rest: str = ""


class SiteMap(ReportModel):
    """Every site with its real state, one line a wave. `title` says what it shows to those who do not see it."""

    kind: Literal["map"] = "map"
    title: str
    rows: tuple[SiteMapRow, ...]


class VoiceQuote(ReportModel):
    """What somebody said, and who it was."""

    kind: Literal["voice"] = "voice"
    says: str
    who: str = ""


class StepToTake(ReportModel):
    """A thing to do: the deed, why or how in a sentence, who does it and by when."""

    title: str
    text: str = ""
    who: str = ""
    by: str = ""
    needs_you: bool = False


class StepsToTake(ReportModel):
    """Things to do in their order, numbered."""

    kind: Literal["steps"] = "steps"
    items: tuple[StepToTake, ...]


class ContactLine(ReportModel):
    """Whom to call: the name, how to reach them (a line to fill in by hand where that is empty), and what for."""

    name: str
    reach: str = ""
    note: str = ""


class ContactLines(ReportModel):
    """People to call."""

    kind: Literal["contacts"] = "contacts"
    items: tuple[ContactLine, ...]


class LinkCode(ReportModel):
    """A web address for those who hold paper: what is there, and the address, which formats may draw as a code."""

    title: str
    link: str


class LinkCodes(ReportModel):
    """Web addresses to scan."""

    kind: Literal["codes"] = "codes"
    items: tuple[LinkCode, ...]


class MeasureRowIcon(ReportModel):
    """One of our icons by its name, and the word that stands below it."""

    icon: str
    word: str


class MeasureRow(ReportModel):
    """A measure on one line: its name and unit, latest value and day, target, two icons, a small chart, its meaning."""

    name: str
    unit: str = ""
    latest: str = ""
    on: str = ""
    target: str = ""
    variation: MeasureRowIcon | None = None
    assurance: MeasureRowIcon | None = None
    drawing: Drawing | None = None
    says: str = ""


class MeasureRows(ReportModel):
    """Measures one below the other, each on a line."""

    kind: Literal["measure-rows"] = "measure-rows"
    title: str
    rows: tuple[MeasureRow, ...]


class SiteTrackerColumn(ReportModel):
    """A change in a SiteTracker. What a site may adapt or leave out is marked with a star."""

    title: str
    adaptable: bool = False

    @property
    def header(self) -> str:
        """The title with its mark."""
        return f"{self.title}*" if self.adaptable else self.title


class SiteTrackerCell(ReportModel):
    """How far a site has come with a change: a sign and a word, and what it means for the reader."""

    sign: str
    word: str = ""
    tone: SiteTone = SiteTone.NEITHER

    @property
    def text(self) -> str:
        """The word with its sign."""
        return " ".join(filter(None, [self.sign, self.word]))


class SiteTrackerRow(ReportModel):
    """A site of a SiteTracker: its name, who leads there, a cell for each column, and the next step and by whom."""

    name: str
    lead: str = ""
    cells: tuple[SiteTrackerCell, ...]
    next: str = ""
    tone: SiteTone = SiteTone.NEITHER


class SiteTrackerGroup(ReportModel):
    """A wave of a SiteTracker: its title, when it is due, its rows, and how many are not named, in words."""

    title: str
    note: str = ""
    rows: tuple[SiteTrackerRow, ...] = ()
    rest: str = ""


class SignMeaning(ReportModel):
    """A sign and what it means."""

    sign: str
    says: str


class SiteTracker(ReportModel):
    """Where each site stands, a line each, by wave, with one column a change and the next step; the signs below it."""

    kind: Literal["site-tracker"] = "site-tracker"
    title: str
    first: str = "Where"
    columns: tuple[SiteTrackerColumn, ...]
    groups: tuple[SiteTrackerGroup, ...]
    key: tuple[SignMeaning, ...] = ()
