"""Tables for spreadsheets: one row a thing, the first row its headings. What writes them stands beside this file."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from spreadkit.formats import Format
from spreadkit.words import without_formula

FORMAT: Final = Format(endings=(".csv",))


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV, with nothing for None. A text that a spreadsheet would work out gets a quote before it."""
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: object) -> object:
    return without_formula(value) if isinstance(value, str) else value
