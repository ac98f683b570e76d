"""Files that are not the text that their name promises: what they are is named, with the way to save them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from spreadkit.reading.source import parse_source
from spreadkit.reading.tables import parse_table

TEXT = "id;name\na;Zo\u00eb\u2019s ward \u2013 5 \u20ac\n"
SHEET = "open it, and save its sheet as CSV UTF-8"
PLAIN = "write it as plain text, in a text editor"


def zipped(*names: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


OFFICE = [
    (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (.xlsx)"),
    (zipped("[Content_Types].xml", "word/document.xml"), "a Word document (.docx)"),
    (zipped("ppt/presentation.xml"), "a PowerPoint file (.pptx)"),
    (zipped("content.xml") + b"application/vnd.oasis.opendocument.spreadsheet", "a LibreOffice workbook (.ods)"),
    (zipped("Index/Document.iwa"), "a file of Apple Numbers or Pages"),
    (zipped("data.bin"), "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office file (.xls or .doc)"),
    (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF"),
    (b"{\\rtf1\\ansi Falls}", "a Rich Text document (.rtf)"),
]


@pytest.mark.parametrize(("content", "what"), OFFICE, ids=[what for _, what in OFFICE])
def test_file_of_office_is_named(content: bytes, what: str) -> None:
    table, source = parse_table(content, "data/falls.csv"), parse_source(content, "spread-plan.yaml")

    assert [problem.message for problem in table.problems] == [f"the file is {what}, whatever its name says; {SHEET}"]
    assert [problem.message for problem in source.problems] == [f"the file is {what}, whatever its name says; {PLAIN}"]
    assert {problem.slug for problem in (*table.problems, *source.problems)} == {"unreadable-file"}


@pytest.mark.parametrize(
    "text", ["<html><table><tr><td>1</td></tr></table></html>", "<!DOCTYPE html>\n<p>", "<?xml ?>"]
)
def test_web_page_in_place_of_a_table_is_named(text: str) -> None:
    problem = parse_table(text.encode(), "falls.csv").problems[0]

    assert problem.message == f"the file is a web page (HTML or XML), whatever its name says; {SHEET}"


def test_pointer_of_git_lfs_is_named() -> None:
    text = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"

    assert parse_table(text.encode(), "falls.csv").problems[0].message == (
        "the file is only a pointer of Git LFS; get the file itself with: git lfs pull"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named_with_and_without_its_mark(encoding: str) -> None:
    problem = parse_table("id;name\na;Ash\n".encode(encoding), "sites.csv").problems[0]

    assert problem.message == 'the file is in UTF-16 (Excel calls it "Unicode Text"); save it as CSV UTF-8'


@pytest.mark.parametrize(
    ("letter", "byte", "line", "column"),
    [("\u2019", "92", 2, 6), ("é", "e9", 2, 6), ("\u2013", "96", 2, 6), ("ø", "f8", 2, 6), ("€", "80", 2, 6)],
)
def test_windows_encoding_is_named_with_the_letter_that_is_meant(
    letter: str, byte: str, line: int, column: int
) -> None:
    problem = parse_table(f"id;name\na;Ash{letter}s\n".encode("cp1252"), "sites.csv").problems[0]

    assert (problem.location.line, problem.location.column) == (line, column)
    assert problem.message == (
        f"the byte 0x{byte} is not UTF-8: the file is saved in a Windows encoding, in which it is "
        f'"{letter}"; choose "CSV UTF-8" when you save it'
    )


def test_a_byte_that_windows_has_not_is_only_called_wrong() -> None:
    assert parse_source(b"a: \x81\n", "plan.yaml").problems[0].message == "the byte 0x81 is not UTF-8; save it as UTF-8"


@pytest.mark.parametrize("text", ["id;name\na;Ash\n", TEXT, "\ufeff" + TEXT, "id\nPK\n", "a,<html>\n"])
def test_text_is_text(text: str) -> None:
    assert parse_table(text.encode(), "sites.csv").problems == []
