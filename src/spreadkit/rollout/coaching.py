"""How many coaches waves need, and how many there are: visits, field days, who leaves and who is trained."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor

from spreadkit.record import record
from spreadkit.rollout.terms import Coaching


@record
class Load:
    """Sites that are visited from a month to another, counted from a common start."""

    sites: int
    start: Fraction
    end: Fraction


@record
class Demand:
    """The most that a wave asks for in one month: visits, coach days, and coaches."""

    visits: Fraction
    days: Fraction
    coaches: int


@record
class Supply:
    """The coaches of a wave: those who `stayed` on, those the wave before has `trained`, and those `hired`."""

    stayed: int
    trained: int
    hired: int
    needed: int

    @property
    def before_hires(self) -> int:
        """How many there are if nobody joins from elsewhere."""
        return self.stayed + self.trained

    @property
    def coaches(self) -> int:
        """How many there are."""
        return self.before_hires + self.hired

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, self.needed - self.coaches)

    @property
    def share(self) -> Fraction | None:
        """The part of the need that is met; None where nobody is needed."""
        return Fraction(self.coaches, self.needed) if self.needed else None


def demands(loads: Sequence[Load], coaching: Coaching) -> list[Demand]:
    """Return what each wave asks for in its busiest month, with the visits to sites whose wave is over.

    Waves may overlap: all that are visited at the same time count.
    """
    days = sorted({load.start for load in loads} | {load.end for load in loads})
    visits = _visits_from(days, loads, coaching)
    return [_demand(_most(days, visits, load), coaching) for load in loads]


def supplies(sizes: Sequence[int], needed: Sequence[int], coaching: Coaching, *, mended: bool) -> list[Supply]:
    """Return the coaches of each wave; `mended` adds the least hires, wave by wave, so that none is short.

    `sizes` are the sites that each wave brings in. There are none where the number at the start is not known.
    """
    if coaching.coaches is None:
        return []
    chain: list[Supply] = []
    for step, need in enumerate(needed):
        stayed, trained = _coming(chain, sizes[step - 1] if step else 0, coaching)
        hired = coaching.hires_for(step)
        if mended:
            hired = max(hired, need - stayed - trained)
        chain.append(Supply(stayed, trained, hired, need))
    return chain


def _coming(chain: Sequence[Supply], size_before: int, coaching: Coaching) -> tuple[int, int]:
    if not chain:
        return coaching.coaches or 0, 0
    return floor(chain[-1].coaches * (1 - coaching.attrition)), floor(coaching.yields * size_before)


def _visits_from(times: Sequence[Fraction], loads: Iterable[Load], coaching: Coaching) -> list[Fraction]:
    """Return how many visits a month there are from each of these times on, until the next change."""
    changes = sorted(_changes(loads, coaching))
    totals = [Fraction(0), *accumulate(change for _, change in changes)]
    visits, at = [], 0
    for time in times:
        while at < len(changes) and changes[at][0] <= time:
            at += 1
        visits.append(totals[at])
    return visits


def _changes(loads: Iterable[Load], coaching: Coaching) -> Iterator[tuple[Fraction, Fraction]]:
    for load in loads:
        during, after = load.sites * coaching.visits, load.sites * coaching.visits_after
        yield load.start, during
        yield load.end, after - during
        yield load.end + coaching.months_after, -after


def _most(times: Sequence[Fraction], visits: Sequence[Fraction], load: Load) -> Fraction:
    """Return the most visits a month while a wave lasts.

    Between two of these times visits only fall, as some sites come to the end of theirs.
    """
    return max(visits[bisect_left(times, load.start) : bisect_left(times, load.end)])


def _demand(visits: Fraction, coaching: Coaching) -> Demand:
    days = visits * coaching.days_per_visit
    return Demand(visits, days, ceil(days / coaching.days_each_month))
