"""Overleaf on the sheet of a site: the last values of its measures, and how each is counted."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from spreadkit.measures.measure_charts import ChartedMeasure, chart_site
from spreadkit.model.report import Block, Facts, ReportTable, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._view import View
from spreadkit.sections._wording import fact, section, table, with_full_stop
from spreadkit.sections.site_chart import HEADS, measures_with_data, points_of
from spreadkit.sections.site_record import MANY_CHANGES
from spreadkit.words import count_of, cut

SITE = 80

_MOST_MEASURES: Final = 2
"""Of how many measures the values are listed; of all the others the last one. The figure is ours: one page."""

_POINTS: Final = 12
_FEWER_POINTS: Final = 8
"""Values that are listed, and how many beside many changes. The figures are ours: one page."""

_TEXT: Final = 150
_NAMED: Final = 48
"""Characters of how a measure is counted, and of its name. The figures are ours."""


def build(view: View) -> Section | None:
    """Build the section, where the site has values."""
    if view.own is None:
        return None
    charted = {name: chart_site(view.plan.measures[name], view.own.id, view.as_of) for name in measures_with_data(view)}
    if not charted:
        return None
    return section("values", "The last values", _blocks(view, list(charted.values())))


def _blocks(view: View, charted: list[ChartedMeasure]) -> Iterator[Block]:
    most = _FEWER_POINTS if len(view.sheet.changes) >= MANY_CHANGES else _POINTS
    yield from (_table(own, most) for own in charted[:_MOST_MEASURES])
    facts = [_counted(view, own) for own in charted[:_MOST_MEASURES]]
    yield Facts(
        items=tuple(fact(cut(own.measure.title, _NAMED), said) for own, said in zip(charted, facts, strict=False))
    )


def _table(own: ChartedMeasure, most: int) -> ReportTable:
    rows = list(points_of(own))
    shown = list(islice(reversed(rows), most))
    told = f"the last {most} of {count_of(len(rows), 'value')}" if len(rows) > most else count_of(len(rows), "value")
    return table(f"{cut(own.measure.title, _NAMED)}: {told}", HEADS, shown)


def _counted(view: View, own: ChartedMeasure) -> Phrase:
    """Say how a measure is counted, from what, and what all sites together are to reach."""
    measure = own.measure
    said = [with_full_stop(cut(measure.definition, _TEXT))] if measure.definition else []
    if measure.source:
        said.append(f"From: {with_full_stop(cut(measure.source, _TEXT // 2))}")
    name = next(name for name, one in view.plan.measures.items() if one is measure)
    target = view.plan.target_of(name)
    if target is not None:
        said.append(f"All together are to reach {target.words}.")
    return Phrase(text=" ".join(said) or "How it is counted is not on record.")
