"""The pages of a pack: which sections share one, and what stands at the end of each.

How much room a section takes is reckoned from its texts, generously, because what a reader gets is decided in the
model: paper, Word and the screen break at the same places. All texts of it are short, so that holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Final

from spreadkit.model.page_blocks import MeasureRows, MoveList, SiteTracker, VerdictStrip
from spreadkit.model.report import Block, ReportTable, Section
from spreadkit.verdicts.grammar import plain

PAGE: Final = 60.0
"""How many lines a page has room for, of the lower of A4 and Letter, less its head and foot. The figure is ours."""

_FRONT: Final = 9.0
"""How many lines the headline and what stands below it take on the first page."""

_WIDE: Final = 68
"""How many letters a line of running text holds."""

_ROW: Final = 92
_CELL: Final = 40
"""How many letters a line of a table holds in all, and in one cell at most."""

_LARGE: Final = 2.0
"""How many lines more the title takes of the section at the top of a page."""

_HEAD: Final = 3.4
"""How many lines the topic, the title and the room around a section take."""

_OTHER: Final = 8.0
"""How many lines a block of another kind is given."""

_CAPTION: Final = 1.4
"""How many lines the title of a table takes, where a section has several."""

_CHART: Final = 18.0
_MEASURE: Final = 8.5
"""How many lines a chart, and the small chart of a measure, take."""


def on_pages(sections: Sequence[Section], contact: str, *, more: float = 0) -> tuple[Section, ...]:
    """Put sections on pages, in their order, and say at the end of each page whom to ask and what comes next.

    `more` is how many lines stand on the first page besides its headline.
    """
    pages = list[list[Section]]()
    room = PAGE - _FRONT - more
    for section in sections:
        needs = lines_of_section(section)
        if not pages or needs > room:
            room = PAGE - _LARGE if pages else room
            pages.append([])
        pages[-1].append(section)
        room -= needs
    return tuple(_with_feet(pages, contact))


def _lower(topic: str) -> str:
    return f"{topic[:1].lower()}{topic[1:]}"


def _with_feet(pages: Sequence[Sequence[Section]], contact: str) -> Iterator[Section]:
    following = {id(page): after[0].topic for page, after in pairwise(pages)}
    for number, page in enumerate(pages):
        people = [section.foot for section in page if section.foot]
        ask = f"Ask about this page: {people[0]}." if people else contact
        is_last = number == len(pages) - 1
        foot = "" if is_last else " ".join(filter(None, [_next(following[id(page)]), ask]))
        for place, section in enumerate(page):
            yield section.model_copy(
                update={"starts_page": bool(number) and place == 0, "foot": foot if place == len(page) - 1 else ""}
            )


def _next(topic: str) -> str:
    return f"Next: {_lower(topic)}{'' if topic.endswith('?') else '.'}" if topic else ""


def lines_of_section(section: Section) -> float:
    """Reckon how many lines a section takes on paper."""
    title = ceil(len(plain(section.title)) / 68) * 1.2
    intro = ceil(len(plain(section.intro)) / _ROW)
    captions = _CAPTION * sum(block.kind == "table" for block in section.blocks)
    return _HEAD + title + intro + (captions if captions > _CAPTION else 0) + sum(map(_of_block, section.blocks))


def _of_block(block: Block) -> float:
    return _LINES.get(block.kind, lambda _: _OTHER)(block)


def _of_table(block: ReportTable) -> float:
    return 1.7 + sum(_of_row(_letters(row)) for row in block.rows)


def _of_tracker(block: SiteTracker) -> float:
    return 4.5 + sum(1.6 + 2.35 * len(group.rows) + (1.5 if group.rest else 0) for group in block.groups)


def _of_measures(block: MeasureRows) -> float:
    return 4.5 + sum(_MEASURE if row.drawing else 4.0 for row in block.rows)


def _of_verdicts(block: VerdictStrip) -> float:
    return 2.0 + 0.8 * max((ceil(len(plain(item.says)) / 25) for item in block.items), default=0)


def _of_moves(block: MoveList) -> float:
    return 1 + sum(ceil(len(plain(item.says)) / 50) for item in block.items) / 1.8


_LINES: Final[Mapping[str, Callable[[Any], float]]] = {
    "table": _of_table,
    "site-tracker": _of_tracker,
    "measure-rows": _of_measures,
    "chart": lambda _: _CHART,
    "verdicts": _of_verdicts,
    "moves": _of_moves,
    "cards": lambda block: 8.5 * ceil(len(block.items) / 4),
    "facts": lambda block: sum(1.2 + ceil(len(item.says.text) / _WIDE) for item in block.items),
    "callout": lambda block: 3 + ceil(len(block.text) / _WIDE),
    "paragraph": lambda block: 0.6 + ceil(len(block.text) / _WIDE),
}
"""By kind of block: how many lines it takes on paper."""


def _letters(row: Iterable[object]) -> list[tuple[int, int]]:
    """Return of each cell how many letters its text and its note have."""
    return [(len(getattr(cell, "text", "")), len(getattr(cell, "note", ""))) for cell in row]


def _of_row(cells: Sequence[tuple[int, int]]) -> float:
    """Reckon a row of a table: a long text gets more of the line than a short one."""
    in_all = ceil(sum(text for text, _ in cells) / _ROW)
    in_one = max(ceil(text / _CELL) + 0.9 * ceil(note / _CELL) for text, note in cells)
    return 0.55 + max(in_all, in_one, 1)
