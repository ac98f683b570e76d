"""For the sponsor: the adoption curve, how many should have it by now, and how many will by the date of the aim."""

from collections.abc import Iterator
from decimal import Decimal

from spreadkit.adoption.words import WHAT, reach_sentence
from spreadkit.forecast.sentences import forecast_sentences
from spreadkit.model.base import known
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.rollout.progress import sites_in
from spreadkit.sections import spread_over_time
from spreadkit.sections._pictures import of_adoption
from spreadkit.sections._view import View
from spreadkit.sections._wording import chart_in, section
from spreadkit.words import count_of

SPONSOR = 40


def build(view: View) -> Section:
    """Build the section."""
    return section("spread", "Is it spreading as planned?", _blocks(view))


def _blocks(view: View) -> Iterator[Block]:
    chart = chart_in(spread_over_time.build(view), spread_over_time.CURVE)
    if chart is None:
        yield Paragraph(text="No adoption is on record yet.")
    else:
        drawing = of_adoption(view, chart.title, narrow=True)
        yield chart.model_copy(update={"drawing": drawing, "sentence": "Ever, and now, against the plan."})
    yield from _planned(view)
    forecast = view.adoption.forecast
    if forecast is not None:
        yield Paragraph(text=" ".join(forecast_sentences(forecast, what=WHAT, aim=view.adoption.reached.of)))


def _planned(view: View) -> Iterator[Paragraph]:
    """Say how many sites the plan has in waves that have ended, and in waves that have begun."""
    begun, ended = Decimal(0), Decimal(0)
    for name, wave in view.plan.waves.items():
        start, end = known(wave.start), known(wave.end)
        begun += sites_in(view.plan, name) if start is not None and start <= view.as_of else 0
        ended += sites_in(view.plan, name) if end is not None and end < view.as_of else 0
    if any(known(wave.start) is not None for wave in view.plan.waves.values()):
        yield Paragraph(text=f"{_by_plan(int(begun), int(ended))} {reach_sentence(view.adoption)}")


def _by_plan(begun: int, ended: int) -> str:
    if not begun:
        return "By the plan, no site was to have begun by now."
    said = f"By the plan, waves with {count_of(begun, 'site')} were to have begun by now"
    return f"{said} and waves with {ended} to have ended." if ended else f"{said}, and none to have ended."
