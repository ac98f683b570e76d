"""Charts of pages: the title is the message, a grey line says what is drawn."""

from typing import Final

from spreadkit.charts._style import HALF, ChartSize
from spreadkit.model.report import Chart, Section
from spreadkit.sections._pictures import ChartPicture
from spreadkit.sections._wording import section

HALF_PAGE: Final = ChartSize(HALF.across, HALF.text, 100)
"""Half of a line of a page that has to hold all on one sheet: as wide as any, and lower."""


def on_page(name: str, chart: Chart, picture: ChartPicture) -> Section:
    """Return a section of half a line that is a chart with its message."""
    made = chart.model_copy(update={**picture.fields, "sentence": ""})
    return section(name, picture.title, [made]).model_copy(update={"width": "half"})
