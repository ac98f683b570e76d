"""The colours of a report as its style sheet has them: what `charts` says they are, under the names that pages use."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from spreadkit.charts._style import DARK, LIGHT

_SHEET: Final = Path(__file__).parent / "templates" / "report.css"

_RULES: Final = re.compile(r"^:root \{(.*?)\}", re.DOTALL | re.MULTILINE)
_COLOUR: Final = re.compile(r"--([\w-]+): #([0-9a-f]{6});")

_CALLED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ink": ("ink",),
        "mute": ("mute", "muted"),
        "hot": ("hot", "data", "note"),
        "warn": ("warn", "warning", "stop", "alert"),
        "aim": ("aim", "good", "reached"),
        "deep": ("deep",),
        "edge": ("edge", "strong-line"),
        "line": ("line",),
        "paper": ("paper",),
        "band": ("surface",),
        "pale": ("pale", "good-tint", "note-tint", "tint-good"),
        "blush": ("blush", "warning-tint", "stop-tint", "tint-bad"),
        "fan": ("fan", "band-open"),
        "bar": ("bar",),
        "track": ("track", "band-none"),
    }
)
"""By what a colour is for: the names that rules use for it. The first one is also that of pictures."""

_GROUNDS: Final = frozenset({"paper", "band", "pale", "blush", "fan", "track", "line"})
"""What other things lie on: of these only the edges are seen where a reader sets all colours."""

_FORCED: Final[Mapping[str, str]] = MappingProxyType({"line": "GrayText", "hot": "LinkText", "paper": "Canvas"})
"""By token: the colour of the reader's that stands for it. All others are that of text."""


@lru_cache(maxsize=1)
def on_paper() -> Mapping[str, str]:
    """Return the light colours by name, each as six hexadecimal digits: `ink`, `good-tint`, `shade-3`, and so on."""
    rules = " ".join(_RULES.findall(style_sheet()))
    return MappingProxyType(dict(_COLOUR.findall(rules)))


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """Return the whole style of a page: its colours, light and dark, its rules, and the colours of its pictures."""
    light, dark = _tokens(LIGHT, "  "), _tokens(DARK, "    ")
    head = f":root {{\n{light}}}\n\n@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n\n"
    pictures, forced = "".join(_of_pictures()), "".join(_forced())
    return (
        f"{head}{_SHEET.read_text(encoding='utf-8')}\n@media screen {{\n{pictures}}}\n\n"
        f"@media (forced-colors: active) {{\n{forced}}}\n"
    )


def _tokens(colours: Mapping[str, str], indent: str) -> str:
    return "".join(f"{indent}--{name}: {colours[token]};\n" for token, names in _CALLED.items() for name in names)


def _of_pictures() -> Iterator[str]:
    """Go through the rules that give each colour of a picture the page's own, which is another in the dark."""
    for part in ("fill", "stroke"):
        for token, (name, *_) in _CALLED.items():
            yield f'  .picture [{part}="{LIGHT[token]}"] {{ {part}: var(--{name}); }}\n'


def _forced() -> Iterator[str]:
    """Go through the rules by which a picture keeps its lines, texts and edges where a reader sets all colours."""
    words = "".join(f" --{names[0]}: CanvasText;" for token, names in _CALLED.items() if token not in _GROUNDS)
    yield f"  .spc-icon {{ forced-color-adjust: none;{words} }}\n"
    yield "  .picture svg { forced-color-adjust: none; background: Canvas; border: 1px solid CanvasText; }\n"
    for token, colour in LIGHT.items():
        if token in _GROUNDS:
            edge = "" if LIGHT["paper"] == colour else " stroke: GrayText;"
            yield f'  .picture [fill="{colour}"] {{ fill: Canvas;{edge} }}\n'
        else:
            yield f'  .picture [fill="{colour}"] {{ fill: {_FORCED.get(token, "CanvasText")}; }}\n'
        yield f'  .picture [stroke="{colour}"] {{ stroke: {_FORCED.get(token, "CanvasText")}; }}\n'
