"""Waves that grow by a multiplier: when each begins and ends, what it brings in, and what it needs of coaches.

The sequence 1, 5, 25, 125 is taught as "multiples of five" (Better Care Playbook; "5X scale-up thinking" in IHI's
decks). That a small rest is no wave of its own, how steps follow each other, and how coaches are counted is ours.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from spreadkit import months
from spreadkit.record import record
from spreadkit.rollout.coaching import Demand, Load, Supply, demands, supplies
from spreadkit.rollout.terms import Pace, RolloutTerms

_RUNT: Final = Fraction(1, 5)
"""A last wave that adds less than this share of what the one before adds is taken into that one. It is ours."""

MOST_TAUGHT: Final = 6
"""Up to how many times as many is about the five that is taught. The grace is ours."""

LEAP: Final = 25
"""Above how many times as many a step is a leap. The figure is ours: the programmes that we know, but for campaigns,
went 5 to 23 times in one stage, Ghana from 27 to 576 facilities."""

_FIRST_AND_LAST: Final = 2

StepKind = Literal["scalable-unit", "test", "full-scale"]


@record(kw_only=True)
class PlannedWave:
    """A wave as worked out. `number` counts from 1; `start` and `end` are months, `first_day` and `last_day` dates.

    `supply` is with the hires that are planned, `mended` with the least that make it enough; None where the number of
    coaches at the start is not known.
    """

    number: int
    step: StepKind
    new_units: int
    units: int
    new_sites: int
    sites: int
    start: Fraction
    end: Fraction
    first_day: date | None
    last_day: date | None
    demand: Demand
    supply: Supply | None
    mended: Supply | None

    @property
    def length(self) -> Fraction:
        """How many months it lasts."""
        return self.end - self.start

    @property
    def further_hires(self) -> int:
        """How many must join beyond those planned, so that it is not short."""
        return self.mended.hired - self.supply.hired if self.mended and self.supply else 0


@record(slots=False)
class Schedule:
    """All waves, and what they were worked out from."""

    terms: RolloutTerms
    waves: tuple[PlannedWave, ...]

    @property
    def end(self) -> Fraction:
        """The month in which the last wave ends."""
        return self.waves[-1].end

    @property
    def last_day(self) -> date | None:
        """The last day of the last wave."""
        return self.waves[-1].last_day

    @property
    def last_day_with_slack(self) -> date | None:
        """The last day, if all takes as much longer as the slack says."""
        start = self.terms.start
        return _last_day(start, self.end * self.terms.pace.slack) if start else None

    @cached_property
    def tightest(self) -> PlannedWave | None:
        """The wave with the least coaches for its need; the first of them. None where coaches are not known."""
        shares = [(wave.supply.share, wave) for wave in self.waves if wave.supply and wave.supply.share is not None]
        return min(shares, key=lambda share_and_wave: share_and_wave[0])[1] if shares else None

    @cached_property
    def busiest(self) -> PlannedWave:
        """The wave that needs the most coaches; the first of them."""
        return max(self.waves, key=lambda wave: wave.demand.days)

    @property
    def too_short(self) -> tuple[PlannedWave, ...]:
        """The waves, but for the last, that end before their data can be judged."""
        return tuple(wave for wave in self.waves[:-1] if wave.length < self.terms.gate.least)

    def ends_by(self, day: date) -> bool:
        """Whether the last wave ends on a day or before; not where no start is known."""
        return self.last_day is not None and self.last_day <= day


def steps_to(units: int, multiplier: int, *, first: int = 1) -> tuple[int, ...]:
    """Return how many units there are after each step, up to all: 1, 5, 25, 38."""
    reached = [min(first, units)]
    while reached[-1] < units:
        reached.append(min(units, reached[-1] * multiplier))
    return tuple(reached)


def without_runt(reached: Sequence[int]) -> tuple[int, ...]:
    """Take a last step that adds very little into the one before; never into the first."""
    if len(reached) > _FIRST_AND_LAST:
        before, last = (later - earlier for earlier, later in pairwise(reached[-3:]))
        if last < _RUNT * before:
            return (*reached[:-2], reached[-1])
    return tuple(reached)


def schedule(terms: RolloutTerms) -> Schedule:
    """Work the waves out."""
    pace = terms.pace
    units = without_runt(steps_to(pace.units, pace.multiplier, first=pace.first_units))
    sites = [pace.sites_of(count) for count in units]
    sizes = _added(sites)
    loads = [Load(size, *span) for size, span in zip(sizes, _spans(pace, len(units)), strict=True)]
    asked = demands(loads, terms.coaching)
    needed = [demand.coaches for demand in asked]
    planned, mended = (supplies(sizes, needed, terms.coaching, mended=is_mended) for is_mended in (False, True))
    waves = (
        PlannedWave(
            number=step + 1,
            step=_kind(step, len(units)),
            new_units=new_units,
            units=units[step],
            new_sites=sizes[step],
            sites=sites[step],
            start=load.start,
            end=load.end,
            first_day=months.after(terms.start, load.start) if terms.start else None,
            last_day=_last_day(terms.start, load.end) if terms.start else None,
            demand=asked[step],
            supply=planned[step] if planned else None,
            mended=mended[step] if mended else None,
        )
        for step, (new_units, load) in enumerate(zip(_added(units), loads, strict=True))
    )
    return Schedule(terms, tuple(waves))


def with_multiplier(terms: RolloutTerms, multiplier: int) -> Schedule:
    """Work the waves out with another multiplier."""
    return schedule(replace(terms, pace=replace(terms.pace, multiplier=multiplier)))


def _added(reached: Sequence[int]) -> list[int]:
    return [later - earlier for earlier, later in pairwise([0, *reached])]


def _spans(pace: Pace, steps: int) -> list[tuple[Fraction, Fraction]]:
    spans, at = [], pace.set_up
    for step in range(steps):
        spans.append((at, at + pace.length(step)))
        at = spans[-1][1] + pace.pause
    return spans


def _kind(step: int, steps: int) -> StepKind:
    """Return what a step is for: the first makes it work, the last reaches the rest, the second of more is the test."""
    if step == 0:
        return "scalable-unit"
    return "test" if step == 1 and steps > _FIRST_AND_LAST else "full-scale"


def _last_day(start: date, end: Fraction) -> date:
    day = months.after(start, end)
    return day - timedelta(days=1) if day > start else day
