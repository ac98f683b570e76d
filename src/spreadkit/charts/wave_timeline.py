"""Waves as a timeline: from when to when each is planned, where today is, and in words how it stands."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from spreadkit.charts._axes import Frame, padded, rounded_to_nine_digits
from spreadkit.charts._marks import ChartLayer, at, layer, over_time, rules, text_layer, units
from spreadkit.charts._style import (
    ALERT,
    DARK,
    INK,
    MUTED,
    PALE,
    SMALL,
    TITLE_SIZE,
    cut_to_width,
    width_of,
    wrap_to_width,
)
from spreadkit.model.report_parts import Drawing
from spreadkit.months import day_in_words
from spreadkit.record import record

_ROW: Final = 46
_BAR: Final = 18
_LEFT: Final = 150
_RIGHT: Final = 20


@record
class WaveSpan:
    """A wave with its days. `end` is None where none is set; `says` how it stands, `late` whether that is behind."""

    title: str
    start: date
    end: date | None
    says: str
    late: bool


def draw_waves(name: str, title: str, spans: Sequence[WaveSpan], as_of: date) -> Drawing:
    """Draw the waves in the order given."""
    days = [day for span in spans for day in (span.start, span.end) if day is not None]
    start, end = padded(min([*days, as_of]), max([*days, as_of]))
    frame = Frame(
        start=start,
        end=end,
        least=0,
        most=1,
        height=_ROW * len(spans),
        top=TITLE_SIZE + 22,
        bottom=32,
        left=_LEFT,
        right=_RIGHT,
    )
    return Drawing(name=name, spec=over_time(frame, title, _layers(spans, as_of, frame)), says=_says(spans, as_of))


def _layers(spans: Sequence[WaveSpan], as_of: date, frame: Frame) -> Iterator[ChartLayer]:
    for label, colour in (("past", DARK), ("to-come", PALE)):
        rows = []
        for index, span in enumerate(spans):
            end = span.end or max(as_of, span.start)
            first, last = (span.start, min(end, as_of)) if label == "past" else (max(span.start, as_of), end)
            if first < last:
                top = _ROW * index + 6
                rows.append(at(first, x2=last, v=top, v2=top + _BAR) | {"wave": span.title})
        ends = {"y": units("v"), "y2": {"field": "v2"}}
        yield layer(label, {"type": "rect", "fill": colour}, rows, **ends)
    yield rules("today", [at(as_of, 0, y2=1)], INK, width=1.5)
    text = f"Today: {day_in_words(as_of)}"
    half = width_of(text, SMALL, bold=True) / 2
    middle = min(max(frame.x(as_of), half - _LEFT), frame.width + _RIGHT - half - 4)
    yield text_layer(
        "today-name", [(middle, -9, text)], INK, align="center", baseline="middle", fontSize=SMALL, fontWeight="bold"
    )
    names, fine, late = (
        list[tuple[float, float, str]](),
        list[tuple[float, float, str]](),
        list[tuple[float, float, str]](),
    )
    for index, span in enumerate(spans):
        names += [
            (-12, _ROW * index + 14 + 16 * place, line)
            for place, line in enumerate(wrap_to_width(span.title, _LEFT - 20))
        ]
        words = cut_to_width(f"▲ {span.says}" if span.late else span.says, frame.width + _RIGHT - 8, SMALL)
        room = width_of(words, SMALL)
        left = max(0, min(frame.x(span.start), frame.width + _RIGHT - room - 6))
        (late if span.late else fine).append((left, _ROW * index + _BAR + 15, words))
    yield text_layer("wave", names, INK, align="right", baseline="middle")
    yield from _stands("late", late, ALERT)
    yield from _stands("stands", fine, MUTED)


def _stands(name: str, placed: Sequence[tuple[float, float, str]], colour: str) -> Iterator[ChartLayer]:
    """Write how waves stand, on a ground that hides the line of today."""
    grounds = [
        {
            "u": rounded_to_nine_digits(x - 2),
            "u2": rounded_to_nine_digits(x + width_of(text, SMALL) + 2),
            "v": rounded_to_nine_digits(y - 7),
            "v2": rounded_to_nine_digits(y + 7),
        }
        for x, y, text in placed
    ]
    ends = {"x": units("u"), "x2": {"field": "u2"}, "y": units("v"), "y2": {"field": "v2"}}
    yield layer(f"{name}-ground", {"type": "rect", "fill": "#ffffff"}, grounds, **ends)
    yield text_layer(name, placed, colour, align="left", baseline="middle", fontSize=SMALL)


def _says(spans: Sequence[WaveSpan], as_of: date) -> str:
    told = []
    for span in spans:
        end = f"to {day_in_words(span.end)}" if span.end else "without a known end"
        told.append(f"{span.title}: {day_in_words(span.start)} {end}; {span.says}")
    return f"Bars over time, with a line at {day_in_words(as_of)}. {'. '.join(told)}."
