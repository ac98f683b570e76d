"""Whether a picture file can be a logo: a PNG, or an SVG that holds no script and asks for nothing outside itself."""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

MOST_LOGO_BYTES: Final = 100_000
"""How large a logo may be. The figure is ours: the whole report should stay below half a megabyte."""

PNG: Final = b"\x89PNG\r\n\x1a\n"
KINDS: Final = {"png": "image/png", "svg": "image/svg+xml"}

_LIVE: Final = frozenset({"script", "foreignobject", "iframe", "object", "embed", "image", "feimage", "audio", "video"})
_OUTSIDE: Final = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"#\s])|javascript:|expression\(", re.IGNORECASE)


def why_no_logo(name: str, content: bytes) -> str:
    """Say why a file cannot be a logo, as the end of a sentence; nothing where it can."""
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        return "is neither a PNG nor an SVG file"
    if len(content) > MOST_LOGO_BYTES:
        return f"is larger than {MOST_LOGO_BYTES // 1000} kB"
    if kind == "png":
        return "" if content.startswith(PNG) else "does not begin as a PNG file does"
    return next(_wrong_in_svg(content), "")


def data_uri(name: str, content: bytes) -> str:
    """Return a logo as an address that holds all of it."""
    return f"data:{KINDS[name.rpartition('.')[2].lower()]};base64,{b64encode(content).decode()}"


def _wrong_in_svg(content: bytes) -> Iterator[str]:
    import xml.etree.ElementTree as ET

    if b"<!" in content.replace(b"<!--", b""):
        yield "declares a document type or entities"
        return
    try:
        top = ET.fromstring(content)  # noqa: S314 - without entities, which were refused above
    except (ET.ParseError, ValueError):
        yield "is not well-formed SVG"
        return
    if _name(top.tag) != "svg":
        yield "is not SVG"
    for element in top.iter():
        name = _name(element.tag)
        if name in _LIVE or name.startswith(("animate", "set")):
            yield f"holds the element {name}"
        if _OUTSIDE.search(element.text or "") and name == "style":
            yield "asks for something outside itself"
        for key, value in element.attrib.items():
            if _name(key).startswith("on"):
                yield f"holds a script in {_name(key)}"
            if (_name(key) in {"href", "src"} and not value.strip().startswith("#")) or _OUTSIDE.search(value):
                yield "asks for something outside itself"


def _name(tag: object) -> str:
    """Return the name of an element or attribute without its namespace."""
    return str(tag).rpartition("}")[2].lower()
