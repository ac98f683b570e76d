"""One CSV file: its rows as text, and the place of every cell in it.

UTF-8 with or without a byte-order mark; separated by comma, semicolon or tab, which a first line
`sep=;` may say, as for Excel; quoted cells may hold line ends.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from spreadkit.model.finding import Location
from spreadkit.reading.columnar import read_columns
from spreadkit.reading.conflicts import conflicts_in, says_of
from spreadkit.reading.files import RefusedFileError, read_file
from spreadkit.reading.source import Problem, decode, span_in
from spreadkit.words import count_of, did_you_mean, invisible_in, nearest, without_invisible

MAX_TABLE_BYTES: Final = 100_000_000
_MAX_ROWS: Final = 2_000_000
MAX_COLUMNS: Final = 1_000

_MOST_HEADINGS: Final = 10
"""How many headings without a name, or twice there, are named in one run: each is looked for in the line."""
MAX_LINE: Final = 1_000_000
MAX_TABLE_PROBLEMS: Final = 50
_ROWS_AT_ONCE: Final = 4096
DIGEST_FROM: Final = 1_000_000
_APART: Final = "\n·x·\n"
"""Stands between the texts of a digest. No pattern reaches over a word."""

HEADING_WITHIN: Final = 20
"""In how many of the first rows of what was sent the names of the columns are looked for. The figure is ours."""

IsHeading = Callable[[Sequence[str]], bool]
"""Says of cells whether they can be the names of the columns."""

_SEPARATORS: Final = (",", ";", "\t")
_DECLARED: Final = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*\n')
"""A first line by which Excel is told the separator; it is no heading."""

_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)')


@dataclass
class CsvTable:
    """A CSV file as read, column by column: `cells` hold the text of every cell, empty where there is none.

    `lines` are the lines that rows start on, and `heading` that of the columns' names; `ragged` are the positions of
    rows that have not as many cells as there are columns. Of a `broken` table nothing can be said beyond its problems.
    Equal texts are one object, so that a table of a million rows stays small.
    """

    name: str
    columns: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ragged: list[int] = field(default_factory=list)
    broken: bool = False
    separator: str = ","
    heading: int = 1
    text: str = ""

    def column(self, name: str) -> list[str]:
        """Return the cells of a column, one for each row."""
        return self.cells[self.columns.index(name)]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows, each with the cells that are not empty, by column."""
        return [
            {name: cell for name, cell in zip(self.columns, row, strict=True) if cell}
            for row in zip(*self.cells, strict=True)
        ]

    @property
    def digest(self) -> str:
        """Every different text of a cell once, far from the others: what is in no cell of it is in none of the table.

        Only of large tables; of others, and of those with tabs, it is the whole text.
        """
        if len(self.text) < DIGEST_FROM or self.separator == "\t":
            return self.text
        return _APART.join([*self.columns, *set(chain.from_iterable(self.cells))])

    @cached_property
    def _written(self) -> list[str]:
        return self.text.split("\n")

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
            column, quoted = _end_of_cell(text, column, self.separator, opens=opens, quoted=quoted)
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


def read_table(path: Path, name: str, *, top: Path | None = None, is_heading: IsHeading | None = None) -> CsvTable:
    """Read a CSV file. Whatever is wrong with it stands in `problems`; nothing is raised.

    `top` is the folder that it must not lead out of, as for `read_file`; `is_heading` is as for `parse_table`.
    """
    try:
        content = read_file(path, MAX_TABLE_BYTES, top=top)
    except RefusedFileError as error:
        return CsvTable(
            name, problems=[Problem(error.slug, f"the table {error.says}", Location(file=name))], broken=True
        )
    return parse_table(content, name, is_heading)


def parse_table(content: bytes, name: str, is_heading: IsHeading | None = None) -> CsvTable:
    """Read CSV from bytes, as `read_table` does from a file.

    Where `is_heading` says of cells whether they can be the names of the columns, titles may stand above these, and
    columns without a name are no problem. Otherwise the first line that holds anything names them.
    """
    table = CsvTable(name)
    if len(content) > MAX_TABLE_BYTES:
        message = f"the table is larger than {MAX_TABLE_BYTES // 1_000_000} MB; split it"
        table.problems.append(Problem("over-limit", message, Location(file=name)))
        return table
    text, problem = decode(content, name)
    if problem:
        table.problems.append(problem)
        return table
    if (start := _too_long_line(text)) is not None:
        message = f"this line is longer than {MAX_LINE} characters; is the right file here?"
        table.problems.append(Problem("over-limit", message, _line_at(text, name, start)))
        table.broken = True
        return table
    table.text = text
    if conflicts := conflicts_in(text):
        places = (
            (conflict, span_in(text, name, conflict.start, text.find("\n", conflict.start))) for conflict in conflicts
        )
        table.problems.extend(
            Problem("table-does-not-fit", says_of(conflict, text), place) for conflict, place in places
        )
        table.broken = True
        return table
    declared = _DECLARED.match(text)
    first = next((line for line in _lines(text[declared.end() :] if declared else text) if line.strip(" ,;\t\n")), "")
    table.separator = declared[1] if declared else _separator(first)
    skip = 1 if declared else 0
    separators = (table.separator,) if declared else _SEPARATORS
    if is_heading is not None and (heading := _heading_in(text, separators, is_heading)):
        table.separator, skip = heading.separator, heading.line - 1
    _fill(table, text, skip=skip, is_loose=is_heading is not None)
    return table


class _Heading(NamedTuple):
    """Where the names of the columns stand, and the separator between them."""

    line: int
    separator: str


def _heading_in(text: str, separators: Iterable[str], is_heading: IsHeading) -> _Heading | None:
    """Find the names of the columns in the first rows; None where none of these can be such."""
    for separator in separators:
        reader = csv.reader(_lines(text), delimiter=separator)
        line = 1
        try:
            for cells in islice(reader, HEADING_WITHIN):
                if is_heading([cell.strip() for cell in cells]):
                    return _Heading(line, separator)
                line = reader.line_num + 1
        except csv.Error:
            continue
    return None


def require_columns(table: CsvTable, needed: Iterable[str], allowed: Iterable[str]) -> None:
    """Add a problem for every needed column that is missing and every column that is not allowed.

    Columns that begin with `x-` are free. A table whose columns do not fit is `broken`.
    """
    known = [*allowed]
    strangers = [name for name in table.columns if name and name not in known and not name.startswith("x-")]
    for column in needed:
        if column not in table.columns:
            meant = nearest(column, strangers)
            way_out = _meant_by(meant) if meant else "add it to the first line"
            message = f'the column "{column}" is missing; {way_out}'
            table.problems.append(Problem("table-does-not-fit", message, table.locate(column=meant)))
            strangers = [name for name in strangers if name != meant]
            table.broken = True
    for column in strangers:
        hint = did_you_mean(column, known)
        message = f'the column "{column}" is not known{hint}; begin its name with x- to keep it'
        table.problems.append(Problem("table-does-not-fit", message, table.locate(column=column)))
        table.broken |= bool(hint)


def _meant_by(heading: str) -> str:
    sign = invisible_in(heading)
    if sign and without_invisible(heading) != heading:
        return f'the heading "{without_invisible(heading)}" holds a sign that cannot be seen ({sign}); delete it'
    return f'is "{heading}" meant to be it?'


def _too_long_line(text: str) -> int | None:
    """Return where a line begins that is too long to be taken apart; None where there is none."""
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            return start
        start = end + 1
    return None


def _line_at(text: str, name: str, start: int) -> Location:
    line = text.count("\n", 0, start) + 1
    return Location(file=name, line=line, end_line=line)


def _separator(heading: str) -> str:
    bare = _QUOTED.sub("", heading)
    return max(_SEPARATORS, key=bare.count)


def _fill(table: CsvTable, text: str, *, skip: int, is_loose: bool) -> None:
    if not text.strip():
        message = "the table is empty; its first line must name the columns"
        table.problems.append(Problem("table-does-not-fit", message, Location(file=table.name)))
        return
    rows = _rows(table, text)
    for line, cells in rows:
        if line > skip and any(map(str.strip, cells)):
            _take_heading(table, cells, line)
            break
    if not is_loose:
        table.problems.extend(_nameless(table))
    if not (table.heading == 1 and _fill_at_once(table, text)):
        _fill_row_by_row(table, rows)
    if len(table.lines) > _MAX_ROWS:
        message = f"the table has more than {_MAX_ROWS} rows; split it"
        table.problems.append(Problem("over-limit", message, table.locate()))


def _fill_at_once(table: CsvTable, text: str) -> bool:
    cells = read_columns(text, table.separator, len(table.columns))
    if cells is None:
        return False
    table.cells.extend(cells)
    table.lines.extend(range(2, len(cells[0]) + 2))
    return True


def _fill_row_by_row(table: CsvTable, rows: Iterator[tuple[int, list[str]]]) -> None:
    stripped = _Stripped()
    table.cells.extend([] for _ in table.columns)
    while len(table.problems) < MAX_TABLE_PROBLEMS and len(table.lines) <= _MAX_ROWS:
        some = list(islice(rows, _ROWS_AT_ONCE))
        if not some:
            break
        _take(table, some, stripped)


def _rows(table: CsvTable, text: str) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows as they are written, each with the line it begins on, up to one that cannot be read."""
    reader = csv.reader(_lines(text), delimiter=table.separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        table.broken = True
        message = f"this row cannot be read: {error}; look for a quote that is not closed or not doubled"
        table.problems.append(Problem("table-does-not-fit", message, table._cell(line, 0)))  # noqa: SLF001 - made here


def _lines(text: str) -> Iterator[str]:
    """Go through the lines of a text without a copy of it in wide characters, as StringIO would make."""
    return TextIOWrapper(BytesIO(text.encode()), encoding="utf-8", newline="\n")


class _Stripped(dict[str, str]):
    """Gives every cell's text without the spaces round it: one object for one text."""

    def __missing__(self, cell: str) -> str:
        self[cell] = text = cell.strip()
        return text


def _take(table: CsvTable, some: list[tuple[int, list[str]]], stripped: _Stripped) -> None:
    """Add rows to the columns; of rows that are too long or too short what can be told apart."""
    width, whole = len(table.columns), []
    for line, cells in some:
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != width:
            _tell_of_ragged(table, len(cells), line)
            table.ragged.append(len(table.lines))
            cells = [*cells[:width], *[""] * (width - len(cells))]  # noqa: PLW2901 - made to fit
        whole.append(cells)
        table.lines.append(line)
        if len(table.problems) >= MAX_TABLE_PROBLEMS:
            break
    for column, added in zip(table.cells, zip(*whole, strict=True), strict=False):
        column.extend([stripped[cell] for cell in added])


def _end_of_cell(text: str, column: int, separator: str, *, opens: bool, quoted: bool) -> tuple[int, bool]:
    """Return where a cell ends in a line, and whether it goes on in the next one. `opens`: it begins with a quote."""
    while column < len(text):
        if quoted:
            closes = text.find('"', column)
            if closes < 0:
                return len(text), True
            column, quoted = closes + 1, False
            continue
        ends = text.find(separator, column)
        ends = len(text) if ends < 0 else ends
        quote = text.find('"', column, ends) if opens else -1
        if quote < 0:
            return ends, False
        column, quoted = quote + 1, True
    return column, quoted


def _tell_of_ragged(table: CsvTable, size: int, line: int) -> None:
    message = (
        f"this row has {count_of(size, 'cell')} where the first line names {count_of(len(table.columns), 'column')}"
    )
    fix = "; put quotes round a cell that holds the separator" if size > len(table.columns) else ""
    table.problems.append(Problem("table-does-not-fit", message + fix, table._cell(line, 0)))  # noqa: SLF001 - made here


def _take_heading(table: CsvTable, cells: list[str], line: int) -> None:
    table.heading = line
    if len(cells) > MAX_COLUMNS:
        message = f"the table has more than {MAX_COLUMNS} columns; is the right file here?"
        table.problems.append(Problem("over-limit", message, Location(file=table.name, line=line, end_line=line)))
        table.broken = True
        return
    table.columns.extend(cell.strip() for cell in cells)
    first: dict[str, int] = {}
    twice = [index for index, column in enumerate(table.columns) if first.setdefault(column, index) != index and column]
    for index in twice[:_MOST_HEADINGS]:
        column = table.columns[index]
        message = f'the column "{column}" stands here twice; rename or remove one'
        table.problems.append(Problem("table-does-not-fit", message, table._cell(table.heading, index)))  # noqa: SLF001


def _nameless(table: CsvTable) -> Iterator[Problem]:
    """Go through the columns without a name, each with what to do about it."""
    nameless = [index for index, column in enumerate(table.columns) if not column]
    for index in nameless[:_MOST_HEADINGS]:
        message = f"column {index + 1} has no name; name it or remove it"
        yield Problem("table-does-not-fit", message, table._cell(table.heading, index))  # noqa: SLF001 - made here
