"""Charts of pages: the title is the message, a grey line says what is drawn."""

from typing import Final

from spreadkit.charts._style import HALF, ChartSize
from spreadkit.model.report import Chart, Section
from spreadkit.sections._page_words import user_words
from spreadkit.sections._pictures import ChartPicture
from spreadkit.sections._wording import section
from spreadkit.verdicts.grammar import CLOSE, OPEN

HALF_PAGE: Final = ChartSize(HALF.across, HALF.text, 100)
"""Half of a line of a page that has to hold all on one sheet: as wide as any, and lower."""

_MOST_OF_NAME: Final = 54
"""Letters of a measure's title in the line that says what is drawn."""


def on_page(name: str, chart: Chart, picture: ChartPicture, *, named: str = "") -> Section:
    """Return a section of half a line that is a chart with its message; `named` is the plan's own name of the data."""
    fields = picture.fields
    if named:
        own = f"{OPEN}{named}{CLOSE}"
        whole = own if own in picture.subtitle else named
        fields["subtitle"] = picture.subtitle.replace(whole, user_words(named, _MOST_OF_NAME), 1)
    made = chart.model_copy(update={**fields, "sentence": ""})
    return section(name, picture.title, [made]).model_copy(update={"width": "half"})
