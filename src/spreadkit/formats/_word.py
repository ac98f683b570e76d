"""The blocks of a report as a Word document. Whatever stands in a plan stays text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from spreadkit.formats import _word_styles
from spreadkit.formats._drawing import png_of
from spreadkit.formats._office_package import describe, packed
from spreadkit.formats._plain_blocks import PAGE_KINDS, in_usual_blocks
from spreadkit.formats._word_lines import first_line, styled, write_mark, write_phrase, write_text
from spreadkit.formats._word_package import strip
from spreadkit.formats._word_pages import write_page
from spreadkit.formats._word_tables import add_table, cells, table_width
from spreadkit.formats._word_text import lines, word_text
from spreadkit.model.report import (
    Bar,
    Blanks,
    Block,
    Bullets,
    Callout,
    Chart,
    Diagram,
    Facts,
    Group,
    KeyFigure,
    KeyFigures,
    Meter,
    Paragraph,
    Prose,
    ProsePart,
    Report,
    ReportTable,
    Section,
    TableCell,
    TableColumn,
)
from spreadkit.model.report_answers import ReportVerdict
from spreadkit.model.report_parts import Drawing, Mark, Phrase, Tone
from spreadkit.months import day
from spreadkit.verdicts.grammar import plain

_SHARPNESS: Final = 2
"""Dots of a picture for each of its drawing, in a row."""

_DOT: Final = 9525
"""EMU: the size of a dot of a drawing, of which 96 make an inch."""

_SIDE_BY_SIDE: Final = 3
_MANY_COLUMNS: Final = 7
_MM_BY_HAND: Final = 8
_TALLEST, _TALLEST_ON_ITS_SIDE = Mm(200), Mm(120)
"""What a picture may take of a page, so that its title and its sentence stand with it."""


def document_of(report: Report) -> bytes:
    """Write a report as a Word document. The same report gives the same bytes."""
    document = docx.Document()
    strip(document)
    _word_styles.apply_styles(document)
    describe(document.core_properties, report)
    _word_styles.set_pages(document.sections[0], wide=False)
    _heads_and_feet(document, report)
    if report.kind == "report" and report.reader.has_pages:
        write_page(document, report, _write_word_blocks)
        return packed(document.save)
    _front(document, report)
    for section in report.sections:
        _section(document, section)
    _colophon(document, report)
    return packed(document.save)


def _heads_and_feet(document: Document, report: Report) -> None:
    """Put title, day and revision above every page but the first, and its number below each."""
    first = document.sections[0]
    first.different_first_page_header_footer = True
    as_of = f"as of {day(report.as_of)}" if report.as_of else ""
    revision = f"revision {report.revision}" if report.revision else ""
    head = [report.title, report.foot, as_of, revision]
    first.header.paragraphs[0].text = word_text(", ".join(filter(None, head)))
    for foot in (first.footer, first.first_page_footer):
        line = foot.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run("Page ")
        _field(line, "PAGE")
        line.add_run(" of ")
        _field(line, "NUMPAGES")


def _field(line: Line, name: str) -> None:
    """Add what Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    shown = line.add_run("1")._r
    line._p.append(field)
    field.append(shown)


def _front(document: Document, report: Report) -> None:
    example = ". Fictional example" if report.fictional else ""
    _add(document, f"{report.name}{example}", "Subtitle")
    _add(document, report.title, "Title")
    if report.facts:
        _facts(document, Facts(items=report.facts), 1)
    if report.headline:
        _add(document, plain(report.headline.says))
    _answers(document, report)
    if report.banner:
        _callout(document, Callout(tone=Tone.STOP, title="Errors", text=report.banner), 1)
    if report.caveat:
        _callout(document, Callout(tone=Tone.WARNING, title="Please note", text=report.caveat), 1)


def _answers(document: Document, report: Report) -> None:
    _form(document, "In short", list(map(_verdict, report.verdicts)))
    if report.size:
        _add(document, plain(report.size))
    if report.moved:
        _add(document, f"{report.moved.title}:")
        _bullets(document, Bullets(items=tuple(Phrase(text=plain(move.text)) for move in report.moved.lines)), 1)


def _verdict(verdict: ReportVerdict) -> tuple[str, Phrase]:
    return verdict.title, Phrase(text=plain(f"{verdict.sign} {verdict.word}. {verdict.says}"))


def _section(document: Document, section: Section) -> None:
    _turn(document, wide=section.is_wide)
    _add(document, plain(section.title), "Heading 1")
    for line in lines(plain(section.intro)):
        _add(document, line)
    _write_word_blocks(document, section.blocks, 2)


def _turn(document: Document, *, wide: bool) -> None:
    """Begin a page on its side for wide tables, and an upright one after them."""
    last = document.sections[-1]
    if ((last.page_width or 0) > (last.page_height or 0)) is wide:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    styled(Line(document.element.body[-2], document), _word_styles.GAP_LINE)  # what carries the end of the pages before
    _word_styles.set_pages(section, wide=wide)


def _colophon(document: Document, report: Report) -> None:
    revision = f", revision {report.revision}" if report.revision else ""
    as_of = f", as of {day(report.as_of)}" if report.as_of else ""
    made = _add(document, "")
    write_text(made, f"Made from {report.plan}{revision}{as_of}, with {report.generator}.", _word_styles.NOTE)
    if report.frameworks:
        names = [f"{framework.title} ({framework.id}, edition {framework.edition})" for framework in report.frameworks]
        write_text(_add(document, ""), f"Frameworks: {'; '.join(names)}.", _word_styles.NOTE)


def _write_word_blocks(document: Document, blocks: Iterable[Block], depth: int) -> None:
    """Write blocks one after the other, with headings from a depth on."""
    for block in blocks:
        WRITERS[block.kind](document, block, depth)


def _paragraph(document: Document, block: Paragraph, _depth: int) -> None:
    for line in lines(plain(block.text)):
        _add(document, line)


def _prose(document: Document, block: Prose, depth: int) -> None:
    """Write running text of the team's own, each run in its manner."""
    for part in block.parts:
        line = _add(document, "", _style_of(part, depth))
        for run in part.runs:
            if run.link:
                write_phrase(line, Phrase(text=run.text, link=run.link))
                continue
            written = line.add_run(word_text(plain(run.text)))
            written.bold, written.italic = run.is_strong or None, run.is_emphasised or part.kind == "quote" or None


def _style_of(part: ProsePart, depth: int) -> str | None:
    if part.kind == "heading":
        return f"Heading {min(depth + part.level, 4)}"
    return "List Bullet" if part.kind in {"bullet", "number"} else None


def _diagram(document: Document, block: Diagram, depth: int) -> None:
    """Write the boxes of a diagram layer by layer, each with those that it is linked to."""
    _add(document, block.title, f"Heading {min(depth, 4)}")
    _add(document, block.says)
    for layer in block.layers:
        _add(document, layer.title, f"Heading {min(depth + 1, 4)}")
        for node in layer.nodes:
            note = "\n".join(f"for: {text}" for text in block.texts_after(node))
            write_phrase(_add(document, "", "List Bullet"), Phrase(text=node.text, note=note))


def _bullets(document: Document, block: Bullets, _depth: int) -> None:
    for item in block.items:
        line = _add(document, "", None if block.boxed else "List Bullet")
        if block.boxed:
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(6), Mm(-6)
        write_phrase(line, item)


def _blanks(document: Document, block: Blanks, _depth: int) -> None:
    """Write an empty cell after each: it can be typed into, and printed and filled in by hand."""
    rows = _form(document, "To fill in", [(item.label, Phrase(text="")) for item in block.items])
    for item, row in zip(block.items, rows, strict=True):
        row.height = Mm(_MM_BY_HAND * item.lines)


def _facts(document: Document, block: Facts, _depth: int) -> None:
    _form(document, "In brief", [(item.term, item.says) for item in block.items])


def _form(document: Document, title: str, items: Sequence[tuple[str, Phrase]]) -> Sequence[_Row]:
    """Write a table of two columns without a head: a term, and what is said of it. Returns its rows."""
    if not items:
        return ()
    # The words of the terms alone say how wide their column is: what is said of them takes the rest.
    drawn = _table_apart(document, title, [[term, "x" * 200] for term, _ in items], _word_styles.FORM)
    for (term, says), (first, second) in zip(items, drawn, strict=True):
        write_text(first_line(first, _word_styles.TABLE_TEXT), term, "Strong")
        write_phrase(first_line(second, _word_styles.TABLE_TEXT), says)
    return list(document.tables[-1].rows)


def _figures(document: Document, block: KeyFigures, _depth: int) -> None:
    """Write figures as cards, a few side by side."""
    if not block.items:
        return
    across = min(len(block.items), _SIDE_BY_SIDE)
    texts = [["x"] * across for _ in range(0, len(block.items), across)]
    drawn = _table_apart(document, "Key figures", texts, _word_styles.CARDS)
    for item, cell in zip(block.items, chain.from_iterable(drawn), strict=False):
        _figure(cell, item)


def _figure(cell: _Cell, figure: KeyFigure) -> None:
    _fill(cell, "surface")
    write_text(first_line(cell, _word_styles.FIGURE), figure.value)
    write_text(styled(cell.add_paragraph(), _word_styles.FIGURE_LABEL), figure.label)
    if figure.mark:
        write_mark(styled(cell.add_paragraph(), _word_styles.TABLE_TEXT), figure.mark)
    for line in lines(figure.note):
        write_text(styled(cell.add_paragraph(), _word_styles.TABLE_TEXT), line, _word_styles.NOTE)


def _table(document: Document, block: ReportTable, _depth: int) -> None:
    _add(document, block.title, "Caption")
    _table_alone(document, block)


def _table_alone(document: Document, block: ReportTable) -> None:
    """Write a table whose title stands above it already."""
    is_small = block.wide or len(block.columns) >= _MANY_COLUMNS
    _grid(document, block.title, block.columns, block.rows, is_small=is_small)


def _meter(document: Document, block: Meter, _depth: int) -> None:
    columns = [TableColumn(header=header, align="right") for header in ("Part", "Range", "Score", "Answered")]
    columns[0] = TableColumn(header="Part")
    _add(document, block.title, "Caption")
    _grid(document, block.title, columns, [_bar(bar) for bar in block.bars])


def _bar(bar: Bar) -> list[TableCell]:
    value = "not shown" if bar.value is None else f"{bar.value}"
    verified = "" if bar.verified is None else f"verified {bar.verified}"
    return [
        TableCell(text=bar.label),
        TableCell(text=bar.span),
        TableCell(text=value, note=verified),
        TableCell(text=bar.words),
    ]


def _grid(
    document: Document,
    title: str,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[TableCell]],
    *,
    is_small: bool = False,
) -> None:
    """Write a table with its heads repeated on every page, and its first column as heads."""
    if not columns:
        return
    texts = [[column.header for column in columns], *([_said(cell) for cell in row] for row in rows)]
    table = add_table(document, title, texts)
    style = _word_styles.SMALL_TABLE_TEXT if is_small else _word_styles.TABLE_TEXT
    head, *body = cells(table)
    for column, cell in zip(columns, head, strict=True):
        line = first_line(cell, style, column.align)
        line.paragraph_format.keep_with_next = True
        write_text(line, column.header, "Strong")
    for row, drawn in zip(rows, body, strict=True):
        for index, (column, said, cell) in enumerate(zip(columns, row, drawn, strict=True)):
            write_phrase(first_line(cell, style, column.align), said, "Strong" if index == 0 else None)
            if said.shade is not None:
                _shade(cell, said.shade)


def _shade(cell: _Cell, shade: int) -> None:
    """Fill a cell, and set its words in the colour that can be read on it: also those that have one of their own."""
    _fill(cell, f"shade-{shade}")
    for line in cell.paragraphs:
        for run in chain(line.runs, *(link.runs for link in line.hyperlinks)):
            run.font.color.rgb = _word_styles.colour_of(f"on-{shade}")


def _chart(document: Document, block: Chart, _depth: int) -> None:
    _add(document, plain(block.title), "Caption")
    if block.subtitle:
        write_text(_add(document, ""), plain(block.subtitle), _word_styles.NOTE)
    if block.drawing is not None:
        _picture(document, block.title, block.drawing)
    for line in lines(block.sentence):
        _add(document, line)
    _add(document, f"The data: {block.data.title}", "Caption")
    _table_alone(document, block.data)


def _picture(document: Document, title: str, drawing: Drawing) -> None:
    """Draw a picture as large as it is meant, or as the page allows, with what it shows as its alternative text."""
    line = _add(document, "")
    line.paragraph_format.keep_with_next = True
    picture = png_of(drawing, scale=_SHARPNESS, inside=True)
    drawn, widest = Image.from_blob(picture), table_width(document)
    tallest = _TALLEST if widest < _word_styles.SHORT_SIDE else _TALLEST_ON_ITS_SIDE
    dot = min(_DOT / _SHARPNESS, widest / drawn.px_width, tallest / drawn.px_height)
    shape = line.add_run().add_picture(
        BytesIO(picture), width=Emu(int(drawn.px_width * dot)), height=Emu(int(drawn.px_height * dot))
    )
    described = shape._inline.docPr
    described.set("title", word_text(title))
    described.set("descr", word_text(drawing.says))


def _callout(document: Document, block: Callout, _depth: int) -> None:
    style = _word_styles.callout_style(block.tone)
    if _last_style(document) == _word_styles.id_of(style):
        _add(document, "", _word_styles.GAP_LINE)  # else Word makes one of two
    inside = [_add(document, "", style), *(_add(document, line, style) for line in lines(block.text))]
    write_mark(inside[0], Mark(text=block.title, tone=block.tone))
    for line in inside[:-1]:
        line.paragraph_format.keep_with_next = True
    inside[-1].paragraph_format.space_after = Mm(3)


def _group(document: Document, block: Group, depth: int) -> None:
    heading = _add(document, block.title, f"Heading {min(depth, _word_styles.DEEPEST)}")
    if block.note:
        write_text(heading, f" ({block.note})", _word_styles.NOTE)
    match block.blocks:
        case (ReportTable() as table,) if block.folded:
            _table_alone(document, table)
        case _:
            _write_word_blocks(document, block.blocks, depth + 1)
    if block.together:
        _keep_together(document, heading)


def _keep_together(document: Document, first: Line) -> None:
    """Keep everything from a line on, to the end, on one page: each line stays with the next but the last one."""
    written = list(first._p.itersiblings(qn("w:p"), qn("w:tbl")))
    paragraphs = [first._p, *(line for element in written for line in element.iter(qn("w:p")))]
    for paragraph in paragraphs[:-1]:
        Line(paragraph, document).paragraph_format.keep_with_next = True


def _page_block(document: Document, block: Any, depth: int) -> None:
    _write_word_blocks(document, [in_usual_blocks(block)], depth)


WRITERS: Final[Mapping[str, Callable[[Document, Any, int], None]]] = {
    "paragraph": _paragraph,
    "prose": _prose,
    "bullets": _bullets,
    "blanks": _blanks,
    "facts": _facts,
    "figures": _figures,
    "table": _table,
    "meter": _meter,
    "chart": _chart,
    "diagram": _diagram,
    "callout": _callout,
    "group": _group,
    **dict.fromkeys(
        PAGE_KINDS, lambda document, block, depth: _write_word_blocks(document, [in_usual_blocks(block)], depth)
    ),
}
"""By kind of block: what writes it."""


def _add(document: Document, text: str, style: str | None = None) -> Line:
    """Add a paragraph with a text in one line; more room before it where a table stands there."""
    follows_table = _ends_in_table(document)
    line: Line = document.add_paragraph(word_text(text))
    if style is not None:
        styled(line, style)
    if follows_table and style in {None, "List Bullet", *map(_word_styles.callout_style, Tone)}:
        line.paragraph_format.space_before = Mm(4)
    return line


def _table_apart(document: Document, title: str, texts: Sequence[Sequence[str]], style: str) -> list[list[_Cell]]:
    """Add a table without a caption, and something before it where a table stands there: Word makes two of one."""
    if _ends_in_table(document):
        _add(document, "", _word_styles.GAP_LINE)
    return cells(add_table(document, title, texts, style))


def _ends_in_table(document: Document) -> bool:
    *before, _pages = document.element.body
    return bool(before) and before[-1].tag == qn("w:tbl")


def _last_style(document: Document) -> str | None:
    *before, _pages = document.element.body
    return before[-1].style if before and before[-1].tag == qn("w:p") else None


def _fill(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_word_styles.filling(colour))


def _said(cell: TableCell) -> str:
    """Return all that a cell says, line by line, to see how much room it takes."""
    mark = f"{cell.mark.tone.symbol} {cell.mark.text}" if cell.mark else ""
    return "\n".join([" ".join(filter(None, [cell.text, cell.unlinked, mark])), cell.note])
