"""For the sponsor: the adoption curve, how many should have it by now, and how many will by the date of the aim."""

from collections.abc import Iterator

from spreadkit.adoption.words import WHAT, reach_sentence
from spreadkit.charts._style import HALF
from spreadkit.forecast.sentences import forecast_sentences, kept_in_brief
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.unread import unread_in_words
from spreadkit.sections import spread_over_time
from spreadkit.sections._pictures import of_adoption
from spreadkit.sections._view import View
from spreadkit.sections._wording import chart_in, section

SPONSOR = 40


def build(view: View) -> Section:
    """Build the section."""
    return section("spread", "Is it spreading as planned?", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    chart = chart_in(spread_over_time.build(view), spread_over_time.CURVE)
    if chart is None:
        unread = unread_in_words(view.adoption.unread_record)
        known = reach_sentence(view.adoption) if view.adoption.on_record else "No adoption is on record yet."
        yield Paragraph(text=unread or known)
    else:
        picture = of_adoption(view, size=HALF)
        yield chart.model_copy(update={**picture.fields, "sentence": ""})
    forecast, seen = view.adoption.forecast, view.adoption
    told = forecast_sentences(forecast, what=WHAT, aim=seen.reached.of) if forecast else ()
    if said := " ".join([*told, *filter(None, [kept_in_brief(seen.kept_forecasts)])]):
        yield Paragraph(text=said)
