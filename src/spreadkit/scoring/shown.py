"""How a figure is shown with its arithmetic: its range, its operands, its band, and what a reader must know besides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.model.framework import Band, Missing, Operator, Scoring
from spreadkit.model.score import FigureScore, FigureTerm, ScoreRange
from spreadkit.scoring.operands import Operand
from spreadkit.scoring.operators import Quantity
from spreadkit.scoring.rounding import percent, rounded, to_three_places
from spreadkit.words import count_of, in_words


def shown_range(quantity: Quantity, scoring: Scoring, *, show: bool) -> ScoreRange:
    """Return a quantity as it is shown: rounded once, at the end; without a value where too little is answered."""

    def shown(number: Fraction) -> Decimal:
        return rounded(number, scoring.round)

    in_percent = scoring.turned_into == "percent" and scoring.method is not Operator.SUM and scoring.rescale is None
    return ScoreRange(
        value=shown(quantity.value) if show and quantity.value is not None else None,
        low=shown(quantity.low),
        high=shown(quantity.high),
        verified=shown(quantity.verified) if show and quantity.verified is not None else None,
        least=shown(quantity.least),
        most=shown(quantity.most),
        unit="percent" if in_percent else "points",
    )


def figure_terms(
    operands: Iterable[Operand], scoring: Scoring, turned: Mapping[str, Quantity] | None = None
) -> tuple[FigureTerm, ...]:
    """Return the operands of a figure as its arithmetic shows them; `turned` has those that were turned first."""
    return tuple(_term(operand, scoring, (turned or {}).get(operand.id, operand.quantity)) for operand in operands)


def _term(operand: Operand, scoring: Scoring, quantity: Quantity | None) -> FigureTerm:
    counted = _counted(operand, scoring, quantity)
    if quantity is None or operand.is_out:
        return FigureTerm(
            id=operand.id,
            answer=operand.answer,
            value=None,
            low=None,
            high=None,
            weight=operand.weight,
            note=operand.note if counted is None else "does not apply, keeps its place",
            counted=counted,
        )
    return FigureTerm(
        id=operand.id,
        answer=operand.answer,
        value=None if quantity.value is None else to_three_places(quantity.value),
        low=to_three_places(quantity.low),
        high=to_three_places(quantity.high),
        weight=operand.weight,
        note=operand.note,
        counted=counted,
    )


def _counted(operand: Operand, scoring: Scoring, quantity: Quantity | None) -> Decimal | None:
    """Return the number with which an operand goes into the value of a figure."""
    if quantity is None:
        return None
    if operand.is_out:
        return to_three_places(quantity.least) if scoring.keeps_place else None
    if quantity.value is None:
        return to_three_places(quantity.low) if scoring.treats_missing is Missing.LOWEST else None
    return to_three_places(quantity.value)


def figure_in_words(figure: FigureScore) -> str:
    """Return what a figure comes to, as every format writes it: its range, and all that is told of it in words."""
    parts = [range_in_words(figure.range) if figure.range else "", figure.says]
    return "; ".join(filter(None, parts)) or "nothing to work out yet"


def range_in_words(span: ScoreRange) -> str:
    """Return a range in words: out of how much it is, and between what it lies as long as it is not certain."""
    most = f"of {span.most.normalize():f}"
    if span.value is None:
        return f"between {span.low} and {span.high} {most}"
    return f"{span.value} {most}" + ("" if span.low == span.high else f", between {span.low} and {span.high}")


def settled_by(titles: Sequence[str], shown: ScoreRange) -> str:
    """Say what settles a lowest or highest figure; only so far, while open answers may still settle it otherwise."""
    so_far = "" if shown.low == shown.high else " so far"
    return f"settled{so_far} by {in_words(titles)}" if titles else ""


def band_in(scoring: Scoring, shown: ScoreRange) -> tuple[str | None, str]:
    """Return the band that a figure lies in, and say so; while the range spans several, which they are."""
    bands = scoring.bands

    def of(number: Decimal) -> Band | None:
        place = Fraction(number) if scoring.bands_in == "figure" else Fraction(percent_of_possible(number, shown))
        return next((band for band in bands if band.holds(place)), None)

    if not bands:
        return None, ""
    low, high = of(shown.low), of(shown.high)
    if shown.value is not None:
        here = of(shown.value)
        share = (
            ""
            if scoring.bands_in == "figure"
            else f" ({percent_of_possible(shown.value, shown)} % of what is possible)"
        )
        return (here.id, f"{here.title}{share}") if here else (None, f"in no band{share}")
    if low is not None and low is high:
        return low.id, low.title
    names = [band.title if band else "no band" for band in (low, high)]
    return None, f"anything from {names[0]} to {names[1]}"


def percent_of_possible(number: Decimal, shown: ScoreRange) -> Decimal:
    """Return where a figure lies between the least and the most that are possible; 100 where these are one."""
    room = Fraction(shown.most) - Fraction(shown.least)
    return percent((Fraction(number) - Fraction(shown.least)) / room * 100 if room else Fraction(100))


def brief(score: FigureScore) -> str:
    """Return what a figure comes to, for the arithmetic of another: its value, its range, or its words."""
    figures = score.range
    if figures is None:
        return score.says
    return f"{figures.low} to {figures.high}" if figures.value is None else str(figures.value)


def notes_on(
    blank: FigureScore, scoring: Scoring, quantity: Quantity, operands: Sequence[Operand], *, enough: bool
) -> Iterator[str]:
    """Say what a reader of the arithmetic must know besides the numbers."""
    out = [operand.id for operand in operands if operand.is_out]
    if out:
        if scoring.keeps_place:
            stays = "the possible most" if scoring.method is Operator.SUM else "its weight"
            yield f"does not apply: {in_words(out)}, while {stays} stays"
        else:
            yield f"left out: {in_words(out)}"
    wordy = [operand.id for operand in operands if operand.quantity is None and not operand.is_out]
    if wordy:
        yield f"has no number: {in_words(wordy)}"
    open_ = blank.applicable - blank.answered
    if open_:
        treated = _MISSING[scoring.treats_missing]
        yield f"{count_of(open_, 'open answer')}: {treated}"
    if not enough and quantity.value is not None:
        yield not_enough(scoring, blank)
    if scoring.rescale is not None:
        plus = f", plus {scoring.rescale.plus}" if scoring.rescale.plus else ""
        yield f"times {scoring.rescale.times}{plus}"
    value = quantity.value
    if value is not None and Fraction(rounded(value, scoring.round)) != value:
        halves = "halves up" if scoring.round.halves == "up" else "halves to even"
        yield f"rounded to {scoring.round.to} at the end, {halves}"


def not_enough(scoring: Scoring, blank: FigureScore) -> str:
    """Say that too little is answered to show a value, and how much it takes."""
    least = scoring.answered_at_least * 100
    return f"no value is shown: at least {least:.0f} % must be answered, here it is {blank.coverage * 100:.0f} %"


_MISSING: Final = {
    Missing.LEAVE_OUT: "left out of the value",
    Missing.LOWEST: "counted as the lowest in the value too",
    Missing.WITHHOLD: "no value is given until all are answered",
    Missing.SCALE_UP: "given the same share of their range as what is answered",
}
