"""For the sponsor: how many sites have it over time, beside the plan, under what it shows."""

from spreadkit.model.report import Section
from spreadkit.sections import spread_over_time
from spreadkit.sections._page_charts import HALF_PAGE, on_page
from spreadkit.sections._pictures import of_adoption
from spreadkit.sections._view import View
from spreadkit.sections._wording import chart_in

SPONSOR = 40


def build(view: View) -> Section | None:
    """Build the section; nothing where no adoption is on record."""
    chart = chart_in(spread_over_time.build(view), spread_over_time.CURVE)
    return on_page("spread", chart, of_adoption(view, size=HALF_PAGE)) if chart else None
