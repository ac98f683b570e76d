"""How sections of a page stand side by side, and which colour a sign has: for every format that lays pages out."""

from collections.abc import Mapping, Sequence
from typing import Final

from spreadkit.model.report import Section
from spreadkit.model.verdict import Sign

_SIXTHS: Final = {"full": 6, "half": 3, "third": 2}
"""By width of a section: how many sixths of a line it takes."""

_TONES: Final[Mapping[str, str]] = {
    Sign.BETTER: "good-tone",
    Sign.THERE: "hot-tone",
    Sign.LASTING: "hot-tone",
    Sign.LAST_SEEN: "hot-tone",
    Sign.WORSE: "warn-tone",
    Sign.ATTENTION: "warn-tone",
    Sign.RESTING: "warn-tone",
}
"""By sign: the colour of its word. Green is for what works, blue for what is reached, rust for what needs somebody."""


def rows_of_sections(sections: Sequence[Section]) -> list[list[Section]]:
    """Put sections side by side that together take no more than a line: two halves, or three thirds."""
    rows = list[list[Section]]()
    for section in sections:
        last = rows[-1] if rows else []
        fits = (
            last
            and not section.starts_page
            and sum(_SIXTHS[part.width] for part in [*last, section]) <= _SIXTHS["full"]
        )
        if fits:
            last.append(section)
        else:
            rows.append([section])
    return rows


def tone_of_sign(sign: str) -> str:
    """Return the class of the colour that a sign of a verdict or a move has. The sign stands beside it."""
    return _TONES.get(sign, "")
