"""How far raters lie apart: for each criterion every rating, their mean, and the answer that was agreed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from spreadkit.charts._axes import Frame, rounded_to_nine_digits
from spreadkit.charts._marks import ChartLayer, ChartRow, layer, outlines, over_numbers, points, rules, text_layer
from spreadkit.charts._style import ALERT, AXIS, DATA, INK, MUTED, PALE, SMALL, TITLE_SIZE, cut_to_width, wrap_to_width
from spreadkit.model.report_parts import Drawing
from spreadkit.record import record
from spreadkit.words import count_of

_ROW: Final = 38
_LEFT: Final = 296
_RIGHT: Final = 136
MOST: Final = 40
"""How many criteria are drawn, those that lie furthest apart; the table has all. The figure is ours."""


@record(kw_only=True)
class RaterSpread:
    """The ratings of one criterion, in points between `least` and `most`.

    `ratings` are the points that raters gave, each with how many gave them. `low`, `high` and `agreed` are None where
    they are not known.
    """

    label: str
    least: Decimal
    most: Decimal
    mean: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    ratings: tuple[tuple[Decimal, int], ...] = ()
    agreed: Decimal | None = None
    differ: bool = False
    words: str = ""

    def place(self, number: Decimal) -> float:
        """Return where a number of points stands, in per cent of what is possible."""
        room = self.most - self.least
        return float((number - self.least) * 100 / room) if room else 100.0

    @property
    def width(self) -> Decimal:
        """How far the ratings lie apart, as a part of what is possible."""
        room = self.most - self.least
        return (self.high - self.low) / room if room and self.low is not None and self.high is not None else Decimal(0)


def draw_raters(name: str, title: str, spreads: Sequence[RaterSpread]) -> Drawing:
    """Draw the ratings of each criterion, in the order given."""
    widest = sorted(spreads, key=lambda spread: -spread.width)[:MOST]
    drawn = [spread for spread in spreads if spread in widest]
    frame = Frame(least=0, most=100, height=_ROW * len(drawn), top=TITLE_SIZE + 34, bottom=28, left=_LEFT, right=_RIGHT)
    ends = {(spread.least, spread.most) for spread in drawn}
    least, most = ends.pop() if len(ends) == 1 else (None, None)
    first, last = ("lowest", "highest") if least is None or most is None else (f"{least:f}", f"{most:f}")
    label = f"datum.value ? '{last}' : '{first}'"
    spec = over_numbers(frame, title, _layers(drawn, frame), [0, 100], label)
    return Drawing(name=name, spec=spec, says=_says(drawn, len(spreads)))


def _layers(drawn: Sequence[RaterSpread], frame: Frame) -> Iterator[ChartLayer]:
    middles = [_ROW * index + _ROW / 2 for index in range(len(drawn))]
    rows = list(zip(drawn, middles, strict=True))
    yield rules("scale", [{"x": 0, "x2": 100, "v": middle} for middle in middles], AXIS)
    spans = [
        {
            "x": rounded_to_nine_digits(spread.place(spread.low)),
            "x2": rounded_to_nine_digits(spread.place(spread.high)),
            "v": middle,
        }
        for spread, middle in rows
        if spread.low is not None and spread.high is not None
    ]
    yield rules("from-lowest-to-highest", spans, PALE, width=12)
    for of, shape, size in (("rating", "circle", 230), ("mean", "diamond", 80), ("agreed", "square", 190)):
        found = list(_places(rows, of))
        if of == "rating":
            yield outlines(of, found, shape, DATA, size=size)
            texts = [row | {"text": str(row["count"])} for row in found]
            look = {"type": "text", "fill": INK, "fontSize": SMALL, "fontWeight": "bold"}
            yield layer("rating-count", look, texts, text={"field": "text"})
        else:
            yield (outlines if of == "agreed" else points)(of, found, shape, INK, size=size)
    names, told, apart = (
        list[tuple[float, float, str]](),
        list[tuple[float, float, str]](),
        list[tuple[float, float, str]](),
    )
    for spread, middle in rows:
        lines = wrap_to_width(spread.label, _LEFT - 26, SMALL)
        names += [(-16, middle + 13 * (place - (len(lines) - 1) / 2), line) for place, line in enumerate(lines)]
        words = cut_to_width(f"▲ {spread.words}" if spread.differ else spread.words, _RIGHT - 24, SMALL)
        (apart if spread.differ else told).append((frame.width + 16, middle, words))
    yield text_layer("criterion", names, INK, align="right", baseline="middle", fontSize=SMALL)
    yield text_layer(
        "spread", [text for text in told if text[2]], MUTED, align="left", baseline="middle", fontSize=SMALL
    )
    yield text_layer("apart", apart, ALERT, align="left", baseline="middle", fontSize=SMALL, fontWeight="bold")
    key = ["band: lowest to highest"]
    key += ["circle: how many rated so"] if any(spread.ratings for spread in drawn) else []
    key += ["diamond: mean"]
    key += ["square: agreed answer"] if any(spread.agreed is not None for spread in drawn) else []
    yield text_layer(
        "key",
        [(12 - _LEFT, frame.height + 16, "; ".join(key).capitalize())],
        MUTED,
        align="left",
        baseline="middle",
        fontSize=SMALL,
    )


def _places(rows: Sequence[tuple[RaterSpread, float]], of: str) -> Iterator[ChartRow]:
    for spread, middle in rows:
        if of == "rating":
            for worth, number in spread.ratings:
                yield {"x": rounded_to_nine_digits(spread.place(worth)), "v": middle, "count": number}
        elif of == "mean":
            yield {"x": rounded_to_nine_digits(spread.place(spread.mean)), "v": middle - (12 if spread.ratings else 0)}
        elif spread.agreed is not None:
            yield {"x": rounded_to_nine_digits(spread.place(spread.agreed)), "v": middle}


def _says(drawn: Sequence[RaterSpread], number: int) -> str:
    differ = [spread for spread in drawn if spread.differ]
    parts = [f"A line for each of {count_of(len(drawn), 'criterion', 'criteria')}, with the ratings it got."]
    if number > len(drawn):
        parts = [f"A line for each of the {len(drawn)} of {number} criteria whose ratings lie furthest apart."]
    told = []
    for spread in drawn:
        span = (
            ""
            if spread.low is None or spread.high is None
            else f", {spread.low.normalize():f} to {spread.high.normalize():f}"
        )
        told.append(f"{spread.label.rstrip('?.')}: mean {spread.mean.normalize():f}{span}")
    parts.append(f"{'; '.join(told)}.")
    if differ:
        parts.append(f"{count_of(len(differ), 'criterion', 'criteria')} marked as rated far apart.")
    return " ".join(parts)
