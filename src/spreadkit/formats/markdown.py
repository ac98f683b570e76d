"""Markdown for GitHub, which reads well in a plain editor too. Whatever stands in a plan stays text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape as escape_html
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from spreadkit.formats import Format
from spreadkit.formats import _mermaid as mermaid
from spreadkit.formats._plain_blocks import PAGE_KINDS, in_usual_blocks
from spreadkit.formats._printable import UNPRINTABLE
from spreadkit.model.report import (
    Bar,
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
    Meter,
    Paragraph,
    Prose,
    ProsePart,
    Report,
    ReportTable,
    Section,
    TextRun,
    without_drawings,
)
from spreadkit.model.report_answers import ReportVerdict
from spreadkit.model.report_parts import Mark, Phrase, Tone
from spreadkit.model.web_address import is_web_address
from spreadkit.months import day
from spreadkit.verdicts.grammar import plain

FORMAT: Final = Format(endings=(".md", ".markdown"), aliases=("md",))

_ALERTS: Final = {Tone.GOOD: "TIP", Tone.NOTE: "NOTE", Tone.WARNING: "WARNING", Tone.STOP: "CAUTION"}
_RULERS: Final = {"left": "---", "right": "--:", "centre": ":-:"}
_DEEPEST: Final = 6
_SEPARATOR: Final = "<!-- -->"

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|(?<!\S)#")
_SELF_LINKING: Final = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_NAMING: Final = re.compile(
    r"""
    @(?=\w)                                             # somebody, or a team
    | \#(?=\d)                                          # an issue, of this repository or of owner/repo
    | \bGH-(?=\d)                                       # an issue, as GitHub writes it too
    | \b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)  # a commit
    | \b[0-9]{6}(?=[0-9]{34}\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What a forge makes a link of, wherever it stands: a comment in it keeps it a text."""
_IN_CODE: Final = re.compile(r"[\w .,:=+/-]+")
_LEADING: Final = re.compile(r"[+=:-]|\d{1,9}(?=[.)](\s|$))")

_PICTURES: Final = "\x1a"
"""Stands for the folder of the pictures until all is written. No text of a plan holds it: it cannot be printed."""

Chunks = Iterator[str]
"""Parts of the text, each to be set off by empty lines."""


def render_report(report: Report, assets: str | None = None) -> str:
    """Write a report as Markdown. The same report gives the same text.

    `assets` is the folder, as seen from the file, in which the pictures of the report lie; without it none is shown.
    """
    shown = report if assets is not None else without_drawings(report)
    text = "\n\n".join(_apart(_report(shown))) + "\n"
    return text if assets is None else text.replace(_PICTURES, _folder(assets))


def escaped(text: str) -> str:
    """Escape a text, in one line, so that nothing in it is markup, a link, or calls anybody by name."""
    line = " ".join(text.translate(UNPRINTABLE).split())
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = _SELF_LINKING.sub(r"\\\g<0>", line)
    return _NAMING.sub(r"\g<0><!-- -->", line)


def escaped_at_start(text: str) -> str:
    """Escape a text that begins a line, where a dash or a number with a full stop would make a list."""
    line = escaped(text)
    match = _LEADING.match(line)
    if match is None:
        return line
    end = match.end()
    return f"{line[:end]}\\{line[end:]}" if match[0].isdigit() else f"\\{line}"


def _folder(assets: str) -> str:
    """Return how a folder begins the address of a file in it."""
    folder = _address(assets.rstrip("/"))
    return f"{folder}/" if folder else ""


def _apart(chunks: Chunks) -> Chunks:
    """Set a comment between two lists or two quotes, which would be read as one."""
    before = ""
    for chunk in chunks:
        if chunk[:2] in {"- ", "> "} and chunk[:2] == before:
            yield _SEPARATOR
        yield chunk
        before = chunk[:2]


def _report(report: Report) -> Chunks:
    yield f"# {escaped(report.title)}"
    if report.fictional:
        yield "**Fictional example.**"
    if report.brand and report.brand.name:
        yield f"**{escaped(report.brand.name)}**"
    if report.banner:
        yield _callout(Callout(tone=Tone.STOP, title="Errors", text=report.banner))
    if report.caveat:
        yield _callout(Callout(tone=Tone.WARNING, title="Please note", text=plain(report.caveat)))
    yield _list(_fact(fact) for fact in report.facts)
    if report.headline:
        yield f"**{escaped(plain(report.headline.says))}**"
    yield from _lines(plain(report.lead))
    if not report.reader.has_pages:
        yield from _answers(report)
    for section in report.sections:
        yield from _section(section)
    yield "---"
    yield " ".join(_colophon(report))


def _answers(report: Report) -> Chunks:
    if report.verdicts:
        yield "\n>\n".join(map(_verdict, report.verdicts))
    if report.size:
        yield escaped(plain(report.size))
    if report.moved:
        yield f"**{escaped(report.moved.title)}:**"
        yield _list(escaped(plain(move.text)) for move in report.moved.lines)


def _verdict(verdict: ReportVerdict) -> str:
    word = escaped(plain(f"{verdict.sign} {verdict.word}."))
    return f"> **{escaped(verdict.title)}** {word} {escaped(plain(verdict.says))}"


def _colophon(report: Report) -> Iterator[str]:
    if report.contact:
        yield escaped(plain(report.contact))
    revision = f", revision {escaped(report.revision)}" if report.revision else ""
    as_of = f", as of {day(report.as_of)}" if report.as_of else ""
    yield f"Made from {escaped(report.plan)}{revision}{as_of}, with {escaped(report.generator)}."
    if report.left_out:
        yield f"Left out at the wish of the plan: {', '.join(map(escaped, report.left_out))}."
    if report.frameworks:
        names = [
            f"{escaped(framework.title)} ({escaped(framework.id)}, edition {escaped(framework.edition)})"
            for framework in report.frameworks
        ]
        yield f"Frameworks: {'; '.join(names)}."


def _section(section: Section) -> Chunks:
    yield f"## {escaped(plain(section.title))}"
    yield from _lines(plain(section.intro))
    yield from write_blocks(section.blocks, 3)


def write_blocks(blocks: Iterable[Block], depth: int) -> Chunks:
    """Write blocks one after the other, with headings from a depth on."""
    for block in blocks:
        yield from WRITERS[block.kind](block, depth)


def _paragraph(block: Paragraph, _depth: int) -> Chunks:
    yield from _lines(plain(block.text))


def _prose(block: Prose, depth: int) -> Chunks:
    for kind, parts in groupby(block.parts, key=lambda part: part.kind):
        if kind == "bullet":
            yield _list(_runs(part, escaped_at_start) for part in parts)
        elif kind == "number":
            yield "\n".join(f"{number}. {_runs(part, escaped_at_start)}" for number, part in enumerate(parts, start=1))
        else:
            yield from (_part(part, depth) for part in parts)


def _part(part: ProsePart, depth: int) -> str:
    if part.kind == "heading":
        return f"{'#' * min(depth + part.level - 1, _DEEPEST)} {_runs(part, escaped)}"
    if part.kind == "code":
        return "<br>".join(escaped(line) for line in part.text.splitlines() if line.strip())
    return f"{'> ' if part.kind == 'quote' else ''}{_runs(part, escaped_at_start)}"


def _runs(part: ProsePart, escape: Callable[[str], str]) -> str:
    """Write words with their manner; `escape` is for the first, which may begin a line of the file."""
    text = ""
    for run in part.runs:
        if run.link and text.endswith("!"):
            text = f"{text[:-1]}\\!"  # a link right behind it would be a picture
        text += _run(run, escaped if text else escape)
    return text.strip()


def _run(run: TextRun, escape: Callable[[str], str]) -> str:
    """Write words of one manner. Spaces stand outside of its signs, which would not be read otherwise."""
    text = plain(run.text).strip()
    if not text:
        return " "
    marks = ("**" if run.is_strong else "") + ("*" if run.is_emphasised else "")
    if run.is_code and _IN_CODE.fullmatch(text):
        written = f"{marks}`{text}`{marks[::-1]}"
    else:
        written = f"{marks}{(escaped if marks or run.link else escape)(text)}{marks[::-1]}"
    if run.link:
        written = f"[{written}](<{_address(run.link).replace('&', '&amp;')}>)"
    before = " " if run.text[:1].isspace() else ""
    return f"{before}{written}{' ' if run.text[-1:].isspace() else ''}"


def _bullets(block: Bullets, _depth: int) -> Chunks:
    yield _list(_phrase(item, escaped_at_start) for item in block.items)


def _blanks(block: Blanks, _depth: int) -> Chunks:
    yield _grid(["To fill in", ""], ["---", "---"], ([escaped(item.label), ""] for item in block.items))


def _facts(block: Facts, _depth: int) -> Chunks:
    yield _list(_fact(fact) for fact in block.items)


def _figures(block: KeyFigures, _depth: int) -> Chunks:
    headers = ["Figure", "What it is", "To know"]
    yield _grid(headers, ["--:", "---", "---"], (_figure(figure) for figure in block.items))


def _table(block: ReportTable, depth: int) -> Chunks:
    yield _heading(block.title, depth)
    yield _rows(block)


def _rows(block: ReportTable) -> str:
    return _grid(
        [escaped(column.header) for column in block.columns],
        [_RULERS[column.align] for column in block.columns],
        ([_phrase(cell, escaped) for cell in row] for row in block.rows),
    )


def _meter(block: Meter, depth: int) -> Chunks:
    yield _heading(block.title, depth)
    headers = ["Part", "Range", "Score", "Answered"]
    yield _grid(headers, ["---", "--:", "--:", "--:"], (_bar(bar) for bar in block.bars))


def _bar(bar: Bar) -> list[str]:
    value = "not shown" if bar.value is None else f"{bar.value}"
    verified = "" if bar.verified is None else f" (verified {bar.verified})"
    return [escaped(bar.label), bar.span, f"{value}{verified}", escaped(bar.words)]


def _chart(block: Chart, depth: int) -> Chunks:
    yield _heading(plain(block.title), depth)
    yield from _lines(plain(block.subtitle))
    yield from _lines(block.sentence)
    if block.drawing is not None:
        yield f"![{escaped(block.drawing.says)}](<{_PICTURES}{_address(block.drawing.name)}.svg>)"
    if block.spans:
        yield mermaid.gantt(block)
    same = block.data.title == block.title
    yield from _fold("The data", iter([_rows(block.data)]) if same else _table(block.data, depth + 1))


def _diagram(block: Diagram, depth: int) -> Chunks:
    yield _heading(block.title, depth)
    yield from _lines(block.says)
    yield mermaid.flowchart(block)


def _callout_block(block: Callout, _depth: int) -> Chunks:
    yield _callout(block)


def _group(block: Group, depth: int) -> Chunks:
    note = f" ({block.note})" if block.note else ""
    if block.folded:
        yield from _fold(f"{block.title}{note}", write_blocks(block.blocks, depth))
    else:
        yield _heading(f"{block.title}{note}", depth)
        yield from write_blocks(block.blocks, depth + 1)


WRITERS: Final[Mapping[str, Callable[[Any, int], Chunks]]] = {
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
    "callout": _callout_block,
    "group": _group,
    **dict.fromkeys(PAGE_KINDS, lambda block, depth: write_blocks([in_usual_blocks(block)], depth)),
}
"""By kind of block: what writes it."""


def _heading(title: str, depth: int) -> str:
    return f"{'#' * min(depth, _DEEPEST)} {escaped(title)}"


def _lines(text: str) -> Chunks:
    return (escaped_at_start(line) for line in text.splitlines() if line.strip())


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _fact(fact: Fact) -> str:
    colon = "" if fact.term.endswith("?") else ":"
    return f"**{escaped(fact.term)}{colon}** {_phrase(fact.says, escaped)}"


def _figure(figure: KeyFigure) -> list[str]:
    mark = f" {_mark(figure.mark)}" if figure.mark else ""
    return [f"**{escaped(figure.value)}**", f"{escaped(figure.label)}{mark}", _broken(figure.note)]


def _mark(mark: Mark) -> str:
    return f"**{mark.tone.symbol} {escaped(mark.text)}**"


def _phrase(phrase: Phrase, escape: Callable[[str], str]) -> str:
    """Write a phrase; `escape` is for its first line, which may begin a line of the file."""
    first, _, rest = phrase.text.partition("\n")
    text = "<br>".join(filter(None, [escape(first), _broken(rest)]))
    if phrase.href:
        address = _address(phrase.href)
        # Entities are read between round brackets, but not in an address that stands by itself.
        text = f"<{address}>" if phrase.text == phrase.href else f"[{text}](<{address.replace('&', '&amp;')}>)"
    elif phrase.unlinked:
        text += f" ({escaped(phrase.unlinked)})"
    mark = _mark(phrase.mark) if phrase.mark else ""
    return "<br>".join(filter(None, [" ".join(filter(None, [text, mark])), _broken(phrase.note)]))


def _broken(text: str) -> str:
    return "<br>".join(escaped(line) for line in text.splitlines() if line.strip())


def web_link(text: str) -> str:
    """Write an address as a link to follow where it is one on the web, else as text."""
    return f"[{escaped(text)}](<{_address(text).replace('&', '&amp;')}>)" if is_web_address(text) else escaped(text)


def _address(href: str) -> str:
    """Encode what could end a link or a cell."""
    return quote(href, safe="!#$%&'()*+,/:;=?@[]~")


def _grid(headers: list[str], rulers: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(
        f"|{''.join(f' {cell} |' if cell else ' |' for cell in cells)}" for cells in (headers, rulers, *rows)
    )


def _callout(block: Callout) -> str:
    quoted = [f"[!{_ALERTS[block.tone]}]", f"**{escaped(block.title)}**"]
    for line in _lines(block.text):
        quoted += ["", line]
    return "\n".join(f"> {line}".rstrip() for line in quoted)


def _fold(title: str, inside: Chunks) -> Chunks:
    """Fold chunks. A summary is HTML, in which Markdown is not read, but addresses and names may be."""
    summary = escape_html(" ".join(title.translate(UNPRINTABLE).split()))
    summary = _NAMING.sub(r"\g<0><!-- -->", _SELF_LINKING.sub(r"<!-- -->\g<0>", summary))
    yield f"<details>\n<summary>{summary}</summary>"
    yield from inside
    yield "</details>"
