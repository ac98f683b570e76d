"""What a chart comes to: its phases, its points, and the signals in them. Nothing here is ever not-a-number."""

from enum import StrEnum
from typing import Literal

from spreadkit.measures.spc.rule_sets import RuleSet
from spreadkit.record import record

SignalDirection = Literal["up", "down"]


class ChartKind(StrEnum):
    """The kinds of charts."""

    RUN = "run"
    XMR = "xmr"
    MR = "mr"
    P = "p"
    P_PRIME = "p-prime"
    U = "u"
    U_PRIME = "u-prime"
    C = "c"
    G = "g"
    T = "t"


class SpcRule(StrEnum):
    """The rules of all sets, the one that labels a point first standing first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"
    LONG_RUN = "long-run"
    FEW_CROSSINGS = "few-crossings"
    FEW_RUNS = "few-runs"
    MANY_RUNS = "many-runs"

    @property
    def marks_points(self) -> bool:
        """Whether a signal by this rule lies in certain points, rather than in a phase as a whole."""
        return self not in {SpcRule.FEW_CROSSINGS, SpcRule.FEW_RUNS, SpcRule.MANY_RUNS}


@record
class Signal:
    """Something that chance alone would seldom do.

    Attributes:
        rule: The rule that finds it.
        direction: Whether it lies, or goes, up or down; None where the rule tells no direction.
        points: The positions in the series that make it, rising, all in one phase.
        says: What is there, in one clause without labels or units.
    """

    rule: SpcRule
    direction: SignalDirection | None
    points: tuple[int, ...]
    says: str

    @property
    def first(self) -> int:
        """The position of its first point."""
        return self.points[0]

    @property
    def last(self) -> int:
        """The position of its last point."""
        return self.points[-1]


@record
class SpcPoint:
    """A point as it is drawn.

    Lines are None where there is none. `side` is 1 above the centre line, 0 on it, -1 below; `rule` is the first that
    the point falls under, `direction` that of its signal.
    """

    value: float | None
    centre: float | None
    lower: float | None
    near_lower: float | None
    near_upper: float | None
    upper: float | None
    side: Literal[-1, 0, 1] | None
    excluded: bool
    rule: SpcRule | None
    direction: SignalDirection | None

    @property
    def counts(self) -> bool:
        """Whether the rules look at it."""
        return self.value is not None and not self.excluded


@record
class SpcPhase:
    """One phase, with the figures that the Anhøj rules use; these are told whatever rule set judges.

    Attributes:
        first: The position of its first point in the series.
        last: The position of its last point.
        values: How many of its points have a value and are not excluded.
        baseline: How many of these make the centre line.
        frozen: Whether later points of the phase are judged by a baseline that leaves them out.
        centre: The centre line; None without a value.
        flat: Whether every value in the baseline is the same.
        useful: How many values lie off the centre line.
        longest_run: The most useful values in a row on one side; None without any.
        longest_allowed: The longest run that chance allows for.
        crossings: How often useful values in a row lie on different sides.
        crossings_needed: The fewest crossings that chance allows for.
        trial: Whether there are too few values to rely on limits or to claim a signal.
        stated: Whether its lines are stated, and not worked out from its values.
        awaited: How many more values it takes until lines that are to be held on its first values are.
    """

    first: int
    last: int
    values: int
    baseline: int
    frozen: bool
    centre: float | None
    flat: bool
    useful: int
    longest_run: int | None
    longest_allowed: int | None
    crossings: int | None
    crossings_needed: int | None
    trial: bool
    stated: bool = False
    awaited: int = 0

    @property
    def runs_signal(self) -> bool:
        """Whether the Anhøj rules find a run too long or crossings too few."""
        if self.longest_run is None or self.longest_allowed is None:
            return False
        if self.crossings is None or self.crossings_needed is None:
            return False
        return self.longest_run > self.longest_allowed or self.crossings < self.crossings_needed


@record
class SpcChart:
    """A whole chart: phases and points in order, signals by phase, and notes on what was not judged and why."""

    kind: ChartKind
    rule_set: RuleSet
    phases: tuple[SpcPhase, ...]
    points: tuple[SpcPoint, ...]
    signals: tuple[Signal, ...]
    notes: tuple[str, ...]

    def signals_in(self, phase: SpcPhase) -> tuple[Signal, ...]:
        """Return the signals of one phase."""
        return tuple(signal for signal in self.signals if phase.first <= signal.first <= phase.last)
