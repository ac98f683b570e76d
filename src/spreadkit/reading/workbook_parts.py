"""The parts of an XLSX workbook that are read, unpacked within limits, and packed anew with nothing else in it.

What reads the values keeps every shared text as often as a cell shows it, and room for every cell up to the last: a
small file can ask for all memory there is. So it is given only parts that were looked through before.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MAX_WORKBOOK_BYTES: Final = 50_000_000
MAX_UNPACKED: Final = 64_000_000
MAX_PARTS: Final = 2_000
MAX_SHEETS: Final = 200
MAX_TEXTS: Final = 500_000
"""How large a workbook and its parts may be, and how many sheets and shared texts it may have. The figures are ours."""

DAMAGED: Final = (
    *(BadZipFile, EOFError, LookupError, RuntimeError, StopIteration, ValueError, expat.ExpatError, zlib.error),
)
"""What the parts of a damaged workbook make their readers raise."""

LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook begins that is locked, or of the old kind."""

AS_WORKBOOK: Final = "save it anew as .xlsx in a spreadsheet program, or send it as CSV"

_ENTRY: Final = b"PK\x01\x02"
_TOP: Final = ("_rels/.rels", "[Content_Types].xml")
_TEXTS: Final = "xl/sharedstrings.xml"
_PERCENT_FORMATS: Final = ("9", "10")
"""The numbers of the formats `0%` and `0.00%`, which no workbook writes out (ECMA-376, part 1, 18.8.30)."""

_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
"""What a format of numbers shows as it stands, and what does not turn a number into a percentage."""

_OTHER_KINDS: Final = {"mimetype": "an OpenDocument workbook (.ods)", "xl/workbook.bin": "a binary workbook (.xlsb)"}


class WorkbookError(Exception):
    """The whole workbook cannot be read. The message is one sentence, with a way out."""


class WorkbookParts(NamedTuple):
    """The parts of a workbook by their names: those of each sheet, of the shared texts, and of the looks of cells."""

    contents: dict[str, bytes]
    sheets: list[tuple[str, str]]
    texts: str | None
    styles: str | None

    def packed(self) -> BytesIO:
        """Return a workbook that holds these parts and no others."""
        packed = BytesIO()
        with ZipFile(packed, "w", ZIP_STORED) as package:
            for name, content in self.contents.items():
                package.writestr(name, content)
        packed.seek(0)
        return packed


def unpack(content: bytes) -> WorkbookParts:
    """Unpack what is read of a workbook. Raises WorkbookError where it is too large or of another kind, or DAMAGED."""
    if content.startswith(LOCKED):
        raise WorkbookError(f"the workbook is locked with a password, or in the old format .xls; {AS_WORKBOOK}")
    if len(content) > MAX_WORKBOOK_BYTES:
        raise WorkbookError(f"the workbook is larger than {MAX_WORKBOOK_BYTES // 1_000_000} MB; split it")
    if content.count(_ENTRY) > MAX_PARTS:
        raise WorkbookError(f"the workbook is made of more than {MAX_PARTS} parts; {AS_WORKBOOK}")
    with ZipFile(BytesIO(content)) as package:
        return _parts_of(package)


def length_of_texts(xml: bytes) -> list[int]:
    """Return how many bytes each of the shared texts has, in their order."""
    lengths: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if bare(name) == "si":
            lengths.append(0)
            if len(lengths) > MAX_TEXTS:
                raise WorkbookError(f"the workbook holds more than {MAX_TEXTS} different texts; split it")

    def text(text: str) -> None:
        if lengths:
            lengths[-1] += len(text.encode())

    parser = make_parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.Parse(xml, True)  # noqa: FBT003 - so expat names its end
    return lengths


def percent_looks(xml: bytes) -> frozenset[str]:
    """Return which looks of cells, by their places in a workbook's list, show a number as a percentage."""
    shown, looks = set(_PERCENT_FORMATS), list[str]()
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if bare(name) == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            shown.add(attributes.get("numFmtId", ""))
        elif bare(name) == "xf" and inside and inside[-1] == "cellXfs":
            looks.append(attributes.get("numFmtId", ""))
        inside.append(bare(name))

    def end(_name: str) -> None:
        inside.pop()

    parser = make_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)  # noqa: FBT003 - so expat names its end
    return frozenset(str(place) for place, look in enumerate(looks) if look in shown)


def make_parser() -> Any:
    """Return a parser of XML that follows no references to other files and takes no definitions of entities."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise ValueError("definitions of entities are not taken")

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    return parser


def bare(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


class _Unpacking:
    """Reads parts of a package one after the other, up to a limit for all of them."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._left = MAX_UNPACKED
        self.contents: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """Return what is in a part. The size that is told of it is held to: more than that is never unpacked."""
        if name in self.contents:
            return self.contents[name]
        info = self._package.getinfo(name)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise ValueError(info.compress_type)
        if info.file_size > self._left:
            raise WorkbookError(f"the workbook unpacks to more than {MAX_UNPACKED // 1_000_000} MB; split it")
        self._left -= info.file_size
        self.contents[name] = content = self._package.read(info)
        return content


def _parts_of(package: ZipFile) -> WorkbookParts:
    names = package.namelist()
    _refuse_other_kinds(names)
    unpacking = _Unpacking(package)
    links = list(_elements(unpacking.read(_TOP[0]), "Relationship"))
    book = next(_target("", link) for link in links if link["Type"].endswith("/officeDocument"))
    folder, _, name = book.rpartition("/")
    rels = unpacking.read(f"{folder}/_rels/{name}.rels".removeprefix("/"))
    parts = {link["Id"]: link for link in _elements(rels, "Relationship")}
    sheets = list(_sheets(unpacking.read(book), folder, parts))
    if len(sheets) > MAX_SHEETS:
        raise WorkbookError(f"the workbook has more than {MAX_SHEETS} sheets; split it")
    texts = _named(names, "/sharedStrings", folder, parts) | {part for part in names if part.lower() == _TEXTS}
    if len(texts) > 1:
        raise ValueError(texts)
    styles = _named(names, "/styles", folder, parts)
    for part in [*(part for _, part in sheets), *sorted(texts | styles | (set(_TOP) & set(names)))]:
        unpacking.read(part)
    return WorkbookParts(unpacking.contents, sheets, next(iter(texts), None), min(styles, default=None))


def _refuse_other_kinds(names: list[str]) -> None:
    for name, kind in _OTHER_KINDS.items():
        if name in names:
            raise WorkbookError(f"this is {kind}, which is not taken; {AS_WORKBOOK}")


def _sheets(book: bytes, folder: str, parts: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Go through the sheets of a workbook, each with the name of its part."""
    for sheet in _elements(book, "sheet"):
        link = parts[next(value for key, value in sheet.items() if key.endswith("}id"))]
        if link["Type"].endswith("/worksheet"):
            yield sheet["name"], _target(folder, link)


def _named(names: list[str], kind: str, folder: str, parts: dict[str, dict[str, str]]) -> set[str]:
    """Return the parts of a kind that the workbook names and that are there."""
    targets = {_target(folder, link) for link in parts.values() if link["Type"].endswith(kind)}
    return targets & set(names)


def _target(folder: str, link: dict[str, str]) -> str:
    target = link["Target"]
    path = PurePosixPath(target) if target.startswith("/") else PurePosixPath("/", folder, target)
    return str(path).removeprefix("/")


def _elements(xml: bytes, wanted: str) -> Iterator[dict[str, str]]:
    """Return the attributes of all elements of this name."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if bare(name) == wanted:
            found.append(attributes)

    parser = make_parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)  # noqa: FBT003 - so expat names its end
    return iter(found)
