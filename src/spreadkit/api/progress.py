"""The verbs about how the spread goes on: where sites stand, and what measures show."""

from datetime import date
from pathlib import Path

from spreadkit.adoption.overview import Overview
from spreadkit.api.plans import read_plan
from spreadkit.errors import SpreadkitError
from spreadkit.measures.measure_charts import ChartedMeasure, MeasureCharts, beside_all, chart_in_plan, chart_sites
from spreadkit.model.plan import Plan
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.level import levels
from spreadkit.words import did_you_mean, in_words


def adoption_of(path: Path, *, as_of: date) -> Overview:
    """Say where the sites of a plan stand on a day. Raises SpreadkitError when there is no readable plan."""
    loaded, plan = read_plan(path, as_of=as_of)
    return Overview(plan, plan.judged_on(as_of), loaded.name)


def measures_of(  # noqa: PLR0913 - one argument an option
    path: Path,
    *,
    as_of: date,
    name: str | None = None,
    site: str | None = None,
    by_site: bool = False,
    compare: bool = False,
) -> MeasureCharts:
    """Chart the measures of a plan up to a day: all of them, or one; of all sites together, of one, or of each.

    With `compare`, the chart of a site has the line of all sites together beside it.

    Raises SpreadkitError when there is no plan, no such measure, or no data of such a site.
    """
    loaded, plan = read_plan(path, as_of=as_of)
    as_of = plan.judged_on(as_of)
    wanted = [name] if name is not None else list(plan.measures)
    unknown = [name for name in wanted if name not in plan.measures]
    if unknown:
        here = f"there are: {in_words(list(plan.measures))}" if plan.measures else "the plan has none"
        raise SpreadkitError(f'there is no measure "{unknown[0]}"{did_you_mean(unknown[0], plan.measures)}; {here}')
    charted = [(name, chart) for name in wanted for chart in _charted(plan, name, as_of, site=site, by_site=by_site)]
    if site is not None and not charted:
        known_sites = sorted({site_id for name in wanted for site_id in chart_sites(plan.measures[name], as_of)})
        raise SpreadkitError(f'no measure has data of a site "{site}"{did_you_mean(site, known_sites)}')
    if compare:
        charted = [(name, beside_all(chart, as_of)) for name, chart in charted]
    names = {plan_site.id: plan_site.name for plan_site in plan.sites}
    told = {} if site is not None or by_site else levels(Standing(plan, {}, as_of))
    return MeasureCharts(
        loaded.name,
        as_of,
        tuple(charted),
        names,
        is_one=name is not None,
        unread=plan.unread,
        source=plan,
        names=tuple(wanted),
        site=site,
        levels=told,
    )


def _charted(plan: Plan, name: str, as_of: date, *, site: str | None, by_site: bool) -> list[ChartedMeasure]:
    measure = plan.measures[name]
    if site is None and not by_site:
        return [chart_in_plan(plan, name, as_of)]
    sites = chart_sites(measure, as_of, target=plan.target_of(name))
    if site is None:
        return list(sites.values())
    return [sites[site]] if site in sites else []
