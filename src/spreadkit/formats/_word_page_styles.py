"""How the pages of a Word document look: named styles, smaller than those of documents, so that a page is one sheet."""

from collections.abc import Mapping
from typing import Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm
from docx.table import Table

from spreadkit.formats._palette import on_paper
from spreadkit.formats._word_styles import ParagraphLook, filling, id_of, set_characters, set_paragraphs

HEAD: Final = "Page Head"
LEAD: Final = "Page Lead"
FOOT: Final = "Page Foot"
NOTICE_LINE: Final = "Page Notice"
TOPIC: Final = "Page Topic"
SMALL: Final = "Page Text"
CARD_ABOVE: Final = "Card Above"
CARD_TITLE: Final = "Card Title"
CARD_TEXT: Final = "Card Text"
QUESTION: Final = "Answer Question"
ANSWER: Final = "Answer Word"
WAVE: Final = "Map Wave"
SITE: Final = "Map Site"
STATE: Final = "Map State"
QUOTE: Final = "Page Quote"

_PLAIN: Final = "Spread Page"
PLAIN_ID: Final = id_of(_PLAIN)

_LOOKS: Final[Mapping[str, ParagraphLook]] = {
    "Normal": ParagraphLook(9, after=2, line=1.0),
    "Title": ParagraphLook(16, bold=True, before=5, after=2, line=1.0),
    "Heading 1": ParagraphLook(10, bold=True, before=6, after=2, line=1.0, stays=True),
    "Heading 2": ParagraphLook(9.5, bold=True, before=3, after=1, line=1.0, stays=True),
    "Caption": ParagraphLook(9.5, bold=True, line=1.0, stays=True),
    "List Bullet": ParagraphLook(9, after=1, line=1.0),
    "Footer": ParagraphLook(8, "muted", line=1.0),
    HEAD: ParagraphLook(8, "muted", after=2, line=1.0),
    LEAD: ParagraphLook(9.5, "muted", after=4, line=1.0),
    FOOT: ParagraphLook(8, "muted", before=6, line=1.0),
    NOTICE_LINE: ParagraphLook(9, before=1, after=3, line=1.0),
    TOPIC: ParagraphLook(8, "muted", after=1, line=1.0),
    SMALL: ParagraphLook(9, after=1, line=1.0),
    CARD_ABOVE: ParagraphLook(9, bold=True, line=1.0),
    CARD_TITLE: ParagraphLook(10, bold=True, after=1, line=1.0),
    CARD_TEXT: ParagraphLook(9, "muted", line=1.0),
    QUESTION: ParagraphLook(8.5, "muted", bold=True, line=1.0),
    ANSWER: ParagraphLook(12.5, bold=True, after=1, line=1.0),
    WAVE: ParagraphLook(9, bold=True, line=1.0),
    SITE: ParagraphLook(8.5, bold=True, line=1.0),
    STATE: ParagraphLook(8, "muted", line=1.0),
    QUOTE: ParagraphLook(9.5, line=1.0),
}
"""By name: the styles of paragraphs on pages. 8 points is the least."""

_TONES: Final = ("aim", "hot", "warn")


def apply_page_styles(document: Document) -> None:
    """Give a document, which has the styles of documents, those of pages."""
    for name, look in _LOOKS.items():
        set_paragraphs(document, name, look)
    for tone in _TONES:
        set_characters(document, tone_style(tone), tone)
    for name, ruled in ((HEAD, "bottom"), (FOOT, "top")):
        edge = border(f"w:{ruled}", 12 if ruled == "bottom" else 4, "deep" if ruled == "bottom" else "line", space=3)
        properties = document.styles[name].element.get_or_add_pPr()
        properties.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>"), *_AFTER_BORDERS)
    notice = document.styles[NOTICE_LINE].element.get_or_add_pPr()
    edge = border("w:left", 24, "warn", space=6)
    notice.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>"), *_AFTER_BORDERS)
    notice.insert_element_before(filling("blush"), *_AFTER_BORDERS[1:])
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 45), ("left", 90), ("bottom", 45), ("right", 90))
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{PLAIN_ID}">'
            f'<w:name w:val="{_PLAIN}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f"<w:tblPr><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        )
    )


_AFTER_BORDERS: Final = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def tone_style(tone: str) -> str:
    """Return the name of the style of words in a colour that means something: `aim`, `hot` or `warn`."""
    return f"Tone {tone.capitalize()}"


def border(side: str, size: int, colour: str, *, space: int = 0) -> str:
    """Return a border: `size` in eighths of a point."""
    return f'<{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{on_paper()[colour].upper()}"/>'


def space_rows(table: Table) -> None:
    """Leave a gap between the rows of a table: a border of the colour of the paper."""
    _set_borders(table, border("w:insideH", 16, "paper"))


def rule_cells(table: Table) -> None:
    """Put lines above, below and between the cells of a table."""
    _set_borders(table, "".join(border(side, 4, "line") for side in ("w:top", "w:bottom", "w:insideV")))


def _set_borders(table: Table, borders: str) -> None:
    properties = table._tbl.tblPr
    made = parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>")
    following = [properties.find(qn(name)) for name in ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")]
    first = next((element for element in following if element is not None), None)
    if first is None:
        properties.append(made)
    else:
        first.addprevious(made)


def set_page_margins(section: Section) -> None:
    """Leave as much of a page to what stands on it as printers allow."""
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(9), Mm(11)
    section.header_distance = section.footer_distance = Mm(5)
