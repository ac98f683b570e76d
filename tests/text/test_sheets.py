"""Workbooks that somebody sent: every cell is taken as it is shown, or told of; none is lost in silence."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from spreadkit.reading import workbook_parts
from spreadkit.reading.workbook_parts import WorkbookError
from spreadkit.reading.workbooks import UNFIT, WorkbookSheet, column_letters, read_workbook


def written(folder: Path, fill: Callable[[Worksheet], None]) -> Path:
    """Write a workbook with one sheet, and return its path."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "North"
    fill(sheet)
    path = folder / "returned.xlsx"
    book.save(path)
    return path


def read(folder: Path, *rows: list[Any]) -> WorkbookSheet:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    (only,) = read_workbook(written(folder, fill))
    return only


def with_cells(folder: Path, cells: str) -> Path:
    """Write a workbook whose first row has these cells, as XML."""
    plain = written(folder, lambda sheet: sheet.append(["x"]))
    path = folder / "made.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                start, end = content.index("<sheetData>"), content.index("</sheetData>")
                content = f'{content[:start]}<sheetData><row r="1">{cells}</row>{content[end:]}'
            new.writestr(name, content)
    return path


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["yyyy-mm-dd", "hh:mm:ss", "[h]:mm", "0 %"]))
@example(1e300, "yyyy-mm-dd")
@example(-1e20, "[h]:mm")
@example(1e9, "[h]:mm")
def test_a_number_that_is_shown_as_a_day_or_time_is_read_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, number: float, shown_as: str
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = number
        sheet["A1"].number_format = shown_as

    path = written(tmp_path_factory.mktemp("sent"), fill)

    try:
        assert len(read_workbook(path)) == 1
    except WorkbookError as error:
        assert "too far away to be read" in str(error)  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1), "2026-03-01"),  # noqa: DTZ001 - a cell knows no time zone
        (datetime(2026, 3, 1, 10, 30), "2026-03-01"),  # noqa: DTZ001
        (3, "3"),
        (3.0, "3"),
        (3.25, "3.25"),
        (-0.5, "-0.5"),
        (True, "yes"),
        (False, "no"),
        (" Ash \r\nward ", "Ash \nward"),
        (time(10, 30), "10:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_value_becomes_the_text_of_a_table(value: object, text: str, tmp_path: Path) -> None:
    assert read(tmp_path, ["x", value]).rows == {1: ["x", text]}


def test_rows_keep_their_numbers_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["C5"] = "date", "x"

    (sheet,) = read_workbook(written(tmp_path, fill))

    assert sheet.rows == {3: ["", "date", ""], 5: ["", "", "x"]}


def test_a_merged_title_is_left_out_and_what_is_merged_beside_other_cells_is_not(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["C2"] = "Returns of North", "x", "y"
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:B2")

    (sheet,) = read_workbook(written(tmp_path, fill))

    assert sheet.rows == {2: ["x", "", "y"]}


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Lists").sheet_state = "hidden"
    book.create_sheet("Deep").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    book.save(tmp_path / "returned.xlsx")

    read = read_workbook(tmp_path / "returned.xlsx")

    assert [(sheet.name, sheet.is_hidden) for sheet in read] == [("Sheet", False), ("Lists", True), ("Deep", True)]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_in_a_cell_is_told_of_with_its_place(error: str, tmp_path: Path) -> None:
    path = with_cells(tmp_path, f'<c r="A1"><v>1</v></c><c r="C1" t="e"><v>{error}</v></c>')

    (sheet,) = read_workbook(path)

    assert sheet.rows == {1: ["1", "", UNFIT]}
    assert list(sheet.unfit) == ["C1"]
    assert "shows an error" in sheet.unfit["C1"]


def test_a_formula_gives_its_value_and_one_without_is_told_of(tmp_path: Path) -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>1+1</f><v></v></c>'

    (sheet,) = read_workbook(with_cells(tmp_path, cells))

    assert sheet.rows == {1: ["2", "", UNFIT]}
    assert "no result" in sheet.unfit["C1"]


def test_cells_without_a_place_of_their_own_follow_each_other(tmp_path: Path) -> None:
    cells = '<c><v>1</v></c><c t="e"><v>#REF!</v></c>'

    (sheet,) = read_workbook(with_cells(tmp_path, cells))

    assert list(sheet.unfit) == ["B1"]


def test_a_control_character_is_told_of(tmp_path: Path) -> None:
    cells = '<c r="A1" t="inlineStr"><is><t>a&#x81;b</t></is></c>'

    (sheet,) = read_workbook(with_cells(tmp_path, cells))

    assert "control character" in sheet.unfit["A1"]


def test_a_cell_far_away_does_not_take_all_memory(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "x", "y"

    with pytest.raises(WorkbookError, match='"North" reaches to cell XFD1048576'):
        read_workbook(written(tmp_path, fill))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a workbook that can be read"),
        (b"date,site\n", "not a workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked with a password, or in the old format"),
        (b"PK\x03\x04" + b"\0" * 600, "not a workbook that can be read"),
    ],
    ids=["empty", "text", "locked", "torn"],
)
def test_a_file_that_is_no_workbook_is_told_of(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "returned.xlsx"
    path.write_bytes(content)

    with pytest.raises(WorkbookError, match=says):
        read_workbook(path)


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="cannot be opened: No such file"):
        read_workbook(tmp_path / "returned.xlsx")


@pytest.mark.parametrize(
    "name", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)
@pytest.mark.parametrize("left", ["<x/>", "<Relationships><Relationship/></Relationships>"])
def test_a_workbook_whose_parts_say_nothing_is_read_or_told_of(name: str, left: str, tmp_path: Path) -> None:
    whole, path = written(tmp_path, lambda sheet: sheet.append(["x"])), tmp_path / "made.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, left if part == name else old.read(part))

    with suppress(WorkbookError):  # and no other error
        assert [sheet.rows for sheet in read_workbook(path)] in ([], [{1: ["x"]}])


def test_a_workbook_whose_parts_are_missing_or_torn_is_told_of(tmp_path: Path) -> None:
    whole = written(tmp_path, lambda sheet: sheet.append(["x"]))
    names = zipfile.ZipFile(whole).namelist()

    for gone in ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        assert gone in names
        for content in (None, b"<sheet", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'):
            path = tmp_path / "torn.xlsx"
            with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
                for name in names:
                    if name != gone:
                        new.writestr(name, old.read(name))
                    elif content is not None:
                        new.writestr(name, content)
            with pytest.raises(WorkbookError, match="not a workbook"):
                read_workbook(path)


@pytest.mark.parametrize("limit", ["MAX_WORKBOOK_BYTES", "MAX_UNPACKED"])
def test_a_workbook_that_is_too_large_is_told_of(limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, lambda sheet: sheet.append(["x"]))
    monkeypatch.setattr(workbook_parts, limit, 100)

    with pytest.raises(WorkbookError, match="split it"):
        read_workbook(path)


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(index: int, letters: str) -> None:
    assert column_letters(index) == letters


@given(st.lists(st.decimals(-(10**9), 10**9, places=4), min_size=1, max_size=5))
def test_numbers_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, numbers: list[Decimal]) -> None:
    sheet = read(tmp_path_factory.mktemp("book"), ["x", *map(float, numbers)])

    assert [Decimal(text) for text in sheet.rows[1][1:]] == numbers


def test_what_is_left_over_from_arithmetic_is_not_shown(tmp_path: Path) -> None:
    path = with_cells(tmp_path, "<c><f>0.1+0.2</f><v>0.30000000000000004</v></c>")

    (sheet,) = read_workbook(path)

    assert sheet.rows == {1: ["0.3"]}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook, written once: it holds the time, so that two are not of the same length."""
    folder = tmp_path_factory.mktemp("book")
    return written(folder, lambda sheet: sheet.append(["x", 1, date(2026, 3, 1), True])).read_bytes()


@given(st.data())
def test_a_torn_file_is_read_or_told_of(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    path = tmp_path / "torn.xlsx"
    content = bytearray(whole)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=5)):
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content)

    try:
        read = read_workbook(path)
    except WorkbookError:
        read = []

    assert all(isinstance(cell, str) for sheet in read for row in sheet.rows.values() for cell in row)


@given(st.data())
def test_a_damaged_workbook_is_read_or_told_of(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Parts are damaged before they are packed, so that the damage reaches whoever reads them."""
    whole = written(tmp_path_factory.mktemp("book"), lambda sheet: sheet.append(["x", 1, date(2026, 3, 1), True]))
    path = whole.with_name("damaged.xlsx")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        parts = [name for name in old.namelist() if not name.startswith("docProps")]
        damaged = data.draw(st.sampled_from(parts))
        for name in parts:
            content = old.read(name)
            if name == damaged:
                start = data.draw(st.integers(0, len(content)))
                end = data.draw(st.integers(start, min(len(content), start + 20)))
                content = content[:start] + data.draw(st.binary(max_size=4)) + content[end:]
            new.writestr(name, content)

    try:
        read = read_workbook(path)
    except WorkbookError:
        read = []

    assert all(isinstance(cell, str) for sheet in read for row in sheet.rows.values() for cell in row)
