"""Time to an event with open cases: a published example, the same figures as scipy, and what holds for any spells."""

import itertools
import math
import warnings
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.adoption.survival import MedianRange, Spell, SurvivalCurve, time_to_event

spells = st.lists(st.builds(Spell, st.integers(0, 60), st.booleans()), max_size=40)

REMISSIONS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks in remission of 21 children on 6-mercaptopurine, + still in remission: Freireich et al., Blood 1963;21:699."""


def curve_of(text: str) -> SurvivalCurve:
    """Read spells as the literature writes them: `9+` is open."""
    return time_to_event(Spell(int(each.rstrip("+")), not each.endswith("+")) for each in text.split())


def test_published_example() -> None:
    curve = curve_of(REMISSIONS)

    figures = [(step.days, step.at_risk, step.events, round(float(step.share), 3)) for step in curve.steps]
    assert figures == [
        (6, 21, 3, 0.857),
        (7, 17, 1, 0.807),
        (10, 15, 1, 0.753),
        (13, 12, 1, 0.690),
        (16, 11, 1, 0.627),
        (22, 7, 1, 0.538),
        (23, 6, 1, 0.448),
    ]
    errors = [round(math.sqrt(step.variance), 4) for step in curve.steps if step.variance is not None]
    assert errors == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert (curve.watched, curve.open, curve.first_quarter, curve.median, curve.third_quarter) == (21, 12, 13, 23, None)


@given(spells)
def test_same_curve_and_limits_as_scipy(given_spells: list[Spell]) -> None:
    stats = pytest.importorskip("scipy.stats", reason="needs scipy: pip install 'spreadkit[dev]'")
    seen = [spell.days for spell in given_spells if spell.seen]
    waiting = [spell.days for spell in given_spells if not spell.seen]

    curve = time_to_event(given_spells)

    if not seen:
        assert curve.steps == ()
        return
    theirs = stats.ecdf(stats.CensoredData(uncensored=seen, right=waiting)).sf
    days = [step.days for step in curve.steps]
    shares = [float(step.share) for step in curve.steps]
    assert shares == pytest.approx(list(theirs.evaluate(days)), abs=1e-9)
    certain = [step for step in curve.steps if step.variance is not None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy divides by zero where nobody is left
        interval = theirs.confidence_interval(confidence_level=0.95, method="log-log")
    for step in certain:
        expected = (float(interval.low.evaluate(step.days)), float(interval.high.evaluate(step.days)))
        assert step.limits() == pytest.approx(expected, abs=1e-9)


@given(spells)
def test_curve_only_falls_and_limits_hold_it(given_spells: list[Spell]) -> None:
    curve = time_to_event(given_spells)

    shares = [Fraction(1), *(step.share for step in curve.steps)]
    assert all(after < before for before, after in itertools.pairwise(shares))
    assert shares[-1] >= 0
    for step in curve.steps:
        limits = step.limits()
        assert (limits is None) == (step.share == 0)
        if limits:
            assert 0 <= limits[0] <= step.share <= limits[1] <= 1


@given(spells)
def test_range_holds_the_median(given_spells: list[Spell]) -> None:
    curve = time_to_event(given_spells)

    if curve.median_range and curve.median is not None:
        assert curve.median_range.low <= curve.median <= (curve.median_range.high or curve.median)


@given(spells, st.randoms(use_true_random=False))
def test_order_does_not_matter(given_spells: list[Spell], chance: object) -> None:
    mixed = [*given_spells]
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert time_to_event(mixed) == time_to_event(given_spells)


@given(st.lists(st.integers(0, 60), min_size=1))
def test_where_nothing_is_open_it_is_the_plain_share(days: list[int]) -> None:
    curve = time_to_event(Spell(each, seen=True) for each in days)

    for step in curve.steps:
        assert step.share == Fraction(sum(each > step.days for each in days), len(days))
    assert curve.steps[-1].variance is None


def test_median_is_open_while_most_are() -> None:
    curve = curve_of("10 20+ 30+ 40+ 50+")

    assert (curve.median, curve.first_quarter, curve.median_range) == (None, None, MedianRange(10, None))
    assert curve.share_after(9) == 1
    assert curve.share_after(10) == curve.share_after(99) == Fraction(4, 5)


def test_median_has_a_range_on_both_sides_once_enough_is_seen() -> None:
    curve = curve_of(" ".join(str(each) for each in range(1, 41)))

    assert (curve.median, curve.median_range) == (20, MedianRange(14, 26))


def test_open_spell_counts_as_watched_on_its_last_day() -> None:
    assert curve_of("5 5+").steps[0].at_risk == 2


@pytest.mark.parametrize("text", ["", "0+", "7+ 9+"])
def test_nothing_seen_is_a_curve_without_steps(text: str) -> None:
    curve = curve_of(text)

    assert (curve.steps, curve.median, curve.median_range) == ((), None, None)
    assert curve.share_after(1000) == 1


def test_one_event_that_ends_all_has_a_median_without_a_range() -> None:
    assert (curve_of("7").median, curve_of("7").median_range) == (7, None)


def test_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot last -3 days"):
        Spell(-3, seen=True)
