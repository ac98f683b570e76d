"""Is it spreading, and is it holding: the two curves, who needs help, looks again, and how long it takes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from spreadkit.adoption.tracking import TrackedSite
from spreadkit.adoption.words import RECHECK_WORDS, days_between, needs, sentences
from spreadkit.forecast.kept import ForecastVerdict
from spreadkit.forecast.outlook import ForecastKind
from spreadkit.forecast.sentences import HOW, LIMITS, kept_range_in_words, verdict_in_words
from spreadkit.model.report import Block, Chart, Paragraph, Section
from spreadkit.months import add_months, day_in_words, month_of
from spreadkit.sections._pictures import of_adoption
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    age,
    bullets,
    folded,
    listed_in_words,
    n_of,
    section,
    table,
    tables,
    who,
)
from spreadkit.words import count_of

ORDER = 62
SHOWS: Final = ("forecasts",)

_INTRO = (
    "A site counts when every core change that applies to it is in place at once. “Ever” keeps a site that gave a "
    "change up again, “now” does not: where the two part, it is not holding."
)


CURVE = "Sites with every core change in place"


def build(view: View) -> Section | None:
    """Build the section, where anything is on record."""
    if not view.latest or not view.adoption.tracker.sites:
        return None
    return section("spread-over-time", "Is it spreading, and is it holding", _blocks(view), intro=_INTRO)


def _blocks(view: View) -> Iterator[Block]:
    seen = view.adoption
    first, *others = sentences(seen)
    if seen.reach:
        heads = ["End of", "#Ever", "#Now", "#Of these, no recent news then", "#Target sites"]
        yield Chart(sentence=first, data=table(CURVE, heads, _months(view)), **of_adoption(view).fields)
    else:
        others = [first, *others]
    yield bullets(others)
    if seen.forecast is not None and seen.forecast.kind is ForecastKind.RANGE:
        yield folded("How the forecast is made", Paragraph(text=HOW), Paragraph(text=LIMITS))
    heads = ["For", "Made on", "It said", "#Came true", "Held?"]
    yield from tables(table("Kept forecasts, and what came true", heads, _kept(view)))
    heads = ["Site", "Wave", "Owner", "Last news", "What is to be seen", "What holds it up?"]
    yield from tables(table("Sites that need help", heads, (_help(view, tracked) for tracked in _in_need(view))))
    heads = ["Looked at again after", *(f"#{words.capitalize()}" for words in RECHECK_WORDS.values())]
    yield from tables(table("Is it still there (each core change at each site)", heads, _looks(view)))
    heads = ["Stage, with every core change", "#Sites", "#Half of them within", "#95 % range"]
    yield from tables(table("How long it takes from a site's start", heads, _times(view)))


def _months(view: View) -> Iterator[WordedRow]:
    """Go through the ends of months from the first change of the curve on, and the day of the report."""
    reach = view.adoption.reach
    end = _end_of_month(reach[0].on)
    while end < view.as_of:
        yield _month(view, end, month_of(end))
        end = _end_of_month(end + timedelta(days=1))
    yield _month(view, view.as_of, f"{month_of(view.as_of)} (to date)" if end > view.as_of else month_of(end))


def _month(view: View, day: date, said: str) -> WordedRow:
    last = next(month for month in reversed(view.adoption.reach) if month.on <= day)
    return [said, str(last.ever), str(last.current), str(len(view.adoption.stale_on(day))), str(last.of)]


def _end_of_month(day: date) -> date:
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def _in_need(view: View) -> Iterator[TrackedSite]:
    return (tracked for tracked in view.adoption.tracker.sites if tracked.needs_help)


def _help(view: View, tracked: TrackedSite) -> WordedRow:
    news = "nothing on record" if tracked.age is None else f"{age(tracked.age)} ago"
    wave = view.wave(tracked.site.wave) if tracked.site.wave else None
    held = [f"{what} ({listed_in_words(map(view.change, changes))})" for what, changes in tracked.held_up_by.items()]
    return [
        tracked.site.name,
        wave,
        who(view, tracked.owner),
        news,
        "; ".join(needs(tracked, view.adoption.titles)),
        "; ".join(held),
    ]


def _kept(view: View) -> Iterator[WordedRow]:
    for judged in view.adoption.kept_forecasts:
        kept, seen = judged.kept, judged.seen
        days = [day_in_words(kept.by), day_in_words(kept.made_on)]
        true = "not known" if seen is None or judged.verdict is ForecastVerdict.NOT_KNOWN else str(seen.reached)
        yield [*days, kept_range_in_words(kept), true, verdict_in_words(judged)]


def _looks(view: View) -> Iterator[WordedRow]:
    for months, states in view.adoption.looks_by_month().items():
        yield [f"{months} months", *(str(states[state]) for state in RECHECK_WORDS)]


def _times(view: View) -> Iterator[WordedRow]:
    for time in view.adoption.times:
        curve = time.curve
        if curve.watched:
            reached = n_of(curve.watched - curve.open, curve.watched)
            half = "not known yet" if curve.median is None else count_of(curve.median, "day")
            span = days_between(curve.median_range) if curve.median_range else "not known yet"
            yield [time.stage.words.capitalize(), reached, half, span]
