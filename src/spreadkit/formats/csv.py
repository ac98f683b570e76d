"""Tables for spreadsheets: comma-separated, with one line of heads, and safe to open there."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

_FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?![\s\d.,()%/-]*$)")


def rows_of(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write rows under their heads, nothing for None. What a spreadsheet would take for a formula gets a quote."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(["" if cell is None else safe(str(cell)) for cell in row])
    return text.getvalue()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula. Numbers stay as they are."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
