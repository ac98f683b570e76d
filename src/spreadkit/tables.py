"""One CSV file: its rows as text, and the place of every cell in it.

UTF-8 with or without a byte-order mark; separated by comma, semicolon or tab; quoted cells may hold line ends.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from spreadkit.model.finding import Location
from spreadkit.source import Problem, decode
from spreadkit.words import count_of, did_you_mean, nearest

MAX_BYTES: Final = 100_000_000
MAX_ROWS: Final = 2_000_000
MAX_PROBLEMS: Final = 50

SEPARATORS: Final = (",", ";", "\t")
_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)')


@dataclass(slots=True)
class Table:
    """A CSV file as read: `rows` hold the cells that are not empty, by column.

    `lines` are the lines that rows start on, and `heading` that of the columns' names; `ragged` are the positions of
    rows that have not as many cells as there are columns. Of a `broken` table nothing can be said beyond its problems.
    """

    name: str
    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ragged: list[int] = field(default_factory=list)
    broken: bool = False
    separator: str = ","
    heading: int = 1
    text: str = ""
    _written: list[str] = field(default_factory=list)

    def locate(self, row: int | None = None, column: str | None = None) -> Location:
        """Return the place of a cell, of a whole row, or (without `row`) of a column's heading."""
        if row is None or not 0 <= row < len(self.lines):
            return (
                self._cell(self.heading, self.columns.index(column))
                if column in self.columns
                else Location(file=self.name)
            )
        if column is None or column not in self.columns:
            return self._cell(self.lines[row], 0)
        return self._cell(self.lines[row], self.columns.index(column))

    def _cell(self, line: int, index: int) -> Location:
        """Walk the raw row to the cell: over separators outside of quotes, and over quoted line ends."""
        if line > len(self._written):
            return Location(file=self.name, line=line, end_line=line)
        at, column, quoted = line, 0, False
        start = (line, 0)
        opens = self._written[line - 1].startswith('"')
        while at <= len(self._written):
            text = self._written[at - 1]
            while column < len(text) and (quoted or text[column] != self.separator):
                quoted ^= opens and text[column] == '"'
                column += 1
            if column == len(text) and quoted:
                at, column = at + 1, 0
                continue
            if index == 0 or column == len(text):
                break
            index -= 1
            column += 1
            start = (at, column)
            opens = text.startswith('"', column)
        at = min(at, len(self._written))
        return Location(
            file=self.name,
            line=start[0],
            column=start[1] + 1,
            end_line=at,
            end_column=column + 1,
            excerpt=self._written[start[0] - 1],
        )


def read_table(path: Path, name: str) -> Table:
    """Read a CSV file. Whatever is wrong with it stands in `problems`; nothing is raised."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the table cannot be opened: {error.strerror or error}"
        return Table(name, problems=[Problem("unreadable-file", message, Location(file=name))])
    return parse_table(content, name)


def parse_table(content: bytes, name: str) -> Table:
    """Read CSV from bytes, as `read_table` does from a file."""
    table = Table(name)
    if len(content) > MAX_BYTES:
        message = f"the table is larger than {MAX_BYTES // 1_000_000} MB; split it"
        table.problems.append(Problem("over-limit", message, Location(file=name)))
        return table
    text, problem = decode(content, name)
    if problem:
        table.problems.append(problem)
        return table
    table.text = text
    table._written = text.split("\n")  # noqa: SLF001 - made here
    table.separator = _separator(next((line for line in table._written if line.strip(" ,;\t")), ""))  # noqa: SLF001
    _fill(table, text)
    return table


def require_columns(table: Table, needed: Iterable[str], allowed: Iterable[str]) -> None:
    """Add a problem for every needed column that is missing and every column that is not allowed.

    Columns that begin with `x-` are free. A table whose columns do not fit is `broken`.
    """
    known = [*allowed]
    strangers = [name for name in table.columns if name and name not in known and not name.startswith("x-")]
    for column in needed:
        if column not in table.columns:
            meant = nearest(column, strangers)
            way_out = f'is "{meant}" meant to be it?' if meant else "add it to the first line"
            message = f'the column "{column}" is missing; {way_out}'
            table.problems.append(Problem("table-does-not-fit", message, table.locate(column=meant)))
            strangers = [name for name in strangers if name != meant]
            table.broken = True
    for column in strangers:
        hint = did_you_mean(column, known)
        message = f'the column "{column}" is not known{hint}; begin its name with x- to keep it'
        table.problems.append(Problem("table-does-not-fit", message, table.locate(column=column)))
        table.broken |= bool(hint)


def _separator(heading: str) -> str:
    bare = _QUOTED.sub("", heading)
    return max(SEPARATORS, key=bare.count)


def _fill(table: Table, text: str) -> None:
    if not text.strip():
        message = "the table is empty; its first line must name the columns"
        table.problems.append(Problem("table-does-not-fit", message, Location(file=table.name)))
        return
    reader = csv.reader((line + "\n" for line in text.split("\n")), delimiter=table.separator, strict=True)
    line = 1
    try:
        for cells in reader:
            _take(table, cells, line)
            if len(table.problems) >= MAX_PROBLEMS or len(table.rows) > MAX_ROWS:
                break
            line = reader.line_num + 1
    except csv.Error as error:
        table.broken = True
        message = f"this row cannot be read: {error}; look for a quote that is not closed or not doubled"
        table.problems.append(Problem("table-does-not-fit", message, table._cell(line, 0)))  # noqa: SLF001
    if len(table.rows) > MAX_ROWS:
        message = f"the table has more than {MAX_ROWS} rows; split it"
        table.problems.append(Problem("over-limit", message, table.locate()))


def _take(table: Table, cells: list[str], line: int) -> None:
    if not any(cell.strip() for cell in cells):
        return
    if not table.columns:
        table.heading = line
        _take_heading(table, cells)
        return
    if len(cells) != len(table.columns):
        message = (
            f"this row has {count_of(len(cells), 'cell')} "
            f"where the first line names {count_of(len(table.columns), 'column')}"
        )
        fix = "; put quotes round a cell that holds the separator" if len(cells) > len(table.columns) else ""
        table.problems.append(Problem("table-does-not-fit", message + fix, table._cell(line, 0)))  # noqa: SLF001
        table.ragged.append(len(table.rows))
    row = {column: cell.strip() for column, cell in zip(table.columns, cells, strict=False) if cell.strip()}
    table.rows.append(row)
    table.lines.append(line)


def _take_heading(table: Table, cells: list[str]) -> None:
    table.columns.extend(cell.strip() for cell in cells)
    for index, column in enumerate(table.columns):
        if not column:
            message = f"column {index + 1} has no name; name it or remove it"
        elif column in table.columns[:index]:
            message = f'the column "{column}" stands here twice; rename or remove one'
        else:
            continue
        table.problems.append(Problem("table-does-not-fit", message, table._cell(table.heading, index)))  # noqa: SLF001
