"""What all charts share in looks: colours with their contrast on white, the font, sizes, and how wide a text is."""

from itertools import islice
from typing import Final

INK: Final = "#212b32"
"""Texts and what they point at: 14.4 to 1 on white."""

MUTED: Final = "#4c6272"
"""Texts of less weight, lines that join values, and values that nothing but chance need explain: 6.4 to 1."""

AXIS: Final = "#768692"
"""Axes and the rules of events: 3.8 to 1."""

GRID: Final = "#d3dbe0"
DATA: Final = "#005eb8"
"""What the data show, and signals to the better: 6.4 to 1."""

ALERT: Final = "#b8430b"
"""Signals to the worse, and what is late: 5.5 to 1."""

TARGET: Final = "#00703c"
"""Targets: 6.2 to 1."""

PALE: Final = "#c9dcef"
"""What could be: the open part of a range, the band of a forecast."""

DARK: Final = "#2f78b7"
"""What is sure."""

TRACK: Final = "#f0f4f5"
"""What is possible at all."""

TINT: Final = {DATA: "#eef5fb", ALERT: "#fdf4ed", INK: "#f0f4f5"}
"""By colour of a signal: the ground on which its points lie."""

PAPER: Final = "#ffffff"

PALETTE: Final = (INK, MUTED, AXIS, GRID, DATA, ALERT, TARGET, PALE, DARK, PAPER, *TINT.values())
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
