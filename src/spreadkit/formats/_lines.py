"""The one place that lays text out in lines: how wide a text is on a screen, and where a line ends.

Widths are in cells: a Chinese sign takes two. A line is broken between words, and within one only where it is wider
than the whole line.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from spreadkit.formats._screen import Screen
from spreadkit.formats._signs import ASCII_TWINS, CUT, in_ascii

PROSE: Final = 100
"""No line of prose is wider than this, however wide the screen is. The figure is ours."""

_SPACE: Final = re.compile(r"[^\S\u00a0]+")
"""Where a line may end: not at a blank that holds two words together."""

_HELD: Final = re.compile(
    r"(?<=\d) %|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
"""A day, or a number with its sign: they stand in one line."""

_STYLE: Final = re.compile(r"\x1b\[[0-9;]*m")
"""A colour or weight, which takes no cell."""

_BEGIN: Final = re.compile(r" *(?:[-*] |[A-Z][\w ]{0,10} {2,}(?=\S)|\d+ {2}|[a-z]+ {2,}(?=\S))?")
"""What a line begins with: blanks, and a mark or a label, behind which its text stands."""

_NARROW: Final = 0x300
"""Below this, every printable character of Unicode takes one cell."""

_SIGNS: Final = frozenset(map(ord, ASCII_TWINS))


def cell_width(text: str) -> int:
    """Return how many cells of a screen a text takes."""
    if "\x1b" in text:
        text = _STYLE.sub("", text)
    if text.isascii() or all(code < _NARROW or code in _SIGNS for code in map(ord, text)):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def at_left(text: str, width: int) -> str:
    """Return a text with blanks at its right, up to so many cells."""
    return text + " " * max(0, width - cell_width(text))


def at_right(text: str, width: int) -> str:
    """Return a text with blanks at its left, up to so many cells."""
    return " " * max(0, width - cell_width(text)) + text


def cut_to(text: str, width: int) -> str:
    """Return a text of at most so many cells. What is left out is in the middle: ends of names tell them apart."""
    if cell_width(text) <= width:
        return text
    if width <= 1:
        return CUT[:width]
    tail = _last_cells(text, (width - 1) // 2)
    room = width - 1 - cell_width(tail)
    head, _ = _split(text, room)
    return f"{head.rstrip() if cell_width(head) <= room else ''}{CUT}{tail.lstrip()}"


def wrapped(text: str, width: int, first: str = "", further: str | None = None) -> list[str]:
    """Return a text as lines of at most so many cells: the first begins with `first`, the others with `further`."""
    further = first if further is None else further
    lines, line, filled, is_empty = list[str](), first, cell_width(first), True
    for word in _SPACE.split(_HELD.sub(lambda match: match[0].replace(" ", "\u00a0"), text).strip()):
        rest, wide = word, cell_width(word)
        if not is_empty and filled + 1 + wide > width:
            lines.append(line)
            line, filled, is_empty = further, cell_width(further), True
        while is_empty and filled + wide > width and wide > 1:
            part, rest = _split_word(rest, max(1, width - filled))
            if not rest:
                break
            lines.append(line + part)
            line, filled, wide = further, cell_width(further), cell_width(rest)
        line += rest if is_empty else f" {rest}"
        filled += wide if is_empty else wide + 1
        is_empty = False
    if not is_empty:
        lines.append(line)
    return [line.replace("\u00a0", " ") for line in lines if line.strip()]


def fitted(lines: Iterable[str], screen: Screen) -> Iterator[str]:
    """Break lines that are wider than the screen; what follows stands below the text, not below its label or mark."""
    for line in lines:
        plain = _STYLE.sub("", line)
        if cell_width(plain) <= screen.width:
            yield line
            continue
        begin = _BEGIN.match(plain)
        hang = len(begin[0]) if begin is not None and len(begin[0]) <= screen.width // 2 else 0
        first = re.match(rf"(?:(?:{_STYLE.pattern})*[^\x1b]){{{hang}}}", line)
        beginning = first[0] if first is not None else ""
        yield from wrapped(line[len(beginning) :], screen.width, beginning, " " * hang)


def finished(lines: Iterable[str], screen: Screen) -> str:
    """Put lines together, without blanks at their ends, in the signs that the screen can show."""
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    return in_ascii(text) if screen.ascii else text


class TextColumn(NamedTuple):
    """A column of a table: its head, and whether its cells stand at the right."""

    head: str
    is_right: bool = False


def _split(text: str, width: int) -> tuple[str, str]:
    """Return the beginning of a text that fills at most so many cells, one character at least, and the rest."""
    filled = 0
    for place, character in enumerate(text):
        filled += cell_width(character)
        if filled > width and place:
            return text[:place], text[place:]
    return text, ""


def _split_word(word: str, width: int) -> tuple[str, str]:
    """Split a word that is wider than its line: a path behind a slash, anything else where the line ends."""
    part, rest = _split(word, width)
    slash = part.rfind("/") + 1
    if not rest or slash < len(part) // 2 or slash <= 1:
        return part, rest
    return word[:slash], word[slash:]


def _last_cells(text: str, width: int) -> str:
    filled = 0
    for place in range(len(text) - 1, -1, -1):
        filled += cell_width(text[place])
        if filled > width:
            return text[place + 1 :]
    return text
