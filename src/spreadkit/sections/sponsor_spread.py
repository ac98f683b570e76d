"""For the sponsor: how many sites have it over time, beside the plan, under what it shows."""

from spreadkit.model.report import Section
from spreadkit.sections import spread_over_time
from spreadkit.sections._page_charts import message_of_spread, on_page
from spreadkit.sections._pictures import of_adoption
from spreadkit.sections._view import View
from spreadkit.sections._wording import chart_in

SPONSOR = 40


def build(view: View) -> Section | None:
    """Build the section; nothing where no adoption is on record."""
    chart = chart_in(spread_over_time.build(view), spread_over_time.CURVE)
    if chart is None:
        return None
    drawing = of_adoption(view, chart.title, narrow=True)
    return on_page("spread", chart, drawing, *message_of_spread(view))
