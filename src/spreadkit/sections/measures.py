"""Measures: first, latest and best values with their dates, the baseline and the target."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from spreadkit.adoption.state import CoreState, core_state
from spreadkit.adoption.words import stale_note
from spreadkit.charts.small_multiples import SitePanel
from spreadkit.measures.measure_charts import SIGNAL_WORDS, ChartedMeasure, chart_sites
from spreadkit.measures.predicted import PredictionResult
from spreadkit.measures.series import MeasureLine, by_site, label_of, level_of, own_step, pooled
from spreadkit.model.measure import Measure, MeasureKind, StatedLimits
from spreadkit.model.report import Block, Chart, Paragraph, ReportTable, Section, TableCell
from spreadkit.model.report_parts import Phrase
from spreadkit.months import day, day_in_words
from spreadkit.rollout.progress import first_use
from spreadkit.sections._pictures import of_measure, of_sites
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    folded,
    label,
    listed_in_words,
    n_of,
    say,
    section,
    slug,
    table,
    tables,
    who,
    with_full_stop,
)
from spreadkit.words import count_of, in_figures, in_words

ORDER = 80
SHOWS: Final = ("measures",)

_FEWEST_SITES: Final = 2
"""How many sites there must be to show them beside each other."""

_MOST_PANELS: Final = 60
"""How many small charts a report has in all, one a site and measure, lest it grow too heavy to send."""

_Note = tuple[date, str, str | None, str | None]
"""What is to be known of a day: the day, what it is, at which site, and why."""

_INTRO = (
    "Values of all sites together, as recorded up to the date of this report. Single values vary by chance: one "
    "better or worse point is not a change, so none is coloured. What the rules of a chart find is said in words."
)


def build(view: View) -> Section:
    """Build the section."""
    if not view.plan.measures:
        return section("measures", "Measures", [Paragraph(text="No measures are defined yet.")])
    return section("measures", "Measures", _blocks(view), intro=_INTRO)


def _blocks(view: View) -> Iterator[Block]:
    headers = ["Measure", "Baseline", "First", "Latest", "Best", "Target", "#Points"]
    rows = [_values(view, measure) for measure in view.plan.measures.values()]
    yield table("Values of each measure", headers, rows)
    shown = _shown_by_site(view)
    for name, charted in view.charts.items():
        if charted.line.known:
            yield _chart(view, name, charted)
        if name in shown:
            yield _sites(view, name, charted.measure, shown[name])
    rows = [
        _predicted(view, charted.measure, charted.predicted) for charted in view.charts.values() if charted.predicted
    ]
    headers = ["Measure", "Predicted", "By", "What came", "On what basis?", "Who said so?", "Said on"]
    yield from tables(table("What was predicted, and what came", headers, rows))
    rows = [row for measure in view.plan.measures.values() for row in _further_targets(measure)]
    headers = ["Measure", "Further target", "Whose?", "To reach", "By?", "Because?", "Source?"]
    yield from tables(table("Targets beside the one that a measure is judged by", headers, rows))
    rows = [row for measure in view.plan.measures.values() for row in _stated_lines(measure)]
    headers = ["Measure", "Stated", "From?", "As", "Because?", "Source?"]
    yield from tables(table("Lines and run lengths that are stated elsewhere, and lines that are held", headers, rows))
    rows = [row for measure in view.plan.measures.values() for row in _published(view, measure)]
    yield from tables(table("Values as published", ["Measure", "Value", "When", "Source?"], rows))
    headers = ["Measure", "Definition", "Owner", "Every?", "Collected?", "Source?", "Checked?"]
    rows = [_definition(view, measure) for measure in view.plan.measures.values()]
    yield folded("How each measure is defined", table("Definitions", headers, rows), *tables(_noted(view)))


def _values(view: View, measure: Measure) -> WordedRow:
    line = pooled(measure, view.as_of)
    values = line.known
    name = Phrase(
        text=measure.title, note=", ".join(filter(None, [measure.kind.value, measure.unit, _better(measure)]))
    )
    if not values:
        silent = "no series" if measure.published else "no data"
        return [name, silent, silent, _uptake(view, measure, silent), silent, say(measure.target), "0"]
    ends = [_value(measure, values, first_or_last(values)) for first_or_last in (min, max)]
    return [name, _baseline(measure, line), *ends, _best(measure, values), say(measure.target), str(len(values))]


def _chart(view: View, name: str, charted: ChartedMeasure) -> Chart:
    """Say what the series shows, by which rules, with its points as a table."""
    judged = f" ({charted.judged_by})" if charted.chart else ""
    noted = in_words(
        [f"{day_in_words(redefinition.on)}: {redefinition.what}" for redefinition in charted.measure.redefined]
    )
    redefined = f" {with_full_stop(f'Counted otherwise since {noted}')}" if noted else ""
    heads = ["Date", "#Value", "#Count?", "#Out of?", "#Sites?", "#Centre?", "#Limits?", "Seen?"]
    data = table(charted.measure.title, heads, _points(charted))
    picture = of_measure(view, name, charted)
    return Chart(sentence=f"{charted.says}{redefined}{judged}", data=data, **picture.fields)


def _shown_by_site(view: View) -> dict[str, dict[str, MeasureLine]]:
    """Return the lines of the sites, by measure, where several report: the aim's measure first, as far as room goes."""
    names = sorted(view.plan.measures, key=lambda name: name != view.plan.aim.measure)
    shown, room = dict[str, dict[str, MeasureLine]](), _MOST_PANELS
    for name in names:
        lines = {site: line for site, line in by_site(view.plan.measures[name], view.as_of).items() if line.known}
        if len(lines) >= _FEWEST_SITES and (len(lines) <= room or not shown):
            shown[name] = lines
            room -= len(lines)
    return shown


def _sites(view: View, name: str, measure: Measure, found: Mapping[str, MeasureLine]) -> Chart:
    """Show the sites beside each other, in the order of their waves."""
    order = {site.id: place for place, site in enumerate(view.target_sites)}
    ordered = sorted(found, key=lambda site: order.get(site, len(order)))
    lines = [(view.site(site), found[site]) for site in ordered]
    title = f"{measure.title}: each site"
    middles = [median(line.known.values()) for _, line in lines]
    sentence = (
        f"{len(lines)} sites on one scale, each with its own median: from {in_figures(min(middles))} to "
        f"{in_figures(max(middles))}. Sites differ in whom they serve, so this is no ranking."
    )
    heads = ["Site", "#Values", "#Median", "#Lowest", "#Highest", "#Latest"]
    data = table(title, heads, [_site(site, line) for site, line in lines])
    charts, starts = (
        chart_sites(measure, view.as_of, target=view.plan.target_of(name)),
        first_use(view.plan, view.as_of),
    )
    panels = [
        SitePanel(name=view.site(site), charted=charts[site], start=starts[site][0] if site in starts else None)
        for site in ordered
    ]
    picture = of_sites(view, name, measure, panels, view.charts[name].target)
    return Chart(sentence=sentence, data=data, **picture.fields)


def _site(site: str, line: MeasureLine) -> WordedRow:
    values = line.known
    told = [median(values.values()), min(values.values()), max(values.values()), values[max(values)]]
    return [site, str(len(values)), *map(in_figures, told)]


def _points(charted: ChartedMeasure) -> Iterator[WordedRow]:
    line, chart, seen = charted.line, charted.chart, _seen(charted)
    for index, when in enumerate(charted.labels):
        value = line.values[index]
        point = chart.points[index] if chart else None
        limits = None
        if point and point.lower is not None and point.upper is not None:
            limits = f"{in_figures(point.lower)} to {in_figures(point.upper)}"
        centre = in_figures(point.centre) if point and point.centre is not None else None
        shown = "no data" if value is None else in_figures(value)
        sites = str(line.sites[index]) if line.sites[index] > 1 else None
        yield [when, shown, line.counts[index], line.pers[index], sites, centre, limits, seen[index]]


def _seen(charted: ChartedMeasure) -> list[TableCell | None]:
    """Say of each point what is seen in it; nothing for all where nothing is."""
    points = charted.chart.points if charted.chart else ()
    seen = [SIGNAL_WORDS[point.rule] if point.rule else "" for point in points]
    said = ["left out" if point.excluded else words for point, words in zip(points, seen, strict=True)]
    return [TableCell(text=text) for text in said] if any(said) else [None] * len(charted.line)


def _further_targets(measure: Measure) -> Iterator[WordedRow]:
    """Go through the targets of a measure that are shown beside its own."""
    for name, named in measure.targets.items():
        whose = named.kind.value if named.kind is not None else None
        by = day(named.by) if named.by is not None else None
        yield [measure.title, named.title_or(name), whose, say(named.value), by, named.because, named.source]


def _stated_lines(measure: Measure) -> Iterator[WordedRow]:
    """Go through what is not worked out from the values: stated limits and run lengths, and lines that are held."""
    if measure.limits is not None:
        yield [measure.title, "limits", None, *_as_stated(measure.limits)]
    if measure.run_length is not None:
        run = measure.run_length
        yield [measure.title, "run length", None, f"{run.values} in a row", run.because, run.source]
    for phase in measure.phases:
        if phase.limits is not None:
            yield [measure.title, "limits", day(phase.from_), *_as_stated(phase.limits)]
        if phase.freeze is not None:
            held = f"worked out from the first {phase.freeze} values, and held"
            yield [measure.title, "limits", day(phase.from_), held, phase.because, None]


def _as_stated(limits: StatedLimits) -> tuple[str, str | None, str | None]:
    ends = "" if limits.lower is None else f", limits {say(limits.lower)} to {say(limits.upper)}"
    return f"centre {say(limits.centre)}{ends}", limits.because, limits.source


def _published(view: View, measure: Measure) -> Iterator[WordedRow]:
    """Go through the values that publications give of a measure."""
    for published in measure.published:
        when = published.when or (day(published.on) if published.on is not None else None)
        part = f"{published.is_} the changes" if published.is_ else ""
        source = listed_in_words(view.evidence(name) for name in published.evidence)
        yield [measure.title, published.says, Phrase(text=say(when), note=part), source]


def _predicted(view: View, measure: Measure, result: PredictionResult) -> WordedRow:
    """Say what was predicted of a measure, and what came of it."""
    prediction = result.prediction
    return [
        measure.title,
        prediction.words,
        day(prediction.by),
        result.says,
        prediction.basis,
        who(view, prediction.who) if prediction.who else None,
        day(prediction.on),
    ]


def _uptake(view: View, measure: Measure, silent: str) -> Phrase | str:
    """Count the sites that have taken up what a spread measure without data of its own is about."""
    sites = view.target_sites
    if measure.kind is not MeasureKind.SPREAD or not measure.changes or not sites or not view.latest:
        return silent
    there = [tracked for tracked in view.adoption.sites if _has_all(view, tracked.site.id, measure.changes)]
    seen = stale_note([tracked for tracked in there if tracked.stale], len(there), view.adoption)
    note = "sites with all of it in place, from the adoption events"
    return Phrase(text=n_of(len(there), len(sites)), note=f"{note}; {seen}" if seen else note)


def _has_all(view: View, site: str, changes: Sequence[str]) -> bool:
    return core_state([view.stage(site, change) for change in changes]) is CoreState.IN_PLACE


def _better(measure: Measure) -> str:
    return "" if measure.better == "neither" else f"{measure.better} is better"


def _value(measure: Measure, values: Mapping[date, Decimal], when: date) -> Phrase:
    return Phrase(text=in_figures(values[when]), note=label_of(when, own_step(measure)))


def _best(measure: Measure, values: Mapping[date, Decimal]) -> Phrase | str:
    if measure.better == "neither":
        return "no direction"
    best = (min if measure.better == "lower" else max)(values.values())
    return _value(measure, values, next(when for when, value in values.items() if value == best))


def _baseline(measure: Measure, line: MeasureLine) -> Phrase | str:
    """Return what the values of the baseline come to."""
    if measure.baseline is None:
        return say(None)
    until = measure.baseline.until
    places = [place for place, when in enumerate(line.dates) if when <= until and line.values[place] is not None]
    level = level_of(measure, line, places)
    if level is None:
        return Phrase(text="no data", note=f"until {day(until)}")
    how = "all counts of" if measure.data is not None and measure.data.is_rate else "median of"
    return Phrase(text=in_figures(level), note=f"{how} {count_of(len(places), 'point')} until {day(until)}")


def _definition(view: View, measure: Measure) -> WordedRow:
    return [
        measure.title,
        Phrase(text=say(measure.definition), note=_counted(measure)),
        who(view, measure.owner),
        label(measure.every) if measure.every else None,
        slug(measure.collected) if measure.collected else None,
        measure.source,
        _checked(measure),
    ]


def _checked(measure: Measure) -> Phrase | None:
    """Say what a check against a second source found, and when it was made."""
    checked = measure.checked
    if checked is None:
        return None
    return Phrase(text=checked.found, note=day(checked.on) if checked.on is not None else "")


def _counted(measure: Measure) -> str:
    """Say what is counted over what, and how those that are looked at are chosen."""
    told = {"counted": measure.numerator, "out of": measure.denominator, "sample": measure.sample}
    return "; ".join(f"{word}: {text}" for word, text in told.items() if text)


def _noted(view: View) -> ReportTable:
    """List what is to be known of single days: what happened, and from when on a measure is counted or judged anew."""
    noted = [(measure, *note) for measure in view.plan.measures.values() for note in _notes(view, measure)]
    rows: list[WordedRow] = [[measure.title, day(on), *told] for measure, on, *told in noted if on <= view.as_of]
    return table("What to know of single days", ["Measure", "Day", "What", "Where?", "Because?"], rows)


def _notes(view: View, measure: Measure) -> Iterator[_Note]:
    for event in measure.annotations:
        yield event.on, event.says, _where(view, event.site), None
    for phase in measure.phases:
        titled = f": {phase.title}" if phase.title else ""
        yield phase.from_, f"Centre and limits worked out anew from here on{titled}", None, phase.because
    for redefined in measure.redefined:
        yield redefined.on, f"Counted otherwise from here on: {redefined.what}", None, redefined.because
    for excluded in measure.excluded:
        yield excluded.on, "Left out of the centre and the limits", _where(view, excluded.site), excluded.because


def _where(view: View, site: str | None) -> str | None:
    return view.site(site) if site else None
