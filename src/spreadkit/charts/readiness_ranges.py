"""Readiness by component: the range that it must lie in, the value where there is one, and what shuts a gate."""

from collections.abc import Iterator, Sequence
from typing import Final

from spreadkit.charts._axes import Frame, rounded_to_nine_digits
from spreadkit.charts._marks import ChartLayer, boxes, layer, over_numbers, text_layer
from spreadkit.charts._style import ALERT, DARK, INK, MUTED, PALE, SMALL, TITLE_SIZE, TRACK, cut_to_width, wrap_to_width
from spreadkit.model.report import HUNDRED, Bar
from spreadkit.model.report_parts import Drawing
from spreadkit.record import record
from spreadkit.words import in_words

_ROW: Final = 44
_BAR: Final = 14
_LEFT: Final = 180
_RIGHT: Final = 220


@record
class ComponentBar:
    """A component as a bar, with the gates that its must-haves hold shut, such as `Ready to start (2)`."""

    bar: Bar
    gates: tuple[str, ...] = ()


def draw_readiness(name: str, title: str, parts: Sequence[ComponentBar]) -> Drawing:
    """Draw the range of each component, on its own scale from the least to the most that is possible."""
    frame = Frame(least=0, most=100, height=_ROW * len(parts), top=TITLE_SIZE + 34, bottom=26, left=_LEFT, right=_RIGHT)
    ends = {(part.bar.least, part.bar.most) for part in parts}
    least, most = ends.pop() if len(ends) == 1 else (None, None)
    if least is None or most is None:
        ticks, label = [0, 100], "datum.value ? 'most' : 'least'"
    elif least == 0 and most == HUNDRED:
        ticks, label = [0, 25, 50, 75, 100], "datum.label"
    else:
        ticks, label = (
            [0, 100],
            f"datum.value ? '{rounded_to_nine_digits(float(most))}' : '{rounded_to_nine_digits(float(least))}'",
        )
    return Drawing(name=name, spec=over_numbers(frame, title, _layers(parts, frame), ticks, label), says=_says(parts))


def _layers(parts: Sequence[ComponentBar], frame: Frame) -> Iterator[ChartLayer]:
    middles = [_ROW * index + _ROW / 2 for index in range(len(parts))]
    bars = [part.bar for part in parts]
    whole = [(0.0, 100.0)] * len(parts)
    sure = [(0.0, float(bar.place(bar.low))) for bar in bars]
    could = [(float(bar.place(bar.low)), float(bar.place(bar.high))) for bar in bars]
    for label, spans, colour in (("possible", whole, TRACK), ("sure", sure, DARK), ("open", could, PALE)):
        rows = [
            {
                "part": bar.label,
                "x": rounded_to_nine_digits(low),
                "x2": rounded_to_nine_digits(high),
                "v": middle - _BAR / 2,
                "v2": middle + _BAR / 2,
            }
            for bar, (low, high), middle in zip(bars, spans, middles, strict=True)
            if high > low
        ]
        yield boxes(label, rows, colour) | {"encoding": {"x2": {"field": "x2"}, "y2": {"field": "v2"}}}
    rows = [
        {
            "part": bar.label,
            "x": rounded_to_nine_digits(float(bar.place(bar.value))),
            "v": middle - 12,
            "v2": middle + 12,
        }
        for bar, middle in zip(bars, middles, strict=True)
        if bar.value is not None
    ]
    yield layer("value", {"type": "rule", "stroke": INK, "strokeWidth": 3}, rows, y2={"field": "v2"})
    rows = [
        {
            "part": bar.label,
            "x": rounded_to_nine_digits(float(bar.place(bar.verified))),
            "v": middle - 12,
            "v2": middle + 12,
        }
        for bar, middle in zip(bars, middles, strict=True)
        if bar.verified is not None
    ]
    look = {"type": "rule", "stroke": ALERT, "strokeWidth": 3, "strokeDash": [4, 3]}
    yield layer("verified", look, rows, y2={"field": "v2"})
    yield from _texts(parts, middles, frame)


def _figure(bar: Bar) -> str:
    """Return the score of a bar with what stands of it, and the range where anything is open."""
    if bar.value is None:
        return f"no score yet ({bar.span})"
    verified = "" if bar.verified is None else f", verified {bar.verified}"
    if bar.low != bar.high:
        return f"{bar.value}{verified} ({bar.span})"
    return f"{bar.value}{verified}" if bar.most == HUNDRED else f"{bar.value} of {bar.most}{verified}"


def _texts(parts: Sequence[ComponentBar], middles: Sequence[float], frame: Frame) -> Iterator[ChartLayer]:
    names, figures, gates = (
        list[tuple[float, float, str]](),
        list[tuple[float, float, str]](),
        list[tuple[float, float, str]](),
    )
    for part, middle in zip(parts, middles, strict=True):
        lines = wrap_to_width(part.bar.label, _LEFT - 22)
        names += [(-12, middle + 14 * (place - (len(lines) - 1) / 2), line) for place, line in enumerate(lines)]
        room = _RIGHT - 22
        shut = wrap_to_width(f"■ shuts: {in_words(part.gates)}", room, SMALL) if part.gates else []
        top = middle - 7 * len(shut)
        figures.append((frame.width + 12, top, cut_to_width(_figure(part.bar), room)))
        gates += [(frame.width + 12, top + 14 * place, line) for place, line in enumerate(shut, start=1)]
    yield text_layer("part", names, INK, align="right", baseline="middle")
    yield text_layer("figure", figures, INK, align="left", baseline="middle")
    yield text_layer("gate", gates, ALERT, align="left", baseline="middle", fontSize=SMALL)
    key = "Dark: sure. Pale: could still come. Line: score of what is answered"
    if any(part.bar.verified is not None for part in parts):
        key += "; dashed: what stands when claims are checked"
    yield text_layer(
        "key", [(12 - _LEFT, frame.height + 14, f"{key}.")], MUTED, align="left", baseline="middle", fontSize=SMALL
    )


def _says(parts: Sequence[ComponentBar]) -> str:
    told = []
    for part in parts:
        value = "no score yet" if part.bar.value is None else f"score {part.bar.value}"
        shut = f", shuts {in_words(part.gates)}" if part.gates else ""
        told.append(f"{part.bar.label}: {part.bar.span}, {value}{shut}")
    return f"A bar for each part, from its lowest to its highest possible score. {'; '.join(told)}."
