"""Charts of pages: the title is the message, a grey line says what is drawn.

TODO for whoever merges the redrawn charts: take their messages and their narrow twins here, and nowhere else.
"""

from spreadkit.model.measure import Measure
from spreadkit.model.report import Chart, Section
from spreadkit.model.report_parts import Drawing
from spreadkit.sections._page_people import site_word
from spreadkit.sections._page_words import user_sentence, user_words
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.of_measure import noun_of
from spreadkit.words import by_number

_MOST_OF_NOUN = 28
_MOST_OF_SUBTITLE = 54


def on_page(name: str, chart: Chart, drawing: Drawing, message: str, subtitle: str) -> Section:
    """Return a section of half a line that is a chart with its message."""
    made = chart.model_copy(update={"title": message, "subtitle": subtitle, "sentence": "", "drawing": drawing})
    return section(name, message, [made]).model_copy(update={"width": "half"})


def message_of_measure(view: View, measure: Measure) -> tuple[str, str]:
    """Return what the chart of the aim's measure shows, and what is drawn in it."""
    row = next(verdict.row for verdict in view.answers.verdicts if verdict.question == "working")
    state = view.state.measure
    noun = user_sentence(state.short if state and state.short else noun_of(measure), _MOST_OF_NOUN)
    number = 2 if measure.plural else 1
    got, what = by_number(number, "is", "are"), "more than chance"
    better = f"{noun} {got} {'down' if measure.better == 'lower' else 'up'} since it began: {what}"
    messages = {
        "W8": f"{noun} {got} worse: {what}",
        "W9": better,
        "W11": f"{noun}: too early to tell a change",
        "W12": f"{noun} {by_number(number, 'was', 'were')} better for a time",
        "W13": f"{better}, by own report",
        "W14": better,
        "W15": better,
        "W16": better,
        "W17": f"{noun}: too early to tell a change",
        "W18": f"{noun}: the target was met before it began",
        "W19": f"{noun}: no change is seen yet",
    }
    every = f", each {state.every}" if state and state.every != "value" else ""
    return messages.get(row, f"{noun} over time"), f"{user_words(measure.title, _MOST_OF_SUBTITLE)}{every}"


def message_of_spread(view: View) -> tuple[str, str]:
    """Return what the curve shows, how many sites are there beside how many were due, and what is drawn in it."""
    counts, state, sites = view.state.sites, view.state, site_word(view, 2)
    there, of = counts.there or 0, counts.of or 0
    word = site_word(view, there)
    due = state.due_now
    beside = f"; {due} {by_number(due, 'was', 'were')} due by now" if due and not state.ended else ""
    message = f"{there} of {of} {site_word(view, of)} {by_number(there, 'is', 'are')} there{beside}"
    if not there:
        message = f"No {word if of != 1 else site_word(view, 1)} is there yet{beside}"
    stale = len(counts.stale_there)
    seen = f"; {stale} as last seen" if stale else ""
    core = len(view.core_changes)
    changes = "the change" if core == 1 else f"all {core} core changes"
    return message, f"{sites[:1].upper()}{sites[1:]} with {changes}{seen}"
