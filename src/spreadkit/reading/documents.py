"""The text of one Word document (.docx): its paragraphs, tables, notes, comments, headers and footers."""

import re
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from spreadkit.reading.files import read_file
from spreadkit.reading.workbook_parts import bare, make_parser

_MAX_DOCUMENT_BYTES: Final = 50_000_000
_MAX_UNPACKED: Final = 32_000_000
_MAX_PARTS: Final = 5_000
"""How large a document, and its text as XML, may be, and of how many parts it may be made. The figures are ours."""

_TEXTS: Final = re.compile(r"word/(?:document|comments|footnotes|endnotes|header[0-9]*|footer[0-9]*)\.xml")
_ENTRY: Final = b"PK\x01\x02"
_DAMAGED: Final = (BadZipFile, EOFError, LookupError, RuntimeError, ValueError, expat.ExpatError, zlib.error)
_APART: Final = {"p": "\n", "tc": "\t", "tr": "\n", "tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}
"""What stands in the text where one of these ends."""


_SHOWN: Final = frozenset({"t", "delText", "instrText"})
"""What holds text: that which is shown, what was deleted while changes were tracked, and links."""


class DocumentError(Exception):
    """The document cannot be read. The message says why, as the end of a sentence."""


def read_document(path: Path, *, top: Path | None) -> str:
    """Read the text of a document, a paragraph or a row of a table on each line, with tabs between cells.

    `top` is the folder that it must not lead out of. Raises DocumentError, or RefusedFileError where it is not opened.
    """
    content = read_file(path, _MAX_DOCUMENT_BYTES, top=top)
    if len(content) > _MAX_DOCUMENT_BYTES:
        raise DocumentError(f"is larger than {_MAX_DOCUMENT_BYTES // 1_000_000} MB")
    if content.count(_ENTRY) > _MAX_PARTS:
        raise DocumentError(f"is made of more than {_MAX_PARTS} parts")
    try:
        with ZipFile(BytesIO(content)) as package:
            return "\n".join(_text_of(part) for part in _parts_of(package))
    except _DAMAGED:
        raise DocumentError("is no Word document that can be read") from None


def _parts_of(package: ZipFile) -> list[bytes]:
    """Unpack what holds text. The size that is told of a part is held to: more than that is never unpacked."""
    wanted = [info for info in package.infolist() if _TEXTS.fullmatch(info.filename)]
    if sum(info.file_size for info in wanted) > _MAX_UNPACKED:
        raise DocumentError(f"unpacks to more than {_MAX_UNPACKED // 1_000_000} MB")
    if not wanted or any(info.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for info in wanted):
        raise ValueError(package.namelist()[:1])
    return [package.read(info) for info in wanted]


def _text_of(xml: bytes) -> str:
    pieces, depth = list[str](), _Depth()
    parser = make_parser()

    def start(name: str, _: dict[str, str]) -> None:
        depth.enter(bare(name))

    def text(text: str) -> None:
        if depth.in_text:
            pieces.append(text)

    def end(name: str) -> None:
        element = bare(name)
        depth.leave(element)
        apart = _APART.get(element, "")
        pieces.append(" " if apart == "\n" and element == "p" and depth.cells else apart)

    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    parser.Parse(xml, True)  # noqa: FBT003 - so expat names its end
    return "".join(pieces)


class _Depth:
    """In what the place is that is being read: in how many cells, and whether in text that is shown or was deleted."""

    def __init__(self) -> None:
        self.cells = 0
        self.in_text = False

    def enter(self, element: str) -> None:
        """Begin an element."""
        self.cells += element == "tc"
        self.in_text |= element in _SHOWN

    def leave(self, element: str) -> None:
        """End an element."""
        self.cells -= element == "tc"
        if element in _SHOWN:
            self.in_text = False
