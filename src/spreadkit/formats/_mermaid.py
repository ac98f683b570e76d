"""Diagrams as Mermaid, which GitHub draws inside Markdown. Whatever stands in a plan stays text in them.

Ids are made here; in texts every character that is no letter, digit or plain stop is written by its number, so
nothing in a text ends its quotes, its line or the fence. Where Mermaid reads no such numbers, they are left out.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.report import Chart, Diagram
from spreadkit.months import day_in_words

_FENCE: Final = "```"
_STATES: Final = {"ended": "done, ", "under way": "active, ", "to come": ""}
_SAFE: Final = frozenset(" ,.-")
_LONGEST: Final = 200


def flowchart(diagram: Diagram) -> str:
    """Write a diagram from right to left: what rests on something stands to the right of it."""
    return _fenced("flowchart RL", _nodes(diagram), diagram.title, diagram.says)


def gantt(chart: Chart) -> str:
    """Write the times of a chart as bars. Mermaid's line of today is left out: it would move with every day."""
    return _fenced("gantt", _bars(chart), chart.title, chart.sentence)


def quoted(text: str) -> str:
    """Return a text between quotes; what is no letter, digit or plain stop is written by its number."""
    line = " ".join(text.split())[:_LONGEST]
    return '"' + "".join(character if _is_plain(character) else f"#{ord(character)};" for character in line) + '"'


def _bare(text: str) -> str:
    """Return a text of letters, digits and plain stops alone."""
    return " ".join("".join(character if _is_plain(character) else " " for character in text).split())[:_LONGEST]


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in _SAFE


def _fenced(kind: str, lines: Iterator[str], title: str, says: str) -> str:
    head = [f"{_FENCE}mermaid", kind, f"  accTitle: {_bare(title)}", f"  accDescr: {_bare(says)}"]
    return "\n".join([*head, *(f"  {line}" for line in lines), _FENCE])


def _nodes(diagram: Diagram) -> Iterator[str]:
    names = {
        node.id: f"n{place}" for place, node in enumerate(node for layer in diagram.layers for node in layer.nodes)
    }
    for layer in diagram.layers:
        yield from (f"{names[node.id]}[{quoted(node.text)}]" for node in layer.nodes)
    for arrow in diagram.arrows:
        if arrow.from_ in names and arrow.to in names:
            yield f"{names[arrow.from_]} {'-.->' if arrow.is_weak else '-->'} {names[arrow.to]}"


def _bars(chart: Chart) -> Iterator[str]:
    yield from ("dateFormat YYYY-MM-DD", "axisFormat %b %Y", "todayMarker off", "inclusiveEndDates")
    for place, span in enumerate(chart.spans, start=1):
        yield f"{place}. {_bare(span.label)} :{_STATES[span.state]}t{place}, {span.start}, {span.end}"
    if chart.today is not None:
        yield f"As of {day_in_words(chart.today)} :milestone, now, {chart.today}, 0d"
