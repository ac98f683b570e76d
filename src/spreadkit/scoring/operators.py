"""The closed set of operators: how exact quantities are joined into one. All arithmetic is in fractions.

A quantity is a range: what is known of a figure, and what it could be when everything open is answered. Every operator
here keeps low <= value <= high, provided that what it joins does and that the framework's file contradicts itself in
nothing that a rule would find.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from spreadkit.model.framework import Missing, Operator, Scoring
from spreadkit.record import record

_ZERO: Final = Fraction(0)


@record
class Quantity:
    """An exact figure between `least` and `most`: its `value` where something is answered, and from low to high."""

    least: Fraction
    most: Fraction
    low: Fraction
    high: Fraction
    value: Fraction | None
    verified: Fraction | None

    @property
    def is_partly_known(self) -> bool:
        """Whether something below it is answered, so that it cannot be left out as if nothing were known of it."""
        return (self.low, self.high) != (self.least, self.most)

    def mapped(self, change: Callable[[Fraction], Fraction]) -> "Quantity":
        """Return the quantity with a rising function done to every number."""
        return replace(
            self,
            least=change(self.least),
            most=change(self.most),
            low=change(self.low),
            high=change(self.high),
            value=None if self.value is None else change(self.value),
            verified=None if self.verified is None else change(self.verified),
        )

    def turned_round(self) -> "Quantity":
        """Return the quantity with its sign changed, so that what was the most becomes the least."""
        return replace(
            self,
            least=-self.most,
            most=-self.least,
            low=-self.high,
            high=-self.low,
            value=None if self.value is None else -self.value,
            verified=None if self.verified is None else -self.verified,
        )

    def as_share(self, of: int = 1) -> "Quantity":
        """Return the quantity as share of its range, times `of`. What has no range is all of it, answered or not."""
        size = self.most - self.least
        if size == 0:
            whole = Fraction(of)
            return Quantity(_ZERO, whole, whole, whole, whole, whole)
        return self.mapped(lambda number: (number - self.least) / size * of)


@record
class WeightedQuantity:
    """A quantity and its weight; `is_out` where it does not apply. A fixed sum still holds room for it."""

    quantity: Quantity
    weight: Fraction = Fraction(1)
    is_out: bool = False


def turned_into(quantity: Quantity, scale: str) -> Quantity:
    """Turn an operand into points (as it is), percent of its range, or share of it. What is met is 1 or 0 already."""
    return quantity if scale in {"points", "met"} else quantity.as_share(100 if scale == "percent" else 1)


def join(scoring: Scoring, operands: Sequence[WeightedQuantity]) -> Quantity | None:
    """Join operands that were turned into what the operator takes; None where nothing applies."""
    counted = [operand for operand in operands if not operand.is_out]
    if not counted:
        return None
    operator, missing = scoring.method, scoring.treats_missing
    if operator is Operator.DIFFERENCE:
        return _difference(counted, absolute=scoring.absolute)
    if scoring.keeps_place:
        counted = [_emptied(operand) if operand.is_out else operand for operand in operands]
    combine = _COMBINE[operator]
    least, most, low, high = (
        combine([(getattr(operand.quantity, end), operand.weight) for operand in counted])
        for end in ("least", "most", "low", "high")
    )
    known = [operand for operand in counted if operand.quantity.value is not None]
    return Quantity(
        least=least,
        most=most,
        low=low,
        high=high,
        value=_settled(combine, missing, counted, known, lambda quantity: quantity.value),
        verified=_settled(combine, missing, counted, known, lambda quantity: quantity.verified),
    )


def deciding(scoring: Scoring, operands: Iterable[tuple[str, Quantity]]) -> tuple[str, ...]:
    """Return which operands settle a lowest or highest figure: all that are tied, in order."""
    known = [(name, quantity.value) for name, quantity in operands if quantity.value is not None]
    if not known or scoring.method not in {Operator.MIN, Operator.MAX}:
        return ()
    values = [value for _, value in known]
    end = min(values) if scoring.method is Operator.MIN else max(values)
    return tuple(name for name, value in known if value == end)


_Weighted = Sequence[tuple[Fraction, Fraction]]
_Combine = Callable[[_Weighted], Fraction]


def _settled(
    combine: _Combine,
    missing: Missing,
    counted: Sequence[WeightedQuantity],
    known: Sequence[WeightedQuantity],
    figure_of: Callable[[Quantity], Fraction | None],
) -> Fraction | None:
    """Work out the value as the open answers are to be treated; None where nothing can be said."""
    if not known:
        return None
    open_ = [operand.quantity for operand in counted if operand.quantity.value is None]
    if open_ and missing is Missing.WITHHOLD:
        return None
    if missing is not Missing.LOWEST and any(quantity.is_partly_known for quantity in open_):
        return None
    if missing is Missing.SCALE_UP:
        return _scaled_up(counted, known, figure_of)
    taken = counted if missing is Missing.LOWEST or combine is _sum else known
    return combine([(_or(figure_of(operand.quantity), operand.quantity.low), operand.weight) for operand in taken])


def _scaled_up(
    counted: Sequence[WeightedQuantity],
    known: Sequence[WeightedQuantity],
    figure_of: Callable[[Quantity], Fraction | None],
) -> Fraction:
    """Give what is open the share of its range that what is answered reaches."""
    floor = sum((operand.weight * operand.quantity.least for operand in counted), _ZERO)
    room = sum((operand.weight * (operand.quantity.most - operand.quantity.least) for operand in counted), _ZERO)
    reached = sum(
        (
            operand.weight * (_or(figure_of(operand.quantity), operand.quantity.low) - operand.quantity.least)
            for operand in known
        ),
        _ZERO,
    )
    room_known = sum((operand.weight * (operand.quantity.most - operand.quantity.least) for operand in known), _ZERO)
    return floor + (reached / room_known * room if room_known else room)


def _emptied(operand: WeightedQuantity) -> WeightedQuantity:
    """Return what does not apply as nothing gained, within a sum whose possible maximum stays."""
    quantity = operand.quantity
    return replace(operand, quantity=replace(quantity, **dict.fromkeys(_NUMBERS, quantity.least)))


_NUMBERS: Final = ("low", "high", "value", "verified")


def _difference(operands: Sequence[WeightedQuantity], *, absolute: bool) -> Quantity | None:
    if len(operands) != 2:  # noqa: PLR2004 - a difference is between two
        return None
    one, other = operands[0].quantity, operands[1].quantity.turned_round()
    both = one.value is not None and other.value is not None
    made = Quantity(
        least=one.least + other.least,
        most=one.most + other.most,
        low=one.low + other.low,
        high=one.high + other.high,
        value=_plus(one.value, other.value) if both else None,
        verified=_plus(one.verified, other.verified) if both else None,
    )
    return _without_sign(made) if absolute else made


def _without_sign(quantity: Quantity) -> Quantity:
    def nearest(low: Fraction, high: Fraction) -> Fraction:
        return _ZERO if low <= 0 <= high else min(abs(low), abs(high))

    return replace(
        quantity,
        least=nearest(quantity.least, quantity.most),
        most=max(abs(quantity.least), abs(quantity.most)),
        low=nearest(quantity.low, quantity.high),
        high=max(abs(quantity.low), abs(quantity.high)),
        value=None if quantity.value is None else abs(quantity.value),
        verified=None if quantity.verified is None else abs(quantity.verified),
    )


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _or(number: Fraction | None, otherwise: Fraction) -> Fraction:
    return otherwise if number is None else number


def _sum(numbers: _Weighted) -> Fraction:
    return sum((number * weight for number, weight in numbers), _ZERO)


def _mean(numbers: _Weighted) -> Fraction:
    total = sum((weight for _, weight in numbers), _ZERO)
    return _sum(numbers) / total if total else _ZERO


def _median(numbers: _Weighted) -> Fraction:
    return middle([number for number, _ in numbers])


def average(numbers: Sequence[Fraction]) -> Fraction:
    """Return the mean of some numbers, each counting alike."""
    return sum(numbers, _ZERO) / len(numbers)


def middle(numbers: Sequence[Fraction]) -> Fraction:
    """Return the median of some numbers: halfway between the middle two of an even number of them."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _product(numbers: _Weighted) -> Fraction:
    result = Fraction(1)
    for number, _ in numbers:
        result *= number
    return result


def _lowest(numbers: _Weighted) -> Fraction:
    return min(number for number, _ in numbers)


def _highest(numbers: _Weighted) -> Fraction:
    return max(number for number, _ in numbers)


_COMBINE: Final[dict[Operator, _Combine]] = {
    Operator.SUM: _sum,
    Operator.MEAN: _mean,
    Operator.MEDIAN: _median,
    Operator.PRODUCT: _product,
    Operator.MIN: _lowest,
    Operator.MAX: _highest,
}
