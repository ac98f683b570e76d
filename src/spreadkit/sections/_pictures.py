"""What the pictures of a report are made from: sections put data into the shapes that charts draw."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from spreadkit.adoption.state import core_changes, spells
from spreadkit.adoption.words import stale_note
from spreadkit.charts._style import NARROW, WIDE, ChartSize
from spreadkit.charts.adoption_curve import AdoptionCurve, Loss, draw_adoption
from spreadkit.charts.measure_chart import draw_measure
from spreadkit.charts.rater_spread import RaterSpread, draw_raters
from spreadkit.charts.readiness_ranges import ComponentBar, draw_readiness
from spreadkit.charts.small_multiples import SitePanel, draw_multiples
from spreadkit.charts.titles import (
    SiteNoun,
    adoption_subtitle,
    adoption_title,
    measure_subtitle,
    measure_title,
    sites_subtitle,
    sites_title,
    waves_subtitle,
    waves_title,
)
from spreadkit.charts.wave_timeline import WaveSpan, draw_waves
from spreadkit.framework.question import questions_by_id
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.model.base import known
from spreadkit.model.framework import Framework
from spreadkit.model.measure import Measure
from spreadkit.model.plan import Round
from spreadkit.model.report import Bar
from spreadkit.model.report_parts import Drawing
from spreadkit.model.rollout import Wave
from spreadkit.model.score import Agreement, FigureScore, FrameworkScore
from spreadkit.model.target import Target
from spreadkit.months import add_months
from spreadkit.record import record
from spreadkit.rollout.progress import first_use, sites_in, waves_in_order
from spreadkit.scoring.rounding import to_three_places
from spreadkit.sections._view import View
from spreadkit.sections._wording import age, n_of
from spreadkit.words import count_of

_WEEK: Final = 7
"""By how many days the first site may begin after the start of its wave before that is late. The figure is ours."""

_SEEN_BACK: Final = 36
"""For how many months back it is worked out what was not known of sites."""


@record
class ChartPicture:
    """What a Chart shows: its message, what is drawn, and the two drawings of it."""

    title: str
    subtitle: str
    drawing: Drawing
    narrow: Drawing

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the Chart that shows it."""
        return {"title": self.title, "subtitle": self.subtitle, "drawing": self.drawing, "narrow": self.narrow}


def site_noun(view: View) -> SiteNoun:
    """Return what the plan calls its sites."""
    words = view.plan.words
    return SiteNoun(words.site, words.sites) if words and words.site and words.sites else SiteNoun()


def of_measure(view: View, name: str, charted: ChartedMeasure, *, size: ChartSize = WIDE) -> ChartPicture:
    """Draw a measure of all sites, or of one."""
    sites = {site.id: site.name for site in view.plan.sites}
    title = measure_title(charted, view.as_of, site_noun(view))
    subtitle = measure_subtitle(charted)

    def drawn(stem: str, size: ChartSize) -> Drawing:
        return draw_measure(stem, charted, sites, title=title, subtitle=subtitle, size=size)

    return _picture(title, subtitle, f"measure-{name}", size, drawn)


def _picture(
    title: str, subtitle: str, name: str, size: ChartSize, drawn: Callable[[str, ChartSize], Drawing]
) -> ChartPicture:
    return ChartPicture(title, subtitle, drawn(name, size), drawn(f"{name}-narrow", NARROW))


def of_sites(view: View, name: str, measure: Measure, panels: list[SitePanel], target: Target | None) -> ChartPicture:
    """Draw a measure of each site."""
    noun = site_noun(view)
    title, subtitle = sites_title(panels, noun), sites_subtitle(panels, measure.title, measure.unit, noun)

    def drawn(stem: str, size: ChartSize) -> Drawing:
        return draw_multiples(stem, title, panels, subtitle=subtitle, target=target, size=size)

    return _picture(title, subtitle, f"sites-{name}", WIDE, drawn)


def of_adoption(view: View, *, size: ChartSize = WIDE) -> ChartPicture:
    """Draw how far the spread has come, with the plan and the forecast."""
    curve = curve_of(view)

    def drawn(stem: str, size: ChartSize) -> Drawing:
        return draw_adoption(stem, curve, size=size)

    return _picture(curve.title, curve.subtitle, "adoption", size, drawn)


def curve_of(view: View) -> AdoptionCurve:
    """Return what the picture of the spread is made from, with its title."""
    seen, noun = view.adoption, site_noun(view)
    forecast = seen.forecast
    curve = AdoptionCurve(
        title="",
        as_of=view.as_of,
        reach=seen.reach,
        targets=seen.reached.of,
        planned=tuple(_planned(view)),
        path=forecast.path if forecast else (),
        unknown=tuple(_unknown(view)),
        stale=len(seen.stale_there),
        by=known(view.plan.aim.by),
        losses=tuple(_losses(view)),
        one=noun.one,
        many=noun.many,
    )
    return replace(curve, title=adoption_title(curve), subtitle=adoption_subtitle(curve))


def _losses(view: View) -> Iterator[Loss]:
    """Go through the target sites that had every core change in place and have it no longer, in the order of time."""
    core = core_changes(view.plan)
    found = []
    for site in view.target_sites:
        all_spells = list(spells(view.plan, site.id, core, view.as_of))
        if all_spells and (end := all_spells[-1][1]) is not None:
            found.append(Loss(end, site.name))
    yield from sorted(found, key=lambda loss: (loss.on, loss.site))


def _planned(view: View) -> Iterator[tuple[date, int]]:
    """Go through the ends of the waves, each with how many sites are to be there; up to one that is not known."""
    total = Decimal(0)
    for name in waves_in_order(view.plan):
        wave = view.plan.waves[name]
        start, end = known(wave.start), known(wave.end)
        if start is None or end is None:
            return
        if not total:
            yield start, 0
        total += sites_in(view.plan, name)
        yield end, int(total)


def _unknown(view: View) -> Iterator[tuple[date, int]]:
    """Go through the firsts of months up to the day of the report, each with how many begun sites were not known."""
    seen = max(view.adoption.reach[0].on, add_months(view.as_of, -_SEEN_BACK))
    while seen < view.as_of:
        yield seen, view.adoption.unknown_on(seen)
        seen = add_months(seen.replace(day=1), 1)
    yield view.as_of, view.adoption.unknown_on(view.as_of)


def of_readiness(name: str, title: str, parts: list[ComponentBar]) -> ChartPicture:
    """Draw the ranges of components."""

    def drawn(stem: str, size: ChartSize) -> Drawing:
        return draw_readiness(stem, title, parts, size=size)

    return _picture(title, "", f"readiness-{name}", WIDE, drawn)


def part_of(framework: Framework, score: FrameworkScore, component: FigureScore, bar: Bar) -> ComponentBar:
    """Return a component with the gates that its criteria hold shut, each with how many must-haves are missing."""
    gates = []
    for gate in score.gates:
        missing = {
            blocker.criterion
            for blocker in gate.blockers
            if blocker.kind == "criterion" and blocker.criterion in framework.components[component.id].criteria
        }
        if missing:
            gates.append(f"{gate.title} ({len(missing)})")
    return ComponentBar(bar, tuple(gates))


def of_raters(
    name: str, title: str, framework: Framework, rated: Round, agreement: tuple[Agreement, ...]
) -> ChartPicture | None:
    """Draw the last round of ratings, with what was published of it where the ratings themselves are not known."""
    spreads = [spread for agreed in agreement if (spread := _spread(framework, agreed)) is not None]
    spreads += _published(framework, rated)

    def drawn(stem: str, size: ChartSize) -> Drawing:
        return draw_raters(stem, title, spreads, size=size)

    return _picture(title, "", f"raters-{name}", WIDE, drawn) if spreads else None


def _spread(framework: Framework, agreement: Agreement) -> RaterSpread | None:
    question = questions_by_id(framework)[agreement.criterion]
    ends = question.bounds
    if ends is None:
        return None
    worths = [(question.points(level), number) for level, number in agreement.levels.items()]
    return RaterSpread(
        label=question.ask,
        least=to_three_places(ends[0]),
        most=to_three_places(ends[1]),
        mean=agreement.mean,
        low=agreement.low,
        high=agreement.high,
        ratings=tuple((to_three_places(worth), number) for worth, number in worths if worth is not None),
        agreed=agreement.agreed,
        differ=agreement.differ,
        words=f"{count_of(agreement.spans, 'level')} apart" if agreement.differ else "",
    )


def _published(framework: Framework, rated: Round) -> Iterator[RaterSpread]:
    for name, published in rated.means.items():
        question, mean = questions_by_id(framework).get(name), known(published.mean)
        if question is not None and question.bounds is not None and mean is not None:
            least, most = (to_three_places(end) for end in question.bounds)
            yield RaterSpread(
                label=question.ask,
                least=least,
                most=most,
                mean=mean,
                low=known(published.low),
                high=known(published.high),
            )


def spans_of(view: View) -> list[WaveSpan]:
    """Return the waves whose start is known as they are drawn, in the order of their starts."""
    spans = []
    for name in waves_in_order(view.plan):
        wave = view.plan.waves[name]
        start = known(wave.start)
        if start is not None:
            says, late = wave_standing(view, name, wave)
            spans.append(WaveSpan(view.wave(name), start, known(wave.end), says, late))
    return spans


def of_waves(view: View, spans: list[WaveSpan]) -> ChartPicture:
    """Draw the waves over time."""
    title, subtitle = waves_title(spans, view.as_of), waves_subtitle(spans)

    def drawn(stem: str, size: ChartSize) -> Drawing:
        return draw_waves(stem, title, spans, view.as_of, subtitle=subtitle, size=size)

    return _picture(title, subtitle, "waves", WIDE, drawn)


def wave_standing(view: View, name: str, wave: Wave) -> tuple[str, bool]:
    """Say how a wave stands on the day of the report, and whether that is behind its plan."""
    start, end = known(wave.start), known(wave.end)
    size = int(sites_in(view.plan, name))
    if start is None:
        return "no start is set", False
    if start > view.as_of:
        return f"to come: starts in {age((start - view.as_of).days)}, {count_of(size, 'site')}", False
    sites = [site.id for site in view.target_sites if site.wave == name]
    if not sites or not view.latest:
        return ("ended" if end is not None and end < view.as_of else "begun; nothing on record of its sites"), False
    began = first_use(view.plan, view.as_of)
    first = min((began[site][0] for site in sites if site in began), default=None)
    if first is None:
        return f"no site has begun, {age((view.as_of - start).days)} after its start", True
    whole = [view.tracked[site] for site in sites if view.tracked[site].is_there]
    there = len(whole)
    size, used = max(size, len(sites)), sum(site in began for site in sites)
    said = "its one site has begun" if size == 1 else f"{n_of(used, size, 'sites')} begun"
    said += f", {there} with every core change"
    seen = stale_note([tracked for tracked in whole if tracked.stale], there, view.adoption)
    said += f" ({seen})" if seen else ""
    slip = (first - start).days
    if slip > _WEEK:
        said += f"; the first began {count_of(slip, 'day')} late"
    if end is not None and end < view.as_of and there < size:
        said += f"; {size - there} not there {age((view.as_of - end).days)} after its end"
        return said, True
    return said, slip > _WEEK
