"""The three sentences at the top of a report: is it spreading, does it help, is it holding.

They are made from the data and claim no more than these allow: what is not on record stays unknown, what had a change
once is told from what has it now, and too few values are said to be too few. Every figure in a sentence is kept beside
it with the route to what it was made from.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import AFTER, Recheck, looks_of
from spreadkit.adoption.state import IN_PLACE, CoreState, core_changes
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.adoption.words import reach_sentence
from spreadkit.measures.measure_charts import ChartedMeasure, chart_site
from spreadkit.measures.spc.results import SpcChart
from spreadkit.measures.spc.rule_sets import IHI_RUNS
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.model.plan import Plan
from spreadkit.model.report import DataSentence, SentenceFigure
from spreadkit.model.rollout import Site
from spreadkit.months import day_in_words, month_seen_from
from spreadkit.words import NAMED, by_number, in_figures, in_words

_NOT_OUTCOME: Final = {
    MeasureKind.PROCESS: "what is done, not what comes of it",
    MeasureKind.BALANCING: "harm elsewhere, not the result",
    MeasureKind.SPREAD: "how far it has spread, not what comes of it",
}
"""What a measure tells that is not the outcome."""

_HeadlineTopic = Literal["spread", "effect", "holding"]


def headline(
    plan: Plan, seen: Overview, charts: Mapping[str, ChartedMeasure]
) -> tuple[DataSentence, DataSentence, DataSentence]:
    """Say of a whole spread how far it has come, whether it helps, and whether it holds.

    `seen` and `charts` (of all sites together, by measure) are those of the day that is judged for.
    """
    effect = _effect(plan, charts.get(plan.aim.measure or ""), seen.tracker.as_of)
    return _spread(seen), effect, _holding(seen.rechecks)


def headline_of_site(plan: Plan, site: Site, seen: Overview) -> tuple[DataSentence, DataSentence, DataSentence]:
    """Say of one site how far it has come, whether it helps there, and whether it holds."""
    tracked = next((tracked for tracked in seen.tracker.sites if tracked.site.id == site.id), None)
    own = [recheck for recheck in seen.rechecks if recheck.site == site.id]
    return _spread_at(plan, site, tracked), _effect_at(plan, site, seen.tracker.as_of), _holding(own)


def mentions(text: str, value: str) -> bool:
    """Whether a sentence gives a figure: as a whole, not as a part of a longer one."""
    return re.search(rf"(?<![\w.]){re.escape(value)}(?!\w|\.\d)", text) is not None


def _said(about: _HeadlineTopic, text: str, grounds: Iterable[SentenceFigure]) -> DataSentence:
    """Keep of the figures that a sentence may give those that it does give, each once."""
    given = dict.fromkeys(figure for figure in grounds if mentions(text, figure.value))
    return DataSentence(about=about, text=text, source=tuple(given))


def _ground(name: str, value: object, *route: str) -> SentenceFigure:
    return SentenceFigure(name=name, value=str(value), route=route)


def _spread(seen: Overview) -> DataSentence:
    there, ever, stale = len(seen.there), len(seen.ever), seen.stale_there
    grounds = [
        _ground("target sites", len(seen.sites), "sites"),
        _ground("sites with every core change in place now", there, "adoption"),
        _ground("sites that are meant", f"{seen.of or 0:,}", "aim", "population"),
        _ground("sites that had every core change in place at some time", ever, "adoption"),
        _ground("sites that had it and do not have it now", ever - there, "adoption"),
        _ground("sites of which it is not known", len(seen.not_known), "adoption"),
        _ground("sites to which no core change applies", len(seen.not_applicable), "adoption"),
        _ground("sites counted as last seen", len(stale), "adoption"),
        _ground("sites counted as last seen that are not named", len(stale) - NAMED, "adoption"),
        *(_ground("site", tracked.site.name, "sites") for tracked in stale),
        *(_ground("last news", month_seen_from(site.news, seen.as_of), "adoption") for site in stale if site.news),
    ]
    return _said("spread", reach_sentence(seen), grounds)


def _spread_at(plan: Plan, site: Site, tracked: TrackedSite | None) -> DataSentence:
    core = core_changes(plan)
    cells = {cell.change: cell for cell in tracked.cells if cell.change in core} if tracked else {}
    if tracked is None:
        text = f"{site.name} is not one of the target sites on this day, so nothing is asked of it."
        return _said("spread", text, [_ground("site", site.name, "sites")])
    if not cells:
        return _said("spread", "The package names no core change, so nothing can be said of how far it has come.", ())
    if tracked.core is CoreState.NOT_APPLICABLE:
        return _said("spread", f"{site.name}: no core change applies here.", [_ground("site", site.name, "sites")])
    stages = [cell.stage for cell in cells.values()]
    asked = [cell for cell in cells.values() if cell.stage is not AdoptionStage.NOT_APPLICABLE]
    there = sum(cell.stage in IN_PLACE for cell in asked)
    silent = stages.count(None)
    text = f"{there} of {len(asked)} core changes that apply {by_number(there, 'is', 'are')} in place"
    if len(asked) == 1:
        text = f"the one core change that applies is {'' if there else 'not '}in place"
    if silent and len(asked) == 1:
        text = "nothing is on record of the one core change that applies"
    elif silent:
        text += f"; of {silent} nothing is on record"
    if tracked.stale and tracked.news:
        text += f"; there has been no news of it since {day_in_words(tracked.news)}, so this is as last seen"
    grounds = [
        _ground("site", site.name, "sites"),
        _ground("core changes in place", there, "adoption"),
        _ground("core changes that apply", len(asked), "package", "changes"),
        _ground("core changes of which nothing is on record", silent, "adoption"),
        *([_ground("last news", day_in_words(tracked.news), "adoption")] if tracked.news else []),
    ]
    return _said("spread", f"{site.name}: {text}.", grounds)


def _effect(plan: Plan, charted: ChartedMeasure | None, as_of: date) -> DataSentence:
    if charted is None:
        return _said("effect", "The aim names no measure, so it cannot be said from the plan whether it helps.", ())
    measure, route = charted.measure, ("measures", plan.aim.measure or "")
    grounds = [_ground("measure", measure.title, *route, "title")]
    told = _called(measure)
    if charted.chart is None and not charted.line.known:
        return _without_series(measure, told, as_of, route, grounds)
    grounds += _of_chart(charted, plan, route)
    return _said("effect", f"{told}: {charted.says}", grounds)


def _effect_at(plan: Plan, site: Site, as_of: date) -> DataSentence:
    name = plan.aim.measure
    if name is None or name not in plan.measures:
        return _effect(plan, None, as_of)
    charted, route = chart_site(plan.measures[name], site.id, as_of), ("measures", name)
    grounds = [_ground("measure", charted.measure.title, *route, "title"), _ground("site", site.name, "sites")]
    told = f"{_called(charted.measure)}, at {site.name} alone"
    if charted.chart is None and not charted.line.known:
        return _said("effect", f"{told}: there are no data yet, so it cannot be said whether it helps here.", grounds)
    return _said("effect", f"{told}: {charted.says}", [*grounds, *_of_chart(charted, plan, route)])


def _called(measure: Measure) -> str:
    kind = _NOT_OUTCOME.get(measure.kind)
    return f"{measure.title} ({kind})" if kind else measure.title


def _without_series(
    measure: Measure, told: str, as_of: date, route: tuple[str, ...], grounds: list[SentenceFigure]
) -> DataSentence:
    """Say that there is no series, and what was published up to a day, where that is something."""
    published = [figure for figure in measure.published if (known(figure.on) or date.min) <= as_of]
    if not published:
        return _said("effect", f"{told}: there are no data yet, so it cannot be said whether it helps.", grounds)
    last = published[-1]
    on = known(last.on)
    when = last.when or (day_in_words(on) if on else "")
    grounds += [
        _ground("published value", last.says, *route, "published"),
        _ground("when", when, *route, "published"),
    ]
    text = f"{told}: “{last.says}”, as published{f' ({when})' if when else ''}"
    return _said("effect", f"{text}; there is no series that would tell a change from chance.", grounds)


def _of_chart(charted: ChartedMeasure, plan: Plan, route: tuple[str, ...]) -> Iterator[SentenceFigure]:
    """Go through the figures that a sentence about a chart may give."""
    yield from (_ground("point", label, *route, "data") for label in charted.labels)
    wanted = known(charted.measure.target)
    if wanted is not None:
        yield _ground("target", in_figures(float(wanted)), *route, "target")
    elif (target := known(plan.aim.target)) is not None:
        yield _ground("target", in_figures(float(target)), "aim", "target")
    for name in ("min_points", "min_baseline", "least_useful"):
        yield _ground(f"rule set: {name.replace('_', ' ')}", getattr(charted.rule_set, name), *route, "rules")
    yield _ground("rule set: longest table of runs", max(IHI_RUNS), *route, "rules")
    if charted.chart is not None:
        yield from _of_phases(charted.chart, route)
        yield from _of_points(charted.chart, route)


def _of_phases(chart: SpcChart, route: tuple[str, ...]) -> Iterator[SentenceFigure]:
    for phase in chart.phases[-1:]:
        data = (*route, "data")
        yield _ground("values", phase.values, *data)
        if phase.centre is not None:
            yield _ground("centre", in_figures(phase.centre), *data)
        yield _ground("values of the baseline", phase.baseline, *route, "baseline")
        yield _ground("values off the centre", phase.useful, *data)
        yield _ground("crossings", phase.crossings, *data)
        yield _ground("crossings needed", phase.crossings_needed, *route, "rules")
        yield _ground("runs", (phase.crossings or 0) + 1, *data)
        for least, most in filter(None, [IHI_RUNS.get(phase.useful)]):
            yield _ground("fewest runs", least, *route, "rules")
            yield _ground("most runs", most, *route, "rules")
        inside = chart.points[phase.first : phase.last + 1]
        yield _ground("values left out", sum(point.excluded for point in inside), *route, "excluded")
        for signal in chart.signals_in(phase):
            yield _ground("values of the signal", len(signal.points), *data)
            counted = sum(point.counts for point in chart.points[signal.first : signal.last + 1])
            yield _ground("values that the signal is among", max(3, counted), *data)


def _of_points(chart: SpcChart, route: tuple[str, ...]) -> Iterator[SentenceFigure]:
    for point in chart.points:
        for name in ("value", "lower", "upper"):
            number = getattr(point, name)
            if number is not None:
                yield _ground(name if name == "value" else f"{name} limit", in_figures(number), *route, "data")


def _holding(rechecks: Iterable[Recheck]) -> DataSentence:
    """Say what looks again found. What was given up before anybody was to look is told apart: it is no look."""
    found = list(rechecks)
    looks = looks_of(found)
    held, lost, early = len(looks.held), len(looks.lost), len(looks.early)
    missing = len(looks.due) + len(looks.overdue)
    asked = looks.made + missing
    if not found:
        return _said("holding", "No core change is on record as in place, so it cannot be said whether it holds.", ())
    grounds = [
        *(_ground("months", months, "adoption") for months in AFTER),
        _ground("re-checks due", asked, "adoption"),
        _ground("found still there", held, "adoption"),
        _ground("found gone", lost, "adoption"),
        _ground("not made", missing, "adoption"),
        _ground("given up before they were due", early, "adoption"),
    ]
    gone = f"{early} {by_number(early, 'was', 'were')} given up before it was to be looked at" if early else ""
    if not asked and not early:
        text = f"No core change has been in place for {AFTER[0]} months yet, so it cannot be said whether it holds."
        return _said("holding", text, grounds)
    if not asked:
        text = f"Of the core changes in place at sites, {gone}; no re-check was due by now."
        return _said("holding", text, grounds)
    told = [
        *([f"{held} found it still there"] if held else []),
        *([f"{lost} found it gone"] if lost else []),
        *([f"{missing} {by_number(missing, 'has', 'have')} not been made"] if missing else []),
    ]
    due = f"Of {asked} re-checks that were due by now"
    if asked == 1:
        due, told = "The one re-check that was due by now", [told[0].removeprefix("1 ")]
    after = in_words([str(months) for months in AFTER])
    text = (
        f"{due} (each core change at each site, {after} months after it was put in place)"
        f"{' ' if asked == 1 else ', '}{in_words(told)}{f'; {gone}' if gone else ''}."
    )
    return _said("holding", text, grounds)
