"""Cells of a returned table, written as the plan writes them: plain numbers, ids for names, stages in its own words.

Only what can mean one thing is rewritten: a name that one site has, a number that can be read in one way.
"""

from collections.abc import Callable, Iterable
from typing import Final

from spreadkit.adoption.tracking import LADDER
from spreadkit.collecting.match_tables import TableMatch
from spreadkit.loading.number_style import is_number, plain_numbers
from spreadkit.loading.shapes import kinds_of
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.names import NamedPart, named_parts, parts_called
from spreadkit.model.plan import Plan

_STAGES: Final = {
    **{stage.words: stage.value for stage in AdoptionStage},
    **{str(number): stage.value for number, stage in enumerate(LADDER)},
}
"""Stages as people write them, and by the number that the tracker shows."""


def make_plain(fit: TableMatch, plan: Plan) -> None:
    """Write the cells of a table that was sent back as the plan does, in their place."""
    _numbers(fit)
    parts = named_parts(plan)
    sites, changes = ([part for part in parts if part.kind == kind] for kind in ("site", "change"))
    _rewrite(fit, fit.kept.site, lambda text: _id_of(text, sites))
    _rewrite(fit, "change", lambda text: _id_of(text, changes))
    _rewrite(fit, "stage", lambda text: _STAGES.get(text.casefold().replace("-", " "), text))


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
