"""The three sentences at the top of a report: is it spreading, does it help, is it holding.

They are made from the data and claim no more than these allow: what is not on record stays unknown, what had a change
once is told from what has it now, and too few values are said to be too few. Every figure in a sentence is kept beside
it with the route to what it was made from.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Literal

from spreadkit.adoption.overview import Overview
from spreadkit.adoption.rechecks import AFTER, Recheck, RecheckState
from spreadkit.adoption.state import core_changes
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.measures.measure_charts import ChartedMeasure, chart_site
from spreadkit.measures.spc.results import SpcChart
from spreadkit.measures.spc.rule_sets import IHI_RUNS
from spreadkit.model.base import known
from spreadkit.model.measure import Measure, MeasureKind
from spreadkit.model.plan import Plan
from spreadkit.model.report import DataSentence, SentenceFigure
from spreadkit.model.rollout import Site
from spreadkit.months import day_in_words
from spreadkit.words import count_of, in_figures, in_words

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
    return _spread(plan, seen), effect, _holding(seen.rechecks)


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


def _spread(plan: Plan, seen: Overview) -> DataSentence:
    now, sites = seen.reached, seen.tracker.sites
    grounds = [_ground("target sites", now.of, "sites")]
    if not sites:
        return _said("spread", "The plan lists no target site, so it cannot be said how far the change has spread.", ())
    whom = count_of(now.of, "target site")
    if not core_changes(plan):
        text = f"The package names no core change, so it cannot be said how many of {whom} have taken it up."
        return _said("spread", text, grounds)
    if all(site.age is None for site in sites):
        text = f"Nothing is on record yet of {whom}, so it cannot be said how far the change has spread."
        return _said("spread", text, grounds)
    unknown = sum(site.whole is None for site in sites)
    text = f"{now.current} of {whom} {_have(now.current)} every core change in place"
    if now.ever > now.current:
        lost = now.ever - now.current
        text += f"; {now.ever} had at some time, so {lost} no longer {'does' if lost == 1 else 'do'}"
    if unknown:
        text += f"; of {count_of(unknown, 'site')} it is not known"
    grounds += [
        _ground("sites with every core change in place now", now.current, "adoption"),
        _ground("sites that had every core change in place at some time", now.ever, "adoption"),
        _ground("sites that had it and do not have it now", now.ever - now.current, "adoption"),
        _ground("sites of which it is not known", unknown, "adoption"),
    ]
    return _said("spread", f"{text}.", grounds)


def _spread_at(plan: Plan, site: Site, tracked: TrackedSite | None) -> DataSentence:
    core = core_changes(plan)
    cells = {cell.change: cell for cell in tracked.cells if cell.change in core} if tracked else {}
    if tracked is None:
        text = f"{site.name} is not one of the target sites on this day, so nothing is asked of it."
        return _said("spread", text, [_ground("site", site.name, "sites")])
    if not cells:
        return _said("spread", "The package names no core change, so nothing can be said of how far it has come.", ())
    stages = [cell.stage for cell in cells.values()]
    asked = [cell for cell in cells.values() if cell.mark != "n/a"]
    there = sum(cell.rank is not None and cell.rank >= _IN_PLACE_FROM for cell in asked)
    silent = stages.count(None)
    applies = "applies" if len(asked) == 1 else "apply"
    text = f"{there} of {count_of(len(asked), 'core change')} that {applies} {'is' if there == 1 else 'are'} in place"
    if silent:
        text += f"; of {silent} nothing is on record"
    grounds = [
        _ground("site", site.name, "sites"),
        _ground("core changes in place", there, "adoption"),
        _ground("core changes that apply", len(asked), "package", "changes"),
        _ground("core changes of which nothing is on record", silent, "adoption"),
    ]
    return _said("spread", f"{site.name}: {text}.", grounds)


_IN_PLACE_FROM: Final = 5
"""From this step of the ladder on a change is in place."""


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
    states = Counter(recheck.state for recheck in rechecks)
    after = in_words([str(months) for months in AFTER])
    grounds = [_ground("months", months, "adoption") for months in AFTER]
    held, lost = states[RecheckState.HELD], states[RecheckState.LOST]
    missing = states[RecheckState.NOT_CHECKED] + states[RecheckState.DUE]
    asked = held + lost + missing
    if not states:
        return _said("holding", "Nothing is on record as in place, so it cannot be said yet whether it holds.", ())
    if not asked:
        text = f"Nothing has been in place for {AFTER[0]} months yet, so it cannot be said whether it holds."
        return _said("holding", text, grounds)
    told = [
        *([f"{held} found it still there"] if held else []),
        *([f"{lost} found it lost"] if lost else []),
        *([f"{missing} {_have(missing)} not been made, so of {_these(missing)} it is not known"] if missing else []),
    ]
    text = (
        f"Of {count_of(asked, 're-check')} that {'was' if asked == 1 else 'were'} due by now (each change at each "
        f"site, {after} months after it was put in place), {in_words(told)}."
    )
    grounds += [
        _ground("re-checks due", asked, "adoption"),
        _ground("found still there", held, "adoption"),
        _ground("found lost", lost, "adoption"),
        _ground("not made", missing, "adoption"),
    ]
    return _said("holding", text, grounds)


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _these(number: int) -> str:
    return "this one" if number == 1 else "these"
