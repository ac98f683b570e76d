"""What all charts share in looks: colours with their contrast on white, the font, sizes, and how wide a text is."""

from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

Tokens = Mapping[str, str]

LIGHT: Final[Tokens] = MappingProxyType(
    {
        "ink": "#17212b",
        "mute": "#4c5f6f",
        "hot": "#005eb8",
        "warn": "#a63d00",
        "aim": "#00673a",
        "deep": "#00305f",
        "edge": "#6f8291",
        "line": "#d5dde3",
        "paper": "#ffffff",
        "band": "#f6f8fa",
        "pale": "#eef4fa",
        "blush": "#fbf1ea",
        "fan": "#c9dcef",
        "bar": "#2f78b7",
        "track": "#e9eef2",
    }
)
"""The colours of charts, pages and papers by what they are for, on white paper: no other place says them.

Blue (`hot`) is reached or chosen, rust (`warn`) needs somebody, green is the aim; grey is neither. `edge` is for lines
and bars and never text, `line` carries no meaning. `paper`, `band`, `pale` and `blush` are grounds; `fan` is what may
come, `bar` what is sure, `track` what is possible.
"""

DARK: Final[Tokens] = MappingProxyType(
    {
        "ink": "#e9eef2",
        "mute": "#a9b8c4",
        "hot": "#7db9f5",
        "warn": "#ffab7d",
        "aim": "#6fd3a2",
        "deep": "#cfe3f8",
        "edge": "#7f93a3",
        "line": "#34424e",
        "paper": "#0f161c",
        "band": "#17212a",
        "pale": "#17293b",
        "blush": "#2b1f19",
        "fan": "#2b4a68",
        "bar": "#5095d6",
        "track": "#1d272f",
    }
)
"""The same on a dark screen. Paper is always light."""

INK: Final = LIGHT["ink"]
MUTE: Final = LIGHT["mute"]
HOT: Final = LIGHT["hot"]
WARN: Final = LIGHT["warn"]
AIM: Final = LIGHT["aim"]
DEEP: Final = LIGHT["deep"]
EDGE: Final = LIGHT["edge"]
LINE: Final = LIGHT["line"]
PAPER: Final = LIGHT["paper"]
BAND: Final = LIGHT["band"]
PALE: Final = LIGHT["pale"]
BLUSH: Final = LIGHT["blush"]
FAN: Final = LIGHT["fan"]
BAR: Final = LIGHT["bar"]
TRACK: Final = LIGHT["track"]

TINT: Final = {HOT: PALE, WARN: BLUSH, INK: BAND}
"""By colour of a signal: the ground on which its points lie."""

PALETTE: Final = (*LIGHT.values(),)
"""Every colour that a chart may have; the page gives each another one in the dark."""

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first comes with the library that draws, and the next two are exactly as wide: no machine sets a text apart."""

SIZE: Final = 12
SMALL: Final = 11
"""No text of a chart is smaller, in units of which a chart is 720 wide."""

CHART_WIDTH: Final = 720
NARROW: Final = 400
"""How wide a chart is that stands in a column of a printed page, where it is shown at three quarters of its size."""

LOW: Final = 104
"""How high the plot of such a chart is."""

TITLE_SIZE: Final = 30
"""How much room the title has at the top. A page that gives the title beside the picture cuts this off."""

_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" .,:;!ftI/[]\\", 278),
    **dict.fromkeys("r-()“”`{}*", 333),
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("W%", 944),
    "…": 1000,
}
_USUAL: Final = 556
_WIDE_FROM: Final = 0x1100
"""From here on scripts may be as wide as they are high."""

_SPARE: Final = 1.14
_BOLD: Final = 1.28
"""How much wider a text may come out on a page where none of the fonts is there, with DejaVu Sans in their place."""


def width_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return about how wide a text is drawn, rather too wide than too narrow."""
    units = sum(_WIDTHS.get(character, _USUAL if ord(character) < _WIDE_FROM else 1000) for character in text)
    return units * size / 1000 * (_BOLD if bold else _SPARE)


def cut_to_width(text: str, room: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Return a text, cut with an ellipsis where it is wider than the room there is."""
    if width_of(text, size, bold=bold) <= room:
        return text
    length = len(text)
    while length and width_of(text[:length].rstrip() + "…", size, bold=bold) > room:
        length -= 1
    return text[:length].rstrip() + "…"


def wrap_to_width(text: str, room: float, size: float = SIZE, *, most: int = 2) -> list[str]:
    """Break a text into at most so many lines; the last is cut where even these do not hold it."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*islice(lines, most - 1), " ".join(lines[most - 1 :])]
    return [cut_to_width(line, room, size) for line in lines]
