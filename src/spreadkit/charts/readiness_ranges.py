"""Readiness by component: the range that it must lie in, the value where there is one, and what shuts a gate."""

from collections.abc import Iterator, Sequence
from typing import Final

from spreadkit.charts._axes import Frame, rounded_to_nine_digits, shown
from spreadkit.charts._board import Look, TextBoard
from spreadkit.charts._marks import ChartLayer, boxes, heading_layers, heading_room, layer, over_numbers, strokes
from spreadkit.charts._style import (
    BAR,
    FAN,
    INK,
    LINE,
    MUTE,
    TRACK,
    WARN,
    WIDE,
    ChartSize,
    own,
    wrap_to_width,
)
from spreadkit.model.report import HUNDRED, Bar
from spreadkit.model.report_parts import Drawing
from spreadkit.record import record
from spreadkit.words import in_words

_BAR: Final = 14
_LEFT: Final = 190
_RIGHT: Final = 230
_SIDE: Final = 18
"""How much room there is left and right of the bars in a narrow picture."""


@record
class ComponentBar:
    """A component as a bar, with the gates that its must-haves hold shut, such as `Ready to start (2)`."""

    bar: Bar
    gates: tuple[str, ...] = ()


@record
class _BarRow:
    """A component as it is laid out: the lines of its name, figure and gates, and where all of it stands."""

    part: ComponentBar
    names: tuple[str, ...]
    figures: tuple[str, ...]
    gates: tuple[str, ...]
    top: float
    middle: float
    high: float


def draw_readiness(
    name: str, title: str, parts: Sequence[ComponentBar], *, subtitle: str = "", size: ChartSize = WIDE
) -> Drawing:
    """Draw the range of each component, on its own scale from the least to the most that is possible."""
    is_wide = size.across >= WIDE.across
    rows = _rows(parts, size, is_wide=is_wide)
    head, key = heading_room(title, subtitle, size), _key(parts, size)
    frame = Frame(
        least=0,
        most=100,
        height=rows[-1].top + rows[-1].high if rows else 10,
        title=head,
        top=head + 8 + size.text * 1.5,
        bottom=(size.text + 4) * len(key) + 10,
        left=_LEFT if is_wide else _SIDE,
        right=_RIGHT if is_wide else _SIDE,
        across=size.across,
    )
    board = TextBoard(frame, size.text)
    layers = [*heading_layers(frame, title, subtitle, size), *_layers(rows, frame, _ticks(parts))]
    _write(rows, board, is_wide=is_wide)
    for number, label in _ticks(parts):
        board.offer(Look("number", MUTE, "center"), [(frame.width * number / 100, -size.text * 0.8)], label)
    for place, words in enumerate(key):
        board.put(Look("key", MUTE), 4 - frame.left, frame.height + 10 + (size.text + 4) * place, words)
    return Drawing(name=name, spec=over_numbers(frame, title, [*layers, *board.layers()]), says=_says(parts))


def _rows(parts: Sequence[ComponentBar], size: ChartSize, *, is_wide: bool) -> list[_BarRow]:
    line, rows, top = size.text * 1.25, list[_BarRow](), 0.0
    for part in parts:
        names_room, words_room = (_LEFT - 16, _RIGHT - 16) if is_wide else (size.across - 8, size.across - 8)
        names = tuple(wrap_to_width(own(part.bar.label), names_room, size.text, bold=not is_wide))
        figures = tuple(wrap_to_width(_figure(part.bar), words_room, size.text))
        shut = [f"■ shuts: {in_words([own(gate) for gate in part.gates])}"] if part.gates else []
        gates = tuple(line for words in shut for line in wrap_to_width(words, words_room, size.text))
        told = len(figures) + len(gates)
        high = max(len(names), told) * line + 14 if is_wide else (len(names) + told) * line + _BAR + 26
        middle = top + (high / 2 if is_wide else len(names) * line + 4 + _BAR / 2 + 4)
        rows.append(_BarRow(part, names, figures, gates, top, middle, high))
        top += high
    return rows


def _ticks(parts: Sequence[ComponentBar]) -> list[tuple[int, str]]:
    """Return the numbers that the axis names, in per cent of what is possible, each with its name."""
    ends = {(part.bar.least, part.bar.most) for part in parts}
    if len(ends) != 1:
        return [(0, "least"), (100, "most")]
    least, most = ends.pop()
    if least == 0 and most == HUNDRED:
        return [(number, str(number)) for number in (0, 50, 100)]
    return [(0, shown(float(least))), (100, shown(float(most)))]


def _layers(rows: Sequence[_BarRow], frame: Frame, ticks: Sequence[tuple[int, str]]) -> Iterator[ChartLayer]:
    bars = [row.part.bar for row in rows]
    xs = [frame.width * number / 100 for number, _ in ticks]
    spans = [(row.middle - _BAR / 2 - 5, row.middle + _BAR / 2 + 5) for row in rows]
    yield strokes("grid", [(x, top, x, end) for x in xs for top, end in spans], LINE)
    whole = [(0.0, 100.0)] * len(rows)
    sure = [(0.0, float(bar.place(bar.low))) for bar in bars]
    could = [(float(bar.place(bar.low)), float(bar.place(bar.high))) for bar in bars]
    for label, reach, colour in (("possible", whole, TRACK), ("sure", sure, BAR), ("open", could, FAN)):
        found = [
            {
                "part": row.part.bar.label,
                "x": rounded_to_nine_digits(low),
                "x2": rounded_to_nine_digits(high),
                "v": round(row.middle - _BAR / 2, 1),
                "v2": round(row.middle + _BAR / 2, 1),
            }
            for row, (low, high) in zip(rows, reach, strict=True)
            if high > low
        ]
        yield boxes(label, found, colour) | {"encoding": {"x2": {"field": "x2"}, "y2": {"field": "v2"}}}
    for label, colour, dash in (("value", INK, []), ("verified", WARN, [4, 3])):
        numbers = [(row, getattr(row.part.bar, label)) for row in rows]
        found = [
            {
                "part": row.part.bar.label,
                "x": rounded_to_nine_digits(float(row.part.bar.place(number))),
                "v": round(row.middle - 12, 1),
                "v2": round(row.middle + 12, 1),
            }
            for row, number in numbers
            if number is not None
        ]
        look = {"type": "rule", "stroke": colour, "strokeWidth": 3} | ({"strokeDash": dash} if dash else {})
        yield layer(label, look, found, y2={"field": "v2"})


def _figure(bar: Bar) -> str:
    """Return the score of a bar with what stands of it, and the range where anything is open."""
    if bar.value is None:
        return f"no score yet ({bar.span})"
    verified = "" if bar.verified is None else f", verified {bar.verified}"
    if bar.low != bar.high:
        return f"{bar.value}{verified} ({bar.span})"
    return f"{bar.value}{verified}" if bar.most == HUNDRED else f"{bar.value} of {bar.most}{verified}"


def _write(rows: Sequence[_BarRow], board: TextBoard, *, is_wide: bool) -> None:
    """Write name, figure and gates of each component: beside its bar, or above and below it."""
    frame, line = board.frame, board.size * 1.25
    for row in rows:
        if is_wide:
            sides = (-10.0, frame.width + 12)
            downs = [row.middle - line * (count - 1) / 2 for count in (len(row.names), len(row.figures + row.gates))]
            name = Look("part", INK, "right")
        else:
            sides = (4 - frame.left, 4 - frame.left)
            downs = [row.top + line * 0.6 + 4, row.middle + _BAR / 2 + 6 + line * 0.6]
            name = Look("part", INK, "left", is_bold=True)
        for place, words in enumerate(row.names):
            board.put(name, sides[0], downs[0] + line * place, words)
        for place, words in enumerate([*row.figures, *row.gates]):
            look = Look("figure", INK) if place < len(row.figures) else Look("gate", WARN)
            board.put(look, sides[1], downs[1] + line * place, words)


def _key(parts: Sequence[ComponentBar], size: ChartSize) -> list[str]:
    key = "Dark: sure. Pale: could still come. Line: score of what is answered"
    if any(part.bar.verified is not None for part in parts):
        key += "; dashed: what stands when claims are checked"
    return wrap_to_width(f"{key}.", size.across - 8, size.text, most=4)


def _says(parts: Sequence[ComponentBar]) -> str:
    told = []
    for part in parts:
        value = "no score yet" if part.bar.value is None else f"score {part.bar.value}"
        shut = f", shuts {in_words(part.gates)}" if part.gates else ""
        told.append(f"{part.bar.label}: {part.bar.span}, {value}{shut}")
    return f"A bar for each part, from its lowest to its highest possible score. {'; '.join(told)}."
