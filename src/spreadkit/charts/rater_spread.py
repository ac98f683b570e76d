"""How far raters lie apart: for each criterion every rating, their mean, and the answer that was agreed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from spreadkit.charts._axes import Frame, rounded_to_nine_digits
from spreadkit.charts._board import Look, TextBoard
from spreadkit.charts._marks import (
    ChartLayer,
    ChartRow,
    heading_layers,
    heading_room,
    outlines,
    over_numbers,
    points,
    rules,
)
from spreadkit.charts._style import EDGE, FAN, HOT, INK, MUTE, WARN, WIDE, ChartSize, own, width_of, wrap_to_width
from spreadkit.model.report_parts import Drawing
from spreadkit.record import record
from spreadkit.words import count_of

_BAND: Final = 34
"""How high the band of a criterion is, with the mean above it."""

_LEFT: Final = 310
_RIGHT: Final = 140
_SIDE: Final = 22
"""How much room there is left and right of the bands in a narrow picture."""

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


@record
class _SpreadRow:
    """A criterion as it is laid out: its lines and what is said of it, and where these and its band stand."""

    spread: RaterSpread
    names: tuple[str, ...]
    words: tuple[str, ...]
    top: float
    middle: float
    high: float


def draw_raters(
    name: str, title: str, spreads: Sequence[RaterSpread], *, subtitle: str = "", size: ChartSize = WIDE
) -> Drawing:
    """Draw the ratings of each criterion, in the order given."""
    widest = sorted(spreads, key=lambda spread: -spread.width)[:MOST]
    drawn = [spread for spread in spreads if spread in widest]
    is_wide = size.across >= WIDE.across
    rows = _rows(drawn, size, is_wide=is_wide)
    head, key = heading_room(title, subtitle, size), _key(drawn, size)
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
    layers = [*heading_layers(frame, title, subtitle, size), *_layers(rows, board)]
    _write(rows, board, is_wide=is_wide)
    for number, label in zip((0, 100), _ends(drawn), strict=True):
        half = width_of(label, size.text) / 2
        x = min(max(frame.width * number / 100, half - frame.left), frame.across - frame.left - half)
        board.offer(Look("number", MUTE, "center"), [(x, -size.text * 0.8)], label)
    for place, words in enumerate(key):
        board.put(Look("key", MUTE), 4 - frame.left, frame.height + 10 + (size.text + 4) * place, words)
    spec = over_numbers(frame, title, [*layers, *board.layers()])
    return Drawing(name=name, spec=spec, says=_says(drawn, len(spreads)))


def _ends(drawn: Sequence[RaterSpread]) -> tuple[str, str]:
    ends = {(spread.least, spread.most) for spread in drawn}
    if len(ends) != 1:
        return "lowest", "highest"
    least, most = ends.pop()
    return f"{least:f}", f"{most:f}"


def _rows(drawn: Sequence[RaterSpread], size: ChartSize, *, is_wide: bool) -> list[_SpreadRow]:
    line, rows, top = size.text * 1.25, list[_SpreadRow](), 0.0
    for spread in drawn:
        rooms = (_LEFT - 26, _RIGHT - 22) if is_wide else (size.across - 8, size.across - 8)
        names = tuple(wrap_to_width(own(spread.label), rooms[0], size.text, most=2 if is_wide else 3))
        words = f"▲ {spread.words}" if spread.differ else spread.words
        told = tuple(wrap_to_width(words, rooms[1], size.text, bold=spread.differ)) if words else ()
        if is_wide:
            high = max(_BAND + 6, max(len(names), len(told)) * line + 8)
            middle = top + high / 2 + 4
        else:
            high = (len(names) + len(told)) * line + _BAND + 18
            middle = top + len(names) * line + 14 + _BAND / 2
        rows.append(_SpreadRow(spread, names, told, top, middle, high))
        top += high
    return rows


def _layers(placed: Sequence[_SpreadRow], board: TextBoard) -> Iterator[ChartLayer]:
    rows = [(row.spread, round(row.middle, 1)) for row in placed]
    yield rules("scale", [{"x": 0, "x2": 100, "v": middle} for _, middle in rows], EDGE)
    spans = [
        {
            "x": rounded_to_nine_digits(spread.place(spread.low)),
            "x2": rounded_to_nine_digits(spread.place(spread.high)),
            "v": middle,
        }
        for spread, middle in rows
        if spread.low is not None and spread.high is not None
    ]
    yield rules("from-lowest-to-highest", spans, FAN, width=12)
    for of, shape, size in (("rating", "circle", 250), ("mean", "diamond", 80), ("agreed", "square", 210)):
        found = list(_places(rows, of))
        if of == "rating":
            yield outlines(of, found, shape, HOT, size=size)
            for row in found:
                x = board.frame.width * row["x"] / 100
                board.put(Look("rating-count", INK, "center", is_bold=True), x, row["v"], str(row["count"]))
        else:
            yield (outlines if of == "agreed" else points)(of, found, shape, INK, size=size)


def _write(rows: Sequence[_SpreadRow], board: TextBoard, *, is_wide: bool) -> None:
    """Write each criterion and what is said of it: beside its band, or above and below it."""
    frame, line = board.frame, board.size * 1.25
    for row in rows:
        if is_wide:
            name, sides = Look("criterion", INK, "right"), (-18.0, frame.width + 16)
            downs = [row.middle - line * (count - 1) / 2 for count in (len(row.names), len(row.words))]
        else:
            name, sides = Look("criterion", INK), (4 - frame.left, 4 - frame.left)
            downs = [row.top + line * 0.6 + 4, row.middle + _BAND / 2 + line * 0.6]
        look = Look("apart", WARN, is_bold=True) if row.spread.differ else Look("spread", MUTE)
        for place, words in enumerate(row.names):
            board.put(name, sides[0], downs[0] + line * place, words)
        for place, words in enumerate(row.words):
            board.put(look, sides[1], downs[1] + line * place, words)


def _key(drawn: Sequence[RaterSpread], size: ChartSize) -> list[str]:
    key = ["band: lowest to highest"]
    key += ["circle: how many rated so"] if any(spread.ratings for spread in drawn) else []
    key += ["diamond: mean"]
    key += ["square: agreed answer"] if any(spread.agreed is not None for spread in drawn) else []
    return wrap_to_width("; ".join(key).capitalize(), size.across - 8, size.text, most=4)


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
