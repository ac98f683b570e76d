"""Tables for Word: how wide their columns are, and what screen readers and page breaks need to know of them."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table, _Cell

from spreadkit.formats._word_styles import RULED, id_of
from spreadkit.formats._word_text import word_text

_LONGEST_WORD: Final = 16
"""Characters: what is longer, such as an address, is broken before it takes the room of others."""

_ENOUGH: Final = 60
"""Characters: what is longer is given no more room on its account."""

_ROOM_FOR_A_CHARACTER: Final = 58_000
"""EMU, of which a point has 12700: about the mean width of a letter in a table."""

_PADDING: Final = 3
"""Characters: what the margins of a cell take."""


class ColumnWidth(NamedTuple):
    """How many characters a column needs at the least, and how many it would like to have in a line."""

    least: int
    wish: int


def add_table(document: Document, title: str, texts: Sequence[Sequence[str]], style: str = RULED) -> Table:
    """Add an empty table for these texts, row by row: as wide as the page, no row of it torn in two.

    Its first column names the rows; in a ruled table the first row names the columns and stands on every page.
    """
    widths = widths_of(
        [column_width([row[index] for row in texts]) for index in range(len(texts[0]))], table_width(document)
    )
    table: Table = document.add_table(rows=len(texts), cols=len(widths))
    table._tbl.tblStyle_val = id_of(style)
    table.autofit = False
    _name(table, title, head=style == RULED)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for index, row in enumerate(table._tbl.tr_lst):
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Emu(width)
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if style == RULED and index == 0:
            properties.append(OxmlElement("w:tblHeader"))
    return table


def cells(table: Table) -> list[list[_Cell]]:
    """Return the cells row by row. The library's own way takes longer with every row."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def table_width(document: Document) -> int:
    """Return how wide a line of the last page is, in EMU."""
    section = document.sections[-1]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def column_width(texts: Sequence[str]) -> ColumnWidth:
    """Return what the texts of a column need."""
    words = [len(word) for text in texts for word in text.split()]
    least = min(max(words, default=1), _LONGEST_WORD) + _PADDING
    lines = [len(line) for text in texts for line in text.splitlines()]
    return ColumnWidth(least, max(least, min(max(lines, default=1), _ENOUGH) + _PADDING))


def widths_of(demands: Sequence[ColumnWidth], room: int) -> list[int]:
    """Share out a room among columns, wholly: to each what it needs, and of the rest what it would like to have."""
    characters = room // _ROOM_FOR_A_CHARACTER
    least, wish = (sum(sizes) for sizes in zip(*demands, strict=True))
    if wish <= characters or least >= characters:
        shares: list[float] = [demand.wish if wish <= characters else demand.least for demand in demands]
    else:
        open_to = (characters - least) / (wish - least)
        shares = [demand.least + (demand.wish - demand.least) * open_to for demand in demands]
    widths = [int(room * share / sum(shares)) for share in shares]
    return [*widths[:-1], room - sum(widths[:-1])]


def _name(table: Table, title: str, *, head: bool) -> None:
    """Say what the table is, and which of its parts are heads, in the way that screen readers look for."""
    properties: Any = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for part, on in (("firstRow", head), ("lastRow", False), ("firstColumn", True), ("lastColumn", False)):
        look.set(qn(f"w:{part}"), "1" if on else "0")
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), word_text(title))
    properties.extend([look, caption])
