"""A report on pages as slides: each section a slide under its message, and what does not fit on one goes on the next.

Slides are wide (16:9). Every slide has a real title, every picture its words, and the order of shapes is that of
reading.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple
from unicodedata import bidirectional

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from spreadkit.formats import _text_report
from spreadkit.formats._drawing import png_of
from spreadkit.formats._office_package import LONGEST_PROPERTY, describe, packed
from spreadkit.formats._page_rows import rows_of_sections, tone_of_sign
from spreadkit.formats._palette import on_paper
from spreadkit.formats._plain_blocks import PAGE_KINDS, in_usual_blocks
from spreadkit.formats._word_text import lines, word_text
from spreadkit.model.page_blocks import Cards, MeasureRows, MoveList, SiteMap, SiteTone, VerdictStrip
from spreadkit.model.report import Bullets, Callout, Chart, Facts, Group, Paragraph, Prose, Report, ReportTable, Section
from spreadkit.model.report_parts import Drawing, Phrase, Tone
from spreadkit.months import day
from spreadkit.verdicts.grammar import plain

_WIDTH, _HEIGHT, _MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
_TOP, _BOTTOM = Inches(1.75), Inches(6.85)
_TABLE: Final = Inches(4.3)
"""How high a table may be, so that a line above it has room on the same slide."""

_GAP: Final = Inches(0.15)
_BETWEEN: Final = Inches(0.4)
_TITLE_ONLY: Final = 5
"""The layout of the library's template that has a title and nothing else."""

_NO_GRID: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without fills and lines, by the id that all such programs know it by."""

_TYPEFACE: Final = "Arial"
_LANGUAGE: Final = "en-GB"
_PER_POINT: Final = 12700
_LETTER: Final = 0.54
"""How wide a letter is on average, of the size of the type; rather too wide, so that nothing runs over an edge."""

_LINE: Final = 1.2
_BODY, _SMALL, _BIG, _TITLE, _LONG_TITLE = 16, 13, 22, 28, 24
_SHORT_TITLE: Final = 90
_MOST_IN_A_TITLE: Final = 160
_SHARPNESS: Final = 2
_ACROSS: Final = 6
"""How many sites stand beside each other on a map."""

_EDGES: Final = {
    SiteTone.REACHED: "data",
    SiteTone.SILENT: "data",
    SiteTone.NEEDS_YOU: "alert",
    SiteTone.NEITHER: "strong-line",
}
_TONES: Final = {"good-tone": "aim", "hot-tone": "data", "warn-tone": "alert", "": "ink"}


class SlideText(NamedTuple):
    """Words of one manner on a slide: their size in points, the name of a colour, whether they are bold."""

    text: str
    size: float = _BODY
    colour: str = "ink"
    bold: bool = False

    def height(self, width: int) -> int:
        """Return about how high it stands in a width, both in EMU."""
        per_line = max(8, width / (self.size * _LETTER * _PER_POINT))
        wrapped = sum(-(-max(1, len(line)) // int(per_line)) for line in self.text.splitlines() or [""])
        return int(wrapped * self.size * _LINE * _PER_POINT)


class SlidePiece(NamedTuple):
    """A part of a slide that stays together: how high it is in a width, and what draws it at a place."""

    height: Callable[[int], int]
    draw: Callable[[Any, int, int, int, int], None]
    """Draws on a slide, at left and top, in a width and a height."""


def slides_of(report: Report) -> bytes:
    """Write a report as slides. The same report gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    _strip(deck)
    describe(deck.core_properties, report)
    _first(deck, report)
    for row in rows_of_sections(report.sections):
        _sections(deck, row)
    for number, slide in enumerate(deck.slides, start=1):
        _foot(slide, report, f"{number} of {len(deck.slides)}")
    return packed(deck.save)


def _strip(deck: Any) -> None:
    """Take out the picture of itself and the settings of a printer that the template has."""
    for part in (deck.part.package, deck.part):
        relations = part._rels
        for name in [name for name, relation in relations.items() if _is_leftover(relation.reltype)]:
            relations.pop(name)


def _is_leftover(kind: str) -> bool:
    return kind.rpartition("/")[2] in {"thumbnail", "printerSettings", "extended-properties"}


def _first(deck: Any, report: Report) -> None:
    """Begin with the headline, whom it is for, and what must be noted before all else."""
    headline = plain(report.headline.says) if report.headline else report.title
    pieces = [_text(SlideText(plain(report.lead), 20, "muted"))] if report.lead else []
    if report.banner:
        pieces.append(_box(_callout_texts("Errors", report.banner), "alert"))
    if report.caveat:
        pieces.append(_box(_callout_texts("Please note", plain(report.caveat)), "alert"))
    whom = ", ".join(filter(None, [plain(report.for_whom), "fictional example" if report.fictional else ""]))
    said = [word_text(report.title), whom, *([f"Position on {day(report.as_of)}"] if report.as_of else [])]
    if report.next_on:
        said.append(f"Next: {day(report.next_on)}")
    pieces.append(_text(*(SlideText(line, _BODY, "muted") for line in said if line)))
    if report.contact:
        pieces.append(_text(SlideText(plain(report.contact), _BODY, "ink")))
    _flow(deck, headline, [(pieces, _MARGIN, _WIDTH - 2 * _MARGIN)])


def _sections(deck: Any, row: Sequence[Section]) -> None:
    """Put the sections of a line of the page beside each other; one that stands alone has the whole slide."""
    if len(row) == 1:
        (section,) = row
        intro = [_text(SlideText(plain(section.intro), _BODY, "muted"))] if section.intro else []
        _flow(deck, plain(section.title), [([*intro, *_pieces(section)], _MARGIN, _WIDTH - 2 * _MARGIN)])
        return
    room = (_WIDTH - 2 * _MARGIN - _BETWEEN * (len(row) - 1)) // len(row)
    title = _shared_title([plain(section.topic or section.title) for section in row])
    columns = [
        (
            [_text(SlideText(plain(section.title), 18, "ink", bold=True)), *_pieces(section)],
            _MARGIN + index * (room + _BETWEEN),
            room,
        )
        for index, section in enumerate(row)
    ]
    _flow(deck, title, columns)


def _shared_title(titles: Sequence[str]) -> str:
    """Return what sections are called together: all of their titles where these are short, else the first."""
    together = " · ".join(titles)
    return together if len(together) <= _SHORT_TITLE else titles[0]


def _flow(deck: Any, title: str, columns: Sequence[tuple[Sequence[SlidePiece], int, int]]) -> None:
    """Set pieces below each other in their columns, and go on with the next slide where one is full."""
    waiting = [(list(pieces), left, room) for pieces, left, room in columns]
    number = 1
    while number == 1 or any(pieces for pieces, _, _ in waiting):
        slide = _slide(deck, title if number == 1 else f"{title} ({number})")
        for pieces, left, room in waiting:
            _fill_column(slide, pieces, left, room)
        number += 1


def _fill_column(slide: Any, pieces: list[SlidePiece], left: int, room: int) -> None:
    top: int = _TOP
    while pieces:
        height = pieces[0].height(room)
        if top > _TOP and top + height > _BOTTOM:
            return
        height = min(height, _BOTTOM - top)
        pieces.pop(0).draw(slide, left, top, room, height)
        top += height + _GAP


def _slide(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = _MARGIN, Inches(0.4), _WIDTH - 2 * _MARGIN, Inches(1.1)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
    _no_margins(frame)
    size = _TITLE if len(title) <= _SHORT_TITLE else _LONG_TITLE
    _write(frame, [SlideText(_cut(word_text(title), _MOST_IN_A_TITLE), size, "ink", bold=True)])
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, _MARGIN, Inches(1.56), _WIDTH - 2 * _MARGIN, Pt(3))
    _paint(rule, "deep")
    _is_decoration(rule)
    return slide


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def _foot(slide: Any, report: Report, number: str) -> None:
    as_of = f"position on {day(report.as_of)}" if report.as_of else ""
    made = ", ".join(filter(None, [word_text(report.title), as_of]))
    width = _WIDTH - 2 * _MARGIN
    box = slide.shapes.add_textbox(_MARGIN, Inches(7.0), width, Inches(0.3))
    _no_margins(box.text_frame)
    _write(box.text_frame, [SlideText(f"{_cut(made, 110)} · {number}", 11, "muted")])


# Blocks


def _pieces(section: Section) -> Iterator[SlidePiece]:
    """Go through what a section holds. A chart whose title is that of the section does not say it again."""
    for block in section.blocks:
        if isinstance(block, Chart) and block.title == section.title:
            yield from _chart_below_title(block)
        else:
            yield from _of_block(block)


def _of_block(block: Any) -> Iterator[SlidePiece]:
    writer = _WRITERS.get(block.kind)
    if writer is not None:
        yield from writer(block)
        return
    usual = in_usual_blocks(block) if block.kind in PAGE_KINDS else block
    if usual.kind in _WRITERS:
        yield from _WRITERS[usual.kind](usual)
        return
    said = [line for line in _text_report.WRITERS[usual.kind](usual, 0) if line.strip()]
    yield from _texts([SlideText(line.strip()) for line in said])


def _texts(texts: Sequence[SlideText]) -> Iterator[SlidePiece]:
    return (_text(text) for text in texts)


def _paragraph(block: Paragraph) -> Iterator[SlidePiece]:
    yield from _texts([SlideText(plain(line)) for line in lines(block.text)])


def _prose(block: Prose) -> Iterator[SlidePiece]:
    yield from _texts([SlideText(plain(word_text(part.text))) for part in block.parts if part.text.strip()])


def _bullets(block: Bullets) -> Iterator[SlidePiece]:
    yield from _texts([SlideText(f"• {_phrase(item)}") for item in block.items])


def _phrase(phrase: Phrase) -> str:
    mark = f"{phrase.mark.tone.symbol} {phrase.mark.text}" if phrase.mark else ""
    first = " ".join(filter(None, [phrase.text, mark]))
    return plain("\n".join(filter(None, [word_text(first), word_text(phrase.note)])))


def _facts(block: Facts) -> Iterator[SlidePiece]:
    yield from _texts([SlideText(f"{fact.term}: {_phrase(fact.says)}") for fact in block.items])


def _moves(block: MoveList) -> Iterator[SlidePiece]:
    yield from _texts([SlideText(plain(move.text)) for move in block.items])


def _callout(block: Callout) -> Iterator[SlidePiece]:
    colour = "alert" if block.tone in {Tone.WARNING, Tone.STOP} else "data"
    yield _box(_callout_texts(block.title, block.text), colour)


def _callout_texts(title: str, text: str) -> list[SlideText]:
    said = [SlideText(plain(line), _SMALL, "ink") for line in lines(text)]
    return [SlideText(plain(title), _BODY, "ink", bold=True), *said]


def _group(block: Group) -> Iterator[SlidePiece]:
    yield _text(SlideText(plain(block.title), _BODY, "ink", bold=True))
    for inner in block.blocks:
        yield from _of_block(inner)


def _cards(block: Cards) -> Iterator[SlidePiece]:
    for start in range(0, len(block.items), 2):
        yield _beside(
            [
                _box(
                    [
                        *([SlideText(plain(card.above), _SMALL, colour, bold=True)] if card.above else []),
                        SlideText(plain(card.title), 18, "ink", bold=True),
                        *([SlideText(plain(card.text), _SMALL, "muted")] if card.text else []),
                    ],
                    colour,
                )
                for card in block.items[start : start + 2]
                for colour in ["alert" if card.needs_you else "data"]
            ]
        )


def _verdicts(block: VerdictStrip) -> Iterator[SlidePiece]:
    yield _beside(
        [
            _text(
                SlideText(verdict.title, _SMALL, "muted", bold=True),
                SlideText(plain(f"{verdict.sign} {verdict.word}"), _BIG, _TONES[tone_of_sign(verdict.sign)], bold=True),
                SlideText(plain(verdict.says), _SMALL),
            )
            for verdict in block.items
        ]
    )


def _map(block: SiteMap) -> Iterator[SlidePiece]:
    for row in block.rows:
        title = plain(" ".join(filter(None, [f"{row.title}:" if row.note else row.title, row.note])))
        yield _text(SlideText(title, _SMALL, "ink", bold=True))
        for start in range(0, len(row.sites), _ACROSS):
            cells = [
                _box(
                    [
                        SlideText(plain(f"{site.sign} {site.name}"), 12, "ink", bold=True),
                        SlideText(plain(site.says), 11, "alert" if site.tone is SiteTone.NEEDS_YOU else "muted"),
                    ],
                    _EDGES[site.tone],
                    inside=Inches(0.08),
                )
                for site in row.sites[start : start + _ACROSS]
            ]
            yield _beside(cells, across=_ACROSS, gap=Inches(0.08))
        if row.rest:
            yield _text(SlideText(plain(row.rest), _SMALL, "muted"))


def _chart(block: Chart) -> Iterator[SlidePiece]:
    yield _text(SlideText(plain(block.title), _BODY, "ink", bold=True))
    yield from _chart_below_title(block)


def _chart_below_title(block: Chart) -> Iterator[SlidePiece]:
    if block.subtitle:
        yield _text(SlideText(plain(block.subtitle), _SMALL, "muted"))
    if block.drawing is not None:
        yield _picture(block.drawing, plain(block.title))
    yield from _texts([SlideText(plain(line), _SMALL) for line in lines(block.sentence)])


def _measure_rows(block: MeasureRows) -> Iterator[SlidePiece]:
    yield from _of_block(in_usual_blocks(block))


def _table(block: ReportTable) -> Iterator[SlidePiece]:
    """Write a table, its heads on every slide that it goes on to."""
    if not block.columns:
        return
    head = [SlideText(column.header, 12, "ink", bold=True) for column in block.columns]
    body = [
        [SlideText(_phrase(cell), 12, "ink", bold=index == 0) for index, cell in enumerate(row)] for row in block.rows
    ]
    shares = _shares(head, body)
    room = _WIDTH - 2 * _MARGIN
    chunk: list[list[SlideText]] = []
    for row in body:
        if chunk and _height_of([head, *chunk, row], shares, room) > _TABLE:
            yield _grid(block.title, [head, *chunk], shares)
            chunk = []
        chunk.append(row)
    if chunk:
        yield _grid(block.title, [head, *chunk], shares)


def _shares(head: Sequence[SlideText], body: Sequence[Sequence[SlideText]]) -> list[float]:
    """Share the width out by how long the texts of a column are, within bounds."""
    wanted = [min(60, max(9, *(len(row[index].text) for row in [head, *body]))) ** 0.75 for index in range(len(head))]
    return [want / sum(wanted) for want in wanted]


def _height_of(rows: Sequence[Sequence[SlideText]], shares: Sequence[float], room: int) -> int:
    return sum(_row_height(row, shares, room) for row in rows)


def _row_height(row: Sequence[SlideText], shares: Sequence[float], room: int) -> int:
    cells = (text.height(int(room * share) - Inches(0.12)) for text, share in zip(row, shares, strict=True))
    return max(cells) + Inches(0.1)


# Pieces


def _text(*texts: SlideText) -> SlidePiece:
    def draw(slide: Any, left: int, top: int, width: int, height: int) -> None:
        box = slide.shapes.add_textbox(left, top, width, height)
        _no_margins(box.text_frame)
        _write(box.text_frame, texts)

    return SlidePiece(lambda width: sum(text.height(width) for text in texts), draw)


def _box(texts: Sequence[SlideText], edge: str, *, inside: int = Inches(0.15)) -> SlidePiece:
    """Texts on a pale ground, with a strong edge in a colour before them."""

    def draw(slide: Any, left: int, top: int, width: int, height: int) -> None:
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, Pt(5), height)
        _paint(bar, edge)
        _is_decoration(bar)
        box = slide.shapes.add_textbox(left + Pt(5), top, width - Pt(5), height)
        box.fill.solid()
        box.fill.fore_color.rgb = _colour("surface" if edge == "alert" else "pale")
        frame = box.text_frame
        frame.margin_left = frame.margin_right = inside
        frame.margin_top = frame.margin_bottom = inside // 2
        _write(frame, texts)

    def height(width: int) -> int:
        return sum(text.height(width - Pt(5) - 2 * inside) for text in texts) + inside

    return SlidePiece(height, draw)


def _beside(pieces: Sequence[SlidePiece], *, across: int | None = None, gap: int = Inches(0.2)) -> SlidePiece:
    """Put pieces side by side, all as high as the highest."""
    columns = across or max(1, len(pieces))

    def room(width: int) -> int:
        return (width - gap * (columns - 1)) // columns

    def draw(slide: Any, left: int, top: int, width: int, height: int) -> None:
        for index, piece in enumerate(pieces):
            piece.draw(slide, left + index * (room(width) + gap), top, room(width), height)

    return SlidePiece(lambda width: max((piece.height(room(width)) for piece in pieces), default=0), draw)


def _picture(drawing: Drawing, title: str) -> SlidePiece:
    content = png_of(drawing, scale=_SHARPNESS, inside=True)

    def size(width: int) -> tuple[int, int]:
        across, down = _dots(content)
        wide = min(width, Inches(11))
        high = wide * down // across
        tallest = Inches(4.4)
        return (wide, high) if high <= tallest else (tallest * across // down, tallest)

    def draw(slide: Any, left: int, top: int, width: int, height: int) -> None:
        wide, high = size(width)
        if high > height:
            wide, high = wide * height // high, height
        shape = slide.shapes.add_picture(BytesIO(content), left, top, wide, high)
        named = shape._element.nvPicPr.cNvPr
        named.set("descr", word_text(drawing.says))
        named.set("name", word_text(title)[:LONGEST_PROPERTY])

    return SlidePiece(lambda width: size(width)[1], draw)


def _dots(png: bytes) -> tuple[int, int]:
    """Return how wide and how high a PNG is: the two numbers that its first part begins with."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def _grid(title: str, rows: Sequence[Sequence[SlideText]], shares: Sequence[float]) -> SlidePiece:
    def draw(slide: Any, left: int, top: int, width: int, height: int) -> None:
        frame = slide.shapes.add_table(len(rows), len(shares), left, top, width, height)
        named = frame._element.nvGraphicFramePr.cNvPr
        named.set("name", word_text(title)[:LONGEST_PROPERTY])
        named.set("descr", word_text(title))
        table = frame.table
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_GRID
        table.first_row, table.first_col, table.horz_banding = True, True, False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(width * share))
        for index, row in enumerate(rows):
            table.rows[index].height = Emu(_row_height(row, shares, width))
            for place, text in enumerate(row):
                cell = table.cell(index, place)
                cell.margin_left = cell.margin_right = Inches(0.06)
                cell.margin_top = cell.margin_bottom = Inches(0.04)
                if index == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = _colour("surface")
                _write(cell.text_frame, [text])

    return SlidePiece(lambda width: _height_of(rows, shares, width), draw)


def _write(frame: Any, texts: Sequence[SlideText]) -> None:
    """Write lines into a frame, each in its manner. A line that begins in Arabic or Hebrew runs from the right."""
    frame.word_wrap = True
    said = [text._replace(text=line) for text in texts for line in lines(text.text)]
    for index, text in enumerate(said):
        line = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = line.add_run()
        run.text = text.text
        run.font.size, run.font.bold, run.font.name = Pt(text.size), text.bold, _TYPEFACE
        run.font.color.rgb = _colour(text.colour)
        run._r.get_or_add_rPr().set("lang", _LANGUAGE)
        line._p.get_or_add_pPr().set("algn", "l")
        if _runs_from_the_right(text.text):
            line._p.get_or_add_pPr().set("rtl", "1")
            line._p.get_or_add_pPr().set("algn", "r")


def _runs_from_the_right(text: str) -> bool:
    strong = (bidirectional(character) for character in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _no_margins(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _paint(shape: Any, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False


def _is_decoration(shape: Any) -> None:
    """Tell screen readers to pass a shape by, in the way that such programs write it."""
    named = shape._element.nvSpPr.cNvPr
    named.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def _colour(name: str) -> RGBColor:
    red, green, blue = bytes.fromhex(on_paper()[name])
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


_WRITERS: Final[Mapping[str, Callable[[Any], Iterator[SlidePiece]]]] = {
    "paragraph": _paragraph,
    "prose": _prose,
    "bullets": _bullets,
    "facts": _facts,
    "moves": _moves,
    "callout": _callout,
    "group": _group,
    "cards": _cards,
    "verdicts": _verdicts,
    "map": _map,
    "chart": _chart,
    "measure-rows": _measure_rows,
    "table": _table,
}
"""By kind of block: what writes it. All others are said in lines."""
