"""For the steering group: is it working, a row a measure: what changed, and can its target be counted on?"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from spreadkit.charts._style import ChartSize
from spreadkit.measures.hundredfold import comparable
from spreadkit.measures.icons import Assurance, Variation, assurance_of, variation_of
from spreadkit.measures.measure_charts import ChartedMeasure
from spreadkit.measures.series import label_of, own_step
from spreadkit.model.measure import MeasureKind
from spreadkit.model.page_blocks import MeasureRow, MeasureRowIcon, MeasureRows
from spreadkit.model.people import Role
from spreadkit.model.report import Block, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.target import Target
from spreadkit.rollout.progress import first_start
from spreadkit.sections._pack import (
    LINE_ROOM,
    Part,
    in_brief,
    near,
    pack_table,
    page_part,
    rest,
    who_has,
    words_for_sites,
)
from spreadkit.sections._pictures import of_measure
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow
from spreadkit.verdicts.grammar import digits_apart, in_digits, marked, plain
from spreadkit.verdicts.of_measure import state_of_measure
from spreadkit.verdicts.state import MeasureState
from spreadkit.words import by_number

PACK: Final = 60

_MOST: Final = 5
"""How many measures the page has room for. The figure is ours."""

_FIRST: Final = (Variation.WORSE, Variation.BETTER, Variation.NEITHER)
"""What is shown first, after the aim's own measure: what is more than chance."""

_ROW: Final = ChartSize(240, 11, 74)
"""How large the chart of a row is drawn: on paper it is 64 mm wide, and its texts 8 points high."""

_BY_RULES: Final = (
    "Change and aim are read as in the NHS guide Making Data Count: is it more than chance, and can the aim be counted "
    "on? Without limits to expect by, the aim says what the last value did."
)


class _Judged(NamedTuple):
    name: str
    charted: ChartedMeasure
    variation: Variation
    assurance: Assurance
    state: MeasureState


def build(view: View) -> Section | None:
    """Build the section; nothing where no measure is defined."""
    if not view.charts:
        return None
    judged = list(_judged(view))
    blocks = _blocks(view, judged)
    aim = view.plan.measures.get(view.plan.aim.measure or "")
    ask = (aim.owner if aim else None) or who_has(view, Role.DATA_LEAD)
    return page_part(view, Part("measures", "Is it working?", _title(judged), blocks, ask=ask))


def _judged(view: View) -> Iterator[_Judged]:
    """Go through the measures, the aim's own first, then those where more than chance is at work."""
    begun = first_start(view.plan, view.as_of)
    found = [
        _Judged(name, charted, variation_of(charted), assurance_of(charted, _target(view, name)), state)
        for name, charted in view.charts.items()
        for state in [state_of_measure(view.standing, name, begun)]
    ]
    of_chance = len(_FIRST)
    yield from sorted(
        found,
        key=lambda series: (
            series.name != view.plan.aim.measure,
            not series.charted.line.known,
            _FIRST.index(series.variation) if series.variation in _FIRST else of_chance,
        ),
    )


def _target(view: View, name: str) -> Target | None:
    return comparable(view.charts[name].measure, view.plan.target_of(name))


def _title(judged: list[_Judged]) -> str:
    known = [series for series in judged if series.charted.line.known]
    unread = any(series.state.unread or series.state.unread_tables for series in judged)
    if not known and unread:
        return "The figures could not be read."
    if not known:
        which = "the one measure" if len(judged) == 1 else f"any of {len(judged)} measures"
        return f"There are no figures on record of {which}."
    better = sum(series.variation is Variation.BETTER for series in known)
    worse = sum(series.variation is Variation.WORSE for series in known)
    if len(known) == 1:
        said = "is better" if better else "is worse" if worse else "shows no change beyond chance"
        return f"The one measure with figures {said}."
    harm = f"{worse} {by_number(worse, 'is', 'are')} worse" if worse else "none is worse"
    of = f"{better} of {len(known)} measures with figures {by_number(better, 'is', 'are')} better than before"
    return f"{of} by more than chance; {harm}."


def _blocks(view: View, judged: list[_Judged]) -> Iterator[Block]:
    shown = judged[:_MOST]
    if any(series.charted.line.known for series in shown):
        yield MeasureRows(title="Each measure on a line", rows=tuple(_row(view, series) for series in shown))
    else:
        headers = ["Measure", "Target?", "What is known"]
        yield pack_table("Each measure on a line", headers, [_without_series(view, series) for series in shown])
    if left := rest(len(judged) - len(shown), "measure"):
        yield Paragraph(text=left)
    if any(series.charted.line.known for series in shown):
        yield Paragraph(text=_BY_RULES)


def _row(view: View, judged: _Judged) -> MeasureRow:
    measure, known = judged.charted.measure, judged.charted.line.known
    target = _target(view, judged.name)
    short = measure.short or measure.title
    last = max(known, default=None)
    return MeasureRow(
        name=marked(in_brief(f"{short[:1].upper()}{short[1:]}", 60)),
        unit=marked(in_brief(measure.unit, 40)) if measure.unit else "",
        latest=_in_figures(Fraction(known[last]), target) if last else "",
        on=label_of(last, own_step(measure)) if last else "",
        target=in_brief(target.words, 24) if target else "",
        drawing=of_measure(view, judged.name, judged.charted, size=_ROW).drawing if known else None,
        says=_says(view, judged),
        variation=_icon(judged.variation) if known else None,
        assurance=_icon(judged.assurance) if known else None,
    )


def _without_series(view: View, judged: _Judged) -> WordedRow:
    measure, target = judged.charted.measure, _target(view, judged.name)
    name = Phrase(text=in_brief(measure.title), note=in_brief(measure.unit, 40))
    return [name, in_brief(target.words, 24) if target else None, plain(_says(view, judged))]


def _icon(icon: Variation | Assurance) -> MeasureRowIcon:
    return MeasureRowIcon(icon=icon.value, word=icon.word)


def _in_figures(value: Fraction, target: Target | None) -> str:
    """Return a value to one decimal, with as many more as tell it from its target; a whole number stays whole."""
    if value.denominator == 1:
        return in_digits(value, 0)
    return in_digits(value, digits_apart(value, target.value if target else None))


def _says(view: View, judged: _Judged) -> str:
    """Say what it was before and what it is lately, and what is missing; where there are no figures, where they are."""
    measure, state = judged.charted.measure, judged.state
    if not judged.charted.line.known:
        return _without_figures(view, judged)
    said = []
    if state.before is not None and state.last is not None and state.can_be_pooled:
        before, last = (_in_figures(value, state.target) for value in (state.before, state.last))
        said.append(f"Before: {before}. Lately: {last}.")
    if state.is_stale and state.last_on:
        said.append(f"No figures since {near(state.last_on, view)}.")
    if state.unread or state.unread_tables:
        said.append("Some rows could not be read.")
    if state.same_set == "differs":
        said.append(f"Not the same {words_for_sites(view)[1]} as before.")
    if state.is_self_reported:
        said.append("By their own report.")
    if not said and measure.definition:
        return marked(in_brief(measure.definition, 70))
    return " ".join(said)


def _without_figures(view: View, judged: _Judged) -> str:
    measure = judged.charted.measure
    if measure.kind is MeasureKind.SPREAD and view.adoption.on_record:
        there, of = len(view.adoption.there), len(view.adoption.sites)
        stale = len(view.adoption.stale_there)
        seen = f", {stale} as last seen" if stale else ""
        return f"{there} of {of} {words_for_sites(view)[1]} by the record{seen}."
    if judged.state.unread or judged.state.unread_tables:
        return "Its figures could not be read."
    if measure.published:
        return f"As published: {marked(in_brief(measure.published[-1].says, LINE_ROOM))}"
    return "No figures on record."
