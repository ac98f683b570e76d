"""CSV for spreadsheets: one row a thing, the first row its headings. What it writes stands in files beside this one."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV, with nothing for None. A text that a spreadsheet would work out gets a quote before it."""
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith(_BEGINS_A_FORMULA)
    return f"'{value}" if is_formula else value
