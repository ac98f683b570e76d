"""What the adoption events of a plan say, in sentences that claim no more than they hold."""

from collections.abc import Iterator
from typing import Final

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import RecheckState
from spreadkit.adoption.survival import MedianRange
from spreadkit.adoption.times import TimeToStage
from spreadkit.forecast.sentences import forecast_sentences, kept_sentences
from spreadkit.model.adoption import AdoptionStage
from spreadkit.months import day_in_words
from spreadkit.words import count_of, in_words

RECHECK_WORDS: Final = {
    RecheckState.HELD: "held",
    RecheckState.LOST: "lost",
    RecheckState.NOT_CHECKED: "not checked",
    RecheckState.DUE: "due now",
    RecheckState.TO_COME: "to come",
}
WHAT: Final = "have had every core change in place"
"""What a forecast of adoption counts."""

_TIMED: Final = (AdoptionStage.TESTING, AdoptionStage.IMPLEMENTED)
"""The stages whose times are told in sentences."""


def sentences(overview: Overview) -> Iterator[str]:
    """Say how far the spread has come and what it needs, a sentence each."""
    now, tracker = overview.reached, overview.tracker
    yield (
        f"{now.current} of {count_of(now.of, 'target site')} have every core change in place; "
        f"{now.ever} had at some time."
    )
    if overview.forecast is not None:
        yield from forecast_sentences(overview.forecast, what=WHAT, aim=now.of)
    yield from kept_sentences(overview.kept_forecasts)
    seen = [(sum(site.is_stuck for site in tracker.sites), "stopped or silent")]
    seen += [(sum(site.owner is None for site in tracker.sites), "without an owner")]
    seen += [(sum(site.stale for site in tracker.sites), f"stale (no news for more than {tracker.stale_after} days)")]
    told = [f"{number} {what}" for number, what in seen if number]
    yield f"In need of help: {in_words(told)}." if told else "No site has stopped, is stale, or is without an owner."
    reasons = [f"{reason.words} ({number})" for reason, number in tracker.reasons.most_common()]
    if reasons:
        yield f"What holds changes up, by the reasons on record (site by change): {in_words(reasons)}."
    yield from _denominator(overview)
    yield from _looks(overview)
    yield from (_time(time) for time in overview.times if time.stage in _TIMED and time.curve.watched)


def _denominator(overview: Overview) -> Iterator[str]:
    if overview.targets:
        (_, first), *later = overview.targets
        changes = [f"{size} since {day_in_words(day)}" for day, size in later]
        yield f"The number of target sites has changed: {first} at first, {in_words(changes)}."


def _looks(overview: Overview) -> Iterator[str]:
    for months, states in overview.looks().items():
        told = [f"{states[state]} {words}" for state, words in RECHECK_WORDS.items() if states[state]]
        yield f"Looked at again {months} months after they were in place (site by change): {in_words(told)}."


def _time(time: TimeToStage) -> str:
    curve = time.curve
    reached = curve.watched - curve.open
    said = f"{reached} of {count_of(curve.watched, 'site')} that have begun came to “{time.stage.words}”"
    said += " with all core changes"
    if curve.median is None:
        return f"{said}; fewer than half, so no typical time can be told yet."
    span = f" (95 % range: {days_between(curve.median_range)})" if curve.median_range else ""
    return f"{said}; half of them within {curve.median} days{span}, with those still on the way counted as open."


def days_between(span: MedianRange) -> str:
    """Return the range of a median in words."""
    return f"{span.low} days or more" if span.high is None else f"{span.low} to {span.high} days"
