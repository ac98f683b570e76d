"""A block of every kind, and a report around blocks: what the tests of formats write."""

from datetime import date
from typing import Any

from spreadkit.model.page_blocks import (
    Card,
    Cards,
    ContactLine,
    ContactLines,
    LinkCode,
    LinkCodes,
    MeasureRow,
    MeasureRowIcon,
    MeasureRows,
    MoveList,
    SignMeaning,
    SiteMap,
    SiteMapCell,
    SiteMapRow,
    SiteTone,
    SiteTracker,
    SiteTrackerCell,
    SiteTrackerColumn,
    SiteTrackerGroup,
    SiteTrackerRow,
    StepsToTake,
    StepToTake,
    VerdictStrip,
    VoiceQuote,
)
from spreadkit.model.report import (
    Arrow,
    Bar,
    Blank,
    Blanks,
    Block,
    Bullets,
    Callout,
    Chart,
    Diagram,
    Fact,
    Facts,
    Group,
    KeyFigure,
    KeyFigures,
    Layer,
    Meter,
    Node,
    Paragraph,
    Prose,
    ProsePart,
    Report,
    ReportTable,
    Section,
    TableCell,
    TableColumn,
    TextRun,
    TimeSpan,
)
from spreadkit.model.report_answers import ReportMove, ReportVerdict
from spreadkit.model.report_parts import Mark, Phrase, Tone

AS_OF = date(2026, 6, 30)


def cell(text: str, **more: Any) -> TableCell:
    return TableCell(text=text, **more)


def every_block(text: str = "words") -> dict[str, Block]:
    """One block of every kind, each text of which is this text."""
    table = ReportTable(
        title=text,
        columns=(TableColumn(header=text), TableColumn(header=text, align="right")),
        rows=((cell(text, note=text), cell(text, shade=4, mark=Mark(text=text, tone=Tone.STOP), link=text)),),
    )
    phrase = Phrase(text=text, note=text, mark=Mark(text=text))
    bar = Bar(label=text, low="10.0", high="60.0", value="30.0", verified="20.0", words=text)
    blocks: list[Block] = [
        Paragraph(text=text),
        Prose(
            parts=(
                ProsePart(kind="heading", runs=(TextRun(text=text),)),
                ProsePart(
                    kind="bullet", runs=(TextRun(text=text, is_strong=True), TextRun(text=text, is_emphasised=True))
                ),
                ProsePart(kind="number", runs=(TextRun(text=text, link="https://example.org/"),)),
                ProsePart(kind="quote", runs=(TextRun(text=text),)),
                ProsePart(kind="code", runs=(TextRun(text=text, is_code=True),)),
                ProsePart(kind="paragraph", runs=(TextRun(text=text, is_code=True), TextRun(text=text))),
            )
        ),
        Bullets(items=(phrase, Phrase(text=text, link="https://example.org/"))),
        Blanks(items=(Blank(label=text), Blank(label=text, lines=3), Blank(label=text, half=True))),
        Facts(items=(Fact(term=text, says=phrase),)),
        KeyFigures(items=(KeyFigure(value=text, label=text, note=text, mark=Mark(text=text)),)),
        table,
        Meter(title=text, bars=(bar, bar.model_copy(update={"value": None}))),
        Chart(
            title=text,
            sentence=text,
            data=table,
            spans=(TimeSpan(label=text, start=AS_OF, end=AS_OF, state="under way"),),
            today=AS_OF,
        ),
        Diagram(
            title=text,
            says=text,
            layers=(
                Layer(title=text, nodes=(Node(id="a", text=text),)),
                Layer(title=text, nodes=(Node(id="b", text=text),)),
            ),
            arrows=(Arrow(from_="b", to="a", is_weak=True),),
        ),
        Callout(tone=Tone.WARNING, title=text, text=text),
        Cards(items=(Card(title=text, above=text, text=text, needs_you=True), Card(title=text))),
        VerdictStrip(items=(ReportVerdict(question="stuck", row="S9", word=text, sign="◆", says=text, inputs=()),)),
        MoveList(items=(ReportMove(kind="got there", sign="●", says=text, on=AS_OF), ReportMove(says=text))),
        SiteMap(
            title=text,
            rows=(
                SiteMapRow(
                    title=text,
                    note=text,
                    sites=tuple(SiteMapCell(name=text, sign="●", says=text, tone=tone) for tone in SiteTone),
                    rest=text,
                ),
            ),
        ),
        VoiceQuote(says=text, who=text),
        StepsToTake(items=(StepToTake(title=text, text=text, who=text, by=text, needs_you=True),)),
        ContactLines(items=(ContactLine(name=text, reach=text, note=text), ContactLine(name=text))),
        MeasureRows(
            title=text,
            rows=(
                MeasureRow(
                    name=text,
                    unit=text,
                    latest=text,
                    on=text,
                    target=text,
                    variation=MeasureRowIcon(icon="better", word=text),
                    assurance=MeasureRowIcon(icon="hit", word=text),
                    says=text,
                ),
            ),
        ),
        SiteTracker(
            title=text,
            first=text,
            columns=(SiteTrackerColumn(title=text), SiteTrackerColumn(title=text, adaptable=True)),
            groups=(
                SiteTrackerGroup(
                    title=text,
                    note=text,
                    rows=(
                        SiteTrackerRow(
                            name=text,
                            lead=text,
                            cells=(
                                SiteTrackerCell(sign="●", word=text, tone=SiteTone.REACHED),
                                SiteTrackerCell(sign="○"),
                            ),
                            next=text,
                        ),
                    ),
                    rest=text,
                ),
            ),
            key=(SignMeaning(sign="●", says=text),),
        ),
        LinkCodes(items=(LinkCode(title=text, link="https://example.org/how"),)),
        Group(title=text, note=text, folded=True, blocks=(Group(title=text, blocks=(Paragraph(text=text),)),)),
    ]
    return {block.kind: block for block in blocks}


def report(*blocks: Block, title: str = "Title") -> Report:
    section = Section(id="one", title=title, intro=title, blocks=blocks)
    return Report(title=title, plan=title, as_of=AS_OF, caveat=title, fictional=True, sections=(section,))


def kinds() -> set[str]:
    return {kind.model_fields["kind"].default for kind in Block.__origin__.__args__}  # type: ignore[attr-defined]
