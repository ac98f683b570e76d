"""How a Word document looks: named styles alone, so that a house style is put on it in one place for each."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

from spreadkit.formats._palette import on_paper
from spreadkit.model.report_parts import Tone

_TYPEFACE: Final = "Arial"
_LANGUAGE: Final = "en-GB"
SHORT_SIDE, _LONG_SIDE, _MARGIN = Mm(210), Mm(297), Mm(18)
DEEPEST: Final = 4

NOTE: Final = "Note"
SILENT: Final = "Not Stated"
LINK: Final = "Hyperlink"
RULED: Final = "Spread Table"
FORM: Final = "Spread Form"
CARDS: Final = "Spread Figures"
TABLE_TEXT: Final = "Table Text"
SMALL_TABLE_TEXT: Final = "Table Text Small"
FIGURE: Final = "Key Figure"
FIGURE_LABEL: Final = "Key Figure Label"
GAP_LINE: Final = "Table Gap"


class ParagraphLook(NamedTuple):
    """How paragraphs of a style look: sizes in points; `stays` keeps them on the page of what comes next."""

    size: float
    colour: str = "ink"
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.1
    stays: bool = False


_PARAGRAPHS: Final[Mapping[str, ParagraphLook]] = {
    "Title": ParagraphLook(24, "deep", bold=True, after=8, line=1.0),
    "Subtitle": ParagraphLook(11, "muted", bold=True, after=2),
    "Heading 1": ParagraphLook(16, "deep", bold=True, before=20, after=4, stays=True),
    "Heading 2": ParagraphLook(13, "deep", bold=True, before=14, after=4, stays=True),
    "Heading 3": ParagraphLook(11, "deep", bold=True, before=12, after=4, stays=True),
    "Heading 4": ParagraphLook(10, "deep", bold=True, before=10, after=4, stays=True),
    "Caption": ParagraphLook(10, bold=True, before=10, after=3, stays=True),
    "Header": ParagraphLook(8, "muted"),
    "Footer": ParagraphLook(8, "muted"),
    "List Bullet": ParagraphLook(10, after=3),
    TABLE_TEXT: ParagraphLook(8.5, line=1.0),
    SMALL_TABLE_TEXT: ParagraphLook(7.5, line=1.0),
    FIGURE: ParagraphLook(18, bold=True, before=3, line=1.0, stays=True),
    FIGURE_LABEL: ParagraphLook(9, bold=True, before=2, after=2, line=1.0),
    GAP_LINE: ParagraphLook(4, line=1.0),
}
"""By name: the styles of paragraphs, Word's own ones among them. Those of callouts come after."""

_KEPT_TABLES: Final = frozenset({"Normal Table", "Table Grid"})
_AFTER_BORDERS: Final = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def callout_style(tone: Tone) -> str:
    """Return the name of the style of a callout."""
    return f"Callout {tone.value.capitalize()}"


def mark_style(tone: Tone) -> str:
    """Return the name of the style of a mark."""
    return f"Mark {tone.value.capitalize()}"


def id_of(name: str) -> str:
    """Return the id of a style: its name without spaces, in the template as well as here."""
    return name.replace(" ", "")


def apply_styles(document: Document) -> None:
    """Set the language, the typeface and all styles, and take out the many tables that the template offers."""
    _set_defaults(document)
    styles = document.styles
    for style in [style for style in styles if style.type == WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLES]:
        style.delete()
    for name, look in _PARAGRAPHS.items():
        set_paragraphs(document, name, look)
    for tone in Tone:
        _set_callout(document, tone)
        set_characters(document, mark_style(tone), tone.value).font.bold = True
    set_characters(document, NOTE, "muted")
    set_characters(document, SILENT, "muted")
    set_characters(document, LINK, "data").font.underline = True
    for name in (RULED, FORM, CARDS):
        styles.element.append(parse_xml(_table_style(name)))


def set_pages(section: Section, *, wide: bool) -> None:
    """Set the pages of a section: A4, on its side where it is wide."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG_SIDE, SHORT_SIDE) if wide else (SHORT_SIDE, _LONG_SIDE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(9)


def colour_of(name: str) -> RGBColor:
    """Return a colour of the palette."""
    return RGBColor.from_string(on_paper()[name].upper())


def filling(name: str) -> Any:
    """Return the element that fills a paragraph or a cell with a colour of the palette."""
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{on_paper()[name].upper()}"/>')


def _set_defaults(document: Document) -> None:
    styles, settings = document.styles.element, document.settings.element
    characters = styles.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_typeface(characters)
    for size in ("w:sz", "w:szCs"):
        characters.find(qn(size)).set(qn("w:val"), "20")
    characters.find(qn("w:lang")).set(qn("w:val"), _LANGUAGE)
    spacing = styles.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
    spacing.set(qn("w:after"), "120")
    spacing.set(qn("w:line"), "264")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), _LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word says that it is a file of an older Word


def set_paragraphs(document: Document, name: str, look: ParagraphLook) -> ParagraphStyle:
    """Make a style of paragraphs look so; the style is made where there is none of the name."""
    style = cast("ParagraphStyle", _style(document, name, WD_STYLE_TYPE.PARAGRAPH))
    characters = style.element.get_or_add_rPr()
    for inherited in style.element.xpath("./w:rPr/w:spacing|./w:pPr/w:pBdr|./w:pPr/w:contextualSpacing"):
        inherited.getparent().remove(inherited)
    _set_typeface(characters)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    _set_colour(style, look.colour)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(look.before), Pt(look.after), look.line
    spacing.keep_with_next = look.stays
    style.hidden, style.quick_style = False, True
    return style


def _set_callout(document: Document, tone: Tone) -> None:
    """Fill a callout, with an edge to its left. Paragraphs of one callout stay together and look like one."""
    style = set_paragraphs(document, callout_style(tone), ParagraphLook(10))
    style.paragraph_format.left_indent = Mm(4)
    style.paragraph_format.keep_together = True
    edge = f'<w:left w:val="single" w:sz="36" w:space="8" w:color="{on_paper()[tone.value].upper()}"/>'
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>"), *_AFTER_BORDERS)
    properties.insert_element_before(filling(f"{tone.value}-tint"), *_AFTER_BORDERS[1:])


def set_characters(document: Document, name: str, colour: str) -> CharacterStyle:
    """Give words of a style a colour of the palette; the style is made where there is none of the name."""
    style = cast("CharacterStyle", _style(document, name, WD_STYLE_TYPE.CHARACTER))
    _set_colour(style, colour)
    style.quick_style = True
    return style


def _style(document: Document, name: str, kind: WD_STYLE_TYPE) -> BaseStyle:
    known = {style.name for style in document.styles}
    style: BaseStyle = document.styles[name] if name in known else document.styles.add_style(name, kind)
    return style


def _set_typeface(characters: Any) -> None:
    """Name the typeface itself: the template names a place in its theme, which would win over it."""
    fonts = characters.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _TYPEFACE)


def _set_colour(style: CharacterStyle, name: str) -> None:
    colour = style.font.color
    colour.rgb = colour_of(name)
    element = style.element.find(f".//{qn('w:color')}")
    for attribute in [attribute for attribute in element.attrib if "theme" in attribute]:
        del element.attrib[attribute]


def _table_style(name: str) -> str:
    """Return a style for tables: lines between rows, a strong one below the head; between cards there are gaps."""
    colours = {key: value.upper() for key, value in on_paper().items()}
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{colours["line"]}"'
    strong = f'w:val="single" w:sz="12" w:space="0" w:color="{colours["ink"]}"'
    gap = f'w:val="single" w:sz="48" w:space="0" w:color="{colours["paper"]}"'
    borders = f"<w:insideH {gap}/><w:insideV {gap}/>" if name == CARDS else f"<w:bottom {thin}/><w:insideH {thin}/>"
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr>"
        if name == RULED
        else ""
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85))
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{id_of(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )
