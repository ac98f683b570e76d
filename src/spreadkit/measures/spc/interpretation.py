"""Whether a signal is to the better, and the two icons of NHS Making Data Count, as NHSRplotthedots gives them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from spreadkit.measures.spc.results import Signal, SignalDirection, SpcChart
from spreadkit.model.target import Better

Judgement = Literal["better", "worse", "neither"]

_TOWARDS: Final[Mapping[Better, SignalDirection | None]] = MappingProxyType(
    {"lower": "down", "higher": "up", "neither": None}
)


class MdcVariation(StrEnum):
    """What the last value of a chart belongs to."""

    COMMON_CAUSE = "common-cause"
    IMPROVEMENT_HIGH = "improvement-high"
    IMPROVEMENT_LOW = "improvement-low"
    CONCERN_HIGH = "concern-high"
    CONCERN_LOW = "concern-low"
    NEUTRAL_HIGH = "neutral-high"
    NEUTRAL_LOW = "neutral-low"


class MdcAssurance(StrEnum):
    """Whether a target will be met as things are: the target against the limits of the last phase."""

    MET = "consistent-pass"
    MISSED = "consistent-fail"
    INCONSISTENT = "inconsistent"


def judge_direction(direction: SignalDirection | None, better: Better) -> Judgement:
    """Say whether a direction is to the better; neither where it has none, or where neither way is better."""
    towards = _TOWARDS[better]
    if direction is None or towards is None:
        return "neither"
    return "better" if direction == towards else "worse"


def judge_signal(signal: Signal, better: Better) -> Judgement:
    """Say whether a signal is to the better, to the worse, or does not tell."""
    return judge_direction(signal.direction, better)


def mdc_variation_of(chart: SpcChart, better: Better) -> MdcVariation | None:
    """Return the icon of the last value; None with another rule set, and while limits are trial limits or missing."""
    if not _has_icons(chart):
        return None
    last = [point for point in chart.points if point.counts][-1]
    if last.direction is None:
        return MdcVariation.COMMON_CAUSE
    word = {"better": "improvement", "worse": "concern", "neither": "neutral"}[judge_direction(last.direction, better)]
    return MdcVariation(f"{word}-{'high' if last.direction == 'up' else 'low'}")


def mdc_assurance_of(chart: SpcChart, better: Better, target: float | None) -> MdcAssurance | None:
    """Return the icon of a target; None where there is none, where neither way is better, or without firm limits.

    A target that lies exactly on a limit is met by chance.
    """
    lower, upper = (chart.points[-1].lower, chart.points[-1].upper) if _has_icons(chart) else (None, None)
    if target is None or better == "neither" or lower is None or upper is None:
        return None
    if lower <= target <= upper:
        return MdcAssurance.INCONSISTENT
    passes = (target < lower) == (better == "higher")
    return MdcAssurance.MET if passes else MdcAssurance.MISSED


def _has_icons(chart: SpcChart) -> bool:
    """Whether the last phase is charted by the rule set that has icons, with values and limits enough for them."""
    if chart.rule_set.id != "mdc" or not chart.phases:
        return False
    return not chart.phases[-1].trial and chart.points[-1].upper is not None
