"""Phrases in a line of Word: words with their style, links, marks and notes."""

from typing import Any, Final, TypeVar

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from spreadkit.formats._word_styles import LINK, NOTE, SILENT, id_of, mark_style
from spreadkit.formats._word_text import address, lines, word_text
from spreadkit.model.report_parts import Mark, Phrase

LineOrRun = TypeVar("LineOrRun", Line, Run)

_ALIGNMENTS: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
}


def first_line(cell: _Cell, style: str, align: str = "left") -> Line:
    """Return the first line of a cell."""
    line: Line = styled(cell.paragraphs[0], style)
    if align != "left":
        line.alignment = _ALIGNMENTS[align]
    return line


def write_phrase(line: Line, phrase: Phrase, style: str | None = None) -> None:
    """Write a phrase: its words, as a link where they are one; its mark; its note in a line below."""
    said = SILENT if phrase.is_silent else style
    if phrase.href:
        _link(line, phrase)
    else:
        _write_lines(line, phrase.text, said)
    if phrase.unlinked:
        write_text(line, f" ({phrase.unlinked})", said)
    if phrase.mark:
        line.add_run(" " if phrase.text else "")
        write_mark(line, phrase.mark)
    if lines(phrase.note):
        line.add_run().add_break()
        _write_lines(line, phrase.note, NOTE)


def _link(line: Line, phrase: Phrase) -> None:
    link = OxmlElement("w:hyperlink")
    target = line.part.relate_to(address(phrase.href or ""), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    for run in _write_lines(line, phrase.text or address(phrase.href or ""), LINK):
        link.append(run._r)
    line._p.append(link)


def write_mark(line: Line, mark: Mark) -> None:
    """Write a mark: its shape and its words, so that its colour says nothing alone."""
    write_text(line, f"{mark.tone.symbol}\N{NO-BREAK SPACE}{word_text(mark.text)}", mark_style(mark.tone))


def _write_lines(line: Line, text: str, style: str | None) -> list[Run]:
    """Write a text with its lines kept apart."""
    runs = []
    for index, part in enumerate(lines(text)):
        run = styled(line.add_run(), style)
        if index:
            run.add_break()
        run.add_text(part)
        runs.append(run)
    return runs


def write_text(line: Line, text: str, style: str | None = None) -> None:
    """Write a text as one line."""
    styled(line.add_run(" ".join(lines(text))), style)


def styled(written: LineOrRun, style: str | None) -> LineOrRun:
    """Give a paragraph or a run a style, by its id: the library's own way goes through all styles each time."""
    if style is not None:
        element: Any = written._element
        element.style = id_of(style)
    return written
