"""What an SVG logo may be made of, and how much there is to draw when its references are followed."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SVG: Final = "http://www.w3.org/2000/svg"

MOST_DRAWN: Final = 5_000
MOST_DEEP: Final = 40
"""How many parts a logo may have, and how deep they may lie in each other, each time that one is drawn counted."""

_ELEMENTS: Final = """
svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient
stop clipPath mask
"""
_PROPERTIES: Final = """
alignment-baseline baseline-shift clip-path clip-rule color direction display dominant-baseline fill fill-opacity
fill-rule font-family font-size font-stretch font-style font-variant font-weight isolation letter-spacing line-height
mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-linecap
stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-rendering
vector-effect visibility white-space word-spacing
"""
_OTHER_ATTRIBUTES: Final = """
aria-hidden aria-label aria-labelledby baseProfile class clipPathUnits cx cy d data-name dx dy enable-background
focusable fr fx fy gradientTransform gradientUnits height id lengthAdjust maskContentUnits maskUnits offset pathLength
points preserveAspectRatio r role rotate rx ry spreadMethod style textLength transform transform-origin version viewBox
width x x1 x2 xml:lang xml:space y y1 y2
"""

ELEMENTS: Final = frozenset(_ELEMENTS.split())
"""The elements: groups, shapes, text, gradients, and what cuts them out."""

PROPERTIES: Final = frozenset(_PROPERTIES.split())
"""How they look, as attributes of their own or in `style`. Dashes are left out: tiny ones take forever to draw."""

ATTRIBUTES: Final = PROPERTIES | frozenset(_OTHER_ATTRIBUTES.split())
"""All their attributes but references (`href`), which are looked at on their own."""

FUNCTIONS: Final = frozenset({"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy"})
"""Functions that an attribute may use, in small letters."""

IS_SAID: Final = frozenset({"aria-label", "class", "data-name", "id", "xml:lang"})
"""Attributes whose text is nothing but a text."""

_DECLARATION: Final = re.compile(r"\s*<\?xml\s[^?>]*\?>")
_ENCODING: Final = re.compile(r"encoding\s*=\s*['\"](?!utf-?8['\"])", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?#([\w.:-]+)")
_NAMESPACES: Final = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}


@dataclass(slots=True)
class SvgElement:
    """An element of an SVG file; those of other namespaces have these before their names."""

    name: str
    attributes: dict[str, str]
    children: "list[SvgElement]" = field(default_factory=list)

    @property
    def references(self) -> list[str]:
        """The ids of what it draws besides its own children."""
        named = [value.strip()[1:] for name, value in self.attributes.items() if name.rpartition(":")[2] == "href"]
        return named + [name for value in self.attributes.values() for name in _REFERENCE.findall(value)]


def parse_svg(content: bytes) -> SvgElement | str:
    """Read the elements of an SVG file, or say why that cannot be done, as the end of a sentence."""
    import xml.etree.ElementTree as ET

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not written in UTF-8"
    declaration = _DECLARATION.match(text)
    if declaration and _ENCODING.search(declaration[0]):
        return "is not written in UTF-8"
    text = text[declaration.end() :] if declaration else text
    if "<!" in text.replace("<!--", ""):
        return "declares a document type or entities"
    if "<?" in text:
        return "holds an instruction to other programs"
    try:
        top = ET.fromstring(text)  # noqa: S314 - without entities, which were refused above
    except (ET.ParseError, ValueError):
        return "is not well-formed SVG"
    return _element(top)


def _element(top: "Element") -> SvgElement:
    """Turn elements into our own, without going deeper into itself for each level."""
    made = SvgElement("", {})
    waiting = [(top, made)]
    while waiting:
        found, above = waiting.pop()
        attributes = {_attribute_name(name): value for name, value in found.attrib.items()}
        element = SvgElement(_element_name(found.tag), attributes)
        above.children.append(element)
        waiting += [(child, element) for child in found]
    return made.children[0]


def _element_name(tag: str) -> str:
    return tag.removeprefix(f"{{{SVG}}}").replace("{", "").replace("}", " ")


def _attribute_name(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    return _NAMESPACES.get(space, f"{space} ") + local if space else local


class Drawn:
    """How much is drawn of a logo: every element, and again each time that another one refers to it."""

    def __init__(self, top: SvgElement) -> None:
        self._named: dict[str, list[SvgElement]] = {}
        self._left = MOST_DRAWN
        waiting = [top]
        while waiting:
            element = waiting.pop()
            self._named.setdefault(element.attributes.get("id", ""), []).append(element)
            waiting += element.children
        self.is_too_much = not self._fits(top, MOST_DEEP)

    def _fits(self, element: SvgElement, deep: int) -> bool:
        self._left -= 1
        if self._left < 0 or deep < 0:
            return False
        drawn = [part for name in element.references for part in self._named.get(name, ())]
        return all(self._fits(part, deep - 1) for part in (*element.children, *drawn))
