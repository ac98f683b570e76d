"""The PlanState: what the data of a plan say on a day, as the verdicts need it. Figures, days and names; no sentence.

Counts are whole. Values are exact fractions in the measure's unit. None is "not on record", never zero.
"""

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeVar

from spreadkit.model.target import Better, Target
from spreadkit.record import record

StateValue = TypeVar("StateValue")


def required(value: StateValue | None) -> StateValue:
    """Return what the row that says it has made sure of."""
    if value is None:
        raise LookupError("a row says what it has not made sure of")
    return value


PeriodWord = Literal["day", "week", "month", "quarter", "year", "value"]
"""What a point of a series is called."""

MeasureSignal = Literal["better", "worse"]
"""Where a signal of the measure's own rules points."""


@record(slots=False)
class SiteWords:
    """What the plan calls its sites: by category of number (`one`, `few`, `many`, `other`), and case (`gen`)."""

    one: str = "site"
    other: str = "sites"
    forms: tuple[tuple[str, str], ...] = ()

    def form(self, category: str) -> str:
        """Return the word for a category of number or a case; the plain one where the plan has no such form."""
        return dict(self.forms).get(category) or (self.one if category == "one" else self.other)


@record(slots=False)
class UnreadRows:
    """Rows of a table that could not be read; `rows` is None where the whole file could not.

    `are_values`: they are no rows, but values of a file that is no table.
    """

    table: str
    unread: int
    rows: int | None
    are_values: bool = False


@record(slots=False)
class PublishedFigure:
    """A figure from a publication: as it says it, for when in words, and its value where it is one plain number.

    `is_` says whether it is of the time before the changes or after; None where the plan does not say.
    """

    says: str
    when: str = ""
    value: Decimal | None = None
    is_: Literal["before", "after"] | None = None


@record(slots=False)
class SameSites:
    """The sites that reported throughout, and their pooled values before and in the last three periods."""

    n: int
    before: Fraction
    last: Fraction


@record(slots=False)
class MeasureState:
    """What is known of the aim's measure.

    `values` are on record, of which the rules can use the `points` (in a run chart those off the median); `periods`
    are those due so far; `needed` is how many points the rules need; `since` counts values since the first site
    began. `unread` of its `rows` could not be read, nor any row of `unread_tables`. `before` and `last` are pooled:
    of the baseline, and of the last three periods, which lie in `span`. `signal` is that of the last phase; it is
    `holding` while it takes in the last point, and `is_unsure` where the rules find more than chance and do not say
    that it is better or worse. `target_at` is the route to the target. Where sites cannot be put together,
    `can_be_pooled` is False. `same_set` says whether the sites that report stayed the same, or agree with all.
    """

    noun: str
    id: str = ""
    short: str | None = None
    is_plural: bool = False
    unit: str = ""
    kind: Literal["outcome", "process", "balancing", "spread"] = "outcome"
    better: Better = "lower"
    every: PeriodWord = "value"
    values: int = 0
    points: int = 0
    periods: int = 0
    needed: int = 10
    rows: int = 0
    unread: int = 0
    unread_tables: tuple[str, ...] = ()
    unread_periods: int = 0
    unread_in_run: bool = False
    last: Fraction | None = None
    span: tuple[date, date] | None = None
    last_on: date | None = None
    before: Fraction | None = None
    target: Target | None = None
    target_at: tuple[str, ...] = ()
    signal: MeasureSignal | None = None
    holding: bool = False
    is_unsure: bool = False
    since: int = 0
    same_set: Literal["same", "agrees", "differs"] = "same"
    same: SameSites | None = None
    sites_known: bool = True
    is_stale: bool = False
    missing: int = 0
    not_in_last: tuple[str, ...] = ()
    is_self_reported: bool = False
    published: tuple[PublishedFigure, ...] = ()
    can_be_pooled: bool = True

    @property
    def name(self) -> str:
        """The shortest name that the plan gives it."""
        return self.short or self.noun

    @property
    def has_figures(self) -> bool:
        """Whether any value is on record, whether or not the rules can use it."""
        return max(self.values, self.points) > 0

    @property
    def is_read_in_part(self) -> bool:
        """Whether a row or a table of it could not be read."""
        return bool(self.unread or self.unread_tables)

    @property
    def has_enough_values(self) -> bool:
        """Whether there are as many values as the rules need points, though they may not be able to use them."""
        return self.values >= self.needed

    def meets_target(self, value: Fraction | Decimal | None) -> bool | None:
        """Whether a value meets the target; None without either, and where it cannot be said."""
        if value is None or self.target is None:
            return None
        return self.target.is_met_by(value, self.better)


@record(slots=False)
class BalancingState:
    """What is known of a measure of harm elsewhere."""

    noun: str
    state: Literal["same", "worse", "few", "nodata", "unread"]


class BarReason(StrEnum):
    """Why a site cannot be there by the next date."""

    PAUSED = "paused"
    DECLINED = "declined"
    NO_LEAD = "no lead"
    SHUT = "shut"


@record(slots=False)
class BarredSite:
    """A site that cannot be there by the next date, why, and of a paused one the day to go on."""

    name: str
    why: BarReason
    until: date | None = None


@record(slots=False)
class LateSite:
    """A site of a wave that is over, which is not there; whether that is because it rests."""

    name: str
    is_paused: bool = False


@record(slots=False)
class SiteCounts:
    """How many sites are meant (`of`), have every core change now (`there`), and had it at some time (`ever`).

    `there` is None where no site is on record. `stale_there` are those of them without recent news; `open_next` counts
    those not there that may still be by the next date. `some_in_place`: a core change is in place at some site.
    `none_applies` are those of `of` to which no core change applies: they are never due.
    """

    of: int | None = None
    there: int | None = None
    ever: int = 0
    stale_there: tuple[str, ...] = ()
    late: tuple[LateSite, ...] = ()
    declined: tuple[str, ...] = ()
    on_record: int = 0
    begun_n: int = 0
    no_record: int = 0
    open_next: int | None = None
    barred_next: tuple[BarredSite, ...] = ()
    some_in_place: bool = False
    none_applies: tuple[str, ...] = ()

    @property
    def of_applicable(self) -> int:
        """How many of the sites that are meant a core change applies to."""
        return (self.of or 0) - len(self.none_applies)


@record(slots=False)
class WaveState:
    """A wave: how many sites, its days, whether its way is open, and which of its sites had it and lost it."""

    name: str
    n: int
    start: date | None = None
    end: date | None = None
    is_shut: bool = False
    begun: bool = False
    waits_for: str | None = None
    lost: tuple[str, ...] = ()


@record(slots=False)
class ForecastRange:
    """How many sites will be there by the aim's date, in eight cases of ten."""

    low: int
    high: int


class StuckKind(StrEnum):
    """Why a site needs somebody; the order is that of telling, and the first that is so counts."""

    GAVE_UP = "gave up"
    SILENT = "silent"
    PAUSED = "paused"
    DECLINED = "declined"
    NO_LEAD = "no lead"
    HELD_UP = "held up"
    LATE = "late"


@record(slots=False)
class StuckSite:
    """A site that needs somebody: what it gave up or what holds it up, since when it is silent, when it goes on."""

    name: str
    kind: StuckKind
    what: str | None = None
    since: date | None = None
    until: date | None = None
    cause: str | None = None


@record(slots=False)
class EarlyLoss:
    """A core change that a site gave up before its re-check was due."""

    name: str
    what: str | None = None


@record(slots=False)
class RecheckCounts:
    """Re-checks of core changes: `held` and `lost` were made; `overdue` were due over a month ago and were not.

    `due_now` are due within the month. `since_unknown`: what is in place was entered after the fact for all at once.
    `months` are the times after which the looks were made that count.
    """

    held: int = 0
    lost: int = 0
    overdue: int = 0
    due_now: int = 0
    early: tuple[EarlyLoss, ...] = ()
    next: date | None = None
    is_self_reported: bool = False
    since_unknown: bool = False
    months: tuple[int, ...] = (6,)

    @property
    def made(self) -> int:
        """How many looks were made."""
        return self.held + self.lost


@record(slots=False)
class TrustState:
    """What trust rests on: silent sites, what a check against a second source found and when, and a caveat."""

    silent: tuple[str, ...] = ()
    checked: str | None = None
    caveat: bool = False
    checked_on: date | None = None


@record(slots=False)
class SizeFigures:
    """What the size is worked out from.

    `count0` events in `periods0` periods before, at `rate0` per unit of exposure; `count` in `exposure` since the
    first whole period after the first site began, which `since` names. `dispersion` is Pearson's, of the baseline.
    """

    rate0: float
    count0: float
    exposure: float
    count: float
    periods0: int
    events: str
    since: date
    dispersion: float = 1.0
    is_redefined: bool = False


class MovedKind(StrEnum):
    """What may move between two reviews; the order is that of telling."""

    GAVE_UP = "gave up"
    SIGNAL_WORSE = "signal worse"
    PRICE = "price"
    SILENT = "silent"
    GOT_THERE = "got there"
    SIGNAL_BETTER = "signal better"
    TARGET_MET = "target met"
    WAVE_BEGAN = "wave began"
    WAVE_HELD = "wave held"
    HELD_UP = "held up"
    PAUSED = "paused"
    BACK = "back"
    NO_LEAD = "no lead"
    LEAD_NAMED = "lead named"
    ASK_OVERDUE = "ask overdue"
    ASKED_TO_BEGIN = "asked to begin"


@record(slots=False)
class DatedMove:
    """Something that moved: at a site, on a day; or in the plan's own words, `says`."""

    kind: MovedKind
    name: str | None = None
    what: str | None = None
    on: date | None = None
    says: str | None = None


@record(slots=False)
class PlanState:
    """All that verdicts are made from: what the data of a plan say on the day `as_of`.

    `unread` are rows that a sentence rests on, of sites, waves or adoption; `unread_elsewhere` those that none does.
    `ended` is the day that the work ended; `rests` that the plan is paused, `until` a day where one is named.
    """

    as_of: date
    by: date | None = None
    words: SiteWords = field(default_factory=SiteWords)
    begun: bool = False
    measure: MeasureState | None = None
    balancing: tuple[BalancingState, ...] = ()
    sites: SiteCounts = field(default_factory=SiteCounts)
    published_reach: str | None = None
    waves: tuple[WaveState, ...] = ()
    forecast: ForecastRange | None = None
    stuck: tuple[StuckSite, ...] = ()
    obstacles: int = 0
    rechecks: RecheckCounts = field(default_factory=RecheckCounts)
    trust: TrustState = field(default_factory=TrustState)
    size: SizeFigures | None = None
    since_day: date | None = None
    reviewed: bool = True
    moves: tuple[DatedMove, ...] = ()
    rests: bool = False
    until: date | None = None
    ended: date | None = None
    errors: int = 0
    unread: tuple[UnreadRows, ...] = ()
    unread_elsewhere: tuple[UnreadRows, ...] = ()

    @property
    def is_better(self) -> bool:
        """Whether the measure shows a change to the better that holds."""
        return self._signals("better")

    @property
    def is_worse(self) -> bool:
        """Whether the measure shows a change to the worse that holds."""
        return self._signals("worse")

    @property
    def has_enough(self) -> bool:
        """Whether the measure has as many points as its rules need."""
        return self.measure is not None and self.measure.points >= self.measure.needed

    @property
    def is_unrecorded(self) -> bool:
        """Whether nothing is on record of any site: then it is not known that none has begun, or is there."""
        return not self.sites.on_record

    @property
    def is_start_unknown(self) -> bool:
        """Whether no start is on record, and nothing says that the work has not begun: no wave is to come."""
        if self.begun:
            return False
        is_to_come = any(wave.start is not None and wave.start > self.as_of for wave in self.waves)
        return bool(self.unread) or (self.is_unrecorded and not is_to_come)

    @property
    def listed(self) -> bool:
        """Whether any site is on record."""
        return self.sites.there is not None

    @property
    def all_there(self) -> bool:
        """Whether every site that is meant, and to which a core change applies, has every core change now."""
        return bool(self.sites.there) and self.sites.there == self.sites.of_applicable

    @property
    def applies_nowhere(self) -> bool:
        """Whether a core change applies to none of the sites that are listed."""
        return bool(self.sites.none_applies) and not self.sites.of_applicable

    def due_by(self, day: date) -> int:
        """Return how many sites are due on or before a day: those of waves that are over, and all by the aim's date."""
        of = self.sites.of_applicable
        if self.by is not None and self.by <= day:
            return of
        return min(of, sum(wave.n for wave in self.waves if wave.end is not None and wave.end <= day))

    @property
    def due_now(self) -> int:
        """How many sites are due by the day itself."""
        return self.due_by(self.as_of)

    @property
    def next_due(self) -> date | None:
        """The first day after this one on which more sites are due."""
        ends = [wave.end for wave in self.waves if wave.end is not None and wave.end > self.as_of]
        return min([*ends, *([self.by] if self.by is not None and self.by > self.as_of else [])], default=None)

    def _signals(self, direction: MeasureSignal) -> bool:
        return self.measure is not None and self.measure.holding and self.measure.signal == direction
