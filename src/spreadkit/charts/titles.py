"""What charts say: a title that is their message, of at most 14 words, and below it what is drawn, in which unit.

Each is made from the data that are drawn, with a form for none, one, two and many, and for what is too little, not
known, or as last seen. What a plan calls its sites is given; its other words are isolated.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from spreadkit.charts._style import own
from spreadkit.charts.adoption_curve import AdoptionCurve
from spreadkit.charts.small_multiples import SitePanel
from spreadkit.charts.wave_timeline import WaveSpan
from spreadkit.measures.icons import Variation, is_holding, variation_of
from spreadkit.measures.measure_charts import ChartedMeasure, LikeWithLike
from spreadkit.measures.series import own_step, step_after
from spreadkit.measures.spc.interpretation import Judgement
from spreadkit.measures.spc.results import Signal, SpcRule
from spreadkit.model.people import Every
from spreadkit.months import add_months, month_of, month_seen_from
from spreadkit.record import record
from spreadkit.words import by_number, in_figures

MOST_WORDS: Final = 14

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_PERIODS: Final = {
    Every.DAY: ("day", "days"),
    Every.WEEK: ("week", "weeks"),
    Every.FORTNIGHT: ("fortnight", "fortnights"),
    Every.MONTH: ("month", "months"),
    Every.QUARTER: ("quarter", "quarters"),
    Every.YEAR: ("year", "years"),
}
_VALUES: Final = ("value", "values")

_STALE_STEPS: Final = 2
"""A series is as last seen when so many steps have passed since its last one without a value, or months where it has
no step. The figure is that of the verdicts."""

_UNTIL_THEN: Final = {
    Variation.BETTER: "until then they were better by more than chance",
    Variation.WORSE: "until then they were worse by more than chance",
    Variation.NEITHER: "until then more than chance, neither better nor worse",
    Variation.CHANCE: "until then nothing but chance",
    Variation.TOO_FEW: "those until then are too few to tell",
    Variation.NOT_KNOWN: "those until then cannot be judged",
}


@record
class SiteNoun:
    """What a plan calls its sites: one of them, and several."""

    one: str = "site"
    many: str = "sites"

    def of(self, number: int) -> str:
        """Return the word for so many."""
        return own(by_number(number, self.one, self.many))


_SITE: Final = SiteNoun()


def in_letters(number: int) -> str:
    """Return a number as a sentence has it: in letters up to ten."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def measure_title(charted: ChartedMeasure, as_of: date | None = None, sites: SiteNoun = _SITE) -> str:
    """Say what a measure shows. With the day of the report, a series that has ended says since when."""
    variation = variation_of(charted)
    since = silent_since(charted, as_of) if as_of is not None else None
    if since is not None and variation in _UNTIL_THEN and as_of is not None:
        return f"No figures since {_when(charted, since, as_of)}; {_UNTIL_THEN[variation]}"
    if variation in {Variation.BETTER, Variation.WORSE, Variation.NEITHER}:
        return _of_signal(charted)
    if variation is Variation.CHANCE:
        return _of_chance(charted)
    if variation is Variation.TOO_FEW:
        return _of_too_few(charted)
    return "There are no figures yet" if variation is Variation.NO_DATA else _of_unknown(charted, sites)


def silent_since(charted: ChartedMeasure, as_of: date) -> date | None:
    """Return the day of the last value where the next ones are missing on the day of the report; None where not."""
    known, every = list(charted.line.known), own_step(charted.measure)
    if not known:
        return None
    end = known[-1]
    if every is None:
        return known[-1] if add_months(end, _STALE_STEPS) < as_of else None
    if every in {Every.MONTH, Every.QUARTER, Every.YEAR} and end.day == 1:
        end = step_after(end, every) - timedelta(days=1)
    for _ in range(_STALE_STEPS):
        end = step_after(end, every)
    return known[-1] if end < as_of else None


def _when(charted: ChartedMeasure, day: date, as_of: date) -> str:
    if own_step(charted.measure) in {Every.MONTH, Every.QUARTER, Every.YEAR}:
        return month_seen_from(day, as_of)
    month = month_seen_from(day, as_of)
    return f"{day.day} {month}"


def _periods(charted: ChartedMeasure, number: int) -> str:
    one, many = _PERIODS.get(own_step(charted.measure) or Every.DAY, _VALUES) if own_step(charted.measure) else _VALUES
    return by_number(number, one, many)


def _counted(charted: ChartedMeasure) -> ChartedMeasure:
    """Return the chart that counts: of the sites that reported throughout, where these show something else."""
    like = charted.like
    return like.throughout if like.state is LikeWithLike.OPPOSES and like.throughout else charted


def _of_signal(charted: ChartedMeasure) -> str:
    judged = _counted(charted)
    chart = judged.chart
    first = chart.phases[-1].first if chart else 0
    found = [pair for pair in charted.firm_signals if pair[0].first >= first]
    with_way = [pair for pair in found if pair[0].direction is not None]
    if not with_way:
        return "More than chance, but neither better nor worse"
    signal, judgement = max(with_way, key=lambda pair: pair[0].last)
    return _said(judged, signal, judgement)


def _said(charted: ChartedMeasure, signal: Signal, judgement: Judgement) -> str:
    chart, number = charted.chart, len(signal.points)
    is_before = chart is not None and chart.phases[-1].frozen
    way = judgement if judgement != "neither" else "higher" if signal.direction == "up" else "lower"
    than = "before" if is_before else "the middle"
    count, periods = in_letters(number), _periods(charted, number)
    if signal.rule in {SpcRule.SHIFT, SpcRule.LONG_RUN}:
        text = f"{count} {periods} in a row are {way} than {than}: more than chance"
    elif signal.rule is SpcRule.TREND:
        verb = {"higher": "rise", "lower": "fall"}.get(way, f"get {way}")
        text = f"{count} {periods} in a row {verb}: more than chance"
    elif signal.rule is SpcRule.TWO_OF_THREE:
        text = f"{count} {periods} close together are far {way}: more than chance"
    elif number == 1:
        text = f"{charted.labels[signal.first]} is {way} than chance allows for"
    else:
        text = f"{count} {periods} in a row are {way} than chance allows for"
    return _capital(text)


def _of_chance(charted: ChartedMeasure) -> str:
    """Say that nothing but chance is at work now; and that it was otherwise for a time, where it was."""
    judged = _counted(charted)
    chart = judged.chart
    first = chart.phases[-1].first if chart else 0
    found = [pair for pair in charted.firm_signals if pair[0].first >= first and pair[1] != "neither"]
    if found and chart is not None:
        signal, judgement = max(found, key=lambda pair: pair[0].last)
        if not is_holding(chart, signal):
            return f"It was {judgement} for a time; now nothing but chance"
    return "No change to be seen: nothing but chance"


def _of_too_few(charted: ChartedMeasure) -> str:
    chart = charted.chart
    number = chart.phases[-1].values if chart and chart.phases else len(charted.line.known)
    if not number:
        return "There are no figures to judge"
    verb = by_number(number, "is", "are")
    return _capital(f"{in_letters(number)} {_periods(charted, number)} {verb} too few to tell")


def _of_unknown(charted: ChartedMeasure, sites: SiteNoun) -> str:
    if charted.like.state is LikeWithLike.DIFFERS:
        return f"The {sites.of(2)} that report have changed, so this cannot be compared"
    values = {*charted.line.known.values()}
    if charted.chart is not None and len(values) == 1:
        number = len(charted.line.known)
        return f"All {number} {_periods(charted, number)} are alike, {in_figures(values.pop())}: nothing to judge"
    data = charted.measure.data
    if not values and data is not None and data.unread:
        return "The figures could not be read"
    return "The figures cannot be put together" if not values else "The figures cannot be judged"


def measure_subtitle(charted: ChartedMeasure) -> str:
    """Say what is drawn of a measure: its title, unit, how often there is a value, and from when to when."""
    measure, labels = charted.measure, charted.labels
    one = _PERIODS[every][0] if (every := own_step(measure)) else ""
    parts = [own(measure.title), *([own(measure.unit)] if measure.unit else []), *([f"each {one}"] if one else [])]
    if labels:
        parts.append(labels[0] if labels[0] == labels[-1] else f"{labels[0]} to {labels[-1]}")
    return ", ".join(parts)


def adoption_title(curve: AdoptionCurve) -> str:
    """Say how many sites have it now, beside how many were to by now, or are next, where there is room for that."""
    there = _there(curve)
    due = _due(curve) if curve.last.current < curve.last.of else ""
    forms = (f"{there}{due}", f"{there}{due.removesuffix(' by now')}")
    return next((form for form in forms if len(form.split()) <= MOST_WORDS), there)


def _there(curve: AdoptionCurve) -> str:
    last, noun = curve.last, SiteNoun(curve.one, curve.many)
    now, of = last.current, last.of
    seen = f", {curve.stale} as last seen" if curve.stale and of > 1 else ""
    if of == 0:
        return f"No {noun.of(1)} is meant to have it"
    if of == 1:
        told = f"The one {noun.of(1)} is {'there' if now else 'not there'}"
        return f"{told}, as last seen" if now and curve.stale else told
    if now == of:
        return f"Both {noun.of(2)} are there{seen}" if of == 2 else f"All {of} {noun.of(of)} are there{seen}"  # noqa: PLR2004
    if now == 0:
        waits = "" if curve.due or curve.next_due else " yet"
        return f"None of {of} {noun.of(of)} {'still has it' if last.ever else f'is there{waits}'}"
    return f"{now} of {of} {noun.of(of)} {by_number(now, 'is', 'are')} there{seen}"


def _due(curve: AdoptionCurve) -> str:
    """Say how many were due by now, else how many are due next; nothing without a plan."""
    if curve.due:
        return f"; {curve.due} {by_number(curve.due, 'was', 'were')} due by now"
    if curve.next_due is None:
        return ""
    day, number = curve.next_due
    month = month_seen_from(day, curve.as_of)
    return f"; {number} {by_number(number, 'is', 'are')} due by {day.day} {month}"


def adoption_subtitle(curve: AdoptionCurve) -> str:
    """Say what is drawn of a spread: what is counted, of how many, from when to when, and what the lines are."""
    noun = SiteNoun(curve.one, curve.many)
    lines = [f"from {month_of(curve.start)} to {month_of(curve.end)}"]
    lines += ["dotted: plan"] if curve.planned else []
    lines += ["grey dashes: ever"] if curve.last.ever > curve.last.current else []
    return f"{_capital(noun.of(2))} with every core change in place, of {curve.last.of}; {'; '.join(lines)}"


def waves_title(spans: Sequence[WaveSpan], as_of: date) -> str:
    """Say how many waves are behind their plan, by name where they are one or two."""
    late, begun = [span for span in spans if span.late], [span for span in spans if span.start <= as_of]
    if not spans:
        return "No wave has a start yet"
    if not begun:
        first = min(span.start for span in spans)
        return f"No wave has begun; the first starts on {first.day} {month_seen_from(first, as_of)}"
    if not late:
        return "The wave is not behind its plan" if len(spans) == 1 else "No wave is behind its plan"
    named = " and ".join(own(span.title) for span in late)
    verb, plan = by_number(len(late), "is", "are"), by_number(len(late), "its plan", "their plans")
    text = f"{named} {verb} behind {plan}"
    if len(late) <= 2 and len(text.split()) <= MOST_WORDS and len(named) <= _LONG:  # noqa: PLR2004 - both are named
        return text
    return (
        "The wave is behind its plan" if len(spans) == 1 else f"{len(late)} of {len(spans)} waves {verb} behind {plan}"
    )


_LONG: Final = 60
"""How many letters the names in a title may have together."""


def waves_subtitle(spans: Sequence[WaveSpan]) -> str:
    """Say what is drawn of waves."""
    days = [day for span in spans for day in (span.start, span.end) if day is not None]
    span = f", {month_of(min(days))} to {month_of(max(days))}" if days else ""
    return f"Each wave from its start to its end as planned{span}; dark: past"


def sites_title(panels: Sequence[SitePanel], sites: SiteNoun = _SITE) -> str:
    """Say at how many sites the rules see more than chance, and which way."""
    found = [panel.variation for panel in panels]
    noun = sites.of(len(found))
    if not found:
        return f"No {sites.of(1)} has figures yet"
    if all(variation in _UNJUDGED for variation in found):
        return f"Too few figures to tell at {f'the one {noun}' if len(found) == 1 else f'all {len(found)} {noun}'}"
    return _judged_sites(found, noun) or _sites_by_chance(found, noun)


_UNJUDGED: Final = frozenset({Variation.TOO_FEW, Variation.NO_DATA, Variation.NOT_KNOWN})


def _judged_sites(found: Sequence[Variation], noun: str) -> str:
    """Say how many are better and worse; nothing where none is, and nothing else is seen."""
    of = len(found)
    better, worse, neither = (found.count(way) for way in (Variation.BETTER, Variation.WORSE, Variation.NEITHER))
    if better and worse:
        return f"{better} of {of} {noun} {by_number(better, 'is', 'are')} better, {worse} worse, by more than chance"
    if better or worse:
        number, way = better or worse, "better" if better else "worse"
        verb = by_number(number, "is", "are")
        who = f"The one {noun}" if of == 1 else f"All {of} {noun}" if number == of else f"{number} of {of} {noun}"
        return f"{who} {verb} {way} by more than chance"
    shows = by_number(neither, "shows", "show")
    return f"{neither} of {of} {noun} {shows} more than chance, neither better nor worse" if neither else ""


def _sites_by_chance(found: Sequence[Variation], noun: str) -> str:
    few = sum(variation in _UNJUDGED for variation in found)
    if len(found) == 1:
        return f"The one {noun} shows nothing but chance"
    rest = f"; {few} {by_number(few, 'has', 'have')} too few figures" if few else ""
    return f"None of {len(found)} {noun} shows more than chance{rest}"


def sites_subtitle(panels: Sequence[SitePanel], title: str, unit: str | None, sites: SiteNoun = _SITE) -> str:
    """Say what is drawn of sites: the measure, its unit, how they are ordered, and from when to when."""
    months = [month_of(day) for day in sorted({day for panel in panels for day in panel.known})]
    span = [months[0] if months[0] == months[-1] else f"{months[0]} to {months[-1]}"] if months else []
    parts = [own(title), *([own(unit)] if unit else []), f"each {sites.of(1)} on one scale", *span]
    return f"{', '.join(parts)}; no ranking"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
