"""A report as JSON. Its shape is a promise, as that of the other JSON is.

Version 1: the first.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from spreadkit.formats._plain_blocks import PAGE_KINDS
from spreadkit.formats.json import dump, unread_as_json
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
    KeyFigures,
    Meter,
    Paragraph,
    Prose,
    Report,
    ReportTable,
    Section,
    TableCell,
    TextRun,
)
from spreadkit.model.report_answers import ReportHeadline, ReportMove, ReportVerdict, SentenceFigure
from spreadkit.model.report_parts import Mark, Phrase
from spreadkit.verdicts.grammar import plain

_VERSION: Final = 1

_JsonObject = dict[str, Any]


def render_report(report: Report, _assets: str | None = None) -> str:
    """Write all that a report says, block by block, and the figures that its headline rests on."""
    return dump(
        {
            "version": _VERSION,
            "kind": report.kind,
            "for": report.reader.value if report.kind == "report" else None,
            "site": report.site,
            "title": report.title,
            "plan": report.plan,
            "as_of": report.as_of.isoformat() if report.as_of else None,
            "revision": report.revision,
            "fictional": report.fictional,
            "caveat": plain(report.caveat) if report.caveat else None,
            "banner": report.banner,
            "unread": unread_as_json(report.unread),
            "for_whom": plain(report.for_whom),
            "next_on": report.next_on.isoformat() if report.next_on else None,
            "lead": plain(report.lead),
            "contact": plain(report.contact),
            "facts": [_fact(fact) for fact in report.facts],
            "headline": _headline(report.headline) if report.headline else None,
            "verdicts": list(map(_verdict, report.verdicts)),
            "size": plain(report.size) if report.size else None,
            "moves_since": report.moved.since.isoformat() if report.moved else None,
            "moves": list(map(_move, report.moved.lines)) if report.moved else [],
            "frameworks": [
                {"id": framework.id, "title": framework.title, "edition": framework.edition}
                for framework in report.frameworks
            ],
            "sections": [_section(section) for section in report.sections],
            "generator": report.generator,
            "brand": report.brand.name if report.brand else None,
            "left_out": list(report.left_out),
        }
    )


def _headline(headline: ReportHeadline) -> _JsonObject:
    return {"says": plain(headline.says), "own": headline.is_own, "inputs": list(map(_figure_of, headline.inputs))}


def _verdict(verdict: ReportVerdict) -> _JsonObject:
    return {
        "question": verdict.question,
        "row": verdict.row,
        "word": plain(verdict.word),
        "sign": verdict.sign,
        "says": plain(verdict.says),
        "inputs": list(map(_figure_of, verdict.inputs)),
    }


def _move(move: ReportMove) -> _JsonObject:
    on = move.on.isoformat() if move.on else None
    return {"kind": move.kind, "sign": move.sign, "says": plain(move.says), "on": on}


def _figure_of(figure: SentenceFigure) -> _JsonObject:
    return {"name": figure.name, "value": figure.value, "route": list(figure.route)}


def _section(section: Section) -> _JsonObject:
    blocks = [_block(block) for block in section.blocks]
    said = {"title": plain(section.title), "topic": section.topic, "intro": plain(section.intro)}
    return {"id": section.id, **said, "blocks": blocks}


def _block(block: Block) -> _JsonObject:
    return {"kind": block.kind, **WRITERS[block.kind](block)}


def _paragraph(block: Paragraph) -> _JsonObject:
    return {"text": plain(block.text)}


def _prose(block: Prose) -> _JsonObject:
    return {
        "parts": [{"kind": part.kind, "level": part.level, "runs": list(map(_run, part.runs))} for part in block.parts]
    }


def _run(run: TextRun) -> _JsonObject:
    manner = {"strong": run.is_strong, "emphasised": run.is_emphasised, "code": run.is_code}
    return {"text": plain(run.text), **manner, "link": run.link}


def _bullets(block: Bullets) -> _JsonObject:
    return {"items": [_phrase(item) for item in block.items]}


def _blanks(block: Blanks) -> _JsonObject:
    return {"items": [{"label": item.label, "lines": item.lines} for item in block.items]}


def _facts(block: Facts) -> _JsonObject:
    return {"items": [_fact(fact) for fact in block.items]}


def _figures(block: KeyFigures) -> _JsonObject:
    return {
        "items": [
            {"value": figure.value, "label": figure.label, "note": figure.note, "mark": _mark(figure.mark)}
            for figure in block.items
        ]
    }


def _table(block: ReportTable) -> _JsonObject:
    return {
        "title": block.title,
        "columns": [{"header": column.header, "align": column.align} for column in block.columns],
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }


def _meter(block: Meter) -> _JsonObject:
    return {"title": block.title, "bars": [_bar(bar) for bar in block.bars]}


def _chart(block: Chart) -> _JsonObject:
    drawing = block.drawing
    drawn = {"name": drawing.name, "spec": drawing.spec, "says": drawing.says} if drawing else None
    spans = [
        {"label": span.label, "start": span.start.isoformat(), "end": span.end.isoformat(), "state": span.state}
        for span in block.spans
    ]
    data = _table(block.data)
    said = {"title": block.title, "subtitle": block.subtitle, "sentence": block.sentence}
    return {**said, "data": data, "drawing": drawn, "spans": spans}


def _diagram(block: Diagram) -> _JsonObject:
    layers = [
        {"title": layer.title, "nodes": [{"id": node.id, "text": node.text} for node in layer.nodes]}
        for layer in block.layers
    ]
    arrows = [{"from": arrow.from_, "to": arrow.to, "weak": arrow.is_weak} for arrow in block.arrows]
    return {"title": block.title, "says": block.says, "layers": layers, "arrows": arrows}


def _callout(block: Callout) -> _JsonObject:
    return {"tone": block.tone.value, "title": block.title, "text": block.text}


def _group(block: Group) -> _JsonObject:
    blocks = [_block(inner) for inner in block.blocks]
    return {"title": block.title, "note": block.note, "folded": block.folded, "blocks": blocks}


def _page_block(block: Any) -> _JsonObject:
    """Write a block of a page as it is, without the signs that set names apart."""
    written: _JsonObject = _without_marks(block.model_dump(mode="json", exclude={"kind"}))
    return written


def _without_marks(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: _without_marks(inner) for name, inner in value.items()}
    return list(map(_without_marks, value)) if isinstance(value, list | tuple) else value


WRITERS: Final[Mapping[str, Callable[[Any], _JsonObject]]] = {
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
    **dict.fromkeys(PAGE_KINDS, _page_block),
}
"""By kind of block: what writes it."""


def _fact(fact: Fact) -> _JsonObject:
    return {"term": fact.term, "says": _phrase(fact.says)}


def _phrase(phrase: Phrase) -> _JsonObject:
    return {"text": phrase.text, "note": phrase.note, "mark": _mark(phrase.mark), "link": phrase.href}


def _cell(cell: TableCell) -> _JsonObject:
    return {**_phrase(cell), "shade": cell.shade}


def _mark(mark: Mark | None) -> _JsonObject | None:
    return {"text": mark.text, "tone": mark.tone.value} if mark else None


def _bar(bar: Bar) -> _JsonObject:
    numbers = ("low", "high", "value", "verified", "least", "most")
    figures = {name: None if (value := getattr(bar, name)) is None else float(value) for name in numbers}
    return {"label": bar.label, **figures, "words": bar.words}
