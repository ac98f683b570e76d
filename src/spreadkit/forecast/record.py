"""Dated counts of the sites that ever reached a stage: what a forecast has to go by, and all that it asks of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from spreadkit.months import add_months

MONTH: Final = 365.25 / 12
"""Days in a month, where months are a quantity and not a page of the calendar."""

_MOST_STEPS: Final = 24
"""How many steps from one count to the next are looked at: the last so many."""


@dataclass(frozen=True, slots=True, order=True)
class ObservedCount:
    """On this day, so many sites had ever reached the stage."""

    on: date
    reached: int


class DatedWave(NamedTuple):
    """So many sites begin on this day."""

    start: date
    sites: int


class TimedWave(NamedTuple):
    """So many sites begin at this time, in the unit of a record."""

    start: float
    sites: int


class CountStep(NamedTuple):
    """From one count to the next: how many sites joined, and how long those that were left waited.

    `waited` is in sites by time: 3 sites that wait 2 months are 6 site-months.
    """

    start: float
    end: float
    joined: int
    waited: float


@dataclass(frozen=True, slots=True)
class AdoptionRecord:
    """Counts at their times, in any one unit, of so many eligible sites; counts never fall.

    `waves` says of some of the sites when they begin; all others could join from the first count on.
    """

    eligible: int
    times: tuple[float, ...]
    counts: tuple[int, ...]
    waves: tuple[TimedWave, ...] = ()

    @property
    def last(self) -> float:
        """The time of the last count, which every forecast starts from."""
        return self.times[-1]

    @property
    def length(self) -> float:
        """How long the record is."""
        return self.times[-1] - self.times[0]

    @property
    def reached(self) -> int:
        """How many sites have reached the stage by the last count."""
        return self.counts[-1]

    @property
    def left(self) -> int:
        """How many eligible sites have not."""
        return self.eligible - self.reached

    def steps(self) -> tuple[CountStep, ...]:
        """Return the steps from each count to the next.

        Where no site that had begun was left in any of them, the waves do not tell who could join, and are not asked.
        """
        steps = tuple(self._steps(self.waves))
        return steps if any(step.waited for step in steps) else tuple(self._steps(()))

    def _steps(self, waves: Sequence[TimedWave]) -> Iterable[CountStep]:
        for (start, before), (end, after) in pairwise(zip(self.times, self.counts, strict=True)):
            begun = self.eligible * (end - start)
            begun -= sum(wave.sites * (min(max(wave.start, start), end) - start) for wave in waves)
            joined = after - before
            waited = max(begun - (before + after) / 2 * (end - start), joined / 2 * (end - start))
            yield CountStep(start, end, joined, waited)

    def yet_to_begin(self) -> tuple[TimedWave, ...]:
        """Return the waves that begin after the last count, the earliest first, with the sites that are left in them.

        Sites that joined before their wave began are taken out of the waves that begin next.
        """
        coming = sorted(wave for wave in self.waves if wave.start > self.last)
        early = max(0, self.reached - (self.eligible - sum(wave.sites for wave in coming)))
        left = []
        for wave in coming:
            gone = min(early, wave.sites)
            early -= gone
            left.append(wave._replace(sites=wave.sites - gone))
        return tuple(left)


def trimmed(record: AdoptionRecord) -> AdoptionRecord:
    """Return a record from its last count of none on, and at most its last 24 steps.

    What lies before the last count of none says nothing of the pace.
    """
    nothing = max((place for place, count in enumerate(record.counts) if count == 0), default=0)
    first = max(nothing, len(record.counts) - 1 - _MOST_STEPS)
    return AdoptionRecord(record.eligible, record.times[first:], record.counts[first:], record.waves)


def record_of(observed: Iterable[ObservedCount], *, eligible: int, waves: Iterable[DatedWave] = ()) -> AdoptionRecord:
    """Return counts as a record in months before their last day.

    Counts come in any order. Of two on one day the larger counts. There is one at least.

    Raises:
        ValueError: a count falls, or is below none. Sites that ever reached a stage cannot become fewer.
    """
    largest: dict[date, int] = {}
    for count in observed:
        largest[count.on] = max(count.reached, largest.get(count.on, count.reached))
    counts = [ObservedCount(on, reached) for on, reached in sorted(largest.items())]
    if counts[0].reached < 0:
        raise ValueError(f"{counts[0].reached} sites on {counts[0].on}: there are never fewer than none")
    for before, after in pairwise(counts):
        if after.reached < before.reached:
            raise ValueError(f"{before.reached} sites on {before.on}, and {after.reached} on {after.on}: these fall")
    last = counts[-1].on
    return trimmed(
        AdoptionRecord(
            eligible,
            tuple(months_between(last, count.on) for count in counts),
            tuple(count.reached for count in counts),
            tuple(TimedWave(months_between(last, wave.start), wave.sites) for wave in waves),
        )
    )


def months_between(start: date, end: date) -> float:
    """Return how many months lead from a day to another, as a quantity; negative where that is earlier."""
    return (end - start).days / MONTH


def monthly_counts(reached_on: Sequence[date], until: date) -> tuple[ObservedCount, ...]:
    """Return one count a month from the days on which sites first reached a stage, for a record that is kept all along.

    The last is of `until`, the others of the same day in each month before (its last day in shorter months), back to
    one on which no site was there. Months in which no site joined count too. Days after `until` are not seen.
    """
    days = sorted(day for day in reached_on if day <= until)
    counts: list[ObservedCount] = []
    back = 0
    while not counts or counts[-1].reached:
        on = add_months(until, -back)
        counts.append(ObservedCount(on, sum(day <= on for day in days)))
        back += 1
    return tuple(reversed(counts))
