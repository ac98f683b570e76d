"""Waves as a timeline: how each stands in words, from when to when it is planned, and where today is."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from spreadkit.charts._axes import Frame, named_days, padded
from spreadkit.charts._board import Look, TextBoard, axis_marks, write_axes
from spreadkit.charts._marks import ChartLayer, blocks, heading_layers, heading_room, in_units, strokes
from spreadkit.charts._style import BAR, EDGE, FAN, INK, MUTE, WARN, WIDE, ChartSize, own, width_of, wrap_to_width
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words
from spreadkit.record import record

_BAR_HIGH: Final = 16
_WORDS_PART: Final = 0.52
"""Which part of a wide picture the words take, left of the bars."""

_MOST_LINES: Final = 3


@record
class WaveSpan:
    """A wave with its days. `end` is None where none is set; `says` how it stands, `late` whether that is behind."""

    title: str
    start: date
    end: date | None
    says: str
    late: bool


@record
class _WaveRow:
    """A wave as it is laid out: its lines, where it begins, how high it is, and where the middle of its bar is."""

    span: WaveSpan
    names: tuple[str, ...]
    says: tuple[str, ...]
    top: float
    high: float
    middle: float


def draw_waves(  # noqa: PLR0913 - what a picture is made from
    name: str,
    title: str,
    spans: Sequence[WaveSpan],
    as_of: date,
    *,
    subtitle: str = "",
    size: ChartSize = WIDE,
) -> Drawing:
    """Draw the waves in the order given: words beside the bars, or above them in a narrow picture."""
    days = [day for span in spans for day in (span.start, span.end) if day is not None]
    start, end = padded(min([*days, as_of]), max([*days, as_of]))
    is_wide = size.across >= WIDE.across
    left = size.across * _WORDS_PART if is_wide else 8
    rows = _rows(spans, size, left)
    head = heading_room(title, subtitle, size)
    frame = Frame(
        start=start,
        end=end,
        least=0,
        most=1,
        height=rows[-1].top + rows[-1].high if rows else 10,
        title=head,
        top=head + 12 + size.text * 1.4,
        bottom=size.text * 1.5 + 8,
        left=left,
        right=8,
        across=size.across,
    )
    board = TextBoard(frame, size.text)
    layers = [*heading_layers(frame, title, subtitle, size), *_layers(rows, as_of, board)]
    return Drawing(name=name, spec=in_units(frame, title, [*layers, *board.layers()]), says=_says(spans, as_of))


def _rows(spans: Sequence[WaveSpan], size: ChartSize, left: float) -> list[_WaveRow]:
    """Lay the waves out below each other, each as high as its words need."""
    is_wide, line = size.across >= WIDE.across, size.text * 1.3
    room = left - 24 if is_wide else size.across - 16
    rows, top = list[_WaveRow](), 0.0
    for span in spans:
        names = tuple(wrap_to_width(own(span.title), room, size.text, bold=True))
        words = f"▲ {span.says}" if span.late else span.says
        says = tuple(wrap_to_width(words, room, size.text, most=_MOST_LINES if is_wide else _MOST_LINES + 2))
        high = line * (len(names) + len(says)) + 12
        middle = top + high / 2 if is_wide else top + high + _BAR_HIGH / 2
        high = max(high, _BAR_HIGH + 8) if is_wide else high + _BAR_HIGH + 12
        rows.append(_WaveRow(span, names, says, top, high, middle))
        top += high
    return rows


def _layers(rows: Sequence[_WaveRow], as_of: date, board: TextBoard) -> Iterator[ChartLayer]:
    frame, line = board.frame, board.size * 1.3
    days = named_days(frame.start, frame.end, frame.width, board.size)
    yield from axis_marks(frame, [], [day for day, _ in days])
    yield strokes("row", [(8 - frame.left, row.top, frame.width, row.top) for row in rows[1:]], EDGE, strokeWidth=0.5)
    for label, colour in (("past", BAR), ("to-come", FAN)):
        yield blocks(label, [*_bars(rows, as_of, frame, label)], colour)
    is_wide = frame.left > board.size * 2
    around = _BAR_HIGH / 2 + 2
    spans = [(0.0, frame.height)] if is_wide else [(row.middle - around, row.middle + around) for row in rows]
    yield strokes("today", [(frame.x(as_of), top, frame.x(as_of), end) for top, end in spans], INK, strokeWidth=1.5)
    text = f"Today, {day_in_words(as_of)}"
    half = width_of(text, board.size, bold=True) / 2
    middle = min(max(frame.x(as_of), half - frame.left), frame.across - frame.left - half)
    board.put(Look("today-name", INK, "center", is_bold=True), middle, -9, text)
    for row in rows:
        down = row.top + 6 + line / 2
        for name in row.names:
            board.put(Look("wave", INK, is_bold=True), 8 - frame.left, down, name)
            down += line
        look = Look("late", WARN) if row.span.late else Look("stands", MUTE)
        for words in row.says:
            board.put(look, 8 - frame.left, down, words)
            down += line
    write_axes(board, [], days)


def _bars(
    rows: Sequence[_WaveRow], as_of: date, frame: Frame, label: str
) -> Iterator[tuple[float, float, float, float]]:
    """Go through the bars of what is past, or to come: from the start of each wave to its end, or to today."""
    for row in rows:
        end = row.span.end or max(as_of, row.span.start)
        first, last = (row.span.start, min(end, as_of)) if label == "past" else (max(row.span.start, as_of), end)
        if first < last:
            yield frame.x(first), row.middle - _BAR_HIGH / 2, frame.x(last), row.middle + _BAR_HIGH / 2


def _says(spans: Sequence[WaveSpan], as_of: date) -> str:
    told = []
    for span in spans:
        end = f"to {day_in_words(span.end)}" if span.end else "without a known end"
        told.append(f"{own(span.title)}: {day_in_words(span.start)} {end}; {span.says}")
    return f"Bars over time, with a line at {day_in_words(as_of)}. {'. '.join(told)}."
