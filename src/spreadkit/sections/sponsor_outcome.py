"""For the sponsor: the chart of the measure that the aim names."""

from collections.abc import Iterator

from spreadkit.charts._style import HALF
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.unread import unread_in_words
from spreadkit.sections import measures
from spreadkit.sections._pictures import of_measure
from spreadkit.sections._view import View
from spreadkit.sections._wording import chart_in, section

SPONSOR = 30


def build(view: View) -> Section:
    """Build the section."""
    return section("outcome", "Are we getting the benefit?", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    aim = view.plan.aim
    measure = view.plan.measures.get(aim.measure or "")
    if measure is None:
        yield Paragraph(text="The aim names no measure.")
        return
    chart = chart_in(measures.build(view), measure.title)
    if chart is None or aim.measure is None:
        unread = unread_in_words(measure.data.unread) if measure.data else ""
        yield Paragraph(text=unread or "There is no series to draw.")
        return
    charted = view.charts[aim.measure]
    picture = of_measure(view, aim.measure, charted, size=HALF)
    yield chart.model_copy(update={**picture.fields, "sentence": _judged(charted)})


def _judged(charted: ChartedMeasure) -> str:
    """Name the rules; what they find is said at the top of the page."""
    return charted.judged_by or charted.says
