"""Typed rows from the columns of a table: every text is read once, however often it stands there.

Reading each of a million rows on its own took twenty times as long, and three times the memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from spreadkit.loading.shapes import ShapeError, shape_error
from spreadkit.model.base import ROW_CONFIG, kebab

RowModel = TypeVar("RowModel")

_UNFIT: Final = object()


class _ColumnValues(dict[str, Any]):
    """What each text of a column means: the value, or that it does not fit. `silent` is what an empty cell means."""

    def __init__(self, kind: Any, silent: Any) -> None:
        super().__init__()
        self._kind, self._silent = kind, silent

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._kind, config=ROW_CONFIG)

    def __missing__(self, text: str) -> Any:
        try:
            value = self._silent if text == "" else self._adapter.validate_python(text)
        except ValidationError:
            value = _UNFIT
        self[text] = value
        return value


class RowReader(Generic[RowModel]):
    """Reads the rows of tables as one kind of row; what it has read once it knows for all of them."""

    def __init__(self, model: type[RowModel]) -> None:
        self._model = model
        self.found_unfit = False
        self._reads = {
            kebab(field.name): _ColumnValues(field.type, _UNFIT if field.default is MISSING else field.default)
            for field in fields(model)  # type: ignore[arg-type]  # rows are dataclasses
        }

    def read(self, columns: Mapping[str, Sequence[str]], size: int) -> list[RowModel | dict[str, str]]:
        """Return a row for each line of the columns, by the names of its fields as files spell them.

        A row of which a cell does not fit, or is missing, stays a group of texts.
        """
        typed = [
            [read[cell] for cell in columns[name]] if name in columns else [read[""]] * size
            for name, read in self._reads.items()
        ]
        unfit = set(self._unfit(typed))
        if not unfit:
            return list(map(self._model, *typed))
        self.found_unfit = True
        return [
            {name: cells[index] for name, cells in columns.items() if cells[index]}
            if index in unfit
            else self._model(*row)
            for index, row in enumerate(zip(*typed, strict=True))
        ]

    def explain(self, row: Mapping[str, str]) -> list[ShapeError]:
        """Say of a row that stayed a group of texts why it does not fit."""
        try:
            TypeAdapter(self._model).validate_python(row)
        except ValidationError as error:
            return [
                shape_error(self._model, row, problem)
                for problem in error.errors(include_url=False, include_input=False)
            ]
        return []

    @property
    def names(self) -> Iterable[str]:
        """The names of the fields of a row."""
        return self._reads

    def is_unfit(self, name: str, text: str) -> bool:
        """Whether a text does not fit a field, an empty one where it is needed."""
        return self._reads[name][text] is _UNFIT

    def has_silent(self, name: str) -> bool:
        """Whether a field may be left empty."""
        return not self.is_unfit(name, "")

    def why(self, name: str, text: str) -> ShapeError:
        """Say why a text does not fit a field."""
        field = kebab(name)
        about = [shape for shape in self.explain({field: text} if text else {}) if shape.route[-1:] == (field,)]
        return about[0]

    def made(self, cells: Mapping[str, str]) -> RowModel:
        """Return the row of these cells, without those that do not fit where they may be left empty."""
        read = {name: self._reads[name][text] for name, text in cells.items()}
        return self._model(**{name: value for name, value in read.items() if value is not _UNFIT})

    def _unfit(self, typed: Sequence[Sequence[Any]]) -> Iterator[int]:
        for read, column in zip(self._reads.values(), typed, strict=True):
            if any(value is _UNFIT for value in read.values()):
                yield from (index for index, value in enumerate(column) if value is _UNFIT)
