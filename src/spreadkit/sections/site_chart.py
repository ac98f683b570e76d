"""For a site: one chart of its own figures, with its message as the title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from spreadkit.charts._style import HALF
from spreadkit.measures.measure_charts import ChartedMeasure, chart_site
from spreadkit.model.report import Chart, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.unread import unread_in_words
from spreadkit.sections._pictures import of_measure
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, section, table
from spreadkit.verdicts.grammar import plain
from spreadkit.verdicts.sentence import Field, MonthField, PlanWords, Sentence, sentence
from spreadkit.verdicts.sheet_headline import short_of
from spreadkit.verdicts.sheet_state import SheetKind
from spreadkit.verdicts.thresholds import POINTS_SINCE_BEGUN
from spreadkit.words import cut, in_figures, middle_cut

SITE = 40

MOST_POINTS: Final = 12
"""How many points are listed; all of them stand in the file of the series. The figure is ours."""

_SHORT: Final = 32
_NAMED: Final = 44
"""Characters of a measure's name in the message, and below it. The figures are ours."""


def build(view: View) -> Section | None:
    """Build the section, where the site has figures of its own."""
    name = measure_shown(view) if view.own is not None else None
    if view.own is None:
        return None
    if name is None:
        unread = unread_in_words(tuple(part for part in view.plan.unread if part.part[0] == "measures"))
        return section("figures", "Your own figures", [Paragraph(text=unread)]) if unread else None
    own = replace(chart_site(view.plan.measures[name], view.own.id, view.as_of), target=None)
    made = section("figures", "Your own figures", [_chart(view, name, own)])
    return made.model_copy(update={"width": "half"})


def measures_with_data(view: View) -> Iterator[str]:
    """Go through the measures that the site has values of: that of the aim first, then in the plan's order."""
    aim, site = view.plan.aim.measure, view.own.id if view.own else None
    names = [name for name in view.plan.measures if view.standing.reported.get(name, {}).get(site)]
    return iter(sorted(names, key=lambda name: name != aim))


def measure_shown(view: View) -> str | None:
    """Return the measure that says most: one that stopped, else of the change that is next, else that of the aim."""
    found, sheet = list(measures_with_data(view)), view.sheet
    if sheet.kind is SheetKind.SILENT and (stopped := [name for name in found if name in sheet.stopped]):
        return stopped[0]
    focus = sheet.focus.id if sheet.focus else None
    of_focus = (name for name in found if focus and focus in view.plan.measures[name].changes)
    return next(of_focus, next(iter(found), None))


def _chart(view: View, name: str, own: ChartedMeasure) -> Chart:
    message = plain(view.language.text(_message(view, name, own)))
    counted = PlanWords(cut(own.measure.unit or own.measure.title, _NAMED))
    drawn = Sentence("V.drawn", {"measure": counted, "name": PlanWords(middle_cut(view.sheet.site.name, _NAMED))})
    rows = list(points_of(own))[-MOST_POINTS:]
    picture = of_measure(view, f"{name}-own", own, size=HALF)
    return Chart(
        title=message,
        subtitle=plain(view.language.text(drawn)),
        sentence=_judged(view, own),
        data=table("The last values" if len(own.line) > MOST_POINTS else "The values", HEADS, rows),
        drawing=picture.drawing,
        narrow=picture.narrow,
    )


def _judged(view: View, own: ChartedMeasure) -> str:
    if own.chart is None:
        return ""
    return plain(view.language.text(sentence("V.judged", note=PlanWords(own.rule_set.title))))


HEADS: Final = ("When", "#Value", "#Count?", "#Out of?")
"""The heads of a table of values."""


def points_of(own: ChartedMeasure) -> Iterator[WordedRow]:
    """Go through the values of a measure, the oldest first; what is missing says so."""
    columns = [_filled(own.line.counts), _filled(own.line.pers)]
    for place, value in enumerate(own.line.values):
        shown = "missing" if value is None else in_figures(value)
        yield [own.labels[place], shown, *(column[place] for column in columns)]


def _filled(column: Sequence[Decimal | None]) -> Sequence[Decimal | Phrase | None]:
    """Return a column of figures in which a gap is empty; where there are no figures at all, it stays as it is."""
    if all(figure is None for figure in column):
        return column
    return [Phrase(text="") if figure is None else figure for figure in column]


def _message(view: View, name: str, own: ChartedMeasure) -> Sentence:
    fields: dict[str, Field] = {"measure": PlanWords(cut(own.measure.short or own.measure.title, _SHORT))}
    days = [*own.line.known]
    if name in view.sheet.stopped:
        return Sentence("V.stopped", {**fields, "month": MonthField(days[-1])})
    if view.sheet.kind is SheetKind.PAUSED and view.sheet.since is not None:
        return Sentence("V.rests", {**fields, "month": MonthField(view.sheet.since)})
    if (since := _stopped_on(view)) is not None:
        count = sum(day > since for day in days)
        if count < POINTS_SINCE_BEGUN:
            return _too_few(view, fields, count)
    found = [
        (signal.last, judgement, signal)
        for signal, judgement in own.firm_signals
        if judgement != "neither" and signal.rule.marks_points
    ]
    if found:
        _, judgement, signal = max(found, key=lambda one: one[0])
        return Sentence(f"V.{judgement}", {**fields, "month": MonthField(own.line.dates[signal.first])})
    return Sentence("V.none" if own.chart and len(days) >= _ENOUGH else "V.few", fields)


def _too_few(view: View, fields: Mapping[str, Field], count: int) -> Sentence:
    """Say that there are too few values since the change that is next stopped."""
    if not count:
        return Sentence("V.since.none", fields)
    what = short_of(view.sheet.focus)
    named: dict[str, Field] = {"what": what} if what else {}
    return Sentence("V.since.what" if what else "V.since", {**fields, **named, "count": count}, count)


_ENOUGH: Final = 13
"""With fewer values nothing is said of chance (docs/measures.md)."""


def _stopped_on(view: View) -> date | None:
    """Return the day on which the change that is next stopped, where it did."""
    sheet = view.sheet
    return sheet.focus.since if sheet.kind is SheetKind.GAVE_UP and sheet.focus else None
