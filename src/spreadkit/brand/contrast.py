"""How well two colours can be told apart, as WCAG 2.2 measures it.

The formulas are those of relative luminance and contrast ratio in the Web Content Accessibility Guidelines (WCAG) 2.2
of the World Wide Web Consortium, 2023; success criterion 1.4.3 (level AA) asks for 4.5 to 1 of text.
"""

import re
from typing import Final

AA_TEXT: Final = 4.5
"""The least contrast of text at level AA."""

_DARKEST: Final = 0.04045
"""Up to this share of a primary colour its light grows in proportion."""

_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE | re.ASCII)


def is_colour(text: str) -> bool:
    """Whether a text is a colour that is written as `#` and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white).

    Raises:
        ValueError: it is not written as `#` and six hexadecimal digits.
    """
    if not is_colour(colour):
        raise ValueError(f'"{colour}" is not a colour; write # and six hexadecimal digits, such as #00305f')
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black on white), in whichever order."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4
