"""One plain sentence about a chart, for people. It claims no more than the last phase of the chart allows."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from spreadkit.measures.spc.data import SeriesError
from spreadkit.measures.spc.interpretation import MdcAssurance, judge_signal, mdc_assurance_of
from spreadkit.measures.spc.results import ChartKind, Signal, SpcChart, SpcPhase, SpcPoint, SpcRule
from spreadkit.measures.spc.rule_sets import IHI_RUNS
from spreadkit.model.target import Better, Target
from spreadkit.record import record
from spreadkit.words import count_of, in_figures_apart

_CENTRES: Final[Mapping[ChartKind, str]] = MappingProxyType(
    {ChartKind.RUN: "median", ChartKind.G: "median", ChartKind.MR: "mean range", ChartKind.T: "centre line"}
)
_SAME_LIMITS: Final = frozenset({ChartKind.XMR, ChartKind.MR, ChartKind.C, ChartKind.G, ChartKind.T})
"""Charts whose limits are the same for all points of a phase, so that a sentence can give them."""

_NEXT_TO_NOTHING: Final = 1e-3
"""A lower limit that is this part of the upper one, or less, is written as 0. The figure is ours."""


@record
class _SentenceData:
    """What the parts of a sentence are made from."""

    chart: SpcChart
    phase: SpcPhase
    better: Better
    labels: Sequence[str]
    figure: Callable[[float], str]
    sites_changed: bool = False

    @property
    def centre(self) -> str:
        """The centre line in words: `median of 6.6`."""
        line = self.phase.centre
        name = "stated centre line" if self.phase.stated else _CENTRES.get(self.chart.kind, "mean")
        return name if line is None else f"{name} of {self.figure(line)}"

    @property
    def noun(self) -> str:
        """What a point of the chart is."""
        return "range" if self.chart.kind is ChartKind.MR else "value"

    @property
    def points(self) -> Sequence[tuple[int, SpcPoint]]:
        """The points of the last phase that have a value and count, with their positions."""
        inside = range(self.phase.first, self.phase.last + 1)
        return [(place, self.chart.points[place]) for place in inside if self.chart.points[place].counts]

    def span(self, signal: Signal) -> str:
        """Say from when to when: ` (March 2025 to November 2025)`."""
        return f"({self.labels[signal.first]} to {self.labels[signal.last]})"

    def goes_on(self, signal: Signal) -> bool:
        """Whether the last value belongs to a signal, or no value after the signal is one that would end it."""
        after = [point for place, point in self.points if place > signal.last]
        if self.chart.rule_set.id == "mdc":
            return not after
        if signal.rule in {SpcRule.LONG_RUN, SpcRule.SHIFT}:
            return all(point.side == 0 for point in after)
        if signal.rule is SpcRule.TREND:
            return all(point.value == self.chart.points[signal.last].value for point in after)
        return not after


def chart_sentence(  # noqa: PLR0913 - what a sentence is made from
    chart: SpcChart,
    *,
    better: Better,
    labels: Sequence[str],
    figure: Callable[[float], str],
    target: Target | None = None,
    meets_target: bool | None = None,
    sites_changed: bool = False,
) -> str:
    """Say what the last phase of a chart shows, and how its last value stands to a target.

    Args:
        chart: What `chart_of` made; the caller names its rule set beside the sentence.
        better: Which way is better.
        labels: The date of each point, as people say it.
        figure: Writes a value with its unit and its places. Limits may lie where no value can, such as below zero: let
            it cut them there.
        target: What the values are to reach.
        meets_target: Whether the last value meets it, as its exact number says; None where that cannot be said.
        sites_changed: Whether the values are not of the same sites, so that a signal may come from that alone.

    Raises:
        SeriesError: There are not as many labels as points.
    """
    if len(labels) != len(chart.points):
        raise SeriesError(
            f"there are {len(chart.points)} points and {len(labels)} labels; give one label for each point"
        )
    if not chart.phases:
        return "There are no values yet."
    told = _SentenceData(chart, chart.phases[-1], better, labels, figure, sites_changed)
    since = f"since {labels[told.phase.first]}, " if len(chart.phases) > 1 else ""
    parts = [since + _what_is_seen(told), *_left_out(told), *_of_target(told, target, meets_target=meets_target)]
    return " ".join(part[:1].upper() + part[1:] for part in parts)


def signal_to_tell(chart: SpcChart) -> Signal | None:
    """Return the signal that the sentence about a chart tells; None where it tells of none."""
    if not chart.phases:
        return None
    told = _SentenceData(chart, chart.phases[-1], "neither", (), str)
    return None if _too_few(told) or not told.phase.useful else _signal_to_tell(told)


def is_too_short(chart: SpcChart) -> bool:
    """Whether the last phase of a chart has too few values to tell a change from chance; so where it has none."""
    if not chart.phases or not chart.phases[-1].values:
        return True
    return bool(_too_few(_SentenceData(chart, chart.phases[-1], "neither", (), str)))


def _what_is_seen(told: _SentenceData) -> str:
    phase = told.phase
    if phase.values == 0:
        return "there are no values yet."
    too_few = _too_few(told)
    if too_few:
        return too_few
    if phase.useful == 0:
        value = told.figure(told.points[0][1].value or 0)
        return f"all {phase.values} {told.noun}s are {value}: nothing varies that the rules could judge."
    signal = _signal_to_tell(told)
    return _by_chance(told) if signal is None else _SAYS[signal.rule](told, signal)


def _too_few(told: _SentenceData) -> str:
    """Say that there are too few values to claim anything; nothing where there are enough."""
    phase, rules = told.phase, told.chart.rule_set
    if phase.awaited:
        verb = "is" if phase.values == 1 else "are"
        first = phase.baseline + phase.awaited
        return (
            f"{count_of(phase.values, told.noun)} {verb} too few to tell a change from chance: the lines are to be "
            f"held on the first {first}, and are trial lines until then."
        )
    by_limits, lost = told.chart.kind is not ChartKind.RUN, told.chart.kind is ChartKind.MR
    needed = rules.min_points - lost if by_limits else rules.least_useful
    if phase.stated:
        if _claimable(told):
            return ""
        needed = rules.needed_beside_stated
    if phase.values < needed:
        verb = "is" if phase.values == 1 else "are"
        return (
            f"{count_of(phase.values, told.noun)} {verb} too few to tell a change from chance; the rules need {needed}."
        )
    needed = rules.min_baseline - lost if by_limits else rules.least_useful
    if phase.frozen and phase.baseline < needed:
        has = f"the baseline has {count_of(phase.baseline, told.noun)}"
        return f"{has}, too few to tell a change from chance by; the rules need {needed}."
    if phase.useful and not _judges_runs(told) and not _claimable(told):
        lie = "lies" if phase.useful == 1 else "lie"
        return (
            f"only {phase.useful} of the {phase.values} {told.noun}s {lie} off the {told.centre}: too few to tell a "
            f"change from chance; the rules need {rules.least_useful}."
        )
    return ""


def _judges_runs(told: _SentenceData) -> bool:
    """Whether enough values lie off the centre line for the rules about runs."""
    if told.chart.rule_set.id == "mdc" or told.chart.kind is ChartKind.MR:
        return True
    return told.phase.useful >= told.chart.rule_set.least_useful


def _claimable(told: _SentenceData) -> list[Signal]:
    """Return the signals of the last phase that there are enough values to claim."""
    found = told.chart.signals_in(told.phase)
    if _judges_runs(told):
        return [*found]
    return [signal for signal in found if signal.rule is SpcRule.OUTSIDE]


def _signal_to_tell(told: _SentenceData) -> Signal | None:
    """Return one signal: one that goes on before one that has ended, one in certain points before one of all."""
    order = [*SpcRule]

    def weight(signal: Signal) -> tuple[bool, bool, int, int]:
        goes_on = told.goes_on(signal)
        return (
            signal.rule.marks_points,
            goes_on,
            len(signal.points) if goes_on else signal.last,
            -order.index(signal.rule),
        )

    return max(_claimable(told), key=weight, default=None)


def _by_chance(told: _SentenceData) -> str:
    phase = told.phase
    around = f"{'the' if phase.stated else 'a'} {told.centre}"
    if phase.frozen:
        around = f"the {told.centre} that the first {phase.baseline} {told.noun}s set"
    limits = ""
    point = told.points[-1][1]
    if told.chart.kind is not ChartKind.RUN and point.upper is None and not phase.stated:
        why = "the baseline does not vary" if phase.flat else "too few values stand next to each other"
        return f"there are no limits to judge the {phase.values} {told.noun}s by: {why}."
    if (told.chart.kind in _SAME_LIMITS or phase.stated) and point.lower is not None and point.upper is not None:
        lower = 0.0 if abs(point.lower) < _NEXT_TO_NOTHING * abs(point.upper) else point.lower
        limits = f", between limits of {told.figure(lower)} and {told.figure(point.upper)}"
    return f"the rules find no change in the {phase.values} {told.noun}s around {around}{limits}."


def _of_run(told: _SentenceData, signal: Signal) -> str:
    where = "above" if signal.direction == "up" else "below"
    seen = f"{len(signal.points)} values in a row are {where} the {told.centre} {told.span(signal)}"
    if told.goes_on(signal):
        return f"{seen}: {_meaning(told, signal, 'shift')}."
    judgement = judge_signal(signal, told.better)
    side = "one side of it" if judgement == "neither" or told.sites_changed else f"the {judgement} side"
    return f"{seen}, {side}; the values after them do not keep to it."


def _of_trend(told: _SentenceData, signal: Signal) -> str:
    verb = "rise" if signal.direction == "up" else "fall"
    seen = f"{len(signal.points)} values in a row {verb} {told.span(signal)}"
    return f"{seen}: {_meaning(told, signal, 'trend')}."


def _of_two_of_three(told: _SentenceData, signal: Signal) -> str:
    limit = "upper" if signal.direction == "up" else "lower"
    among = max(3, sum(signal.first <= place <= signal.last for place, _ in told.points))
    seen = f"{len(signal.points)} of {among} values in a row are close to the {limit} limit {told.span(signal)}"
    return f"{seen}: {_meaning(told, signal, 'signal')}."


def _of_outside(told: _SentenceData, signal: Signal) -> str:
    up = signal.direction == "up"
    limit = "above the upper limit" if up else "below the lower limit"
    if len(signal.points) > 1:
        seen = f"{len(signal.points)} values in a row are {limit} {told.span(signal)}"
        return f"{seen}: {_meaning(told, signal, 'signal')}."
    point = told.chart.points[signal.first]
    line = point.upper if up else point.lower
    seen = f"the value of {told.labels[signal.first]}, {told.figure(point.value or 0)}, is {limit}"
    return f"{seen} of {told.figure(line or 0)}: {_meaning(told, signal, 'signal')}."


def _of_crossings(told: _SentenceData, _signal: Signal) -> str:
    phase = told.phase
    times = count_of(phase.crossings or 0, "time")
    return (
        f"the {phase.values} values cross the {told.centre} only {times}, where chance alone seldom gives fewer than "
        f"{phase.crossings_needed}: something other than chance is at work, and this rule does not say which way."
    )


def _of_runs(told: _SentenceData, signal: Signal) -> str:
    phase = told.phase
    fewest, most = IHI_RUNS[phase.useful]
    few = signal.rule is SpcRule.FEW_RUNS
    runs = count_of((phase.crossings or 0) + 1, "run")
    return (
        f"the {phase.values} values make {runs} about the {told.centre}, {'fewer' if few else 'more'} than the "
        f"{fewest} to {most} that chance allows for: something other than chance is at work, and this rule does not "
        f"say which way."
    )


_SAYS: Final[Mapping[SpcRule, Callable[[_SentenceData, Signal], str]]] = MappingProxyType(
    {
        SpcRule.OUTSIDE: _of_outside,
        SpcRule.TREND: _of_trend,
        SpcRule.TWO_OF_THREE: _of_two_of_three,
        SpcRule.SHIFT: _of_run,
        SpcRule.LONG_RUN: _of_run,
        SpcRule.FEW_CROSSINGS: _of_crossings,
        SpcRule.FEW_RUNS: _of_runs,
        SpcRule.MANY_RUNS: _of_runs,
    }
)


def _meaning(told: _SentenceData, signal: Signal, noun: str) -> str:
    """Say which way a signal goes, and whether the last value is still part of it."""
    judgement = judge_signal(signal, told.better)
    neutral = "upwards" if signal.direction == "up" else "downwards"
    way = neutral if judgement == "neither" or told.sites_changed else f"to the {judgement}"
    if told.sites_changed:
        return f"a {noun} {way}, which the change of sites alone may explain"
    if told.goes_on(signal):
        return f"a {noun} {way}"
    return f"a {noun} {way}, which the values after it do not continue"


def _left_out(told: _SentenceData) -> list[str]:
    inside = told.chart.points[told.phase.first : told.phase.last + 1]
    number = sum(point.excluded for point in inside)
    said = []
    if number:
        said.append(f"{count_of(number, 'more value')} {'is' if number == 1 else 'are'} left out.")
    if told.chart.rule_set.id == "ihi" and told.phase.useful > max(IHI_RUNS):
        said.append(f"The number of runs is not judged: its table ends at {max(IHI_RUNS)} values.")
    return said


def _of_target(told: _SentenceData, target: Target | None, *, meets_target: bool | None) -> list[str]:
    """Say how things stand to a target: by the limits where nothing but chance is at work, else by the last value."""
    if target is None or meets_target is None or not told.points:
        return []
    shown, number = f"the target of {target.words}", float(target.value)
    assurance = mdc_assurance_of(told.chart, told.better, number)
    if assurance is not None and not _claimable(told):
        return [f"{shown} {_ASSURED[assurance]}."]
    place, last = told.points[-1]
    value = last.value or 0
    is_told_apart = value == number or _number(told.figure(value)) != _number(told.figure(number))
    written = told.figure(value) if is_told_apart else in_figures_apart(value, number)
    verb = "meets" if meets_target else "does not meet"
    also = ", but is not of the same sites" if told.sites_changed else ""
    return [f"the last value, {written} ({told.labels[place]}), {verb} {shown}{also}."]


def _number(text: str) -> str:
    """Return a written number without the zeros behind its point."""
    return text.rstrip("0").rstrip(".") if "." in text else text


_ASSURED: Final[Mapping[MdcAssurance, str]] = MappingProxyType(
    {
        MdcAssurance.MET: "lies outside of the limits: as things are, expect values to meet it",
        MdcAssurance.MISSED: "lies outside of the limits: as things are, expect values to miss it",
        MdcAssurance.INCONSISTENT: "lies within the limits: as things are, chance decides whether a value meets it",
    }
)
