"""One workbook (XLSX) that somebody sent: its sheets as rows of text, and what in them cannot be taken as it is.

Values come from calamine. A number that is shown as a percentage (72 %, in the file 0.72) is read as it is shown: 72.
It gives an empty text for a cell that shows an error (`#REF!`) and for a formula without a
result, and makes room for every cell up to the last one used; so the sheets are looked through for these before.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spreadkit.reading.files import RefusedFileError, read_file
from spreadkit.reading.source import NON_PRINTABLE
from spreadkit.reading.workbook_parts import (
    AS_WORKBOOK,
    DAMAGED,
    LOCKED,
    MAX_UNPACKED,
    MAX_WORKBOOK_BYTES,
    WorkbookError,
    WorkbookParts,
    bare,
    length_of_texts,
    make_parser,
    percent_looks,
    unpack,
)
from spreadkit.record import record

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""Names of files that are taken for workbooks. Those of the older and other kinds are told of as such."""

_ZIPPED: Final = b"PK\x03\x04"
"""How a workbook begins that is not locked."""

MAX_CELLS: Final = 1_000_000
MAX_ELEMENTS: Final = 5_000_000
"""How many cells, the empty ones between others counted, and how many elements of XML all sheets may have in all."""

_DIGITS: Final = 15
"""How many digits spreadsheets show of a number: more are traces of how it was worked out."""

UNFIT: Final = "#?"
"""The text of a cell that cannot be taken as it is."""

_AGAIN: Final = "open the workbook in a spreadsheet program and save it again"
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS: Final = 26


class MergedRows(NamedTuple):
    """A cell of a sheet that is merged over several rows: the index of its column, its first and its last row."""

    column: int
    first: int
    last: int


@record
class WorkbookSheet:
    """A sheet of a workbook: `rows` are those that hold anything, by their number, each from column A on.

    `unfit` says of cells (`C7`) that cannot be taken as they are what is wrong with them. Rows that are one merged
    cell and nothing else are left out, unless asked for: they are titles. `merged` are cells merged over several rows:
    the index of their column, and their first and last row.
    """

    name: str
    is_hidden: bool = False
    rows: dict[int, list[str]] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)
    merged: list[MergedRows] = field(default_factory=list)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its name or by how it begins."""
    if path.suffix.lower() in ENDINGS:
        return True
    try:
        return read_file(path, len(LOCKED), top=None).startswith((_ZIPPED, LOCKED))
    except RefusedFileError:
        return False


def read_workbook(path: Path, *, top: Path | None = None, with_titles: bool = False) -> list[WorkbookSheet]:
    """Read the sheets of a workbook. Raises WorkbookError when that cannot be done.

    `top` is the folder that it must not lead out of; None for one that the user named.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        parts = unpack(read_file(path, MAX_WORKBOOK_BYTES, top=top))
        looked = _look(parts)
        with _too_far_refused(), CalamineWorkbook.from_filelike(parts.packed()) as workbook:
            return [
                _sheet(
                    workbook,
                    WorkbookSheet(sheet.name, sheet.visible != SheetVisibleEnum.Visible),
                    looked[sheet.name],
                    with_titles=with_titles,
                )
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except RefusedFileError as error:
        raise WorkbookError(f"the workbook {error.says}") from None
    except (CalamineError, *DAMAGED) as error:
        detail = f" ({error})" if isinstance(error, CalamineError) else ""
        raise WorkbookError(f"this is not a workbook that can be read{detail}; {AS_WORKBOOK}") from None


@contextmanager
def _too_far_refused() -> Iterator[None]:
    """Refuse a workbook with a day or a time that is too far away for a calendar, on which calamine panics.

    A panic is no Exception, and its class cannot be imported.
    """
    try:
        yield
    except BaseException as error:
        if not isinstance(error, OverflowError) and type(error).__name__ != "PanicException":
            raise
        raise WorkbookError(
            f"this workbook holds a day or a time that is too far away to be read ({error}); correct it in a "
            "spreadsheet program, and save the workbook again"
        ) from None


def column_letters(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B, …, Z, AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % _LETTERS) + letters
        index = index // _LETTERS - 1
    return letters


class _Spending:
    """What reading all sheets of a workbook will take, counted before."""

    def __init__(self, texts: list[int]) -> None:
        self._texts = texts
        self._cells = self._elements = self._bytes = 0

    def element(self) -> None:
        """Count an element of XML."""
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise WorkbookError("the sheets of the workbook hold too much to be read at once; split it")

    def text(self, index: str) -> None:
        """Count a shared text again, as a cell shows it."""
        self._bytes += self._texts[int(index)]
        if self._bytes > MAX_UNPACKED:
            raise WorkbookError(f"the texts of all cells come to more than {MAX_UNPACKED // 1_000_000} MB; split it")

    def sheet(self, name: str, extent: "_SheetExtent") -> None:
        """Count the cells of a sheet, up to its last row and column."""
        self._cells += extent.width * extent.height
        if self._cells > MAX_CELLS:
            last = f"{column_letters(extent.width - 1)}{extent.height}"
            raise WorkbookError(
                f'the sheet "{name}" reaches to cell {last}, which is more than {MAX_CELLS} cells, with those of the '
                "sheets before it; delete what stands far from the table, or split it"
            )


class _SheetExtent:
    """What looking through a sheet finds: how far its cells go, and those that calamine would show as empty.

    `percentages` are the cells that show a number as a percentage, which calamine does not tell.

    Cells that have only a look, and nothing in them, do not count: calamine leaves them out.
    """

    def __init__(self, spending: _Spending, percent: frozenset[str]) -> None:
        self.width = self.height = 0
        self.unfit: dict[str, str] = {}
        self.percentages: set[str] = set()
        self._spending, self._percent = spending, percent
        self._row = self._column = 0
        self._place = self._kind = self._inside = self._value = ""
        self._is_formula = self._is_filled = self._is_percent = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element of the sheet's XML."""
        self._spending.element()
        match bare(name):
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                self._column += 1
                self._place = attributes.get("r") or f"{column_letters(self._column - 1)}{self._row}"
                self._kind, self._is_formula, self._is_filled, self._value = attributes.get("t", "n"), False, False, ""
                self._is_percent = attributes.get("s", "0") in self._percent
            case "f":
                self._is_formula = self._is_filled = True
            case "v" | "t" as inside:
                self._inside, self._is_filled = inside, True
            case "is":
                self._is_filled = True

    def text(self, text: str) -> None:
        """Take note of text, which is a value inside of some elements."""
        if self._inside:
            self._value = text if self._kind != "s" else self._value + text

    def end(self, name: str) -> None:
        """End an element; at the end of a cell, judge it."""
        self._inside = ""
        if bare(name) == "c" and self._is_filled:
            self._judge()

    def _judge(self) -> None:
        match = _CELL.fullmatch(self._place)
        if match is None:
            raise ValueError(self._place)
        column = 0
        for letter in match[1]:
            column = column * _LETTERS + ord(letter) - ord("A") + 1
        self.width, self.height = max(self.width, column), max(self.height, int(match[2]))
        if self._is_percent and self._kind == "n":
            self.percentages.add(self._place)
        if self._kind == "s" and self._value:
            self._spending.text(self._value)
        if self._kind == "e" and (self._value or self._is_formula):
            self.unfit[self._place] = "this cell shows an error; correct its formula, or write the value"
        elif self._is_formula and not self._value and self._kind != "str":
            self.unfit[self._place] = f"this formula has no result; {_AGAIN}, or write the value"


def _look(parts: WorkbookParts) -> dict[str, _SheetExtent]:
    """Look through the sheets of a workbook, by name, before any is taken in whole."""
    spending = _Spending(length_of_texts(parts.contents[parts.texts]) if parts.texts else [])
    percent = percent_looks(parts.contents[parts.styles]) if parts.styles else frozenset[str]()
    looked = {}
    for name, part in parts.sheets:
        looked[name] = extent = _look_through(parts.contents[part], _SheetExtent(spending, percent))
        spending.sheet(name, extent)
    return looked


def _look_through(xml: bytes, looked: _SheetExtent) -> _SheetExtent:
    parser = make_parser()
    parser.StartElementHandler, parser.CharacterDataHandler = looked.start, looked.text
    parser.EndElementHandler = looked.end
    parser.Parse(xml, True)  # noqa: FBT003 - so expat names its end
    return looked


def _sheet(
    workbook: "CalamineWorkbook", sheet: WorkbookSheet, looked: _SheetExtent, *, with_titles: bool
) -> WorkbookSheet:
    """Fill a sheet with what is in it."""
    read = workbook.get_sheet_by_name(sheet.name)
    sheet.unfit.update(looked.unfit)
    values = read.to_python(skip_empty_area=False)
    values += [[] for _ in range(looked.height - len(values))]
    ranges = read.merged_cell_ranges or ()
    sheet.merged.extend(MergedRows(left, top + 1, low + 1) for (top, left), (low, _) in ranges if low > top)
    titles = {row for (row, left), (_, right) in ranges if right > left}
    for index, row in enumerate(values):
        cells = [_text(value) for value in row] + [""] * (looked.width - len(row))
        cells = [_as_shown(cell, looked, index, column) for column, cell in enumerate(cells)]
        filled = [column for column, cell in enumerate(cells) if cell]
        if not filled or (index in titles and len(filled) == 1 and not with_titles):
            continue
        sheet.rows[index + 1] = cells
        for column in filled:
            if NON_PRINTABLE.search(cells[column]):
                place = f"{column_letters(column)}{index + 1}"
                sheet.unfit[place] = "this cell holds an invisible control character; delete it"
    return sheet


def _as_shown(cell: str, looked: _SheetExtent, row: int, column: int) -> str:
    """Return a cell's text as the spreadsheet shows it: percentages, and cells that calamine takes for empty."""
    if not (looked.unfit if not cell else looked.percentages):
        return cell
    place = f"{column_letters(column)}{row + 1}"
    if not cell:
        return UNFIT if place in looked.unfit else ""
    return f"{(Decimal(cell) * 100).normalize():f}" if place in looked.percentages else cell


def _text(value: str | float | bool | date | time | timedelta) -> str:  # noqa: FBT001 - a cell holds any of these
    """Return what a cell holds as a table of text would say it."""
    match value:
        case str():
            text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        case bool():
            text = "yes" if value else "no"
        case float():
            text = str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.{_DIGITS}g}'):f}"
        case datetime():
            text = value.date().isoformat()  # a cell with a date is a day, whatever time stands behind it
        case _:
            text = str(value)
    return text
