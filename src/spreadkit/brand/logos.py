"""Whether a picture file can be a logo: a PNG, or an SVG of nothing but still shapes and text.

Of SVG only what is listed here is taken, element by element and attribute by attribute: what a list leaves out cannot
be forgotten in it. Sanitisers from elsewhere take out in silence what they do not like, and count no repetitions.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from spreadkit.brand.svg_parts import (
    ATTRIBUTES,
    ELEMENTS,
    FUNCTIONS,
    IS_SAID,
    MOST_DEEP,
    MOST_DRAWN,
    PROPERTIES,
    Drawn,
    parse_svg,
)

MOST_LOGO_BYTES: Final = 100_000
"""How large a logo may be. The figure is ours: the whole report should stay below half a megabyte."""

_MOST_PIXELS: Final = 4_000_000
"""How many dots a PNG may have, however small its file is. The figure is ours."""

PNG: Final = b"\x89PNG\r\n\x1a\n"
KINDS: Final = {"png": "image/png", "svg": "image/svg+xml"}

_HEAD: Final = 24
_OUTSIDE: Final = "asks for something outside itself"
_FUNCTION: Final = re.compile(r"([\w-]+)\(")
_INNER: Final = re.compile(r"url\(\s*(['\"]?)#[\w.:-]+\1\s*\)")
_OWN_PART: Final = re.compile(r"#[\w.:-]+")
_NOT_PLAIN: Final = re.compile(r"[\\@<>{}]|/\*|//|[a-z]:(?!\d)", re.IGNORECASE)
_WITH_OUTSIDE: Final = frozenset({"href", "src"})


def why_no_logo(name: str, content: bytes) -> str:
    """Say why a file cannot be a logo, as the end of a sentence; nothing where it can."""
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        return "is neither a PNG nor an SVG file"
    if len(content) > MOST_LOGO_BYTES:
        return f"is larger than {MOST_LOGO_BYTES // 1000} kB"
    return _wrong_in_png(content) if kind == "png" else next(_wrong_in_svg(content), "")


def data_uri(name: str, content: bytes) -> str:
    """Return a logo as an address that holds all of it."""
    return f"data:{KINDS[name.rpartition('.')[2].lower()]};base64,{b64encode(content).decode()}"


def _wrong_in_png(content: bytes) -> str:
    if not content.startswith(PNG) or content[12:16] != b"IHDR" or len(content) < _HEAD:
        return "does not begin as a PNG file does"
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return (
        f"has more than {_MOST_PIXELS // 1_000_000} million dots; make it smaller"
        if width * height > _MOST_PIXELS
        else ""
    )


def _wrong_in_svg(content: bytes) -> Iterator[str]:
    top = parse_svg(content)
    if isinstance(top, str):
        yield top
        return
    if top.name != "svg":
        yield "is not SVG"
        return
    waiting = [top]
    while waiting:
        element = waiting.pop()
        if element.name not in ELEMENTS:
            yield f"holds the element {element.name[:40]}; save it as a plain SVG of shapes and text, or as a PNG"
        for name, value in element.attributes.items():
            yield from _wrong_in_attribute(name, value)
        waiting += element.children
    if Drawn(top).is_too_much:
        yield f"draws more than {MOST_DRAWN} parts, or nests them more than {MOST_DEEP} deep; make it simpler"


def _wrong_in_attribute(name: str, value: str) -> Iterator[str]:
    local = name.rpartition(":")[2]
    if local.lower().startswith("on"):
        yield f"holds a script in {local[:40]}"
    elif local in _WITH_OUTSIDE:
        if not _OWN_PART.fullmatch(value.strip()):
            yield _OUTSIDE
    elif name not in ATTRIBUTES:
        yield f"holds the attribute {local[:40]}; save it as a plain SVG of shapes and text, or as a PNG"
    if name in IS_SAID:
        return
    if name != "style":
        yield from _wrong_in_value(value)
        return
    for declaration in filter(str.strip, value.split(";")):
        declared, _, said = declaration.partition(":")
        if declared.strip() not in PROPERTIES:
            yield f"holds the style {declared.strip()[:40]}; save it as a plain SVG of shapes and text, or as a PNG"
        yield from _wrong_in_value(said)


def _wrong_in_value(value: str) -> Iterator[str]:
    """Find what asks for something else: any function but those for colours, places and parts of the logo itself."""
    rest = _INNER.sub("", value)
    if any(match[1].lower() not in FUNCTIONS for match in _FUNCTION.finditer(rest)) or _NOT_PLAIN.search(rest):
        yield _OUTSIDE
