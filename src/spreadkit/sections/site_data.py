"""For a site: its own data, each measure beside that of all sites together."""

from collections.abc import Iterator
from typing import Final

from spreadkit.measures.measure_charts import ChartedMeasure, chart_site
from spreadkit.model.report import Block, Chart, Paragraph, Section
from spreadkit.model.rollout import Site
from spreadkit.model.unread import unread_in_words
from spreadkit.sections._pictures import ChartPicture, of_measure
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, section, table
from spreadkit.words import in_figures

SITE = 20

_MOST: Final = 12
"""How many points are listed; all of them stand in the file of the series. The figure is ours."""

_INTRO = (
    "Your values beside those of all sites together. A small site varies more by chance than all together do, and no "
    "site is ranked here. What a chart shows is judged by your own values alone."
)


def build(view: View) -> Section | None:
    """Build the section."""
    if view.own is None:
        return None
    return section("data", "Your data", _blocks(view, view.own), intro=_INTRO)


def _blocks(view: View, site: Site) -> Iterator[Block]:
    shown = False
    for name, together in view.charts.items():
        own = chart_site(view.plan.measures[name], site.id, view.as_of, target=view.plan.target_of(name))
        if own.line.known:
            shown = True
            yield _chart(own, together, site, of_measure(view, name, own))
    if not shown:
        unread = unread_in_words(tuple(part for part in view.plan.unread if part.part[0] == "measures"))
        why = unread and f"No measure has data of this site by itself that could be read. {unread}"
        yield Paragraph(text=why or "No measure has data of this site by itself yet.")


def _chart(own: ChartedMeasure, together: ChartedMeasure, site: Site, picture: ChartPicture) -> Chart:
    title = f"{own.measure.title}: {site.name}"
    judged = f" ({own.judged_by})" if own.chart else ""
    heads = ["Date", f"#{site.name}", "#All sites", "#Your count?", "#Out of?"]
    sentence = f"{own.says}{judged} All sites together: {together.says}"
    rows = list(_points(own, together))
    told = f"{title}, the last {_MOST} of {len(rows)} points" if len(rows) > _MOST else title
    return Chart(sentence=sentence, data=table(told, heads, rows[-_MOST:]), **picture.fields)


def _points(own: ChartedMeasure, together: ChartedMeasure) -> Iterator[WordedRow]:
    others = dict(zip(together.line.dates, together.line.values, strict=True))
    for place, day in enumerate(own.line.dates):
        value, of_all = own.line.values[place], others.get(day)
        yield [
            own.labels[place],
            "no data" if value is None else in_figures(value),
            "not known" if of_all is None else in_figures(of_all),
            own.line.counts[place],
            own.line.pers[place],
        ]
