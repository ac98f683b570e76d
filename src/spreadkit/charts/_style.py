"""What all charts share in looks: colours with their contrast on white, the font, sizes, and how wide a text is."""

import re
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final
from unicodedata import bidirectional

from spreadkit.record import record

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
"""No text of a chart is smaller, in CSS pixels as it is shown."""


@record
class ChartSize:
    """How large a picture is drawn: so wide, with texts so high and a plot so high, in units that are CSS pixels.

    A picture is never shown smaller than it is drawn, but on paper: there, 8 points is the least for its texts.
    """

    across: float
    text: float
    height: float


WIDE: Final = ChartSize(720, SIZE, 220)
HALF: Final = ChartSize(396, 13, 160)
"""Stands in one of two columns, which on paper are 90 mm wide: its texts are 8 points high there."""

ROW: Final = ChartSize(310, SIZE, 92)
"""Stands in a row of a table."""

NARROW: Final = ChartSize(288, SIZE, 150)
"""What a telephone 320 pixels wide has room for."""

TITLE_SIZE: Final = 16
TITLE_LINE: Final = 20
"""How high a line of the title is. A page that gives the title beside the picture cuts it off."""

OPEN, CLOSE = "\u2068", "\u2069"
"""What stands round words whose direction must not turn ours (Unicode: isolates)."""

_DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FROM_THE_RIGHT: Final = frozenset({"R", "AL", "AN"})

_END_PART: Final = 0.6
"""How much of its room the end of a name may take."""

_SHORT: Final = 3
"""A last word of so few letters is kept with the one before it: `Ward 10`."""

_WIDTHS: Final = {
    **dict.fromkeys((OPEN, CLOSE), 0),
    "\ufdfd": 12_000,
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

_SPARE: Final = 1.2
_BOLD: Final = 1.38
"""How much wider a text may come out on a page where none of the fonts is there, with DejaVu Sans in their place."""


def width_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return about how wide a text is drawn, rather too wide than too narrow."""
    units = sum(_width_of(character) for character in text)
    return units * size / 1000 * (_BOLD if bold else _SPARE)


def _width_of(character: str) -> int:
    return _WIDTHS.get(character, _USUAL if ord(character) < _WIDE_FROM else 1000)


def own(text: str) -> str:
    """Return words that are not ours in one line, so that their direction turns nothing beside them.

    Signs that turn direction are taken out. Where letters run from right to left, the whole is put between isolates
    (Unicode Standard Annex 9); other texts stay as they are.
    """
    line = " ".join(_DIRECTIONS.sub("", text).split())
    turns = any(bidirectional(character) in _FROM_THE_RIGHT for character in line)
    return f"{OPEN}{line}{CLOSE}" if turns else line


def cut_to_width(text: str, room: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Return a text, cut with an ellipsis where it is wider than the room there is."""
    if width_of(text, size, bold=bold) <= room:
        return text
    length = len(text)
    while length and width_of(text[:length].rstrip() + "…", size, bold=bold) > room:
        length -= 1
    return closed(text[:length].rstrip() + "…") if length else ""


def shorten_to_width(text: str, room: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Return a name, with an ellipsis in its middle where it is too wide: its end tells it from others.

    The end is the surname of a person, or the number of a ward.
    """
    if width_of(text, size, bold=bold) <= room:
        return text
    end = _last_part(text)
    while end and width_of("…" + end, size, bold=bold) > room * _END_PART:
        end = end[1:]
    start = text[: len(text) - len(end)]
    while start and width_of(f"{start.rstrip()}…{end}", size, bold=bold) > room:
        start = start[:-1]
    return f"{start.rstrip()}…{end}" if start else cut_to_width(text, room, size, bold=bold)


def _last_part(text: str) -> str:
    """Return the last words of a name that tell it apart: its last word, with the one before where that is short."""
    words = text.split()
    if len(words) < 2:  # noqa: PLR2004 - a name of one word, or of a script without spaces
        return text[-max(1, len(text) // 3) :]
    return " ".join(words[-2:]) if len(words[-1]) <= _SHORT and len(words) > 2 else words[-1]  # noqa: PLR2004 - some are left


def wrap_to_width(text: str, room: float, size: float = SIZE, *, most: int = 2, bold: bool = False) -> list[str]:
    """Break a text into at most so many lines; the last is shortened in its middle where even these do not hold it."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*islice(lines, most - 1), " ".join(lines[most - 1 :])]
    return _isolated([shorten_to_width(line, room, size, bold=bold) for line in lines])


def _isolated(lines: list[str]) -> list[str]:
    """Close on each line what it opens, and open it again on the next."""
    told, is_open = list[str](), False
    for line in lines:
        begun = OPEN * is_open + line
        is_open = begun.count(OPEN) > begun.count(CLOSE)
        told.append(begun + CLOSE * is_open)
    return told


def closed(text: str) -> str:
    """Return a text that closes every isolate it opens."""
    return text + CLOSE * max(0, text.count(OPEN) - text.count(CLOSE))
