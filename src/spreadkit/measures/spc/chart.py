"""A chart of a series: its lines, phase by phase, and the signals that a rule set finds in it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from spreadkit.measures.spc.data import SeriesError, SpcData, SpcStretch, stretches
from spreadkit.measures.spc.lines import phase_figures, phase_lines
from spreadkit.measures.spc.results import ChartKind, Signal, SignalDirection, SpcChart, SpcPhase, SpcPoint, SpcRule
from spreadkit.measures.spc.rule_sets import ANHOEJ, IHI_QUOTED, IHI_RUNS, RuleSet, RuleSetId
from spreadkit.measures.spc.rules import SpcTrack, signals_of, track_of
from spreadkit.measures.spc.runs import crossings_needed, runs_of
from spreadkit.record import record
from spreadkit.words import count_of

FITS: Final[Mapping[RuleSetId, frozenset[ChartKind]]] = MappingProxyType(
    {"anhoej": frozenset(ChartKind), "ihi": frozenset({ChartKind.RUN}), "mdc": frozenset({ChartKind.XMR})}
)
"""On which kinds of charts each rule set is defined."""


def chart_of(data: SpcData, kind: ChartKind = ChartKind.RUN, rule_set: RuleSet = ANHOEJ) -> SpcChart:
    """Chart a series and judge it by a rule set.

    Values that are missing are gaps: they are not drawn, counted or bridged over by a moving range. Limits that would
    fall onto the centre line, or rest on fewer than three values, are left out, and a note says so.

    Raises:
        CumulativeSeriesError: The series adds up; see there.
        SeriesError: The series is not of the kind that the chart is for, or the rules are for another kind of chart.
    """
    data.refuse_cumulative()
    if kind not in FITS[rule_set.id]:
        fitting = " or ".join(sorted(FITS[rule_set.id]))
        raise SeriesError(
            f"{rule_set.title} are for the {fitting} chart, not for the {kind} chart; choose anhoej for it"
        )
    parts = [_part(kind, stretch, rule_set) for stretch in stretches(data)]
    notes = [*_notes_on_all(kind)]
    for number, part in enumerate(parts, start=1):
        notes += [f"phase {number}: {note}" if len(parts) > 1 else note for note in part.notes]
    return SpcChart(
        kind=kind,
        rule_set=rule_set,
        phases=tuple(part.phase for part in parts),
        points=tuple(point for part in parts for point in _points(part)),
        signals=tuple(signal for part in parts for signal in part.signals),
        notes=tuple(notes),
    )


@record
class _ChartPart:
    """One phase of a chart, with what its points are made from."""

    phase: SpcPhase
    track: SpcTrack
    signals: tuple[Signal, ...]
    notes: tuple[str, ...]


def _part(kind: ChartKind, stretch: SpcStretch, rule_set: RuleSet) -> _ChartPart:
    figures = phase_figures(kind, stretch)
    track = track_of(stretch.first, figures, stretch.excluded, phase_lines(kind, stretch, figures, rule_set))
    phase = _phase(kind, stretch, track, rule_set)
    signals = signals_of(track, rule_set, judges_runs=kind is not ChartKind.MR)
    return _ChartPart(phase, track, tuple(signals), tuple(_notes(kind, phase, track, rule_set)))


def _phase(kind: ChartKind, stretch: SpcStretch, track: SpcTrack, rule_set: RuleSet) -> SpcPhase:
    values = track.counted()
    base = [figure for place, figure in values if place < stretch.baseline]
    runs = runs_of(track.sides(track.counted()))
    useful = sum(len(run.positions) for run in runs)
    frozen = stretch.stated is None and stretch.baseline < len(stretch.values)
    trial = stretch.awaited > 0 or _is_trial(kind, rule_set, useful, len(values), len(base) if frozen else None)
    if stretch.stated is not None:
        trial = len(values) < rule_set.needed_beside_stated and not any(track.beyond(*member) for member in values)
    return SpcPhase(
        first=stretch.first,
        last=stretch.first + len(stretch.values) - 1,
        values=len(values),
        baseline=len(base),
        frozen=frozen,
        centre=track.lines.centre,
        flat=bool(base) and max(base) - min(base) <= track.slack,
        useful=useful,
        longest_run=max((len(run.positions) for run in runs), default=None),
        longest_allowed=rule_set.longest_run(useful) if useful else None,
        crossings=len(runs) - 1 if runs else None,
        crossings_needed=crossings_needed(useful) if useful else None,
        trial=trial,
        stated=stretch.stated is not None,
        awaited=stretch.awaited,
    )


def _is_trial(kind: ChartKind, rule_set: RuleSet, useful: int, values: int, frozen_on: int | None) -> bool:
    if kind is ChartKind.RUN:
        return min(useful, rule_set.least_useful if frozen_on is None else frozen_on) < rule_set.least_useful
    lost = kind is ChartKind.MR  # the first value has no range
    return values + lost < rule_set.min_points or (frozen_on is not None and frozen_on + lost < rule_set.min_baseline)


def _notes_on_all(kind: ChartKind) -> Iterator[str]:
    if kind is ChartKind.MR:
        yield "runs of moving ranges are not judged: neighbouring ranges share a value, so they are not independent"


def _notes(kind: ChartKind, phase: SpcPhase, track: SpcTrack, rule_set: RuleSet) -> Iterator[str]:
    if phase.values == 0:
        yield "there are no values"
        return
    if track.lines.why_none:
        yield track.lines.why_none
    if phase.awaited:
        first = phase.baseline + phase.awaited
        yield f"trial lines: they are to be held on the first {first} values, and there {_are(phase.baseline, 'value')}"
    if rule_set.id != "mdc" and kind is not ChartKind.MR and phase.useful < rule_set.least_useful:
        yield f"too few points to apply the rules ({phase.useful} of {rule_set.least_useful})"
    if phase.trial and phase.frozen and kind is ChartKind.RUN and phase.baseline < rule_set.least_useful:
        yield f"the baseline has {count_of(phase.baseline, 'value')}, and the rules need {rule_set.least_useful}"
    if kind is not ChartKind.RUN and phase.trial and not phase.awaited and not track.lines.why_none:
        yield _why_trial(phase, rule_set, lost=kind is ChartKind.MR)
    if rule_set.id == "ihi" and phase.useful > max(IHI_RUNS):
        ends = f"the table of runs ends at {max(IHI_RUNS)} useful values"
        yield f"{ends}, so the number of runs is not judged ({phase.useful})"
    elif rule_set.id == "ihi" and phase.useful > IHI_QUOTED:
        yield (
            f"the number of runs of {phase.useful} values is judged by its exact distribution; the published table may "
            "differ by one run"
        )


def _why_trial(phase: SpcPhase, rule_set: RuleSet, *, lost: bool) -> str:
    noun = "range" if lost else "value"
    if phase.values < rule_set.min_points - lost:
        return f"trial limits: {rule_set.min_points - lost} {noun}s are needed, and there {_are(phase.values, noun)}"
    needed = rule_set.min_baseline - lost
    return f"trial limits: a frozen baseline needs {needed} {noun}s, and there {_are(phase.baseline, noun)}"


def _are(number: int, noun: str) -> str:
    return f"{'is' if number == 1 else 'are'} {count_of(number, noun)}"


def _points(part: _ChartPart) -> Iterator[SpcPoint]:
    marks = _marks(part.signals)
    track = part.track
    for place, (figure, limits) in enumerate(zip(track.figures, track.lines.limits, strict=True)):
        rule, direction = marks.get(track.first + place, (None, None))
        yield SpcPoint(
            value=figure,
            centre=track.lines.centre,
            lower=limits.lower if limits else None,
            near_lower=limits.near_lower if limits else None,
            near_upper=limits.near_upper if limits else None,
            upper=limits.upper if limits else None,
            side=track.side(figure),
            excluded=place in track.excluded,
            rule=rule,
            direction=direction,
        )


def _marks(signals: tuple[Signal, ...]) -> Mapping[int, tuple[SpcRule, SignalDirection | None]]:
    """Say of each point under which rule it falls first; of two trends that share it, the one that goes on."""
    marks: dict[int, tuple[SpcRule, SignalDirection | None]] = {}
    for rule in reversed(SpcRule):
        if rule.marks_points:
            for signal in signals:
                if signal.rule is rule:
                    marks |= dict.fromkeys(signal.points, (rule, signal.direction))
    return marks
