"""What stands in place of a text: a file of Office, another encoding, a pointer of Git LFS. Told by its first bytes."""

import re
from typing import Final, NamedTuple

_ZIP: Final = b"PK\x03\x04"
_IN_ZIP: Final = {
    b"xl/": "an Excel workbook (.xlsx)",
    b"word/": "a Word document (.docx)",
    b"ppt/": "a PowerPoint file (.pptx)",
    b"opendocument.spreadsheet": "a LibreOffice workbook (.ods)",
    b"opendocument.text": "a LibreOffice document (.odt)",
    b"Index/Document.iwa": "a file of Apple Numbers or Pages",
}
_BEGINS: Final = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file (.xls or .doc)",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a Rich Text document (.rtf)",
    b"\x1f\x8b": "a compressed file (.gz)",
    b"\x89PNG": "a picture (.png)",
    b"\xff\xd8\xff": "a picture (.jpg)",
}
_WEB_PAGE: Final = re.compile(rb"\s*<(!doctype\s+html|html|table|meta|\?xml)\b", re.IGNORECASE)
_LFS: Final = b"version https://git-lfs.github.com/spec/"
_SHEET_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".xlsm", ".numbers")
_NUL_SHARE: Final = 0.3
"""From which share of NUL bytes on a text without a mark is taken for UTF-16: of Latin letters every second is one."""


class ForeignText(NamedTuple):
    """Why bytes are not the text that was expected: a sentence, and the position of the byte that gives it away."""

    says: str
    position: int = 0


def why_not_text(content: bytes, name: str) -> ForeignText | None:
    """Say what bytes are that are not text in UTF-8, and how to save them as such; None where they are."""
    is_sheet = name.lower().endswith(_SHEET_ENDINGS)
    for why in (_of_office(content, is_sheet=is_sheet), _of_encoding(content, is_sheet=is_sheet)):
        if why is not None:
            return why
    return None


def _of_office(content: bytes, *, is_sheet: bool) -> ForeignText | None:
    what = next((kind for begin, kind in _BEGINS.items() if content.startswith(begin)), None)
    if content.startswith(_ZIP):
        what = next((kind for part, kind in _IN_ZIP.items() if part in content), "a ZIP archive")
    if is_sheet and _WEB_PAGE.match(content):
        what = "a web page (HTML or XML)"
    if what is not None:
        way = "open it, and save its sheet as CSV UTF-8" if is_sheet else "write it as plain text, in a text editor"
        return ForeignText(f"the file is {what}, whatever its name says; {way}")
    if content.startswith(_LFS):
        return ForeignText("the file is only a pointer of Git LFS; get the file itself with: git lfs pull")
    return None


def _of_encoding(content: bytes, *, is_sheet: bool) -> ForeignText | None:
    save = "save it as CSV UTF-8" if is_sheet else "save it as UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(b"\0") > len(content) * _NUL_SHARE:
        return ForeignText(f'the file is in UTF-16 (Excel calls it "Unicode Text"); {save}')
    if content.isascii() and b"\0" not in content:
        return None
    if (position := content.find(b"\0")) >= 0:
        return ForeignText("the file contains a NUL byte, so it is not plain text; save it as UTF-8 text", position)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return ForeignText(_of_byte(content, error.start, save, is_sheet=is_sheet), error.start)
    return None


def _of_byte(content: bytes, position: int, save: str, *, is_sheet: bool) -> str:
    """Say of a byte that is not UTF-8 what it would be in the encoding of Windows."""
    byte = f"the byte 0x{content[position]:02x} is not UTF-8"
    try:
        letter = content[position : position + 1].decode("cp1252")
    except UnicodeDecodeError:
        return f"{byte}; {save}"
    choose = 'choose "CSV UTF-8" when you save it' if is_sheet else 'choose "UTF-8" when you save it'
    return f'{byte}: the file is saved in a Windows encoding, in which it is "{letter}"; {choose}'
