"""How colours look to those who see fewer of them, and how far apart two colours are to the eye.

The matrices are those of Machado GM, Oliveira MM, Fernandes LAF. A physiologically-based model for simulation of color
vision deficiency. IEEE Trans Vis Comput Graph 2009;15(6):1291-1298, for severity 1, on linear RGB. The distance is that
of the International Commission on Illumination (CIE 15:2004): the length in L*a*b*, delta E 1976.
"""

from math import dist

_MACHADO = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
VISIONS = ("usual", *_MACHADO)

Rgb = tuple[float, float, float]


def linear(colour: str) -> Rgb:
    """The light of a colour in red, green and blue, from 0 to 1."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def seen(colour: str, vision: str) -> Rgb:
    """The light of a colour as somebody with such a vision sees it."""
    light = linear(colour)
    if vision == "usual":
        return light
    mixed = (sum(part * own for part, own in zip(row, light, strict=True)) for row in _MACHADO[vision])
    red, green, blue = (min(max(part, 0.0), 1.0) for part in mixed)
    return red, green, blue


def _lab(light: Rgb) -> Rgb:
    red, green, blue = light
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, vision: str) -> float:
    """How far two colours are apart for such a vision; about 2 can just be told from each other side by side."""
    return dist(_lab(seen(one, vision)), _lab(seen(other, vision)))
