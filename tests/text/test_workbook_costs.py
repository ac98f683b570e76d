"""Small workbooks that ask for all memory there is: they are refused, with little of it used."""

import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from spreadkit.reading import workbook_parts, workbooks
from spreadkit.reading.workbook_parts import WorkbookError
from spreadkit.reading.workbooks import read_workbook

PREFIX = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{PREFIX}/spreadsheetml/2006/main"'
TEXTS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"
PEAK = """
import resource, sys
from pathlib import Path
from spreadkit.reading.workbooks import WorkbookError, read_workbook
import python_calamine
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_workbook(Path(sys.argv[1]))
except WorkbookError as error:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1000, error)
"""


def made(folder: Path, parts: Mapping[str, str | bytes], *, sheets: int = 1) -> Path:
    """Write a workbook, some of whose parts are these; all its sheets are one part."""
    whole, path = folder / "whole.xlsx", folder / "made.xlsx"
    book = Workbook()
    for _ in range(1, sheets):
        book.create_sheet()
    book.save(whole)
    rels = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == rels:
                kind = f"{PREFIX}/officeDocument/2006/relationships/sharedStrings"
                link = f'<Relationship Id="texts" Type="{kind}" Target="/{TEXTS}"/>'
                content = content.replace("</Relationships>", f"{link}</Relationships>")
                for sheet in range(2, sheets + 1):
                    content = content.replace(f"sheet{sheet}.xml", "sheet1.xml")
            if name not in parts:
                new.writestr(name, content)
        for name, part in parts.items():
            new.writestr(name, part)
    return path


def cells(*made_cells: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{''.join(made_cells)}</sheetData></worksheet>"


def texts(*items: str) -> str:
    return f"<sst {MAIN}>{''.join(f'<si><t>{item}</t></si>' for item in items)}</sst>"


def test_shared_texts_are_read(tmp_path: Path) -> None:
    rows = cells('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>')

    (sheet,) = read_workbook(made(tmp_path, {TEXTS: texts("Ash", "Elm"), SHEET: rows}))

    assert sheet.rows == {1: ["Elm", "Ash"]}


def peak_of(path: Path) -> tuple[int, str]:
    """Read a workbook in a process of its own; return how many MB more it took, and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    more, _, said = done.stdout.partition(" ")
    return int(more), said


@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
@pytest.mark.parametrize("kind", ["one-text", "empty-texts", "one-text-often", "far-empty-text", "many-parts"])
def test_a_small_file_that_asks_for_much_is_refused_with_little_memory(kind: str, tmp_path: Path) -> None:
    one = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    parts: dict[str, dict[str, str | bytes]] = {
        "one-text": {TEXTS: texts("x" * 490_000_000), SHEET: cells(one)},
        "empty-texts": {TEXTS: f"<sst {MAIN}>{'<si/>' * 36_000_000}</sst>", SHEET: cells(one)},
        "one-text-often": {
            TEXTS: texts("x" * 1_000_000),
            SHEET: cells('<row r="1">', '<c t="s"><v>0</v></c>' * 16_000, "</row>"),
        },
        "far-empty-text": {SHEET: cells('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t/></is></c></row>')},
        "many-parts": {f"xl/media/{number}.bin": b"" for number in range(50_000)},
    }
    path = made(tmp_path, parts.pop(kind))
    parts.clear()

    more, said = peak_of(path)

    assert path.stat().st_size < 8_000_000
    assert any(words in said for words in ("more than", "reaches to cell"))
    assert more < 100


def test_cells_of_all_sheets_are_counted_together(tmp_path: Path) -> None:
    parts = {SHEET: cells('<row r="9000"><c r="Z9000"><v>1</v></c></row>')}

    assert len(read_workbook(made(tmp_path, parts, sheets=4))) == 4
    with pytest.raises(WorkbookError, match="with those of the sheets before it"):
        read_workbook(made(tmp_path, parts, sheets=5))


@pytest.mark.parametrize("limit", ["MAX_ELEMENTS", "MAX_CELLS"])
def test_elements_and_cells_have_limits(limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, limit, 10)

    with pytest.raises(WorkbookError, match="split it"):
        read_workbook(made(tmp_path, {SHEET: cells('<row r="1">', "<c><v>1</v></c>" * 20, "</row>")}))


@pytest.mark.parametrize("limit", ["MAX_SHEETS", "MAX_TEXTS", "MAX_PARTS"])
def test_sheets_texts_and_parts_have_limits(limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, limit, 1)

    with pytest.raises(WorkbookError, match="more than 1"):
        read_workbook(made(tmp_path, {TEXTS: texts("a", "b")}, sheets=2))


def test_a_size_that_is_told_wrongly_is_held_to(tmp_path: Path) -> None:
    content = bytearray(made(tmp_path, {SHEET: cells("<row/>" * 1_000_000)}).read_bytes())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path = tmp_path / "lies.xlsx"
    path.write_bytes(content)

    with pytest.raises(WorkbookError, match="not a workbook that can be read"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("name", "says"),
    [("mimetype", r"OpenDocument workbook \(.ods\)"), ("xl/workbook.bin", r"binary workbook \(.xlsb\)")],
)
def test_other_kinds_of_workbook_are_told_of(name: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=f"{says}, which is not taken; save it anew as .xlsx"):
        read_workbook(made(tmp_path, {name: b"x"}))


def test_only_parts_that_were_looked_through_reach_the_reader(tmp_path: Path) -> None:
    path = made(tmp_path, {"xl/media/picture.png": b"x", "customXml/item1.xml": b"<x/>", SHEET: cells("<row/>")})

    parts = workbook_parts.unpack(path.read_bytes())

    assert not {name for name in parts.contents if "media" in name or "custom" in name}
    assert set(zipfile.ZipFile(parts.packed()).namelist()) == set(parts.contents)
