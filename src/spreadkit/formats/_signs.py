"""The signs that texts for a terminal are drawn with, and their ASCII twins, each one character for one.

Where a terminal's encoding has no others, or `--ascii` asks for it, a text is drawn with the twins: columns stay where
they are, since no twin is wider than its sign.
"""

from typing import Final

from spreadkit.model.verdict import Sign

LOOK, ACTS, BAR, FILLED, EMPTY, CUT = "!", "→", "▌", "█", "░", "…"
BARS: Final = "▁▂▃▄▅▆▇█"
"""From the least value of a scale to the most."""

_OF_VERDICTS: Final = {
    Sign.BETTER: "^",
    Sign.WORSE: "v",
    Sign.ATTENTION: "*",
    Sign.THERE: "#",
    Sign.LASTING: "@",
    Sign.LAST_SEEN: "%",
    Sign.BEGUN: "+",
    Sign.NOT_BEGUN: "o",
    Sign.RESTING: "=",
    Sign.CLOSED: "-",
    Sign.NOTHING: ".",
}

ASCII_TWINS: Final = {
    **{sign.value: twin for sign, twin in _OF_VERDICTS.items()},
    **dict(zip(BARS, "_.,-~=+#", strict=True)),
    ACTS: ">",
    BAR: "|",
    EMPTY: ".",
    CUT: "~",
    "■": "#",
    "□": "o",
    "─": "-",
    "━": "-",
    "╌": "-",
    "═": "=",
    "│": "|",
    "┤": "|",
    "✗": "x",
    "“": '"',
    "”": '"',
    "‘": "'",  # noqa: RUF001 - what people type
    "’": "'",  # noqa: RUF001 - as above
    "—": "-",
    "‑": "-",  # noqa: RUF001 - as above
    "×": "x",  # noqa: RUF001 - as above
    "′": "'",  # noqa: RUF001 - as above
    "\u00a0": " ",
    "≤": "<",
    "≥": ">",
}
"""By sign: what is drawn for it where there is ASCII only."""

_TABLE: Final = str.maketrans(ASCII_TWINS)


def in_ascii(text: str) -> str:
    """Return a text with every sign as its ASCII twin. Letters stay: a name is written as it is."""
    return text.translate(_TABLE)


def can_show_signs(encoding: str | None) -> bool:
    """Whether an encoding, by its name, has all signs; one that Python does not know has none."""
    try:
        "".join(ASCII_TWINS).encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
