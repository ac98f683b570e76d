"""For the steering group: the waves on one line of time, the coaches' places, and how many will be there in the end."""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.base import known
from spreadkit.model.people import Role, Support
from spreadkit.model.report import Block, Chart, Paragraph, Section
from spreadkit.rollout.progress import sites_in, waves_in_order
from spreadkit.sections import waves
from spreadkit.sections._pack import Part, in_brief, near, pack_table, page_part, people, sites, who_has
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, chart_in, with_full_stop

PACK: Final = 100

_MOST: Final = 4
"""How many kinds of help, and waves of each, the page has room for. The figure is ours."""


_DRAWN: Final = "Each wave from its first day to its last; the line is today"

_NAMED: Final = 2
"""How many coaches a row has room to name. The figure is ours."""


def build(view: View) -> Section | None:
    """Build the section; nothing where the plan has no wave with a start."""
    chart = chart_in(waves.build(view), waves.TIMELINE)
    if chart is None:
        return None
    ask = who_has(view, Role.COACH, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER)
    title, blocks = with_full_stop(chart.title), _blocks(view, chart)
    return page_part(view, Part("waves", "Waves and help", title, blocks, ask=ask))


def _blocks(view: View, chart: Chart) -> Iterator[Block]:
    yield chart.model_copy(update={"title": waves.TIMELINE, "sentence": "", "subtitle": _DRAWN})
    rows = [_help(view, support) for support in _with_places(view)]
    if rows:
        yield pack_table("Places that coaches have", ["Help", "Who?", "#Places", "What the waves need"], rows)
    if said := _forecast(view):
        yield Paragraph(text=said)


def _with_places(view: View) -> list[Support]:
    found = [
        support for support in view.plan.support.values() if support.people and known(support.sites_each) is not None
    ]
    return found[:_MOST]


def _help(view: View, support: Support) -> WordedRow:
    each = known(support.sites_each) or 0
    here = [
        name for name in support.people if name not in view.plan.people or view.plan.people[name].is_here(view.as_of)
    ]
    needs = [
        f"{in_brief(view.wave(name), 30)}: {sites_in(view.plan, name):f}"
        for name in waves_in_order(view.plan)
        if not support.waves or name in support.waves
    ]
    return [
        in_brief(support.title),
        _coaches(view, here),
        f"{each * len(here):f}",
        "\n".join(needs[:_MOST]),
    ]


def _coaches(view: View, here: list[str]) -> str | None:
    more = len(here) - _NAMED
    return f"{people(view, *here[:_NAMED])}{f' and {more} more' if more > 0 else ''}" or None


def _forecast(view: View) -> str:
    """Say how many will be there by the day of the aim, if it goes on as now; nothing where that cannot be told."""
    forecast, by, of = view.state.forecast, view.state.by, view.state.sites.of
    if forecast is None or by is None or of is None or by < view.as_of:
        return ""
    between = f"{forecast.low} to {forecast.high}" if forecast.low != forecast.high else f"{forecast.low}"
    return f"If it goes on as now, {between} of {sites(view, of)} will have had every core change by {near(by, view)}."
