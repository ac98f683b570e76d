"""What a person did where YAML cannot be read: told from the text itself, since the parser names only where it stopped.

A slip often shows lines later: a quote that was opened on line 123 at the next quote, a colon without a blank on the
line below. So the place is that of the cause.
"""

import re
from typing import Final

from spreadkit.record import record

OPENING: Final = frozenset({'"', "'", "[", "{"})
_TWO_COLONS: Final = re.compile(r"[\s\-]*[^\s:#'\"][^:#]*:\s+[^'\"\[{|>].*?:(\s|$)")
_CURLY: Final = re.compile("[\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb]")
_NO_BLANK: Final = re.compile(
    r"(?P<before>\s*(?:- +)?)(?P<key>[A-Za-z][\w.-]*)(?P<sign>\s*[;=\uff1a]\s*|:)(?![\s/\\])(?P<rest>\S.*)"
)
_NO_BLANK_AFTER_DASH: Final = re.compile(r"\s*-(?P<rest>[^\s-].*)")
_ODD_BLANK: Final = re.compile("[ \t]*(?P<blank>[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_SPACES: Final = re.compile(" *")
_TAB_INDENT: Final = re.compile(r" *\t")
_KEY_LINE: Final = re.compile(r"^(?P<indent> *)(?:- +)?[A-Za-z][\w.-]*:(?: |$)", re.MULTILINE)
_MISALIGNED: Final = re.compile(
    "block end|indent|did not find expected|expected the node content|not allowed (here|in this context)"
)
NO_COLON: Final = "could not find expected ':'"
_ESCAPE: Final = re.compile("escape|hexa?decimal")
_BLOCK_SCALAR: Final = "block scalar"


@record
class ParserStop:
    """Where a parser stopped, by character positions, and its own words.

    `at` is where it stopped, `began` the beginning of what it was reading, `quoted` the last text in quotes
    before that.
    """

    at: int
    began: int
    says: str
    inside: str = ""
    quoted: tuple[int, int] = (0, 0)


_LONGEST: Final = 2_000
"""A line that is longer than this is not looked through for slips of the hand. The figure is ours."""


@record
class Slip:
    """A mistake of a person: from where to where, and a sentence on what to do."""

    start: int
    end: int
    says: str


def slip_of(text: str, stop: ParserStop) -> Slip:
    """Say what keeps a text from being read as YAML, at the place of its cause; of long lines the parser's word."""
    near = [_bounds(text, stop.at), _bounds(text, stop.began), _above(text, stop.at), _above(text, stop.began)]
    if any(end - start > _LONGEST for start, end in filter(None, near)):
        return Slip(stop.at, stop.at, f"this cannot be read as YAML: {stop.says or stop.inside or 'unknown cause'}")
    for look in (_escape, _late_quote, _open, _odd_indent, _after_quote, _no_blank, _no_key, _at_place):
        slip = look(text, stop)
        if slip is not None:
            return slip
    return Slip(stop.at, stop.at, f"this cannot be read as YAML: {stop.says or stop.inside or 'unknown cause'}")


def swallowed_keys(text: str, start: int, end: int) -> bool:
    """Whether a text in quotes that goes over several lines has taken in the keys below it.

    That is so where a line in it looks like a key, and is indented no more than the line on which the quote opens.
    """
    line_start = text.rfind("\n", 0, start) + 1
    own = re.match(r"[ \-]*", text[line_start:start])
    indent = own.end() if own else 0
    return any(len(match["indent"]) <= indent for match in _KEY_LINE.finditer(text, text.find("\n", start) + 1, end))


def closed_late(text: str, start: int, end: int) -> str:
    """Say of a quote that it is closed too late."""
    line = _line(text, end)
    return f"the quote {text[start]} that opens here is closed only on line {line}; close it where its text ends"


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _bounds(text: str, position: int) -> tuple[int, int]:
    """Return where the line begins and ends that a position is on."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _above(text: str, position: int) -> tuple[int, int] | None:
    """Return the bounds of the nearest line above a position that holds anything but a comment."""
    start, _ = _bounds(text, position)
    while start > 0:
        start, end = _bounds(text, start - 1)
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            return start, end
    return None


def _first_in(text: str, start: int) -> int:
    """Return where the words of a line begin."""
    return start + _indent(text, start)


def _indent(text: str, start: int) -> int:
    spaces = _SPACES.match(text, start)
    return spaces.end() - start if spaces else 0


def _escape(text: str, stop: ParserStop) -> Slip | None:
    if not _ESCAPE.search(stop.says):
        return None
    place = text.rfind("\\", stop.began, stop.at + 1)
    if place < 0:
        return None
    message = "between double quotes \\ begins a special character; in a path write /, else put single quotes round it"
    return Slip(place, place + 2, message)


def _late_quote(text: str, stop: ParserStop) -> Slip | None:
    start, end = stop.quoted
    if "\n" not in text[start:end] or "\n" in text[end : stop.at].strip(" ") or end > stop.at:
        return None
    return Slip(start, start + 1, closed_late(text, start, end))


def _open(text: str, stop: ParserStop) -> Slip | None:
    if stop.began >= stop.at or text[stop.began : stop.began + 1] not in OPENING:
        return None
    sign = text[stop.began]
    what = f'the bracket "{sign}"' if sign in "[{" else f"the quote {sign}"
    return Slip(stop.began, stop.began + 1, f"{what} that opens here is not closed as it should be")


def _odd_indent(text: str, stop: ParserStop) -> Slip | None:
    start, end = _bounds(text, stop.at)
    if _TAB_INDENT.match(text, start, end):
        return Slip(stop.at, stop.at, "this line is indented with a tab; use spaces")
    for bounds in filter(None, ((start, end), _above(text, stop.at))):
        if odd := _ODD_BLANK.match(text, *bounds):
            code = f"U+{ord(odd['blank']):04X}"
            message = f"this line is indented with a blank of another kind ({code}); use plain spaces"
            return Slip(odd.start("blank"), odd.end("blank"), message)
    return None


def _after_quote(text: str, stop: ParserStop) -> Slip | None:
    """Find a text that goes on behind its closing quote, such as `'Nurses' time`."""
    start, end = stop.quoted
    if not end or end > stop.at or text[end : stop.at].strip(" ") or not text[stop.at : stop.at + 1].strip():
        return None
    other = '"' if text[start] == "'" else "'"
    return Slip(start, end, f"the text goes on behind its closing quote; put {other} round the whole text")


def _no_blank(text: str, stop: ParserStop) -> Slip | None:
    """Find a key whose colon has no blank behind it, or another sign in place of the colon."""
    lines = [_bounds(text, stop.began)] if stop.says == NO_COLON else [_above(text, stop.at)]
    for bounds in filter(None, lines):
        if match := _NO_BLANK.match(text, *bounds):
            message = f'write a colon and a blank behind the key: "{match["key"]}: {match["rest"].rstrip()[:60]}"'
            return Slip(match.start("key"), match.start("rest"), message)
    return None


def _no_key(text: str, stop: ParserStop) -> Slip | None:
    """Find a line without a key, between lines that have one."""
    if stop.says != NO_COLON:
        return None
    start, end = _bounds(text, stop.began)
    first = _first_in(text, start)
    line, above = text[first:end].rstrip(), _above(text, stop.began)
    if re.fullmatch("={7,}|-{4,}", line):
        return Slip(
            first,
            end,
            f'the line "{line[:20]}" does not belong here; delete it (an unfinished git merge leaves such lines)',
        )
    if dash := _NO_BLANK_AFTER_DASH.match(text, start, end):
        return Slip(first, end, f'put a blank after the dash: "- {dash["rest"].rstrip()[:60]}"')
    goes_on = (
        f"if it goes on with the text of line {_line(text, above[0])}, indent it more than that line; " if above else ""
    )
    return Slip(first, first + len(line), f"this line has no key; {goes_on}else begin it with a key and a colon")


def _at_place(text: str, stop: ParserStop) -> Slip | None:
    """Find what the line itself shows, where the parser stopped."""
    start, end = _bounds(text, stop.at)
    sign = text[stop.at : stop.at + 1]
    first, above = _first_in(text, start), _above(text, stop.at)
    if sign == ":" and ":" not in text[start : stop.at] and above and first - start > _indent(text, above[0]):
        number = _line(text, above[0])
        message = (
            f"this line is indented more than line {number}, so it counts as part of its text; indent it like that line"
        )
        return Slip(first, end, message)
    if _TWO_COLONS.match(text, start, end):
        if curly := _CURLY.search(text, start, stop.at):
            message = f'{curly[0]} is a quote of a word processor, not of YAML; write " at both ends of the text'
            return Slip(curly.start(), curly.end(), message)
        message = "the text has a colon of its own; put quotes round the whole text after the first colon"
    elif sign in {"@", "`", "%"}:
        message = f'a text cannot begin with "{sign}"; put quotes round it'
    elif "tab" in stop.says:
        message = "there is a tab here; use spaces"
    elif _BLOCK_SCALAR in stop.inside:
        message = "after | or > the text begins on the next line, indented; nothing else may follow on this one"
    elif _MISALIGNED.search(stop.says):
        message = "this does not stand in line with what is above it; indent it like its neighbours, or quote the text"
    else:
        return None
    return Slip(stop.at, stop.at, message)
