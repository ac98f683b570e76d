"""Pages that people act on as a Word document: what stands side by side on paper does so here, in tables without lines.

Styles are named, as everywhere in Word files: a house style is put on them in one place.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.image.image import Image
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as Line

from spreadkit.formats import _word_page_styles
from spreadkit.formats._drawing import png_of
from spreadkit.formats._page_rows import rows_of_sections, tone_of_sign
from spreadkit.formats._plain_blocks import BY_HAND
from spreadkit.formats._word_lines import styled, write_text
from spreadkit.formats._word_page_styles import tone_style
from spreadkit.formats._word_styles import GAP_LINE, filling
from spreadkit.formats._word_tables import table_width
from spreadkit.formats._word_text import lines, word_text
from spreadkit.model.page_blocks import (
    Cards,
    ContactLines,
    MoveList,
    SiteMap,
    SiteMapCell,
    SiteMapRow,
    SiteTone,
    VerdictStrip,
    VoiceQuote,
)
from spreadkit.model.report import Bullets, Chart, Paragraph, Prose, Report, Section
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day
from spreadkit.verdicts.grammar import plain

WritesBlocks = Callable[[Document, Iterable[Any], int], None]
"""What writes blocks that are the same on a page as in a document, with headings from a depth on."""

_DOT: Final = 9525
"""EMU: the size of a dot of a drawing, of which 96 make an inch."""

_SHARPNESS: Final = 3
"""Dots of a picture for each of its drawing, in a row: pictures of a page are small, and are printed."""

_ACROSS: Final = 6
"""Sites side by side in a map."""

_WAVE: Final = 0.15
"""How much of a line the name of a wave takes in a map."""

_MARGIN: Final = 100
"""Twentieths of a point between what stands side by side."""

_SEPARATOR: Final = " \N{MIDDLE DOT} "

_FILLS: Final[Mapping[SiteTone, str | None]] = {
    SiteTone.REACHED: "pale",
    SiteTone.SILENT: "pale",
    SiteTone.NEEDS_YOU: None,
    SiteTone.NEITHER: None,
}
_EDGES: Final[Mapping[SiteTone, str]] = {
    SiteTone.REACHED: "hot",
    SiteTone.SILENT: "hot",
    SiteTone.NEEDS_YOU: "warn",
    SiteTone.NEITHER: "line",
}

_Place = Any
"""Where blocks are written: a Document, or a cell of a table."""


def write_page(document: Document, report: Report, write_blocks: WritesBlocks) -> None:
    """Write the report of a reader who gets pages. `write_blocks` writes what a page has in common with documents."""
    _word_page_styles.apply_page_styles(document)
    _word_page_styles.set_page_margins(document.sections[0])
    _head(document, report)
    for row in rows_of_sections(report.sections):
        if len(row) > 1 and all(block.kind in _IN_CELLS for section in row for block in section.blocks):
            cells = _side_by_side(document, " and ".join(section.title for section in row), len(row))
            for section, cell in zip(row, cells, strict=True):
                _section(cell, section)
                _drop_first_line(cell)
        else:
            for section in row:
                _section_of_document(document, section, write_blocks)
    _foot(document, report)


def _head(document: Document, report: Report) -> None:
    parts = [report.brand.name if report.brand else "", report.title, plain(report.for_whom)]
    parts += ["fictional example" if report.fictional else "", day(report.as_of) if report.as_of else ""]
    parts += [f"next: {day(report.next_on)}" if report.next_on else ""]
    _line(document, _SEPARATOR.join(filter(None, parts)), _word_page_styles.HEAD)
    _line(document, plain(report.headline.says) if report.headline else report.title, "Title")
    if report.lead:
        _line(document, plain(report.lead), _word_page_styles.LEAD)
    for title, text in (("■ Errors", report.banner), ("▲ Please note", report.caveat)):
        if text:
            line = _line(document, "", _word_page_styles.NOTICE_LINE)
            write_text(line, f"{title}  ", "Strong")
            write_text(line, plain(text))


def _foot(document: Document, report: Report) -> None:
    made = f"Made from {report.plan}" + (f", revision {report.revision}" if report.revision else "")
    made += f", as of {day(report.as_of)}" if report.as_of else ""
    frameworks = "; ".join(
        f"{framework.title} ({framework.id}, edition {framework.edition})" for framework in report.frameworks
    )
    many = "Frameworks" if len(report.frameworks) > 1 else "Framework"
    told = [plain(report.contact), f"{made}, with {report.generator}.", f"{many}: {frameworks}." if frameworks else ""]
    _line(document, " ".join(filter(None, told)), _word_page_styles.FOOT)


def _section_of_document(document: Document, section: Section, write_blocks: WritesBlocks) -> None:
    """Write a section that takes a whole line, or as much as it needs of one."""
    if all(block.kind in _WRITERS for block in section.blocks):
        _section(document, section)
        return
    _titles(document, section)
    for block in section.blocks:
        if block.kind in _WRITERS:
            _WRITERS[block.kind](document, block)
        else:
            write_blocks(document, [block], 2)


def _section(place: _Place, section: Section) -> None:
    _titles(place, section)
    for block in section.blocks:
        _WRITERS[block.kind](place, block)


def _titles(place: _Place, section: Section) -> None:
    if section.topic:
        _line(place, section.topic, _word_page_styles.TOPIC)
    message = next((block.title for block in section.blocks if isinstance(block, Chart)), None)
    if message != section.title and not _says_itself(section):
        _line(place, plain(section.title), "Heading 1")
    for text in lines(plain(section.intro)):
        _line(place, text)


def _says_itself(section: Section) -> bool:
    """Whether a section needs no title above it: answers and a voice say what they are."""
    return bool(section.blocks) and section.blocks[0].kind in {"verdicts", "voice"}


# Blocks


def _paragraph(place: _Place, block: Paragraph) -> None:
    for text in lines(plain(block.text)):
        _line(place, text)


def _prose(place: _Place, block: Prose) -> None:
    for part in block.parts:
        line = _line(place, "", "List Bullet" if part.kind in {"bullet", "number"} else None)
        for run in part.runs:
            written = line.add_run(_kept_apart(plain(run.text)))
            written.bold, written.italic = run.is_strong or None, run.is_emphasised or part.kind == "quote" or None


def _kept_apart(text: str) -> str:
    """Return words of one manner with one space where they begin or end with any."""
    before, behind = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{word_text(text)}{behind}"


def _bullets(place: _Place, block: Bullets) -> None:
    for item in block.items:
        _line(place, plain(item.text), "List Bullet")


def _cards(place: _Place, block: Cards) -> None:
    cells = _side_by_side(place, "Cards", len(block.items))
    for card, cell in zip(block.items, cells, strict=True):
        tone = "warn" if card.needs_you else "hot"
        _fill(cell, "surface" if card.needs_you else "pale")
        _edge(cell, tone)
        if card.above:
            write_text(_line(cell, "", _word_page_styles.CARD_ABOVE), plain(card.above), tone_style(tone))
        _line(cell, plain(card.title), _word_page_styles.CARD_TITLE)
        if card.text:
            _line(cell, plain(card.text), _word_page_styles.CARD_TEXT)
        _drop_first_line(cell)


def _verdicts(place: _Place, block: VerdictStrip) -> None:
    cells = _side_by_side(place, "Answers", len(block.items), ruled=True)
    for answer, cell in zip(block.items, cells, strict=True):
        _line(cell, answer.title, _word_page_styles.QUESTION)
        tone = tone_of_sign(answer.sign).removesuffix("-tone")
        style = tone_style({"good": "aim"}.get(tone, tone)) if tone else None
        write_text(_line(cell, "", _word_page_styles.ANSWER), f"{answer.sign} {plain(answer.word)}", style)
        _line(cell, plain(answer.says), _word_page_styles.SMALL)
        _drop_first_line(cell)


def _moves(place: _Place, block: MoveList) -> None:
    for move in block.items:
        _line(place, plain(move.text), _word_page_styles.SMALL)


def _voice(place: _Place, block: VoiceQuote) -> None:
    _line(place, f"“{block.says}”", _word_page_styles.QUOTE)
    if block.who:
        _line(place, plain(block.who), _word_page_styles.CARD_TEXT)


def _contacts(place: _Place, block: ContactLines) -> None:
    for contact in block.items:
        line = _line(place, "", _word_page_styles.SMALL)
        write_text(line, plain(contact.name), "Strong")
        write_text(line, f": {plain(contact.reach) or BY_HAND}")
        if contact.note:
            _line(place, plain(contact.note), _word_page_styles.CARD_TEXT)


def _chart(place: _Place, block: Chart) -> None:
    _line(place, plain(block.title), "Caption")
    if block.subtitle:
        _line(place, plain(block.subtitle), _word_page_styles.TOPIC)
    if block.drawing is not None:
        _picture(place, block.title, block.drawing)
    for text in lines(plain(block.sentence)):
        _line(place, text)


def _picture(place: _Place, title: str, drawing: Drawing) -> None:
    """Draw a picture as wide as its place, at most as large as it is meant, with what it shows in words."""
    picture = png_of(drawing, scale=_SHARPNESS, inside=True)
    drawn = Image.from_blob(picture)
    dot = min(_DOT / _SHARPNESS, _room_in(place) / drawn.px_width)
    size = {"width": Emu(int(drawn.px_width * dot)), "height": Emu(int(drawn.px_height * dot))}
    shape = _line(place, "").add_run().add_picture(BytesIO(picture), **size)
    shape._inline.docPr.set("title", word_text(plain(title)))
    shape._inline.docPr.set("descr", word_text(drawing.says))


def _map(place: _Place, block: SiteMap) -> None:
    room = _room_in(place)
    first = int(room * _WAVE)
    widths = [first, *[(room - first) // _ACROSS] * _ACROSS]
    lines_of_rows = [(row, part, is_first) for row in block.rows for part, is_first in _parts(row)]
    table = _table(place, plain(block.title), len(lines_of_rows), widths)
    _word_page_styles.space_rows(table)
    for (row, part, is_first), drawn in zip(lines_of_rows, table.rows, strict=True):
        cells = drawn.cells
        if is_first:
            _line(cells[0], plain(row.title), _word_page_styles.WAVE)
            if row.note:
                _line(cells[0], plain(row.note), _word_page_styles.STATE)
        _drop_first_line(cells[0])
        if isinstance(part, str):
            merged = cells[1].merge(cells[_ACROSS])
            _line(merged, plain(part), _word_page_styles.SMALL)
            _drop_first_line(merged)
        else:
            for site, cell in zip(part, cells[1:], strict=False):
                _site(cell, site)


def _parts(row: SiteMapRow) -> Iterable[tuple[str | Sequence[SiteMapCell], bool]]:
    """Go through the lines of a row of a map, six sites each; what is counted comes first, in a line of its own."""
    found: list[str | Sequence[SiteMapCell]] = [row.rest] if row.rest else []
    found += [row.sites[at : at + _ACROSS] for at in range(0, len(row.sites), _ACROSS)]
    return [(part, index == 0) for index, part in enumerate(found)]


def _site(cell: _Cell, site: SiteMapCell) -> None:
    tone = _EDGES[site.tone]
    needs = site.tone in {SiteTone.NEEDS_YOU, SiteTone.SILENT}
    if fill := _FILLS[site.tone]:
        _fill(cell, fill)
    _edge(cell, tone)
    line = _line(cell, "", _word_page_styles.SITE)
    write_text(
        line,
        f"{site.sign} ",
        tone_style("warn" if tone == "warn" else "hot") if tone != "line" else None,
    )
    write_text(line, site.name)
    write_text(
        _line(cell, "", _word_page_styles.STATE),
        plain(site.says),
        tone_style("warn") if needs else None,
    )
    _drop_first_line(cell)


_WRITERS: Final[Mapping[str, Callable[[_Place, Any], None]]] = {
    "paragraph": _paragraph,
    "prose": _prose,
    "bullets": _bullets,
    "cards": _cards,
    "verdicts": _verdicts,
    "moves": _moves,
    "voice": _voice,
    "chart": _chart,
    "contacts": _contacts,
    "map": _map,
}
"""By kind of block: what writes it on a page, in a document or in a cell. All others are written as in documents."""

_IN_CELLS: Final = frozenset(_WRITERS) - {"cards", "verdicts", "map"}
"""The kinds of blocks that have room in a cell, beside others."""


# Lines, tables and cells


def _line(place: _Place, text: str, style: str | None = None) -> Line:
    line: Line = place.add_paragraph()
    styled(line, style)
    if text:
        write_text(line, text)
    return line


def _side_by_side(place: _Place, title: str, number: int, *, ruled: bool = False) -> Sequence[_Cell]:
    """Add a table of one row, as wide as its place, whose cells are equally wide, and return the cells."""
    room = _room_in(place)
    table = _table(place, title, 1, [room // number] * number)
    if ruled:
        _word_page_styles.rule_cells(table)
    return tuple(table.rows[0].cells)


def _table(place: _Place, title: str, rows: int, widths: Sequence[int]) -> Table:
    """Add a table without lines, with what it is called for screen readers; and a gap before one that stands there."""
    if _ends_in_table(place):
        _line(place, "", GAP_LINE)
    if isinstance(place, _Cell):
        table = place.add_table(rows, len(widths))
        place.paragraphs[-1].paragraph_format.space_after = 0
        styled(place.paragraphs[-1], GAP_LINE)
    else:
        table = place.add_table(rows=rows, cols=len(widths))
    table._tbl.tblStyle_val = _word_page_styles.PLAIN_ID
    table.autofit = False
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), word_text(title))
    table._tbl.tblPr.append(caption)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Emu(width)
    return table


def _ends_in_table(place: _Place) -> bool:
    body = place._tc if isinstance(place, _Cell) else place.element.body
    content = [child for child in body if child.tag in {qn("w:p"), qn("w:tbl")}]
    return bool(content) and content[-1].tag == qn("w:tbl")


def _room_in(place: _Place) -> int:
    """Return how wide a place is for what stands in it, in EMU."""
    if isinstance(place, _Cell):
        return int(place.width or 0) - 2 * _MARGIN * 635
    return table_width(place)


def _drop_first_line(cell: _Cell) -> None:
    """Take out the empty line that every cell begins with, where others stand in it."""
    first, *others = cell._tc.findall(qn("w:p"))
    if others and not first.findall(qn("w:r")):
        cell._tc.remove(first)


def _fill(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(filling(colour))


def _edge(cell: _Cell, colour: str) -> None:
    """Give a cell an edge where its lines begin."""
    borders = f"<w:tcBorders {nsdecls('w')}>{_word_page_styles.border('w:left', 24, colour)}</w:tcBorders>"
    properties = cell._tc.get_or_add_tcPr()
    properties.insert_element_before(parse_xml(borders), "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")
