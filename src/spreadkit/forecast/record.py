"""Dated counts of the sites that ever reached a stage: what a forecast has to go by, and all that it asks of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Final

from spreadkit.months import add_months

_MONTH: Final = 365.25 / 12
"""Days in a month, where months are a quantity and not a page of the calendar."""

WINDOW: Final = 180
"""How many days back "lately" begins, at least: six months of the calendar have 181 or more. The figure is ours."""

_LEAST_STEPS: Final = 3
"""How many steps from one count to the next "lately" has, at least, for sparse records. The figure is ours."""

_BLOCK_SHARE: Final = Fraction(1, 4)
"""Which share of the eligible sites makes a block when it joins in one step. The figure is ours."""

_BLOCK_PACE: Final = 2
"""How many times the pace of all other steps makes a block, beside its share. The figure is ours."""

_BLOCK_SITES: Final = 3
"""How many sites a block has at least: in a group of four, one site is no block. The figure is ours."""


@dataclass(frozen=True, slots=True, order=True)
class ObservedCount:
    """On this day, so many sites had ever reached the stage."""

    on: date
    reached: int


@dataclass(frozen=True, slots=True)
class CountInterval:
    """From one count to the next: how many months it lasted, how many sites joined, how many waited on the average."""

    until: date
    months: float
    joined: int
    waiting: float


@dataclass(frozen=True, slots=True)
class AdoptionRecord:
    """Counts in order of their days, which never fall, of so many eligible sites.

    It begins with the last count of none, where there is one: what lies before it says nothing of the pace.
    """

    eligible: int
    counts: tuple[ObservedCount, ...]

    @property
    def last(self) -> ObservedCount:
        """The newest count, which every forecast starts from."""
        return self.counts[-1]

    @property
    def reached(self) -> int:
        """How many sites have reached the stage by the last count."""
        return self.last.reached

    @property
    def waiting(self) -> int:
        """How many eligible sites have not."""
        return self.eligible - self.reached

    @property
    def points(self) -> int:
        """How many counts there are of one site or more."""
        return sum(count.reached > 0 for count in self.counts)

    @property
    def steps(self) -> tuple[CountInterval, ...]:
        """The stretches from each count to the next."""
        return tuple(
            CountInterval(
                until=after.on,
                months=(after.on - before.on).days / _MONTH,
                joined=after.reached - before.reached,
                waiting=self.eligible - (before.reached + after.reached) / 2,
            )
            for before, after in pairwise(self.counts)
        )

    @property
    def lately(self) -> tuple[CountInterval, ...]:
        """The stretches that are "lately": the last six months, or the last three stretches where those are longer."""
        old = [
            index
            for index, count in enumerate(self.counts)
            if (self.last.on - count.on).days >= WINDOW and len(self.counts) - 1 - index >= _LEAST_STEPS
        ]
        return self.steps[max(old, default=0) :]

    @property
    def times(self) -> tuple[float, ...]:
        """Months from the start of the spread to each count.

        It starts at the last count of none; where there is none, one ordinary stretch before the first count.
        """
        lead = 0.0 if self.counts[0].reached == 0 else median(step.months for step in self.steps)
        return tuple(lead + (count.on - self.counts[0].on).days / _MONTH for count in self.counts)

    def months_to(self, day: date) -> float:
        """Return how many months lie between the last count and a day."""
        return (day - self.last.on).days / _MONTH

    def block(self) -> CountInterval | None:
        """Return the last stretch in which a block joined at once: many sites, far faster than all others; or None."""
        joined, months = sum(step.joined for step in self.steps), sum(step.months for step in self.steps)
        for step in reversed(self.steps):
            is_large = step.joined >= _BLOCK_SITES and step.joined >= _BLOCK_SHARE * self.eligible
            others = (joined - step.joined) / (months - step.months) if months > step.months else 0.0
            if is_large and step.joined > _BLOCK_PACE * others * step.months:
                return step
        return None


def record_of(observed: Iterable[ObservedCount], *, eligible: int, as_of: date) -> AdoptionRecord:
    """Return the counts up to a day as a record.

    Counts come in any order. Of two on one day the larger counts. Without any up to that day the record is empty.

    Raises:
        ValueError: a count falls, or is below none. Sites that ever reached a stage cannot become fewer.
    """
    largest: dict[date, int] = {}
    for count in observed:
        if count.on <= as_of:
            largest[count.on] = max(count.reached, largest.get(count.on, count.reached))
    counts = [ObservedCount(on, reached) for on, reached in sorted(largest.items())]
    if counts and counts[0].reached < 0:
        raise ValueError(f"{counts[0].reached} sites on {counts[0].on}: there are never fewer than none")
    for before, after in pairwise(counts):
        if after.reached < before.reached:
            raise ValueError(f"{before.reached} sites on {before.on}, and {after.reached} on {after.on}: these fall")
    nothing = sum(count.reached == 0 for count in counts)
    return AdoptionRecord(eligible, tuple(counts[max(nothing - 1, 0) :]))


def monthly_counts(reached_on: Sequence[date], until: date) -> tuple[ObservedCount, ...]:
    """Return one count a month from the days on which sites first reached a stage, for a record that is kept all along.

    The last is of `until`, the others of the same day in each month before (its last day in shorter months), back to
    one on which nobody was there. Months in which nobody joined count too. Days after `until` are not seen.
    """
    days = sorted(day for day in reached_on if day <= until)
    counts: list[ObservedCount] = []
    back = 0
    while not counts or counts[-1].reached:
        on = add_months(until, -back)
        counts.append(ObservedCount(on, sum(day <= on for day in days)))
        back += 1
    return tuple(reversed(counts))
