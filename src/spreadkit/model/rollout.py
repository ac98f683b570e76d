"""Where and when: Sites, Waves, Adoption events and Measures with their Series."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from spreadkit.model.base import (
    Date,
    DateOrUnknown,
    FileModel,
    Id,
    Many,
    Number,
    NumberOrUnknown,
    Several,
    Text,
    Yes,
)
from spreadkit.model.people import Every


class Site(FileModel):
    """A place that takes the changes up: one row of `sites.csv`.

    `group` is the larger whole that it is a part of, such as its hospital; `unit` the scalable unit it starts with;
    `stratum` the kind of setting that it is. `lead` calls people together, `manager` is the diffusion manager, who has
    the share `time` of a full week for it, and `owner` the line manager who owns it in daily operation, since
    `handed_over`. `decision` says whose choice it is to take part: each person's, the team's, or an order; `decider` (a
    person, or a body in words) takes it by a `route` and a day. `start`, `full_use` and `verify` are days of the site's
    own plan; `practices` is how many practices it is taking up at present. Of an exempt site, `because` says why,
    `approved_by` who allowed it and `until` for how long.
    """

    id: Id
    name: Text
    wave: Id | None = None
    group: Text | None = None
    unit: Id | None = None
    stratum: Id | None = None
    lead: Id | None = None
    sponsor: Id | None = None
    manager: Id | None = None
    time: NumberOrUnknown | None = None
    owner: Id | None = None
    handed_over: DateOrUnknown | None = None
    champion: Id | None = None
    clinical_leads: Several[Id] = ()
    adopter: Literal["innovator", "early-adopter", "early-majority", "late-majority", "laggard"] | None = None
    volunteer: Yes | None = None
    decision: Literal["optional", "collective", "required"] | None = None
    decider: Text | None = None
    route: Text | None = None
    decide_by: Date | None = None
    start: Date | None = None
    full_use: Date | None = None
    verify: Date | None = None
    version: Text | None = None
    practices: NumberOrUnknown | None = None
    status: Literal["target", "successful", "deferred", "left", "exempt", "out-of-scope"] = "target"
    because: Text | None = None
    approved_by: Id | None = None
    until: Date | None = None
    note: Text | None = None


class Wave(FileModel):
    """Sites that start together, from `start` to `end`, with one `version` of the package.

    `step` is what the wave is for: to make it work in the first scalable unit, to test it in others, or to reach the
    rest. `units` and `sites` are how many it brings in, where they are not listed yet; `because` argues its size.
    """

    title: Text | None = None
    step: Literal["scalable-unit", "test", "full-scale"] | None = None
    start: DateOrUnknown | None = None
    end: DateOrUnknown | None = None
    units: NumberOrUnknown | None = None
    sites: NumberOrUnknown | None = None
    version: Text | None = None
    gate: Text | None = None
    because: Text | None = None
    note: Text | None = None


class AdoptionStage(StrEnum):
    """How far a Site has come with a Change. Having no event at all is 'unknown'."""

    NOT_STARTED = "not-started"
    AWARE = "aware"
    COMMITTED = "committed"
    TESTING = "testing"
    IMPLEMENTING = "implementing"
    IMPLEMENTED = "implemented"
    SUSTAINED = "sustained"
    PAUSED = "paused"
    DECLINED = "declined"
    DISCONTINUED = "discontinued"
    NOT_APPLICABLE = "not-applicable"


class Reason(StrEnum):
    """Why a Site does not take something up, or not yet: what hospitals gave as reasons in a study, and the rest."""

    NO_SENIOR_MANAGEMENT_SUPPORT = "no-senior-management-support"
    TOO_EXPENSIVE = "too-expensive"
    NO_NURSE_LEADER = "no-nurse-leader"
    NO_DOCTOR_LEADER = "no-doctor-leader"
    NO_SUPPORT_FROM_NURSES = "no-support-from-nurses"
    NO_SUPPORT_FROM_DOCTORS = "no-support-from-doctors"
    OTHER_PROGRAMME_CHOSEN = "other-programme-chosen"
    NOT_IN_LINE_WITH_MISSION = "not-in-line-with-mission"
    OTHER = "other"
    UNKNOWN = "unknown"


class AdoptionEvent(FileModel):
    """On this date this Site reached this stage for this Change: one row of `adoption.csv`.

    `barrier` says in words what holds it up; `reason` is the same as one word of a closed list, which can be counted.
    """

    date: Date
    site: Id
    change: Id
    stage: AdoptionStage
    barrier: Text | None = None
    reason: Reason | None = None
    note: Text | None = None
    by: Text | None = None


class Adaptation(FileModel):
    """What sites do otherwise than the package says, and what was made of it."""

    on: DateOrUnknown
    sites: Many[Id] = ()
    change: Id
    what: Text
    because: Text | None = None
    judged: Literal["allowed", "useful", "harmful"] | None = None
    by: Id | None = None


class Point(FileModel):
    """One row of a Series. `value` as given, or `count` over `per`; empty cells are gaps."""

    date: Date
    site: Id | None = None
    value: Number | None = None
    count: Number | None = None
    per: Number | None = None


class Series(FileModel):
    """Where a measure's data are, and in which columns; `points` are the rows of that file."""

    file: Text
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


class EmbeddingSupport(FileModel):
    """Something in the system that holds a change in place without vigilance."""

    what: Text
    changes: Many[Id] = ()
    kind: Literal["system", "equipment", "policy", "role", "training", "reminder"]
    owner: Id | None = None
    due: Date | None = None
    state: Literal["planned", "doing", "done"] = "planned"


class Embedding(FileModel):
    """Who owns it when the project ends, what shows slipping, and what is done then.

    `support_ends` is the day the project's help ends, `budget` what pays for it from then on. `every` says how often it
    is looked at, `checked` when that was done last; `responder` acts when it slips.
    """

    owner: Id | None = None
    accepted: Date | None = None
    support_ends: DateOrUnknown | None = None
    budget: Text | None = None
    measure: Id | None = None
    every: Every | None = None
    checked: DateOrUnknown | None = None
    signal: Text | None = None
    response: Text | None = None
    responder: Id | None = None
    supports: tuple[EmbeddingSupport, ...] = ()
