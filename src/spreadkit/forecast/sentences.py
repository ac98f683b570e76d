"""What a forecast says, and what became of earlier ones, in sentences that claim no more than they hold."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from spreadkit.forecast.kept import ForecastVerdict, JudgedForecast
from spreadkit.forecast.outlook import FARTHEST, LEAST_STEPS, Forecast, ForecastKind, WhyNot
from spreadkit.model.forecast import KeptForecast
from spreadkit.months import day_in_words
from spreadkit.words import by_number, count_of, in_words

HOW: Final = (
    "We carry on the chance at which sites that were left joined, recent counts weighing most, corrected by how some "
    "700 published spreads went on from there. The range is where eight of ten of them ended."
)
"""How a forecast is made."""

_TAKE_OFF: Final = (
    "At take-off trust the high end least: of the spreads that succeed, one in four goes further than the range."
)

LIMITS: Final = f"It knows the counts and the days on which waves begin, and nothing else that is planned. {_TAKE_OFF}"
"""What a forecast does not know."""


def forecast_sentences(made: Forecast, *, what: str = "have got there", aim: int | None = None) -> Iterator[str]:
    """Say a forecast, and what is to be known with it; `what` says what sites will then do or have.

    By 31 March 2027 between 11 and 15 of 16 sites will have all core changes; the aim is 16.
    """
    yield _said(made, what, "" if aim is None else f"; the aim is {aim}")
    if made.kind is not ForecastKind.RANGE:
        return
    if made.leap is not None:
        yield (
            f"{made.leap.joined} of {made.eligible} sites joined in one step, by {day_in_words(made.leap.until)}. "
            "After such a step more spreads than usual end below the range."
        )
    if made.is_at_take_off:
        yield f"Less than a quarter of the sites {what} so far. {_TAKE_OFF}"


def _said(made: Forecast, what: str, end: str) -> str:
    sites = f"{made.eligible} sites"  # of one site, too: what is said of them is in the plural
    if made.kind is ForecastKind.REACHED:
        if made.eligible == 1:
            what = f"has{what.removeprefix('have')}"
        all_ = {1: "The one site", 2: "Both sites"}.get(made.eligible or 0, f"All {sites}")
        return f"{all_} {what} already, by {day_in_words(made.counted_on or made.by)}{end}."
    if made.kind is ForecastKind.RANGE:
        between = f"between {made.low} and {made.high}" if made.low != made.high else f"{made.low}"
        return f"By {day_in_words(made.by)} {between} of {sites} will {what}{end}."
    if made.why is WhyNot.UNREAD:
        when = day_in_words(made.by)
        return f"It cannot be told how many sites will {what} by {when}: part of the record could not be read."
    by, counted = day_in_words(made.by), day_in_words(made.counted_on or made.by)
    if made.why is WhyNot.DAY_HAS_COME:
        return f"{by} has come, so nothing is forecast: {made.reached} of {sites} {what} by {counted}{end}."
    return f"It cannot be told yet how many sites will {what} by {by}{end}. {_why_not(made, counted)}"


def _why_not(made: Forecast, counted: str) -> str:
    ahead = math.ceil(made.ahead)
    length = count_of(math.floor(made.months), "month") if made.months >= 1 else "less than a month"
    return {
        None: "",
        WhyNot.DAY_HAS_COME: "",
        WhyNot.UNREAD: "",
        WhyNot.NO_NUMBER: "The plan does not say how many sites are meant to get there.",
        WhyNot.MORE_THAN_ALL: (
            f"{count_of(made.reached or 0, 'site')} got there, more than the {made.eligible} that are meant to."
        ),
        WhyNot.NONE_YET: "No site has got there yet, so there is nothing to carry on.",
        WhyNot.TOO_OLD: f"The last news is of {counted}, about six months ago or more. Ask the sites for news first.",
        WhyNot.FEW_STEPS: (
            f"The record has {count_of(made.steps, 'step')} from one count to the next, and {LEAST_STEPS} are needed."
        ),
        WhyNot.TOO_FAR: (
            f"That is {count_of(ahead, 'month')} ahead, and the record is {length} long. "
            f"A forecast reaches {float(FARTHEST)} times as far ahead as its record goes back."
        ),
        WhyNot.TOO_WIDE: (
            "From hardly any to nearly all of the rest is possible: the range covers four fifths or more of the "
            f"{made.left} sites that are left."
        ),
    }[made.why]


def kept_range_in_words(kept: KeptForecast) -> str:
    """Return what a kept forecast said: `between 9 and 14 of 16, middle 11`."""
    return f"between {kept.low} and {kept.high} of {kept.of}, middle {kept.middle}"


def verdict_in_words(judged: JudgedForecast) -> str:
    """Say what became of a kept forecast."""
    seen = judged.seen
    if judged.verdict is ForecastVerdict.OTHER_SITES and seen is not None:
        return f"not compared: {judged.kept.of} target sites when it was made, {seen.of} on its day"
    if judged.verdict is ForecastVerdict.NOT_KNOWN:
        until = f"the last news is of {day_in_words(seen.until)}" if seen and seen.until else "nothing is on record"
        return f"not known: {until}"
    return {
        ForecastVerdict.INSIDE: "inside the range",
        ForecastVerdict.BELOW: "below the range",
        ForecastVerdict.ABOVE: "above the range",
        ForecastVerdict.TO_COME: "its day is to come",
    }.get(judged.verdict, "not compared: its days or figures are not in order")


_NOT_COMPARED: Final = (ForecastVerdict.NOT_KNOWN, ForecastVerdict.OTHER_SITES, ForecastVerdict.NOT_READABLE)


def kept_in_brief(all_judged: Iterable[JudgedForecast]) -> str:
    """Say in one sentence how many of the kept forecasts whose day has come held; nothing where none has come."""
    counted = Counter(judged.verdict for judged in all_judged)
    of, open_ = (
        sum(number for verdict, number in counted.items() if verdict.is_judged),
        sum(counted[verdict] for verdict in _NOT_COMPARED),
    )
    if not of + open_:
        return ""
    had = by_number(of + open_, "has", "have")
    cannot = f" and {open_} cannot be compared with what came true" if open_ else ""
    return f"Of {count_of(of + open_, 'forecast')} that {had} come due, {counted[ForecastVerdict.INSIDE]} held{cannot}."


def kept_sentences(all_judged: Iterable[JudgedForecast]) -> Iterator[str]:
    """Say how many kept forecasts held, and of how many that cannot be said though their day has come."""
    counted = Counter(judged.verdict for judged in all_judged)
    of = sum(number for verdict, number in counted.items() if verdict.is_judged)
    if of:
        missed = [(counted[ForecastVerdict.BELOW], "many"), (counted[ForecastVerdict.ABOVE], "few")]
        told = [f"{number} said too {how} sites" for number, how in missed if number]
        said = f"{counted[ForecastVerdict.INSIDE]} of {count_of(of, 'kept forecast')} held"
        yield f"{said}; {in_words(told)}." if told else f"{said}."
    if open_ := sum(counted[verdict] for verdict in _NOT_COMPARED):
        yield f"{count_of(open_, 'kept forecast')} cannot be compared with what came true."
