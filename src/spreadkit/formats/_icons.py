"""Icons for a row of a table: has a measure changed, and can its target be counted on. Drawn here, for this tool.

Each is an SVG of 28 by 28 pixels, for a place beside or above its word, which says the same: it is hidden from those
who listen. Its colours are those of the page, and nothing is told by colour alone: each has a shape of its own.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from spreadkit.measures.icons import Assurance, Variation

SIDE: Final = 28

_HEAD: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" class="spc-icon" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" '
    f'height="{SIDE}" aria-hidden="true" focusable="false">'
)


def _ring(colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<circle cx="14" cy="14" r="12.5" fill="none" stroke="var(--{colour})" stroke-width="2.5"{dashed}/>'


def _line(path: str, colour: str, width: float = 1.8, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" stroke="var(--{colour})" stroke-width="{width}" {ends}{dashed}/>'


def _shape(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="var(--{colour})"/>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="1.7" fill="var(--{colour})"/>'


_MIDDLE: Final = _line("M5 14.5h18", "edge", 1.2)
_AIM: Final = _line("M5 14.5h18", "aim", 2, "4 3")
_QUESTION: Final = (
    _line("M11 11.2c0-4 6.3-4 6.3-.2 0 2.4-3.2 2.6-3.2 5.2", "mute", 2.2)
    + '<circle cx="14.1" cy="20" r="1.5" fill="var(--mute)"/>'
)
_THREE: Final = "".join(_dot(x, 14, "mute") for x in (9.5, 14, 18.5))
_CHECK: Final = "M9 15l3.6 3.6 6.8-8"
_CROSS: Final = "M10 10l8 8M18 10l-8 8"

_VARIATIONS: Final[Mapping[Variation, str]] = MappingProxyType(
    {
        Variation.BETTER: _ring("hot")
        + _MIDDLE
        + _dot(7, 12.5, "mute")
        + _dot(10.5, 17, "mute")
        + _shape("M18 6.5l4.6 7.5h-9.2z", "hot"),
        Variation.WORSE: _ring("warn")
        + _MIDDLE
        + _dot(7, 16.5, "mute")
        + _dot(10.5, 12, "mute")
        + _shape("M18 22.5l4.6-7.5h-9.2z", "warn"),
        Variation.CHANCE: _ring("edge") + _MIDDLE + _line("M6 16l3-4.5 3.5 5.5 3.5-6 3.2 5 2.8-4", "mute"),
        Variation.NEITHER: _ring("mute")
        + _MIDDLE
        + _dot(7, 12.5, "mute")
        + _dot(10.5, 17, "mute")
        + _shape("M18 8l4.5 4.5-4.5 4.5-4.5-4.5z", "ink"),
        Variation.TOO_FEW: _ring("edge", "4 2.5")
        + _dot(9.5, 14, "mute")
        + _dot(14, 14, "mute")
        + _dot(18.5, 14, "mute"),
        Variation.NOT_KNOWN: _ring("edge", "4 2.5") + _QUESTION,
        Variation.NO_DATA: _ring("edge", "1.5 3"),
    }
)

_ASSURANCES: Final[Mapping[Assurance, str]] = MappingProxyType(
    {
        Assurance.WILL_MEET: _ring("hot")
        + _line("M6 20.5h16", "aim", 2, "4 3")
        + _line("M8.5 12l3.6 3.6 6.8-8", "hot", 2.4),
        Assurance.WILL_MISS: _ring("warn")
        + _line("M6 7.5h16", "aim", 2, "4 3")
        + _line("M10.5 12.5l7 7M17.5 12.5l-7 7", "warn", 2.4),
        Assurance.HIT_AND_MISS: _ring("edge") + _AIM + _line("M6.5 18l3.8-8 3.8 9 3.8-9.5 3.6 8", "mute"),
        Assurance.MET: _ring("edge") + _line(_CHECK, "hot", 2.4),
        Assurance.NOT_MET: _ring("edge") + _line(_CROSS, "warn", 2.4),
        Assurance.NOT_KNOWN: _ring("edge", "4 2.5") + _QUESTION,
        Assurance.NO_TARGET: _ring("edge", "1.5 3") + _line("M9.5 14h9", "mute", 2.2),
    }
)


def icon_of(meaning: Variation | Assurance) -> str:
    """Return the icon of a meaning as SVG; its word stands beside it in the page."""
    drawn = _VARIATIONS[meaning] if isinstance(meaning, Variation) else _ASSURANCES[meaning]
    return f"{_HEAD}{drawn}</svg>"
