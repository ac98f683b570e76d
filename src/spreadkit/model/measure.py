"""Measures, and their Series: quantities followed over time."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Protocol, TypeVar

from pydantic import PrivateAttr

from spreadkit.model.base import (
    ROW_CONFIG,
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    Number,
    Text,
    TextOrKeys,
    WholeNumber,
    Yes,
    known,
)
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.people import Every
from spreadkit.model.prediction import Prediction
from spreadkit.model.target import Better, TargetOrUnknown
from spreadkit.model.unread import Unread
from spreadkit.record import record


@record
class Point:
    """One row of a Series. `value` as given, or `count` over `per`; empty cells are gaps."""

    __pydantic_config__: ClassVar = ROW_CONFIG

    date: Date
    site: Id | None = None
    value: Number | None = None
    count: Number | None = None
    per: Number | None = None


class Series(FileModel):
    """Where a measure's data are, and in which columns; `points` are the rows of those files.

    A series gives a rate (`count` over `per`, times `times`), a count alone, which adds up over sites, or a `value` as
    it is, with `per` as its weight where it has one. `file` names one file, several, or one for each site, with `*` in
    place of the site's id. `dates` says what comes first in days that are not written year-month-day.
    """

    file: Many[Text]
    date: Text = "date"
    dates: DayOrder | None = None
    value: Text | None = None
    count: Text | None = None
    per: Text | None = None
    times: Number = Decimal(1)
    site: Text | None = None
    points: tuple[Point, ...] = ()
    _unread: tuple[Unread, ...] = PrivateAttr(())

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of its tables could not be read."""
        return self._unread

    def set_unread(self, unread: tuple[Unread, ...]) -> None:
        """Let the series know what of its tables could not be read: part of loading it."""
        self._unread = unread

    @property
    def is_rate(self) -> bool:
        """Whether it counts something over a denominator."""
        return self.count is not None and self.per is not None

    def value_of(self, point: Point) -> Decimal | None:
        """Return the point's value in the measure's unit, or None where data are missing."""
        if point.value is not None:
            return point.value
        if point.count is None:
            return None
        if self.per is None:
            return point.count * self.times
        return point.count * self.times / point.per if point.per else None


class StatedLimits(FileModel):
    """A centre line from outside, and limits, in the unit of the measure: those of the chart of all sites together.

    `lower` and `upper` come both or not at all. `source` says where they are stated, and `because` why they count here.
    """

    centre: Number
    lower: Number | None = None
    upper: Number | None = None
    because: Text | None = None
    source: Text | None = None


class RunLength(FileModel):
    """How many values in a row on one side of the centre line are a signal, in place of what the rules say.

    `source` says where that is stated, and `because` why it counts here.
    """

    values: WholeNumber
    because: Text | None = None
    source: Text | None = None


class TargetOrigin(StrEnum):
    """Whose figure a further target is."""

    LOCAL = "local"
    NATIONAL = "national"
    BENCHMARK = "benchmark"


class NamedTarget(FileModel):
    """A target beside the one that a measure is held against: whose it is, its value, and by when it is to be met.

    `title` is what it is called on a chart; without one, its `kind`, else its id.
    """

    kind: TargetOrigin | None = None
    title: Text | None = None
    value: TargetOrUnknown
    by: DateOrUnknown | None = None
    because: Text | None = None
    source: Text | None = None

    def title_or(self, name: str) -> str:
        """Return what it is called, given its id."""
        if self.title is not None:
            return self.title
        return f"{self.kind.value} target" if self.kind is not None else f"target {name}"


class Baseline(FileModel):
    """The time before the change, up to its last day. Centre and limits of a chart are those of this time."""

    until: Date


class Recalculation(FileModel):
    """A time from a day on for which centre and limits of a chart are worked out anew, and why.

    With `freeze` they are worked out from its first so many values, and held. With `limits` they are as stated there.
    """

    from_: Date
    title: Text | None = None
    because: Text | None = None
    freeze: WholeNumber | None = None
    limits: StatedLimits | None = None


class Annotation(FileModel):
    """Something that happened on a day and is worth seeing on a chart: at one site, or at all."""

    on: Date
    says: Text
    site: Id | None = None


class Redefinition(FileModel):
    """A change of how the measure is counted, from a day on. Values before and after it are not of one kind."""

    on: Date
    what: Text
    because: Text | None = None


class Exclusion(FileModel):
    """A point that stays on the chart but is left out of its centre, limits and rules, and why."""

    on: Date
    site: Id | None = None
    because: Text | None = None


class MeasureKind(StrEnum):
    """What a Measure tells: the result, the work done, harm elsewhere, or how far the change has spread."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"
    SPREAD = "spread"


class Published(FileModel):
    """A value that a publication gives, as it says it, where no series is known: `more than 95 %`, 24 months on.

    `value` is the same as a plain number, where it is one: only that can be held against a target. `is` says whether it
    is of the time before the changes or after them.
    """

    says: Text
    value: Number | None = None
    is_: Literal["before", "after"] | None = None
    on: DateOrUnknown | None = None
    when: Text | None = None
    evidence: Many[Id] = ()


class BeforeOrAfter(Protocol):
    """What may say whether it is of the time before the changes or after them."""

    @property
    def is_(self) -> Literal["before", "after"] | None:
        """Which of the two it is; None where it does not say."""


_Figure = TypeVar("_Figure", bound=BeforeOrAfter)


def ends_of(figures: Sequence[_Figure]) -> tuple[_Figure | None, _Figure | None]:
    """Return the last figure of the time before the changes, and the last of the time after.

    Where none says that it is of the time after, the last one that does not say is taken for it.
    """
    last = {figure.is_: figure for figure in figures}
    return last.get("before"), last.get("after") or last.get(None)


class Checked(FileModel):
    """What a check of figures against a second source found, and when it was made. `found: no` says there was none."""

    on: DateOrUnknown | None = None
    found: Text


class Measure(FileModel):
    """A quantity followed over time. `changes` are those whose uptake (`spread`) or use (`process`) it counts.

    `short` is its name inside a sentence, in four words at most (`falls`), `plural` whether that is a plural.
    `numerator` and `denominator` say in words what is counted over what; `sample` how many are looked at and how they
    are chosen. `chart` is how it is drawn and judged (`run`: values round their median; `xmr`: round their mean; `p`
    and `u`: counts over denominators; `c`: counts; `g` and `t`: cases or time between rare events), by the rules of
    `rules`. `limits` are lines stated elsewhere, up to the first of its `phases`, and `run-length` says how many in
    a row are a signal. `targets` are shown beside `target`, by which alone it is judged. A `cumulative`
    series only ever grows, so that no rule of chance fits it. `predicted` is what was expected of it before the first
    site started.
    """

    title: Text
    short: Text | None = None
    plural: Yes = False
    kind: MeasureKind
    better: Better
    unit: Text | None = None
    definition: Text | None = None
    numerator: Text | None = None
    denominator: Text | None = None
    sample: Text | None = None
    changes: Many[Id] = ()
    target: TargetOrUnknown | None = None
    targets: dict[Id, NamedTarget] = {}
    every: Every | None = None
    collected: Literal["automatic", "sample", "by-hand", "self-report", "unknown"] | None = None
    source: Text | None = None
    checked: Annotated[Checked, TextOrKeys("found")] | None = None
    owner: Id | None = None
    evidence: Many[Id] = ()
    data: Series | None = None
    published: tuple[Published, ...] = ()
    predicted: Prediction | None = None
    baseline: Baseline | None = None
    limits: StatedLimits | None = None
    run_length: Annotated[RunLength, TextOrKeys("values", or_number=True)] | None = None
    chart: Literal["run", "xmr", "p", "u", "c", "g", "t"] | None = None
    rules: Literal["anhoej", "ihi", "mdc"] | None = None
    cumulative: Yes = False
    phases: tuple[Recalculation, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    redefined: tuple[Redefinition, ...] = ()
    excluded: tuple[Exclusion, ...] = ()

    @property
    def check(self) -> Checked | None:
        """The check against a second source; None where none was made."""
        return self.checked if self.checked is not None and self.checked.found.casefold() != "no" else None

    def published_by(self, as_of: date) -> tuple[Published, ...]:
        """Return what is published up to a day; a figure without a day is taken to be."""
        return tuple(figure for figure in self.published if (known(figure.on) or date.min) <= as_of)

    def is_better(self, one: Decimal, other: Decimal) -> bool:
        """Whether `one` is strictly better than `other` in this measure's direction."""
        if self.better == "lower":
            return one < other
        return self.better == "higher" and one > other
