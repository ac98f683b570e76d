"""What is to be said, before it is in any language: which message, with which fields.

A field is a number, a value, a day, names, the plan's own words, or another message. Rules make these; only the
grammar turns them into text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Union

from spreadkit.record import record


@record(slots=False)
class ValueField:
    """A value with so many decimals, and its unit where that is said with it.

    `route` leads to it where its name alone does not tell.
    """

    value: Fraction | Decimal
    digits: int
    unit: str = ""
    route: tuple[str, ...] = ()


@record(slots=False)
class DayField:
    """A day, said with its year where that is far off."""

    day: date


@record(slots=False)
class MonthField:
    """The month of a day, said with its year where that is far off."""

    day: date


@record(slots=False)
class PlanWords:
    """The plan's own words, shown as they are in one line. Their direction is isolated from ours."""

    text: str


@record(slots=False)
class NameList:
    """Names: four at most, or three and how many more."""

    names: tuple[Union[str, "Sentence"], ...]


@record(slots=False)
class ClauseList:
    """Messages that are said one after the other in one sentence, with "and"."""

    clauses: tuple["Sentence", ...]


Field = Union[int, ValueField, DayField, MonthField, PlanWords, NameList, ClauseList, "Sentence"]


class Drop(IntEnum):
    """Which sentence goes first where an answer is too long; the highest goes first, and KEEP never goes."""

    KEEP = 0
    FORECAST = 1
    TARGET = 2
    ASIDE = 3


@record(slots=False)
class Sentence:
    """One message of the catalogue with its fields; its plural form is chosen by `number`.

    Where an answer is too long, `drop` says whether it may go, and `brief` is the same in fewer words.
    """

    message: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    number: int | None = None
    drop: Drop = Drop.KEEP
    brief: "Sentence | None" = None

    def as_aside(self, drop: Drop) -> "Sentence":
        """Return the same, which may go where an answer is too long."""
        return replace(self, drop=drop)


def sentence(message: str, number: int | None = None, **fields: Field) -> Sentence:
    """Return a message with its fields."""
    return Sentence(message, fields, number)


def shortened(sentences: Sequence[Sentence]) -> tuple[Sentence, ...] | None:
    """Return the same with one sentence less or briefer, or None where all has to be said as it is."""
    last = max(range(len(sentences)), key=lambda place: sentences[place].drop, default=0)
    if sentences and sentences[last].drop:
        return (*sentences[:last], *sentences[last + 1 :])
    for place in reversed(range(len(sentences))):
        if brief := sentences[place].brief:
            return (*sentences[:place], brief, *sentences[place + 1 :])
    return None
