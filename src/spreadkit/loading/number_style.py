"""How the numbers of a table are written, told from its separator and from all cells of a column together.

Between semicolons a comma is the decimal mark, between commas one for thousands. What can be read in two ways is not
read: `1.300` between semicolons, where no cell says what a point is.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, get_args

from spreadkit.model.number_texts import (
    UNSURE,
    is_grouped_by_comma,
    is_grouped_by_point,
    shows_decimal_comma,
    shows_thousands_comma,
    with_decimal_comma,
    with_thousands_comma,
    without_groups,
)

_SEMICOLON: Final = ";"
_COMMA: Final = ","


def plain_numbers(columns: Sequence[Sequence[str]], separator: str) -> list[Sequence[str]]:
    """Turn the numbers of columns of one table into plain ones, such as `1300` and `71.5`; other cells stay.

    A number that can be read in two ways is given a question mark, which no reader of numbers takes.
    """
    found = [{cell for cell in set(column) if cell} for column in columns]
    has_comma = separator == _SEMICOLON and any(map(shows_decimal_comma, set().union(*found)))
    return [_plain(column, cells, separator, has_comma=has_comma) for column, cells in zip(columns, found, strict=True)]


def is_number(kind: Any) -> bool:
    """Whether the values of a field are numbers."""
    return kind is Decimal or any(map(is_number, get_args(kind)))


def _plain(column: Sequence[str], cells: set[str], separator: str, *, has_comma: bool) -> Sequence[str]:
    read = _reader(cells, separator, has_comma=has_comma)
    plain = {cell: text for cell in cells if (text := read(without_groups(cell))) != cell}
    if separator == _SEMICOLON and not has_comma:
        plain |= {cell: f"{cell}{UNSURE}" for cell in _unclear(cells)}
    return [plain.get(cell, cell) for cell in column] if plain else column


def _reader(cells: Iterable[str], separator: str, *, has_comma: bool) -> Callable[[str], str]:
    """Return what reads the numbers of a column: its commas are for thousands, or for decimals, or not told."""
    are_thousands, are_decimals = any(map(shows_thousands_comma, cells)), any(map(shows_decimal_comma, cells))
    if are_thousands and not are_decimals:
        return with_thousands_comma
    if separator == _SEMICOLON and not are_thousands and (has_comma or any(map(is_grouped_by_comma, cells))):
        return with_decimal_comma
    if separator == _COMMA and not are_decimals:
        return with_thousands_comma
    return str


def _unclear(cells: Iterable[str]) -> set[str]:
    """Return the numbers whose point may stand for thousands, where no cell of the column says that it does not."""
    grouped = set(filter(is_grouped_by_point, cells))
    return grouped if grouped == {cell for cell in cells if "." in cell} else set()
