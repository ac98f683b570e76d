"""One workbook (XLSX) that somebody sent: its sheets as rows of text, and what in them cannot be taken as it is.

Values come from calamine. It gives an empty text for a cell that shows an error (`#REF!`) and for a formula without a
result, and makes room for every cell up to the last one used; so the sheets are looked through for these before.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from spreadkit.reading.source import NON_PRINTABLE

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""Names of files that are taken for workbooks. Those of the older and other kinds are told of as such."""

ZIPPED: Final = b"PK\x03\x04"
LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook begins, and how one does that is locked, or of the old kind."""

MAX_BYTES: Final = 50_000_000
MAX_UNPACKED: Final = 500_000_000
MAX_CELLS: Final = 2_000_000
"""How large a workbook and its parts may be. The figures are ours."""

DIGITS: Final = 15
"""How many digits spreadsheets show of a number: more are traces of how it was worked out."""

UNFIT: Final = "#?"
"""The text of a cell that cannot be taken as it is."""

DAMAGED: Final = (BadZipFile, EOFError, LookupError, RuntimeError, ValueError, expat.ExpatError, zlib.error)
"""What the parts of a damaged workbook make their readers raise."""

_AS_WORKBOOK: Final = "save it anew as .xlsx in a spreadsheet program, or send it as CSV"
_AGAIN: Final = "open the workbook in a spreadsheet program and save it again"
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS: Final = 26

Parsed = Iterator[tuple[str, dict[str, str]]]


class WorkbookError(Exception):
    """The whole workbook cannot be read. The message is one sentence, with a way out."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook: `rows` are those that hold anything, by their number, each from column A on.

    `unfit` says of cells (`C7`) that cannot be taken as they are what is wrong with them. Rows that are one merged
    cell and nothing else are left out: they are titles.
    """

    name: str
    is_hidden: bool = False
    rows: dict[int, list[str]] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its name or by how it begins."""
    if path.suffix.lower() in ENDINGS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(LOCKED)).startswith((ZIPPED, LOCKED))
    except OSError:
        return False


def read_workbook(path: Path) -> list[WorkbookSheet]:
    """Read the sheets of a workbook. Raises WorkbookError when that cannot be done."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        looked = _look(path)
        with CalamineWorkbook.from_path(path) as workbook:
            return [
                _sheet(workbook, sheet.name, looked[sheet.name], is_hidden=sheet.visible != SheetVisibleEnum.Visible)
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except OSError as error:
        raise WorkbookError(f"the workbook cannot be opened: {error.strerror or error}") from None
    except (CalamineError, *DAMAGED) as error:
        detail = f" ({error})" if isinstance(error, CalamineError) else ""
        raise WorkbookError(f"this is not a workbook that can be read{detail}; {_AS_WORKBOOK}") from None


def column_letters(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B, …, Z, AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % _LETTERS) + letters
        index = index // _LETTERS - 1
    return letters


class _SheetExtent:
    """What looking through a sheet finds: how far its used cells go, and those that calamine would show as empty."""

    def __init__(self) -> None:
        self.width = self.height = 0
        self.unfit: dict[str, str] = {}
        self._row = self._column = 0
        self._place = self._kind = self._inside = ""
        self._is_formula = self._is_used = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element of the sheet's XML."""
        match _bare(name):
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                self._column += 1
                self._place = attributes.get("r") or f"{column_letters(self._column - 1)}{self._row}"
                self._kind, self._is_formula, self._is_used = attributes.get("t", "n"), False, False
            case "f":
                self._is_formula = True
            case "v" | "t" as inside:
                self._inside = inside

    def text(self, _text: str) -> None:
        """Take note of text, which is a value inside of some elements."""
        self._is_used |= bool(self._inside)

    def end(self, name: str) -> None:
        """End an element; at the end of a cell, judge it."""
        self._inside = ""
        if _bare(name) == "c" and (self._is_used or self._is_formula):
            self._judge()

    def _judge(self) -> None:
        match = _CELL.fullmatch(self._place)
        if match is None:
            raise ValueError(self._place)
        column = 0
        for letter in match[1]:
            column = column * _LETTERS + ord(letter) - ord("A") + 1
        self.width, self.height = max(self.width, column), max(self.height, int(match[2]))
        if self._kind == "e":
            self.unfit[self._place] = "this cell shows an error; correct its formula, or write the value"
        elif not self._is_used and self._kind != "str":
            self.unfit[self._place] = f"this formula has no result; {_AGAIN}, or write the value"


def _look(path: Path) -> dict[str, _SheetExtent]:
    """Look through the sheets of a workbook, by name, before any is taken in whole."""
    with path.open("rb") as file:
        if file.read(len(LOCKED)) == LOCKED:
            raise WorkbookError(f"the workbook is locked with a password, or in the old format .xls; {_AS_WORKBOOK}")
    if path.stat().st_size > MAX_BYTES:
        raise WorkbookError(f"the workbook is larger than {MAX_BYTES // 1_000_000} MB; split it")
    with ZipFile(path) as package:
        if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED:
            raise WorkbookError(f"the workbook unpacks to more than {MAX_UNPACKED // 1_000_000} MB; split it")
        return {name: _look_through(package, part) for name, part in _parts(package)}


def _parts(package: ZipFile) -> Iterator[tuple[str, str]]:
    """Go through the sheets of a workbook, each with the part of the package that it stands in."""
    links = list(_elements(package.read("_rels/.rels"), "Relationship"))
    book = next(_target("", link) for link in links if link["Type"].endswith("/officeDocument"))
    folder, _, name = book.rpartition("/")
    rels = package.read(f"{folder}/_rels/{name}.rels".removeprefix("/"))
    parts = {link["Id"]: link for link in _elements(rels, "Relationship")}
    for sheet in _elements(package.read(book), "sheet"):
        link = parts[next(value for key, value in sheet.items() if key.endswith("}id"))]
        if link["Type"].endswith("/worksheet"):
            yield sheet["name"], _target(folder, link)


def _target(folder: str, link: dict[str, str]) -> str:
    target = link["Target"]
    path = PurePosixPath(target) if target.startswith("/") else PurePosixPath("/", folder, target)
    return str(path).removeprefix("/")


def _elements(xml: bytes, wanted: str) -> Iterator[dict[str, str]]:
    """Return the attributes of all elements of this name."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _bare(name) == wanted:
            found.append(attributes)

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)  # noqa: FBT003 - so expat names its end
    return iter(found)


def _look_through(package: ZipFile, part: str) -> _SheetExtent:
    looked, parser = _SheetExtent(), _parser()
    parser.StartElementHandler, parser.CharacterDataHandler = looked.start, looked.text
    parser.EndElementHandler = looked.end
    with package.open(part) as file:
        parser.ParseFile(file)
    return looked


def _parser() -> Any:
    """Return a parser of XML that follows no references to other files and takes no definitions of entities."""
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: Any) -> None:
        raise ValueError("definitions of entities are not taken")

    parser.EntityDeclHandler = refuse
    return parser


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _sheet(workbook: "CalamineWorkbook", name: str, looked: _SheetExtent, *, is_hidden: bool) -> WorkbookSheet:
    if looked.width * looked.height > MAX_CELLS:
        last = f"{column_letters(looked.width - 1)}{looked.height}"
        raise WorkbookError(
            f'the sheet "{name}" reaches to cell {last}, which is more than {MAX_CELLS} cells; delete what stands far '
            "from the table, or split it"
        )
    read = workbook.get_sheet_by_name(name)
    sheet = WorkbookSheet(name, is_hidden, {}, dict(looked.unfit))
    values = read.to_python(skip_empty_area=False)
    values += [[] for _ in range(looked.height - len(values))]
    titles = {row for (row, left), (_, right) in read.merged_cell_ranges or () if right > left}
    for index, row in enumerate(values):
        cells = [_text(value) for value in row] + [""] * (looked.width - len(row))
        cells = [cell or _shown(looked, index, column) for column, cell in enumerate(cells)]
        filled = [column for column, cell in enumerate(cells) if cell]
        if not filled or (index in titles and len(filled) == 1):
            continue
        sheet.rows[index + 1] = cells
        for column in filled:
            if NON_PRINTABLE.search(cells[column]):
                place = f"{column_letters(column)}{index + 1}"
                sheet.unfit[place] = "this cell holds an invisible control character; delete it"
    return sheet


def _shown(looked: _SheetExtent, row: int, column: int) -> str:
    """Return what stands for a cell that calamine shows as empty although it is not."""
    return UNFIT if looked.unfit and f"{column_letters(column)}{row + 1}" in looked.unfit else ""


def _text(value: str | float | bool | date | time | timedelta) -> str:  # noqa: FBT001 - a cell holds any of these
    """Return what a cell holds as a table of text would say it."""
    match value:
        case str():
            text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        case bool():
            text = "yes" if value else "no"
        case float():
            text = str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.{DIGITS}g}'):f}"
        case datetime():
            text = value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case _:
            text = str(value)
    return text
