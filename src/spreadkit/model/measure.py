"""Measures, and their Series: quantities followed over time."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal

from spreadkit.model.base import ROW, Date, DateOrUnknown, FileModel, Id, Many, Number, NumberOrUnknown, Text
from spreadkit.model.people import Every


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a Series. `value` as given, or `count` over `per`; empty cells are gaps."""

    __pydantic_config__: ClassVar = ROW

    date: Date
    site: Id | None = None
    value: Number | None = None
    count: Number | None = None
    per: Number | None = None


class Series(FileModel):
    """Where a measure's data are, and in which columns; `points` are the rows of that file."""

    file: Many[Text]
    date: Text = "date"
    value: Text | None = None
    count: Text | None = None
    per: Text | None = None
    times: Number = Decimal(1)
    site: Text | None = None
    points: tuple[Point, ...] = ()

    def value_of(self, point: Point) -> Decimal | None:
        """Return the point's value in the measure's unit, or None where data are missing."""
        if point.value is not None:
            return point.value
        if point.count is None or not point.per:
            return None
        return point.count / point.per * self.times

    def pooled(self) -> dict[dt.date, Decimal]:
        """Return one value a date over all sites: the sum of counts over the sum of denominators.

        Values without a denominator are averaged, which is right only where sites count alike.
        """
        totals: dict[dt.date, tuple[Decimal, Decimal]] = {}
        for point in self.points:
            if self.value_of(point) is None:
                continue
            above, below = totals.get(point.date, (Decimal(0), Decimal(0)))
            if point.value is not None:
                totals[point.date] = (above + point.value, below + 1)
            elif point.count is not None and point.per is not None:
                totals[point.date] = (above + point.count * self.times, below + point.per)
        return {day: above / below for day, (above, below) in sorted(totals.items())}


class Baseline(FileModel):
    """The time before the change, given by its last day."""

    until: Date


class MeasureKind(StrEnum):
    """What a Measure tells: the result, the work done, harm elsewhere, or how far the change has spread."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"
    SPREAD = "spread"


class Published(FileModel):
    """A value that a publication gives, as it says it, where no series is known: `more than 95 %`, 24 months on."""

    says: Text
    on: DateOrUnknown | None = None
    when: Text | None = None
    evidence: Many[Id] = ()


class Measure(FileModel):
    """A quantity followed over time. `changes` are those whose uptake (`spread`) or use (`process`) it counts."""

    title: Text
    kind: MeasureKind
    better: Literal["lower", "higher", "neither"]
    unit: Text | None = None
    definition: Text | None = None
    changes: Many[Id] = ()
    target: NumberOrUnknown | None = None
    every: Every | None = None
    collected: Literal["automatic", "sample", "by-hand", "self-report", "unknown"] | None = None
    source: Text | None = None
    checked: Text | None = None
    owner: Id | None = None
    evidence: Many[Id] = ()
    data: Series | None = None
    published: tuple[Published, ...] = ()
    baseline: Baseline | None = None

    def is_better(self, one: Decimal, other: Decimal) -> bool:
        """Whether `one` is strictly better than `other` in this measure's direction."""
        return one < other if self.better == "lower" else one > other if self.better == "higher" else False
