"""Two icons a measure, in the manner of NHS Making Data Count: has it changed, and can its target be counted on?

The first asks whether the last value belongs to more than chance, and which way; the second whether values will meet
the target as things are. Where no limits are there to expect by, the second says what happened, not what to expect.
See NHS England, Making Data Count, Making data count: getting started. The pictures are in `formats`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from spreadkit.measures.measure_charts import ChartedMeasure, LikeWithLike
from spreadkit.measures.spc.interpretation import MdcAssurance, mdc_assurance_of
from spreadkit.measures.spc.results import Signal, SpcChart
from spreadkit.measures.spc.words import is_too_short
from spreadkit.model.target import Target


class Variation(StrEnum):
    """What the last value of a measure belongs to. `word` stands under the icon."""

    BETTER = "better"
    WORSE = "worse"
    CHANCE = "chance"
    """Nothing but chance, now: a signal that has ended is none any more."""
    NEITHER = "neither"
    """More than chance, which is neither to the better nor to the worse."""
    TOO_FEW = "too-few"
    NOT_KNOWN = "not-known"
    """There are values, yet they cannot be judged: not read, not of the same sites, all alike, or charted wrongly."""
    NO_DATA = "no-data"

    @property
    def word(self) -> str:
        """What stands under the icon: two lines at most in a narrow cell."""
        return _VARIATION_WORDS[self]


class Assurance(StrEnum):
    """Whether a target can be counted on. `word` stands under the icon.

    The first three are what to expect as things are, by the limits; the next two what the last value did.
    """

    WILL_MEET = "will-meet"
    WILL_MISS = "will-miss"
    HIT_AND_MISS = "hit-and-miss"
    MET = "met"
    NOT_MET = "not-met"
    NOT_KNOWN = "not-known"
    """There is a target, and no value to hold against it, or none that can be."""
    NO_TARGET = "no-target"

    @property
    def word(self) -> str:
        """What stands under the icon: two lines at most in a narrow cell."""
        return _ASSURANCE_WORDS[self]


_VARIATION_WORDS: Final[Mapping[Variation, str]] = MappingProxyType(
    {
        Variation.BETTER: "Better, not chance",
        Variation.WORSE: "Worse, not chance",
        Variation.CHANCE: "Only chance",
        Variation.NEITHER: "Not chance, neither way",
        Variation.TOO_FEW: "Too few to say",
        Variation.NOT_KNOWN: "Cannot say",
        Variation.NO_DATA: "No data",
    }
)
_ASSURANCE_WORDS: Final[Mapping[Assurance, str]] = MappingProxyType(
    {
        Assurance.WILL_MEET: "Will meet it",
        Assurance.WILL_MISS: "Will miss it",
        Assurance.HIT_AND_MISS: "Hit and miss",
        Assurance.MET: "Met last",
        Assurance.NOT_MET: "Not met last",
        Assurance.NOT_KNOWN: "Not known",
        Assurance.NO_TARGET: "No aim of its own",
    }
)
_EXPECTED: Final[Mapping[MdcAssurance, Assurance]] = MappingProxyType(
    {
        MdcAssurance.MET: Assurance.WILL_MEET,
        MdcAssurance.MISSED: Assurance.WILL_MISS,
        MdcAssurance.INCONSISTENT: Assurance.HIT_AND_MISS,
    }
)


def is_holding(chart: SpcChart, signal: Signal) -> bool:
    """Whether a signal takes in the last point that counts, or all that come after it lie on its side."""
    counted = [place for place, point in enumerate(chart.points) if point.counts]
    later = [chart.points[place].side for place in counted if place > signal.last]
    side = 1 if signal.direction == "up" else -1
    return all(point_side == side for point_side in later)


def variation_of(charted: ChartedMeasure) -> Variation:
    """Say what the last value belongs to. The sites that reported throughout count where they show something else."""
    if not charted.line.known:
        data = charted.measure.data
        return Variation.NOT_KNOWN if data is not None and (data.points or data.unread) else Variation.NO_DATA
    judged = charted.like.throughout if charted.like.state is LikeWithLike.OPPOSES else charted
    if judged is None or judged.chart is None or charted.like.state is LikeWithLike.DIFFERS:
        return Variation.NOT_KNOWN
    if is_too_short(judged.chart):
        return Variation.TOO_FEW
    return _of_chart(judged, judged.chart) if judged.chart.phases[-1].useful else Variation.NOT_KNOWN


def _of_chart(charted: ChartedMeasure, chart: SpcChart) -> Variation:
    first = chart.phases[-1].first
    found = [(signal, judged) for signal, judged in charted.firm_signals if signal.first >= first]
    if not found:
        return Variation.CHANCE
    with_way = [pair for pair in found if pair[0].direction is not None]
    if not with_way:
        return Variation.NEITHER
    signal, judged = max(with_way, key=lambda pair: pair[0].last)
    return Variation(judged) if is_holding(chart, signal) else Variation.CHANCE


def assurance_of(charted: ChartedMeasure, target: Target | None) -> Assurance:
    """Say whether a target can be counted on; without firm limits, or with a change going on, what the last value did.

    A target of all sites together is not held against one: give None there.
    """
    if target is None:
        return Assurance.NO_TARGET
    better = charted.measure.better
    expected = _by_limits(charted, target) if target.fits(better) else None
    if expected is not None:
        return _EXPECTED[expected]
    last = charted.last_value
    is_met = None if last is None else target.is_met_by(last, better)
    if is_met is None:
        return Assurance.NOT_KNOWN
    return Assurance.MET if is_met else Assurance.NOT_MET


def _by_limits(charted: ChartedMeasure, target: Target) -> MdcAssurance | None:
    """Return what the limits say of a target; None where something other than chance, or other sites, are at work."""
    is_steady = variation_of(charted) is Variation.CHANCE
    if charted.chart is None or not is_steady or charted.like.state is LikeWithLike.OPPOSES:
        return None
    return mdc_assurance_of(charted.chart, charted.measure.better, float(target.value))
