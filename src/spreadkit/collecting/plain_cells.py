"""Cells of a returned table, written as the plan writes them: plain numbers and days, ids for names, its stages.

Only what can mean one thing is rewritten: a name that one site has, a number that can be read in one way. How days and
stages were read is told, once for each column.
"""

from collections.abc import Callable, Iterable

from spreadkit.collecting.match_tables import TableMatch
from spreadkit.collecting.plan_tables import PlanTable
from spreadkit.loading.day_style import is_day, may_be_turned, plain_days
from spreadkit.loading.number_style import is_number, plain_numbers
from spreadkit.loading.shapes import kinds_of
from spreadkit.model.collection import Refusal
from spreadkit.model.day_orders import DayOrder, looks_numbered
from spreadkit.model.names import NamedPart, named_parts, parts_called
from spreadkit.model.plan import Plan
from spreadkit.model.stage_words import stage_word, stage_words
from spreadkit.words import some_of


def make_plain(fit: TableMatch, plan: Plan, dates: DayOrder | None) -> None:
    """Write the cells of a table that was sent back as the plan does, in their place.

    `dates` is the order of days that is declared for what was sent. Days that cannot be trusted are refused.
    """
    _numbers(fit)
    _days(fit, dates)
    parts = named_parts(plan)
    sites, changes = ([part for part in parts if part.kind == kind] for kind in ("site", "change"))
    _rewrite(fit, fit.kept.site, lambda text: _id_of(text, sites))
    _rewrite(fit, "change", lambda text: _id_of(text, changes))
    _stages(fit, plan)


def _numbers(fit: TableMatch) -> None:
    names = {
        fit.columns[column]
        for kind in fit.kinds
        for field, column in kind.columns.items()
        if column in fit.columns and is_number(kinds_of(kind.model)[field])
    }
    columns = sorted(names)
    plain = plain_numbers([fit.returned.column(name) for name in columns], fit.returned.separator)
    for name, cells in zip(columns, plain, strict=True):
        fit.returned.cells[fit.returned.columns.index(name)] = list(cells)


def declared_for(kept: PlanTable, plan: Plan) -> DayOrder | None:
    """Return the order of days that a plan declares for a table and what is sent for it."""
    own = [kind.measure.data.dates for kind in kept.kinds if kind.measure and kind.measure.data]
    return next(filter(None, own), plan.dates)


def _days(fit: TableMatch, dates: DayOrder | None) -> None:
    returned = fit.returned
    names = {
        fit.columns[column]
        for kind in fit.kinds
        for field, column in kind.columns.items()
        if column in fit.columns and is_day(kinds_of(kind.model)[field])
    }
    for name in sorted(names):
        cells = returned.column(name)
        if returned.sheet is not None and (message := may_be_turned(cells)):
            row = next(row for row, text in enumerate(cells) if looks_numbered(text))
            returned.refused.append(Refusal(slug="wrong-value", message=message, place=returned.place(row, name)))
        read = plain_days(cells, dates)
        if read.order is not None:
            returned.cells[returned.columns.index(name)] = list(read.cells)
            returned.remarks.append(f"{returned.place()}: {read.says(name)}")


def _stages(fit: TableMatch, plan: Plan) -> None:
    """Write stages by our words; which words and numbers that are not ours stand for which is told."""
    if (name := fit.columns.get("stage")) is None:
        return
    known = stage_words(plan.words.stages if plan.words else {})
    read = {text: stage for text in dict.fromkeys(fit.returned.column(name)) if (stage := known.get(stage_word(text)))}
    _rewrite(fit, "stage", lambda text: read[text].value if text in read else text)
    foreign = [f'"{text[:60]}" as {stage.value}' for text, stage in read.items() if stage_word(text) != stage.words]
    if foreign:
        fit.returned.remarks.append(f'{fit.returned.place()}: of "{name}" were read: {some_of(foreign, most=12)}')


def _rewrite(fit: TableMatch, column: str, means: Callable[[str], str]) -> None:
    if (name := fit.columns.get(column)) is not None:
        index = fit.returned.columns.index(name)
        fit.returned.cells[index] = [means(text) for text in fit.returned.cells[index]]


def _id_of(text: str, parts: Iterable[NamedPart]) -> str:
    """Return the id of the one part that is called so; the text as it is where none is, or several are."""
    known = list(parts)
    if any(part.id == text for part in known):
        return text
    called = {part.id for part in parts_called(text, known)}
    return called.pop() if len(called) == 1 else text
