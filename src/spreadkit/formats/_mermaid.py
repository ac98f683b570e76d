"""Diagrams as Mermaid, which GitHub draws inside Markdown. Whatever stands in a plan stays text in them.

Ids are made here; in texts every character that is no letter, digit or plain stop is written by its number, so
nothing in a text ends its quotes, its line or the fence. Where Mermaid reads no such numbers, they are left out.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.report import Diagram, Timeline
from spreadkit.months import written

FENCE: Final = "```"
STATES: Final = {"ended": "done, ", "under way": "active, ", "to come": ""}
_SAFE: Final = frozenset(" ,.-")
_LONGEST: Final = 200


def flowchart(diagram: Diagram) -> str:
    """Write a diagram from right to left: what rests on something stands to the right of it."""
    return _fenced("flowchart RL", _nodes(diagram), diagram.title, diagram.says)


def gantt(timeline: Timeline) -> str:
    """Write times as bars. The line of today is left out, since it would be another one on each day."""
    return _fenced("gantt", _bars(timeline), timeline.title, timeline.says)


def quoted(text: str) -> str:
    """Return a text between quotes; what is no letter, digit or plain stop is written by its number."""
    line = " ".join(text.split())[:_LONGEST]
    return '"' + "".join(each if _is_plain(each) else f"#{ord(each)};" for each in line) + '"'


def bare(text: str) -> str:
    """Return a text of letters, digits and plain stops alone."""
    return " ".join("".join(each if _is_plain(each) else " " for each in text).split())[:_LONGEST]


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in _SAFE


def _fenced(kind: str, lines: Iterator[str], title: str, says: str) -> str:
    head = [f"{FENCE}mermaid", kind, f"  accTitle: {bare(title)}", f"  accDescr: {bare(says)}"]
    return "\n".join([*head, *(f"  {line}" for line in lines), FENCE])


def _nodes(diagram: Diagram) -> Iterator[str]:
    names = {node.id: f"n{place}" for place, node in enumerate(node for each in diagram.layers for node in each.nodes)}
    for layer in diagram.layers:
        yield from (f"{names[node.id]}[{quoted(node.text)}]" for node in layer.nodes)
    for arrow in diagram.arrows:
        if arrow.from_ in names and arrow.to in names:
            yield f"{names[arrow.from_]} {'-.->' if arrow.is_weak else '-->'} {names[arrow.to]}"


def _bars(timeline: Timeline) -> Iterator[str]:
    yield from ("dateFormat YYYY-MM-DD", "axisFormat %b %Y", "todayMarker off", "inclusiveEndDates")
    for place, span in enumerate(timeline.spans, start=1):
        yield f"{place}. {bare(span.label)} :{STATES[span.state]}t{place}, {span.start}, {span.end}"
    yield f"As of {written(timeline.as_of)} :milestone, now, {timeline.as_of}, 0d"
