"""Whether waves end by a date; how large steps would have to be for that; and what gives when they do not."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from spreadkit import months
from spreadkit.record import record
from spreadkit.rollout.schedule import LEAP, MOST_TAUGHT, Schedule, schedule, with_multiplier
from spreadkit.rollout.terms import Pace, RolloutTerms


@record(kw_only=True)
class DeadlineOutlook:
    """What becomes of a date.

    `is_met` is None where no start is known; then only `latest_start` can be told, the last day to begin as planned.
    `least_multiplier` is the smallest that meets the date, None where not even one leap to all sites does;
    `by_multiplier` are the waves with it.
    """

    by: date
    is_met: bool | None
    is_met_with_slack: bool | None
    least_multiplier: int | None
    by_multiplier: Schedule | None
    latest_start: date
    latest_start_with_slack: date
    gives: "DeadlineOptions | None"

    @property
    def is_leap(self) -> bool:
        """Whether only steps meet it that are larger than programmes have gone in one stage."""
        return self.least_multiplier is None or self.least_multiplier > LEAP

    @property
    def is_more_than_taught(self) -> bool:
        """Whether only steps meet it that are larger than the five or so that is taught."""
        return self.least_multiplier is None or self.least_multiplier > MOST_TAUGHT


@record(kw_only=True)
class DeadlineOptions:
    """What would have to give, each alone, when a date is missed.

    `later` is the day on which the waves as planned end, `later_with_slack` the same with slack, `earliest` that with
    steps of twenty-five times as many. `longest_step` is how many months no wave may last longer than; None where not
    even one month each is short enough. `sites_by_then` are those whose wave is over by the date. `hires` are, by wave,
    those who have to join when the least multiplier that meets the date is taken.
    """

    later: date
    later_with_slack: date
    earliest: date
    longest_step: int | None
    is_long_enough: bool
    sites_by_then: int
    hires: tuple[tuple[int, int], ...]


def deadline_outlook(planned: Schedule) -> DeadlineOutlook | None:
    """Say what becomes of the date of the aim; None where there is no date."""
    terms = planned.terms
    if terms.by is None:
        return None
    least = least_multiplier(terms)
    by_multiplier = with_multiplier(terms, least) if least else None
    slack_day = planned.last_day_with_slack
    is_met = planned.ends_by(terms.by) if terms.start else None
    return DeadlineOutlook(
        by=terms.by,
        is_met=is_met,
        is_met_with_slack=slack_day <= terms.by if slack_day else None,
        least_multiplier=least,
        by_multiplier=by_multiplier,
        latest_start=_latest_start(terms.by, planned.end),
        latest_start_with_slack=_latest_start(terms.by, planned.end * terms.pace.slack),
        gives=_what_gives(planned, terms.by, by_multiplier) if is_met is False else None,
    )


def least_multiplier(terms: RolloutTerms) -> int | None:
    """Return the smallest multiplier whose waves end by the date of the aim; None where even one leap is too slow.

    It is found by working the waves out, not by a root: lengths may differ by wave, and small rests are no waves. A
    larger multiplier never ends later, so that halving finds the smallest.
    """
    by = terms.by
    if by is None or terms.start is None:
        return None
    tried = range(2, max(2, terms.pace.units) + 1)
    found = bisect_left(tried, True, key=lambda multiplier: with_multiplier(terms, multiplier).ends_by(by))  # noqa: FBT003
    return tried[found] if found < len(tried) else None


def _what_gives(planned: Schedule, by: date, by_multiplier: Schedule | None) -> DeadlineOptions:
    terms = planned.terms
    longest = _longest_step(terms, by)
    return DeadlineOptions(
        later=planned.last_day or by,
        later_with_slack=planned.last_day_with_slack or by,
        earliest=with_multiplier(terms, max(LEAP, terms.pace.multiplier)).last_day or by,
        longest_step=longest,
        is_long_enough=longest is not None and longest >= terms.gate.least,
        sites_by_then=max((wave.sites for wave in planned.waves if wave.last_day and wave.last_day <= by), default=0),
        hires=tuple(_hires(by_multiplier)) if by_multiplier else (),
    )


def _longest_step(terms: RolloutTerms, by: date) -> int | None:
    """Return the largest whole number of months that no wave lasts longer than, if they are to end by a date."""
    tried = range(1, floor(max(terms.pace.lengths)) + 1)
    fitting = bisect_left(tried, True, key=lambda most: not schedule(_capped(terms, most)).ends_by(by))  # noqa: FBT003
    return tried[fitting - 1] if fitting else None


def _capped(terms: RolloutTerms, most: int) -> RolloutTerms:
    lengths = tuple(min(length, Fraction(most)) for length in terms.pace.lengths)
    pace: Pace = replace(terms.pace, lengths=lengths)
    return replace(terms, pace=pace)


def _hires(planned: Schedule) -> Iterator[tuple[int, int]]:
    for wave in planned.waves:
        if wave.further_hires:
            yield wave.number, wave.further_hires


def _latest_start(by: date, length: Fraction) -> date:
    return months.before(by + timedelta(days=1) if by < date.max else by, length)
