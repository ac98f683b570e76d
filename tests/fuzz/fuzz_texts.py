"""Changes to a file as lines and as bytes, and to what is packed: workbooks and pictures."""

import io
import re
import struct
import zipfile
import zlib
from random import Random
from typing import Final

from fuzz_values import HARM, value

_CONFLICT: Final = (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> theirs\n")
_TOKEN: Final = re.compile(rb"<[^<>]*>|[^<>]+")
_TEXT: Final = re.compile(rb">([^<>]+)<")
_ATTRIBUTE: Final = re.compile(rb'([\w:]+)="([^"]*)"')
_XML: Final = (
    *(
        b"<c r='A1' t='s'><v>99999999</v></c>",
        b"<c r='XFD1048576'><v>1</v></c>",
        b"<c r='A0'><v>1</v></c>",
        b"&x;",
        b"&#0;",
    ),
    *(
        b"<use href='#a'/>",
        b"<g id='a'><use href='#a'/></g>",
        b"<script>alert(1)</script>",
        b"<image href='/etc/hostname'/>",
    ),
    *(
        b"<path d='M0 0L1e309 nan'/>",
        b"<rect width='1e400' height='-1'/>",
        b"<style>@import url(x)</style>",
        b"<!-- x",
        b"<?x?>",
    ),
    *(
        b"<!DOCTYPE x [<!ENTITY x 'y'>]>",
        b"<![CDATA[",
        b"<text>\xe2\x80\xaex</text>",
        b"<g>" * 500,
        b"<mergeCell ref='A1:XFD9'/>",
    ),
    *(
        b"<c r='B2' t='e'><v>#REF!</v></c>",
        b"<c r='B2' t='d'><v>9999-99-99</v></c>",
        b"<c r='B2'><f>A1</f><v>1e999</v></c>",
    ),
)


def changed_lines(text: bytes, random: Random) -> bytes:
    """Return a text with a line, or some bytes of it, changed."""
    lines = text.splitlines(keepends=True) or [b""]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    match random.randrange(13):
        case 0:
            del lines[at : at + random.choice((1, 1, 3))]
        case 1:
            lines[at:at] = [line] * random.choice((1, 1, 20))
        case 2:
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at:at] = _CONFLICT[: random.randint(1, 3)]
        case 4:
            lines[at] = (
                random.choice((b" ", b"  ", b"\t", b"- ", b"# ", b"> ", b"\xef\xbb\xbf", b"---\n", b"...\n")) + line
            )
        case 5:
            lines[at] = line.lstrip()
        case 6:
            return text[: random.randrange(len(text) + 1)]
        case 7:
            return text.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\x0b", b"\xc2\x85", b"")))
        case 8:
            return _bytes_changed(text, random)
        case 9:
            lines[at] = line.rstrip(b"\n") + value(random).encode("utf-8", "surrogatepass") + b"\n"
        case 10:
            cut = random.randrange(len(line) + 1)
            lines[at] = (
                line[:cut]
                + random.choice((b'"', b"'", b": ", b"\n", b"#", b",", b"{", b"]", b"&a ", b"*a"))
                + line[cut:]
            )
        case 11:
            encoding = random.choice(("utf-16", "latin-1", "utf-32", "utf-8-sig", "cp1252"))
            return text.decode("utf-8", "replace").encode(encoding, "replace")
        case _:
            lines[at] = random.choice(lines) + line
    return b"".join(lines)


def _bytes_changed(text: bytes, random: Random) -> bytes:
    spoilt = bytearray(text)
    for _ in range(random.choice((1, 1, 2, 8))):
        if spoilt:
            spoilt[random.randrange(len(spoilt))] = random.choice((0, 9, 10, 27, 34, 0x80, 0xFF, random.randrange(256)))
    return bytes(spoilt)


def changed_xml(text: bytes, random: Random) -> bytes:
    """Return an XML file, such as a picture, with an element, an attribute or a text changed."""
    match random.randrange(6):
        case 0:
            tokens = _TOKEN.findall(text)
            if tokens:
                at = random.randrange(len(tokens))
                tokens[at : at + 1] = random.choice(
                    ([], [tokens[at]] * 2, [random.choice(tokens)], [tokens[at], random.choice(_XML)])
                )
            return b"".join(tokens)
        case 1 | 2:
            return _group_replaced(_TEXT, text, 1, _as_xml(value(random), random), random)
        case 3 | 4:
            values = [found[2] for found in _ATTRIBUTE.finditer(text)] or [b""]
            new = random.choice((random.choice(values), _as_xml(value(random), random)))
            return _group_replaced(_ATTRIBUTE, text, 2, new, random)
        case _:
            return changed_lines(text, random)


def _as_xml(text: str, random: Random) -> bytes:
    if random.random() < 0.8:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return text.encode("utf-8", "surrogatepass")


def _group_replaced(pattern: "re.Pattern[bytes]", text: bytes, group: int, new: bytes, random: Random) -> bytes:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = random.choice(found)
    return text[: match.start(group)] + new + text[match.end(group) :]


def changed_workbook(packed: bytes, random: Random) -> bytes:
    """Return a workbook with some of its parts changed, left out or written twice, or the packing itself damaged."""
    if random.random() < 0.15:
        return _bytes_changed(packed, random) if random.random() < 0.5 else packed[: random.randrange(len(packed) + 1)]
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
        struct.error,
    ):
        return _bytes_changed(packed, random)
    for _ in range(random.choice((1, 1, 2, 3))):
        if not parts:
            break
        sheets = [at for at, (name, _text) in enumerate(parts) if "sheet1" in name or "sharedStrings" in name]
        at = random.choice(sheets) if sheets and random.random() < 0.7 else random.randrange(len(parts))
        name, text = parts[at]
        match random.randrange(12):
            case 0:
                del parts[at]
            case 1:
                parts.append((name, random.choice(parts)[1]))
            case 2:
                parts[at] = (random.choice(("../x", "/x", "xl/", "", "a" * 300, "XL/Workbook.xml")), text)
            case 3:
                parts.append((random.choice(("xl/vbaProject.bin", "../../x", "a\x00b", "mimetype")), b"x" * 10))
            case _:
                parts[at] = (name, changed_xml(text, random))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, text in parts:
            _add_part(archive, name, text)
    return stream.getvalue()


def _add_part(archive: zipfile.ZipFile, name: str, text: bytes) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name stands twice is meant
        archive.writestr(zipfile.ZipInfo(name), text)


def changed_picture(text: bytes, random: Random) -> bytes:
    """Return a PNG file with a figure of its head or some bytes changed; its check sums are right half of the time."""
    if random.random() < 0.5 or len(text) < 33:
        return changed_lines(text, random) if random.random() < 0.3 else _bytes_changed(text, random)
    figures = [random.choice((0, 1, 2, 255, 65_536, 2**31 - 1, 2**32 - 1)) for _ in range(2)]
    head = struct.pack(">II", *figures) + bytes(
        random.choice((text[24:29], b"\x08\x06\x00\x00\x00", b"\x10\x03\x01\x01\x01"))
    )
    return text[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + text[33:]


def page(random: Random) -> bytes:
    """Return a page of Markdown made of what Markdown has, and what means harm."""
    parts = (
        "# ",
        "> ",
        "- ",
        "1. ",
        "```\n",
        "| a | b |\n|---|---|\n| ",
        "[a](",
        "![a](",
        "**",
        "<b>",
        "\\",
        "    ",
        "***\n",
    )
    return "".join(
        random.choice(parts) * random.choice((1, 1, 1, 50)) + random.choice(HARM) + random.choice(("\n", "\n\n", ""))
        for _ in range(random.randint(1, 12))
    ).encode("utf-8", "surrogatepass")
