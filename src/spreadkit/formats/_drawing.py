"""Drawings as pictures: the one place that knows the library that draws. Nothing is fetched; no browser is needed.

What the library writes is made smaller, and fit for a page: one picture with a name and a description for those who do
not see it, no part of which speaks by itself; no style, no script, nothing from outside, and ids of its own.
"""

import json
import re
from functools import lru_cache
from typing import Any, Final
from xml.etree import ElementTree as ET

from spreadkit.charts._style import FONT
from spreadkit.model.report_parts import Drawing

_VERSION: Final = "6.1"
"""The version of Vega-Lite that specifications are written for."""

SVG: Final = "http://www.w3.org/2000/svg"

_UNPRINTABLE: Final = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if code not in {9, 10}
}
"""Characters that no text of a picture may have. The library that draws ends the whole process at some of them."""

_NUMBER: Final = re.compile(r"-?\d+\.\d+(e-?\d+)?")
_MOVED: Final = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_NOTHING: Final = frozenset({"M0,0h0v0h0Z", ""})
_MEASURED: Final = frozenset({"transform", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height"})
_KEPT: Final = frozenset(
    {
        *_MEASURED,
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "opacity"),
        *("fill-opacity", "stroke-opacity", "text-anchor", "font-size", "font-weight", "id", "clip-path", "viewBox"),
    }
)
"""Attributes that a picture needs; all others are left out."""

_SHARED: Final = frozenset(
    {
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "text-anchor", "font-size"),
        "font-weight",
    }
)
"""Attributes that the parts of a group take over from it."""

_LINE_PARTS: Final = frozenset({"transform", "x2", "y2"})
"""Attributes of a line that say where it is."""

_USUAL: Final = {"opacity": "1", "fill-opacity": "1", "stroke-opacity": "1", "text-anchor": "start"}
"""Attributes that say what holds without them."""


def svg_of(drawing: Drawing, *, inside: bool = False) -> str:
    """Return a drawing as SVG. The same drawing gives the same text.

    Inside of a page it has neither a size, which the page gives it, nor its title, which stands beside it.
    """
    root = ET.fromstring(_drawn(json.dumps(_printable(drawing.spec))))  # noqa: S314 - made here
    _shrink(root)
    _frame(root, drawing, inside=inside)
    return ET.tostring(root, encoding="unicode").replace(" />", "/>").translate(_UNPRINTABLE)


def png_of(drawing: Drawing, scale: float = 2.0, *, inside: bool = False) -> bytes:
    """Return a drawing as a PNG picture, `scale` times as large as its SVG. Inside of a page it has no title."""
    root = ET.fromstring(svg_of(drawing, inside=inside))  # noqa: S314 - made here
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    root.attrib |= {"width": width, "height": height}
    picture: bytes = _library().svg_to_png(ET.tostring(root, encoding="unicode"), scale=scale)
    return picture


def json_of(drawing: Drawing) -> str:
    """Return the specification of a drawing, as tools that draw Vega-Lite read it."""
    return json.dumps(_printable(drawing.spec), ensure_ascii=False, indent=1) + "\n"


def _printable(value: Any) -> Any:
    """Take out of a specification what cannot be printed."""
    if isinstance(value, str):
        return value.translate(_UNPRINTABLE)
    if isinstance(value, dict):
        return {name: _printable(inner) for name, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list | tuple) else value


def _shrink(element: ET.Element) -> None:
    """Leave out what shows nothing, and write numbers with one decimal: a tenth of what can be seen."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    for child in [*element]:
        _shrink(child)
        if _shows_nothing(child):
            element.remove(child)
    for name in _HEADING:
        if re.search(rf"(?<![\w-]){name}_marks", element.get("class", "")):
            element.set("id", name)
    attributes = {name: _short(name, value) for name, value in element.attrib.items() if name in _KEPT}
    element.attrib.clear()
    element.attrib.update({name: value for name, value in attributes.items() if _USUAL.get(name) != value})
    element.text = element.text if element.tag == "text" else None
    element.tail = None
    _unwrap(element)
    _place(element)


def _shows_nothing(element: ET.Element) -> bool:
    if element.tag == "g":
        return not len(element)
    if element.tag == "path":
        unpainted = "fill" not in element.attrib and "stroke" not in element.attrib
        return element.get("d", "") in _NOTHING or unpainted
    return False


def _share(group: ET.Element) -> None:
    """Say once, for a group, what all of its parts say alike."""
    first = group[0].attrib if len(group) > 1 else {}
    for name in sorted(first.keys() & _SHARED):
        if name not in group.attrib and all(element.get(name) == first[name] for element in group[1:]):
            group.set(name, first[name])
            for element in group:
                element.attrib.pop(name)


def _join_lines(group: ET.Element) -> None:
    """Write straight lines that look alike as one path, which is a third as long."""
    if len(group) < 2 or any(line.tag != "line" or not line.attrib.keys() <= _LINE_PARTS for line in group):  # noqa: PLR2004 - one is short
        return
    steps = []
    for line in group:
        moved = _MOVED.fullmatch(line.get("transform", ""))
        start = f"{moved[1]},{moved[2]}" if moved else "0,0"
        steps.append(f"M{start}l{line.get('x2', '0')},{line.get('y2', '0')}")
    for line in [*group]:
        group.remove(line)
    group.append(ET.Element("path", {"d": "".join(steps), "fill": "none"}))


def _unwrap(element: ET.Element) -> None:
    """Put what stands in a group that says nothing in the place of the group."""
    children = list[ET.Element]()
    for child in element:
        if child.tag == "g":
            _share(child)
            _join_lines(child)
        children += [*child] if child.tag == "g" and not child.attrib else [child]
    for child in [*element]:
        element.remove(child)
    element.extend(children)


def _place(element: ET.Element) -> None:
    """Move a text by its own place, which is shorter, and a group not at all that is not moved."""
    moved = _MOVED.fullmatch(element.get("transform", ""))
    if moved is None:
        return
    if element.tag == "text" and "x" not in element.attrib and "y" not in element.attrib:
        element.attrib.pop("transform")
        element.attrib |= {"x": moved[1], "y": moved[2]}
    elif float(moved[1]) == 0 and float(moved[2]) == 0:
        element.attrib.pop("transform")


def _short(name: str, value: str) -> str:
    if name == "font-size":
        return value.removesuffix("px")
    return _NUMBER.sub(_rounded, value) if name in _MEASURED else value


def _rounded(match: re.Match[str]) -> str:
    short = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


_HEADING: Final = ("title", "subtitle")
"""The layers that a page writes beside a picture."""

SPARE: Final = 4
"""What is left above the first text of a picture whose title is cut off, for fonts that are higher."""


def _frame(root: ET.Element, drawing: Drawing, *, inside: bool) -> None:
    """Give a picture its name, its description, and ids that no other picture of a page has."""
    _, _, width, height = (round(float(part)) for part in root.get("viewBox", "0 0 0 0").split())
    top = 0
    if inside:
        top = max(0, round(float(drawing.spec.get("usermeta", {}).get("title", 0))) - SPARE)
        _drop_heading(root)
    for element in root.iter():
        _prefix(element, drawing.name)
    root.attrib.clear()
    root.attrib |= {"xmlns": SVG, "viewBox": f"0 {top} {width} {height - top}"}
    if not inside:
        root.attrib |= {"width": str(width), "height": str(height)}
    ids = [f"picture-{drawing.name}-title", f"picture-{drawing.name}-desc"]
    root.attrib |= {"role": "img", "aria-labelledby": " ".join(ids), "font-family": FONT}
    title, says = (ET.Element(tag, {"id": id_}) for tag, id_ in zip(("title", "desc"), ids, strict=True))
    title.text, says.text = str(drawing.spec.get("description", drawing.name)), drawing.says
    root[:0] = [title, says]


def _drop_heading(root: ET.Element) -> None:
    for parent in [*root.iter()]:
        for child in [*parent]:
            if child.get("id") in _HEADING:
                parent.remove(child)


def _prefix(element: ET.Element, name: str) -> None:
    if element.get("id") in _HEADING:
        element.attrib.pop("id")
    if "id" in element.attrib:
        element.set("id", f"picture-{name}-{element.attrib['id']}")
    if "clip-path" in element.attrib:
        element.set("clip-path", _REFERENCE.sub(rf"url(#picture-{name}-\1)", element.attrib["clip-path"]))


@lru_cache(maxsize=128)
def _drawn(spec: str) -> str:
    """Return what the library draws of a specification: once, however many pictures are made of it."""
    text: str = _library().vegalite_to_svg(spec, vl_version=_VERSION)
    return text


@lru_cache(maxsize=1)
def _library() -> Any:
    import vl_convert

    return vl_convert
