"""A report as plain text, to be read on a terminal. What is to be filled in by hand is left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from spreadkit.formats._lines import cell_width, wrapped
from spreadkit.formats._plain_blocks import PAGE_KINDS, answer_in_words, in_usual_blocks
from spreadkit.formats.text import inert
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
    KeyFigures,
    Meter,
    Paragraph,
    Prose,
    Report,
    ReportTable,
    Section,
    TableCell,
)
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day
from spreadkit.verdicts.grammar import plain

_WIDTH: Final = 80

_ReportLines = Iterator[str]


def render_report(report: Report, _assets: str | None = None) -> str:
    """Write a report as text. The same report gives the same text."""
    return "\n".join(line.rstrip() for line in _report(report)) + "\n"


def _report(report: Report) -> _ReportLines:
    yield from _heading(report.title, "=")
    if report.fictional:
        yield from ("Fictional example.", "")
    yield from _facts(Facts(items=report.facts), 0)
    if report.banner:
        yield ""
        yield from _callout_of("Errors", report.banner)
    if report.caveat:
        yield ""
        yield from _callout_of("Please note", plain(report.caveat))
    if report.headline:
        yield from ("", *_paragraph_of(plain(report.headline.says)), "")
    yield from _paragraph_of(plain(report.lead))
    if not report.reader.has_pages:
        yield from _answers(report)
    for section in report.sections:
        yield from _section(section)
    as_of = f", as of {day(report.as_of)}" if report.as_of else ""
    if report.contact:
        yield from ("", *_paragraph_of(plain(report.contact)))
    yield from ("", *_paragraph_of(f"Made from {report.plan}{as_of}, with {report.generator}."))


def _answers(report: Report) -> _ReportLines:
    for verdict in report.verdicts:
        yield from _item(f"{verdict.title} {answer_in_words(verdict)}", 0)
    if report.size:
        yield from ("", *_paragraph_of(plain(report.size)))
    if report.moved:
        yield from ("", f"{report.moved.title}:")
        for move in report.moved.lines:
            yield from _item(plain(move.text), 0)


def _section(section: Section) -> _ReportLines:
    yield ""
    yield from _heading(plain(section.title), "-")
    yield from _paragraph_of(plain(section.intro))
    yield from _blocks(section.blocks, 0)


def _heading(title: str, line: str) -> _ReportLines:
    lines = wrapped(inert(title), _WIDTH)
    yield from (*lines, line * max(map(cell_width, lines), default=1), "")


def _blocks(blocks: Iterable[Block], depth: int) -> _ReportLines:
    for index, block in enumerate(blocks):
        lines = list(WRITERS[block.kind](block, depth))
        if lines and index:
            yield ""
        yield from lines


def _paragraph(block: Paragraph, depth: int) -> _ReportLines:
    yield from _paragraph_of(plain(block.text), depth)


def _paragraph_of(text: str, depth: int = 0) -> _ReportLines:
    for index, line in enumerate(line for line in text.splitlines() if line.strip()):
        if index:
            yield ""
        yield from _wrapped(line, "  " * depth)


def _prose(block: Prose, depth: int) -> _ReportLines:
    for index, part in enumerate(block.parts):
        links = [run.link for run in part.runs if run.link and run.link != run.text]
        text = plain("\n".join([part.text, *links]))
        if part.kind in {"bullet", "number"}:
            yield from _item(text, depth)
        else:
            yield from ("",) if index else ()
            yield from _paragraph_of(text, depth)


def _bullets(block: Bullets, depth: int) -> _ReportLines:
    for item in block.items:
        yield from _item(_said(item), depth)


def _blanks(_: Blanks, _depth: int) -> _ReportLines:
    yield from ()


def _facts(block: Facts, depth: int) -> _ReportLines:
    for item in block.items:
        colon = "" if item.term.endswith("?") else ":"
        yield from _item(f"{item.term}{colon} {_said(item.says)}", depth)


def _figures(block: KeyFigures, depth: int) -> _ReportLines:
    for item in block.items:
        mark = f" ({item.mark.text})" if item.mark else ""
        yield from _item(f"{item.label}: {item.value}{mark}. {item.note}", depth)


def _table(block: ReportTable, depth: int) -> _ReportLines:
    yield from _wrapped(f"{block.title}:", "  " * depth)
    headers = [column.header for column in block.columns[1:]]
    for row in block.rows:
        yield from _item(_row(headers, row), depth)


def _row(headers: list[str], row: tuple[TableCell, ...]) -> str:
    rest = [f"{header}: {_said(cell)}" for header, cell in zip(headers, row[1:], strict=True) if cell.text]
    return "\n".join([_said(row[0]), *rest])


def _meter(block: Meter, depth: int) -> _ReportLines:
    yield from _wrapped(f"{block.title}:", "  " * depth)
    for bar in block.bars:
        yield from _item(_bar(bar), depth)


def _bar(bar: Bar) -> str:
    value = "" if bar.value is None else f", score {bar.value}"
    return f"{bar.label}: {bar.span}{value}{f', {bar.words}' if bar.words else ''}"


def _chart(block: Chart, depth: int) -> _ReportLines:
    title = f"{block.title} ({block.subtitle})" if block.subtitle else block.title
    yield from _wrapped(plain(f"{title}: {block.sentence}" if block.sentence else title), "  " * depth)


def _diagram(block: Diagram, depth: int) -> _ReportLines:
    yield from _wrapped(f"{block.title}: {block.says}", "  " * depth)
    for layer in block.layers:
        yield from _wrapped(f"{layer.title}:", "  " * depth)
        for node in layer.nodes:
            yield from _item("\n".join([node.text, *(f"for: {text}" for text in block.texts_after(node))]), depth)


def _callout(block: Callout, depth: int) -> _ReportLines:
    yield from _callout_of(f"{block.tone.symbol} {block.title}", block.text, depth)


def _callout_of(title: str, text: str, depth: int = 0) -> _ReportLines:
    yield from _wrapped(title, "  " * depth)
    yield from _paragraph_of(text, depth + 1)


def _group(block: Group, depth: int) -> _ReportLines:
    note = f" ({block.note})" if block.note else ""
    yield from _wrapped(f"{block.title}{note}", "  " * depth)
    yield from _blocks(block.blocks, depth + 1)


WRITERS: Final[Mapping[str, Callable[[Any, int], _ReportLines]]] = {
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
    **dict.fromkeys(PAGE_KINDS, lambda block, depth: WRITERS[(usual := in_usual_blocks(block)).kind](usual, depth)),
}
"""By kind of block: what writes it."""


def _said(phrase: Phrase) -> str:
    mark = f"[{phrase.mark.text}]" if phrase.mark else ""
    link = phrase.link if phrase.link and phrase.link != phrase.text else ""
    first = " ".join(filter(None, [phrase.text, mark]))
    return "\n".join(filter(None, [first, phrase.note, link]))


def _item(text: str, depth: int) -> _ReportLines:
    """Write an item of a list; further lines of it stand below its first."""
    indent = "  " * depth
    for index, line in enumerate(line for line in text.splitlines() if line.strip()):
        yield from _wrapped(line, f"{indent}{'    ' if index else '- '}", f"{indent}{'    ' if index else '  '}")


def _wrapped(text: str, indent: str, further: str | None = None) -> _ReportLines:
    yield from wrapped(inert(text), _WIDTH, indent, further)
