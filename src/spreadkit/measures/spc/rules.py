"""The rules: what in one phase is a signal, by each of the rule sets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Final

from spreadkit.measures.spc.lines import PhaseFigures, PhaseLines
from spreadkit.measures.spc.results import Signal, SignalDirection, SpcRule
from spreadkit.measures.spc.rule_sets import IHI_RUNS, RuleSet, RuleSetId
from spreadkit.measures.spc.runs import NOISE, Side, SpcRun, crossings_needed, runs_of, side_of
from spreadkit.record import record
from spreadkit.words import count_of

_THREE: Final = 3
_TWO: Final = 2


@record
class SpcTrack:
    """One phase as the rules see it: figures and lines, where each point stands, and which are left out."""

    first: int
    figures: PhaseFigures
    excluded: frozenset[int]
    lines: PhaseLines
    slack: float

    def side(self, figure: float | None) -> Side | None:
        """Say on which side of the centre line a figure lies; None where one of them is missing."""
        centre = self.lines.centre
        return None if figure is None or centre is None else side_of(figure, centre, self.slack)

    def sides(self, members: Sequence[tuple[int, float]]) -> list[tuple[int, Side]]:
        """Return positions with their sides of the centre line."""
        sides = [(place, self.side(figure)) for place, figure in members]
        return [(place, side) for place, side in sides if side is not None]

    def counted(self) -> list[tuple[int, float]]:
        """Return the positions that have a value and count, each with its value."""
        return [
            (place, figure)
            for place, figure in enumerate(self.figures)
            if figure is not None and place not in self.excluded
        ]

    def pieces(self) -> list[list[tuple[int, float]]]:
        """Return what is counted, in pieces between the gaps; an excluded point makes no gap."""
        pieces: list[list[tuple[int, float]]] = [[]]
        for place, figure in enumerate(self.figures):
            if place in self.excluded:
                continue
            if figure is None:
                pieces.append([])
            else:
                pieces[-1].append((place, figure))
        return [piece for piece in pieces if piece]

    def beyond(self, place: int, figure: float) -> Side:
        """Say outside of which limit a point lies, strictly; of none, 0."""
        limits, slack = self.lines.limits[place], self.slack
        if limits is None:
            return 0
        return 1 if side_of(figure, limits.upper, slack) > 0 else _below(figure, limits.lower, slack)

    def close(self, place: int, figure: float) -> Side:
        """Say beyond which of the two near lines a point lies, strictly; of none, 0."""
        limits, slack = self.lines.limits[place], self.slack
        if limits is None:
            return 0
        return 1 if side_of(figure, limits.near_upper, slack) > 0 else _below(figure, limits.near_lower, slack)

    def signal(self, rule: SpcRule, side: int, places: Sequence[int], says: str) -> Signal:
        """Return a signal with positions in the whole series."""
        return Signal(rule, _direction_of(side), tuple(self.first + place for place in places), says)


def track_of(first: int, figures: PhaseFigures, excluded: frozenset[int], lines: PhaseLines) -> SpcTrack:
    """Return a track, with how far apart two numbers may be and still be equal."""
    return SpcTrack(
        first,
        figures,
        excluded,
        lines,
        NOISE * max((abs(figure) for figure in figures if figure is not None), default=0),
    )


def _direction_of(side: int) -> SignalDirection | None:
    """Return the direction of a side."""
    if side == 0:
        return None
    return "up" if side > 0 else "down"


def signals_of(track: SpcTrack, rule_set: RuleSet, *, judges_runs: bool) -> list[Signal]:
    """Return the signals of one phase in the order of their first points; runs only where they can be judged."""
    found = [*_outside(track)]
    if judges_runs:
        found += _RULES[rule_set.id](track, rule_set)
    order = list(SpcRule)
    return sorted(found, key=lambda signal: (signal.first, order.index(signal.rule), signal.last))


def _outside(track: SpcTrack) -> Iterator[Signal]:
    sides = [(place, track.beyond(place, figure)) for place, figure in track.counted()]
    for side, members in groupby(sides, key=lambda member: member[1]):
        if side:
            places = [place for place, _ in members]
            limit = "above the upper limit" if side > 0 else "below the lower limit"
            says = f"{count_of(len(places), 'value')} {'is' if len(places) == 1 else 'are'} {limit}"
            yield track.signal(SpcRule.OUTSIDE, side, places, says)


def _anhoej(track: SpcTrack, rule_set: RuleSet) -> Iterator[Signal]:
    runs = runs_of(track.sides(track.counted()))
    useful = sum(len(run.positions) for run in runs)
    if not useful:
        return
    allowed, needed = rule_set.longest_run(useful), crossings_needed(useful)
    for run in runs:
        if len(run.positions) > allowed:
            most = f"{allowed} are the most for {useful} useful values"
            if rule_set.run_length is not None:
                most = f"{rule_set.run_length} are stated to be a signal"
            says = f"{_in_a_row(run)}, and {most}"
            yield track.signal(SpcRule.LONG_RUN, run.side, run.positions, says)
    if len(runs) - 1 < needed:
        crossed = f"the centre line is crossed {_times(len(runs) - 1)}"
        says = f"{crossed}, and {needed} are the fewest for {useful} useful values"
        yield track.signal(SpcRule.FEW_CROSSINGS, 0, _all_places(runs), says)


def _ihi(track: SpcTrack, rule_set: RuleSet) -> Iterator[Signal]:
    runs = runs_of(track.sides(track.counted()))
    for run in runs:
        if len(run.positions) >= rule_set.shift:
            yield track.signal(SpcRule.SHIFT, run.side, run.positions, _in_a_row(run))
    firsts = _first_of_equals(track.counted(), track.slack)
    yield from _trends(track, firsts, rule_set.trend)
    yield from _number_of_runs(track, runs)


def _number_of_runs(track: SpcTrack, runs: Sequence[SpcRun]) -> Iterator[Signal]:
    useful = sum(len(run.positions) for run in runs)
    if useful not in IHI_RUNS:
        return
    fewest, most = IHI_RUNS[useful]
    says = (
        f"there {'is' if len(runs) == 1 else 'are'} {count_of(len(runs), 'run')}, and the table has {fewest} to {most}"
    )
    if len(runs) < fewest:
        yield track.signal(SpcRule.FEW_RUNS, 0, _all_places(runs), f"{says} for {useful} useful values")
    if len(runs) > most:
        yield track.signal(SpcRule.MANY_RUNS, 0, _all_places(runs), f"{says} for {useful} useful values")


def _mdc(track: SpcTrack, rule_set: RuleSet) -> Iterator[Signal]:
    for piece in track.pieces():
        yield from _trends(track, piece, rule_set.trend)
        for side, members in groupby(track.sides(piece), key=lambda member: member[1]):
            places = tuple(place for place, _ in members)
            if side:
                yield from _two_of_three(track, side, places, rule_set)
            if side and len(places) >= rule_set.shift:
                yield track.signal(SpcRule.SHIFT, side, places, _in_a_row(SpcRun(side, places)))


def _two_of_three(track: SpcTrack, side: Side, places: Sequence[int], rule_set: RuleSet) -> Iterator[Signal]:
    """Look through points in a row on one side, three at a time, for two that lie close to the limit."""
    figures = [figure for place in places if (figure := track.figures[place]) is not None]
    near = [
        place
        for place, figure in zip(places, figures, strict=True)
        if track.close(place, figure) == side
        and (rule_set.two_of_three_counts_outside or track.beyond(place, figure) == 0)
    ]
    windows = [places[start : start + _THREE] for start in range(len(places) - _TWO)]
    flagged = {place for window in windows if len({*window} & {*near}) >= _TWO for place in window if place in near}
    for group in _groups_within(_TWO, [index for index, place in enumerate(places) if place in flagged]):
        among = max(_THREE, group[-1] - group[0] + 1)
        says = f"{len(group)} of {among} values in a row are close to the {'upper' if side > 0 else 'lower'} limit"
        yield track.signal(SpcRule.TWO_OF_THREE, side, [places[index] for index in group], says)


def _groups_within(steps: int, indices: Sequence[int]) -> list[list[int]]:
    """Split rising numbers where one is further than so many steps from the one before."""
    groups: list[list[int]] = []
    for index in indices:
        if groups and index - groups[-1][-1] <= steps:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _trends(track: SpcTrack, members: Sequence[tuple[int, float]], least: int) -> Iterator[Signal]:
    """Go through the stretches that rise, or fall, from point to point for so many points or more."""
    slack = track.slack
    steps = [(place, following, side_of(last, first, slack)) for (place, first), (following, last) in pairwise(members)]
    for side, found in groupby(steps, key=lambda step: step[2]):
        pairs = list(found)
        places = [pairs[0][0], *(following for _, following, _ in pairs)]
        if side and len(places) >= least:
            verb = "rise" if side > 0 else "fall"
            yield track.signal(SpcRule.TREND, side, places, f"{len(places)} values in a row {verb}")


def _first_of_equals(members: Sequence[tuple[int, float]], slack: float) -> list[tuple[int, float]]:
    kept: list[tuple[int, float]] = []
    for place, figure in members:
        if not kept or side_of(figure, kept[-1][1], slack) != 0:
            kept.append((place, figure))
    return kept


def _below(figure: float, line: float, slack: float) -> Side:
    return -1 if side_of(figure, line, slack) < 0 else 0


def _in_a_row(run: SpcRun) -> str:
    return f"{len(run.positions)} values in a row are {'above' if run.side > 0 else 'below'} the centre line"


def _all_places(runs: Sequence[SpcRun]) -> list[int]:
    return [place for run in runs for place in run.positions]


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


_RULES: Final[Mapping[RuleSetId, Callable[[SpcTrack, RuleSet], Iterator[Signal]]]] = MappingProxyType(
    {"anhoej": _anhoej, "ihi": _ihi, "mdc": _mdc}
)
