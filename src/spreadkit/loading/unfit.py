"""What does not fit in a table, told once for each cause: a column of 288 dates that are none is one problem."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from spreadkit.loading.day_style import how_to_declare
from spreadkit.loading.loaded import Mount
from spreadkit.loading.rows import RowReader
from spreadkit.loading.shapes import ShapeError
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.base import Route, kebab
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.day_texts import form_of
from spreadkit.model.finding import Location
from spreadkit.model.names import NamedPart, why_no_id
from spreadkit.model.number_texts import UNSURE
from spreadkit.model.references import KINDS_BY_KEY
from spreadkit.model.stage_words import stage_word, stage_words
from spreadkit.reading.source import Problem
from spreadkit.reading.tables import CsvTable
from spreadkit.words import count_of

_SHOWN: Final = 3
MOST_PLACES: Final = 10_000
"""Of how many cells of one cause the places are kept. The figure is ours."""


class UnfitCell(NamedTuple):
    """A cell that does not fit: its text, why, its place in the file and its route in the plan."""

    text: str
    shape: ShapeError
    place: Location
    route: Route


class UnfitCells:
    """The cells of one table that do not fit, by cause: rule, kind and column. `lost` are routes that were left out.

    `parts` are what the plan has names for, and `stages` its own words for stages.
    """

    def __init__(
        self,
        mount: Mount,
        reader: RowReader[Any],
        parts: Sequence[NamedPart],
        stages: Mapping[str, AdoptionStage],
    ) -> None:
        assert isinstance(mount.file, CsvTable)  # noqa: S101 - only tables have rows
        self._mount, self._table, self._reader, self._parts = mount, mount.file, reader, parts
        self._stages = stage_words(stages)
        self._causes: dict[tuple[str, str, str], list[UnfitCell]] = {}
        self.lost: list[Route] = []

    def without_unfit(self, index: int, written: Mapping[str, str]) -> Any | None:
        """Return the row at a position without the cells that do not fit; None where it cannot be without them."""
        texts = {name: written.get(kebab(name), "") for name in self._reader.names}
        unfit = [name for name, text in texts.items() if self._reader.is_unfit(name, text)]
        if index - self._mount.first not in self._table.ragged:
            for name in unfit:
                self._add(index, name, texts[name])
        row: Route = (*self._mount.route, index)
        if not all(map(self._reader.has_silent, unfit)):
            self.lost.append(row)
            return None
        self.lost.extend((*row, kebab(name)) for name in unfit)
        return self._reader.made(texts)

    def problems(self) -> list[Problem]:
        """Return one problem for each cause."""
        return [told_once(column, cells, self._mount.dates) for (_, _, column), cells in self._causes.items()]

    def _add(self, index: int, name: str, text: str) -> None:
        column = self._mount.columns.get(name, kebab(name))
        shape, place = self._why(name, text), self._table.locate(index - self._mount.first, column)
        cell = UnfitCell(text, shape, place, (*self._mount.route, index, kebab(name)))
        self._causes.setdefault((shape.slug, shape.kind, column), []).append(cell)

    def _why(self, name: str, text: str) -> ShapeError:
        shape, kind = self._reader.why(name, text), KINDS_BY_KEY.get(name)
        is_id = shape.slug == "bad-id" and not shape.is_mistyped
        says = why_no_id(text, self._parts, kind, takes_list=False) if is_id else None
        if name == "stage" and shape.slug == "unknown-word" and (stage := self._stages.get(stage_word(text))):
            says = f'"{text[:60]}" is a word for {stage.value}; write that'
        return replace(shape, message=says) if says else shape


def told_once(column: str, cells: Sequence[UnfitCell], declared: DayOrder | None = None) -> Problem:
    """Make one problem of the cells of a column that do not fit for one cause, at the place of the first.

    `declared` is the order that the plan declares for the days of the column.
    """
    first = cells[0]
    places = tuple(cell.place for cell in cells[:MOST_PLACES]) if len(cells) > 1 else ()
    says = says_once(column, [(cell.text, cell.shape) for cell in cells])
    if first.shape.kind == "not_a_date" and declared is None:
        says += how_to_declare([cell.text for cell in cells], 'add the line "dates: {}" to the plan')
    return Problem(first.shape.slug, says, first.place, first.route, places)


def says_once(column: str, cells: Sequence[tuple[str, ShapeError]]) -> str:
    """Say in one sentence what keeps several cells of a column from fitting, by their texts and why."""
    (_, shape), texts = cells[0], Counter(text.removesuffix(UNSURE) for text, _ in cells)
    rows = count_of(len(cells), "row")
    if len(cells) == 1:
        return shape.message
    if shape.slug == "missing-key":
        return f'"{column}" is empty in {rows}; write a value'
    if len(texts) == 1:
        return f"{shape.message} (in {rows})"
    if shape.kind == "not_a_date":
        return f'{rows} of "{column}" are not dates, such as {_some(texts)}{form_of(list(texts)).advice}'
    if shape.kind == "two_ways":
        return f'{rows} of "{column}" can be read in two ways, such as {_some(texts)}: {shape.message}'
    return f'{rows} of "{column}" do not fit: {_some(texts)}; the first: {shape.message}'


def _some(texts: Mapping[str, int]) -> str:
    """Name the first few of some texts, each with how often it stands there."""
    shown = [f'"{text[:60]}"' + (f" ({count})" if count > 1 else "") for text, count in list(texts.items())[:_SHOWN]]
    more = len(texts) - len(shown)
    return f"{', '.join(shown)} and {more} more" if more else ", ".join(shown)
