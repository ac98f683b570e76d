"""For the sponsor: the chart of the measure that the aim names, under what it shows."""

from spreadkit.model.report import Section
from spreadkit.sections import measures
from spreadkit.sections._page_charts import HALF_PAGE, on_page
from spreadkit.sections._pictures import of_measure
from spreadkit.sections._view import View
from spreadkit.sections._wording import chart_in

SPONSOR = 30


def build(view: View) -> Section | None:
    """Build the section; nothing where there is no series to draw."""
    name = view.plan.aim.measure
    measure = view.plan.measures.get(name or "")
    if measure is None or name is None:
        return None
    chart = chart_in(measures.build(view), measure.title)
    if chart is None:
        return None
    return on_page("outcome", chart, of_measure(view, name, view.charts[name], size=HALF_PAGE), named=measure.title)
