"""One YAML file: its data, and the place of every key and value in it.

The file is read through the YAML parser's events (libyaml where PyYAML has it, else the pure parser) by one strict
builder. Data are plain: dictionaries, lists, and text. A key without a value is left out of the data but keeps its
place; an empty item of a list is None. What YAML allows beyond that (anchors, aliases, merge keys, tags, second
documents) is refused with a problem at its place. Nothing here recurses, so no depth of nesting can exhaust the stack.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from spreadkit.model.base import Route
from spreadkit.model.finding import Location
from spreadkit.reading.conflicts import blanked, conflicts_in, says_of, without_conflicts
from spreadkit.reading.files import RefusedFileError, read_file
from spreadkit.reading.foreign import why_not_text
from spreadkit.reading.slips import NO_COLON, OPENING, ParserStop, Slip, closed_late, slip_of, swallowed_keys
from spreadkit.record import record

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 50
_TOO_DEEP: Final = f"this is nested more than {MAX_DEPTH} levels deep; make it flatter"
MAX_PROBLEMS: Final = 100

PARSER: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)
"""The parser that is used: libyaml's, or PyYAML's own where that is not built in."""

YamlData = Any
"""What a file holds: a dictionary, a list, text, or None."""

NON_PRINTABLE: Final = yaml.reader.Reader.NON_PRINTABLE
_PLAIN: Final = bytes([9, 10, 13, *range(32, 127)])
_EMPTY: Final = frozenset({"", "~", "null"})
_NEXT_SECTION: Final = re.compile(r"^(?=[A-Za-z\"'])", re.MULTILINE)
_KEY: Final = re.compile(r"[\"']?([^:\"'\n]+)")
_FIRST_WORD: Final = re.compile(r"^[^\w\n]*([A-Za-z][\w-]*)", re.MULTILINE)
_CUT: Final = re.compile(r"(?<=\S)[ \t]+#(?=\w)")
"""A comment that may be meant as a part of the text before it: `Ward #3`."""

_ITEM: Final = ("", -1, -1)


@record
class Problem:
    """Something that keeps a file, or a part of it, from being read: which rule, where, and what.

    `route` is empty for what breaks the rules of YAML or CSV themselves. `places` are all places of it, where it has
    several.
    """

    slug: str
    message: str
    location: Location
    route: Route = ()
    places: tuple[Location, ...] = ()


_Stretch = tuple[int, int]
"""Two character positions of a text."""

YamlNode = tuple[int, int, int, int, "dict[str, YamlNode] | list[YamlNode] | None"]
"""Where a value and its key stand in the text: start, end, start of the key or -1, its end, and the nodes below."""


@dataclass(slots=True)
class Source:
    """A YAML file as read. `data` is None for an empty file; `spoiled` are routes whose value could not be kept.

    `broken` says that reading stopped early, so that nothing can be said of what is not there: `cut` are the stretches
    of the text that were not read, each from the beginning of the section that it lies in.
    """

    name: str
    text: str = ""
    data: YamlData = None
    problems: list[Problem] = field(default_factory=list)
    spoiled: list[Route] = field(default_factory=list)
    broken: bool = False
    cut: list[tuple[int, int]] = field(default_factory=list)
    _top: YamlNode = (0, 0, -1, -1, None)

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """Return the place of a route's value, or of its key.

        A value that is a group or list is shown at its key; a route that does not exist, at the nearest part above it.
        """
        (start, end, key_start, key_end, below), found_all = self._find(route)
        if key_start >= 0 and (key or not found_all or below is not None or start == end):
            return self.span(key_start, key_end)
        if below is not None:
            return self.span(start, start)
        return self.span(start, end)

    def span(self, start: int, end: int) -> Location:
        """Return the Location of the text between two character positions."""
        return span_in(self.text, self.name, start, end)

    def has_empty(self, route: Route) -> bool:
        """Whether the file has this key, with nothing behind it."""
        (start, end, key_start, _, below), found = self._find(route)
        return found and below is None and key_start >= 0 and self.text[start:end] in _EMPTY

    @property
    def cut_sections(self) -> frozenset[str]:
        """The keys at the top of the file of which something could not be read, or that may be among what was not."""
        words = [_FIRST_WORD.findall(self.text, start, end) for start, end in self.cut]
        own = {in_stretch[0] for in_stretch in words if in_stretch}
        there = self.data.keys() if isinstance(self.data, dict) else ()
        return frozenset(own.union(*words) - (set(there) - own))

    def cut_out(self, start: int, end: int) -> None:
        """Remember that a stretch was not read, with the section that it begins in."""
        self.broken = True
        self.cut.append((_section_of(self.text, start), end))

    def empty_keys(self) -> Iterator[Route]:
        """Go through the keys that have nothing behind them, group by group."""
        todo: list[tuple[Route, YamlNode]] = [((), self._top)]
        while todo:
            route, (*_, below) = todo.pop()
            steps = below.items() if isinstance(below, dict) else enumerate(below or ())
            for step, node in steps:
                if node[4] is not None:
                    todo.append(((*route, step), node))
                elif isinstance(step, str) and node[2] >= 0 and self.text[node[0] : node[1]] in _EMPTY:
                    yield (*route, step)

    def nodes(self, route: Route) -> list[YamlNode]:
        """Return the nodes from the top of the file to a route's own, or to the deepest one that exists."""
        found = [self._top]
        for step in route:
            below = found[-1][4]
            if isinstance(below, dict) and step in below:
                found.append(below[str(step)])
            elif isinstance(below, list) and isinstance(step, int) and 0 <= step < len(below):
                found.append(below[step])
            else:
                break
        return found

    def _find(self, route: Route) -> tuple[YamlNode, bool]:
        found = self.nodes(route)
        return found[-1], len(found) > len(route)


def span_in(text: str, name: str, start: int, end: int) -> Location:
    """Return the Location of what stands between two character positions of a file's text."""
    start = min(start, len(text))
    end = max(start, min(end, len(text)))
    starts = _line_starts(text)
    line, end_line = bisect_right(starts, start), bisect_right(starts, end)
    line_start = starts[line - 1]
    line_end = text.find("\n", line_start)
    return Location(
        file=name,
        line=line,
        column=start - line_start + 1,
        end_line=end_line,
        end_column=end - starts[end_line - 1] + 1,
        excerpt=text[line_start : None if line_end < 0 else line_end],
    )


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """Return where each line of a text begins. One text is asked for the place of very many findings."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def read_source(path: Path, name: str, *, top: Path | None = None) -> Source:
    """Read a YAML file. Whatever is wrong with it stands in `problems`; nothing is raised.

    `top` is the folder that it must not lead out of, as for `read_file`.
    """
    try:
        content = read_file(path, MAX_BYTES, top=top)
    except RefusedFileError as error:
        return _unreadable(name, error.slug, f"the file {error.says}")
    return parse_source(content, name)


def parse_source(content: bytes, name: str, *, parser: Any = PARSER) -> Source:
    """Read YAML from bytes, as `read_source` does from a file."""
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        return _unreadable(
            name,
            "over-limit",
            f"the file is larger than {limit} MB; split it, or move tables to CSV",
        )
    text, problem = decode(content, name)
    if problem:
        return Source(name, problems=[problem])
    source = Source(name, text)
    readable = _without_merges(source)
    start: int | None = 0
    unread = list[_Stretch]()
    while start is not None and len(source.problems) < MAX_PROBLEMS:
        builder = _Builder(source, readable, start, parser)
        start = builder.build()
        if builder.slip is not None:
            unread.append((_section_of(readable, builder.slip.start), len(text) if start is None else start))
    source.cut += unread
    if unread:
        _read_rest(source, readable, unread, parser)
    return source


def _without_merges(source: Source) -> str:
    """Report what unfinished merges left, and return the text with the first of their versions."""
    conflicts = conflicts_in(source.text)
    for conflict in conflicts[:MAX_PROBLEMS]:
        place = source.span(conflict.start, source.text.find("\n", conflict.start))
        source.problems.append(Problem("unreadable-yaml", says_of(conflict, source.text), place))
    for conflict in conflicts:
        source.cut_out(conflict.start, conflict.end)
    return without_conflicts(source.text, conflicts)


def _section_of(text: str, position: int) -> int:
    """Return where the key at the top of the file begins that a position lies below."""
    start = 0
    for match in _NEXT_SECTION.finditer(text, 0, position + 1):
        start = match.start()
    return start


def _read_rest(source: Source, text: str, unread: list[_Stretch], parser: Any) -> None:
    """Take the data from all parts of a file that can be read, where some cannot; what is wrong there is told already.

    Where even the rest cannot be read, the data stay as they are.
    """
    for start, end in unread:
        text = blanked(text, start, end)
    rest = Source(source.name, source.text)
    builder = _Builder(rest, text, 0, parser)
    builder.build()
    if builder.slip is not None or not isinstance(rest.data, dict):
        source.cut_out(unread[0][0], len(text))
        return
    keys = [match[1].strip() for start, _ in unread if (match := _KEY.match(source.text, start))]
    if isinstance(source.data, dict) and isinstance(source._top[4], dict) and isinstance(rest._top[4], dict):  # noqa: SLF001
        for key in source.data.keys() & set(keys[:1]):  # of the first, what stands before the slip
            rest.data[key], rest._top[4][key] = source.data[key], source._top[4][key]  # noqa: SLF001
    source.data, source._top = rest.data, rest._top  # noqa: SLF001 - made here
    before_slip = [route for route in source.spoiled if route[:1] == tuple(keys[:1])]
    source.spoiled = [*rest.spoiled, *before_slip, *((key,) for key in keys[bool(before_slip) :])]


def decode(content: bytes, name: str) -> tuple[str, Problem | None]:
    """Turn a file's bytes into text with plain line feeds, or say why that cannot be done."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    foreign = why_not_text(content, name)
    if foreign is not None:
        place = _place_in_bytes(content, foreign.position, name)
        return "", Problem("unreadable-file", foreign.says, place if foreign.position else Location(file=name))
    text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if _is_plain(content):
        return text, None
    if match := NON_PRINTABLE.search(text):
        message = f"the invisible control character U+{ord(match[0]):04X} is not allowed; delete it"
        return "", Problem("unreadable-file", message, span_in(text, name, match.start(), match.end()))
    return text, None


def _is_plain(content: bytes) -> bool:
    """Whether nothing but printable ASCII and ends of lines stands here: told much sooner than by a pattern."""
    return content.isascii() and not content.translate(None, _PLAIN)


def _place_in_bytes(content: bytes, position: int, name: str) -> Location:
    before = content[:position].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Location(file=name, line=line, column=column, end_line=line, end_column=column + 1)


def _unreadable(name: str, slug: str, message: str) -> Source:
    return Source(name, problems=[Problem(slug, message, Location(file=name))])


class _OpenNode:
    """A group or list that is being filled: its data and nodes so far, and its own step in what holds it.

    `key` is the key whose value comes next, as text, start and end; None where a key comes next. In a list no key
    ever comes next.
    """

    __slots__ = ("key", "nodes", "start", "step", "value")

    def __init__(self, value: YamlData, start: int, step: str | int) -> None:
        self.value = value
        self.nodes: Any = {} if type(value) is dict else []
        self.key: tuple[str, int, int] | None = None if type(value) is dict else _ITEM
        self.start = start
        self.step = step

    @property
    def next_step(self) -> str | int:
        """The step to what comes next."""
        if self.key is _ITEM:
            return len(self.value)
        return self.key[0] if self.key else ""

    def add(self, value: YamlData, start: int, end: int, below: Any = None) -> None:
        """Add a value. What stands below a key for the second time is left out."""
        key = self.key
        if key is _ITEM:
            self.value.append(value)
            self.nodes.append((start, end, -1, -1, below))
            return
        self.key = None
        if key is not None and key[0] not in self.nodes:
            text, key_start, key_end = key
            self.nodes[text] = (start, end, key_start, key_end, below)
            if value is not None:
                self.value[text] = value


class _Builder:
    """Turns events into data and places, from one position of the text on."""

    def __init__(self, source: Source, text: str, offset: int, parser: Any) -> None:
        self.source = source
        self.text = text
        self.offset = offset
        self.cuts = {match.start() - offset for match in _CUT.finditer(text, offset)} if " #" in text else set[int]()
        self.quoted = (0, 0)
        self.slip: Slip | None = None
        self.parser = parser
        self.documents = _OpenNode([], 0, 0)
        self.open = [self.documents]
        self.done = False

    def build(self) -> int | None:
        """Fill the source; return where to go on after a syntax error, or None when the end was reached."""
        text = self.text
        loader = self.parser(text[self.offset :] if self.offset else text)
        try:
            self._take_all(loader.get_event)
        except yaml.MarkedYAMLError as error:
            self.source.broken = True
            return self._syntax_error(error)
        finally:
            loader.dispose()
            if self.documents.value and not self.offset:
                self.source.data = self.documents.value[-1]
                self.source._top = self.documents.nodes[-1]  # noqa: SLF001 - the builder makes the source
        return None

    def _take_all(self, next_event: Callable[[], Any]) -> None:
        """Take events to the end. Every word of every file comes through here, so it is flat and asks little."""
        part = self.open[-1]
        while not self.done:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                text, start, end = event.value, event.start_mark.index, event.end_mark.index
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                if not event.implicit[0] or end in self.cuts:
                    self._look_at(start, end, is_plain=event.implicit[0], is_key=part.key is None)
                if part.key is None:
                    part.key = (text, start, end)
                    if text in part.nodes or text == "<<" or not text or text.isdigit():
                        self._question_key(part, text, start, end, plain=event.implicit[0])
                else:
                    part.add(None if text in _EMPTY and event.implicit[0] else text, start, end)
            elif kind is yaml.MappingStartEvent:
                part = self._open(event, {})
            elif kind is yaml.SequenceStartEvent:
                part = self._open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.open.pop()
                part = self.open[-1]
            else:
                self._take_mark(event)

    def _take_mark(self, event: Any) -> None:
        """Take an alias, or the mark where a document or the file begins or ends."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.StreamEndEvent:
            self.done = True
        elif kind is yaml.DocumentStartEvent and not self.offset and self.documents.value[-1:] not in ([], [None]):
            message = "a second document starts here; keep one plan or framework in each file"
            self._report("yaml-feature-not-allowed", message, event.start_mark.index, event.end_mark.index)
            self.done = True

    def _look_at(self, start: int, end: int, *, is_plain: bool, is_key: bool) -> None:
        """Look at a text in quotes that may have taken in the keys below it, and at one that a comment may cut."""
        if is_plain:
            if not is_key:
                self._tell_of_cut(end)
            return
        start, end = start + self.offset, end + self.offset
        if self.text[start] not in "\"'":
            return
        self.quoted = (start, end)
        if "\n" in self.text[start:end] and swallowed_keys(self.text, start, end):
            place = self.source.span(start, start + 1)
            self.source.problems.append(Problem("unreadable-yaml", closed_late(self.text, start, end), place))
            self.source.cut_out(start, end)

    def _tell_of_cut(self, end: int) -> None:
        """Report a comment that may be meant as the end of the text before it."""
        match = _CUT.match(self.text, end + self.offset)
        cut = self.text[end + self.offset :].partition("\n")[0].strip()[:40] if match else ""
        message = f'the text ends before "{cut}"; put quotes round it all, or a blank behind # if that is only a note'
        self._report("text-cut-off", message, end, end + len(cut) + 1)

    def _question_key(self, part: _OpenNode, text: str, start: int, end: int, *, plain: bool) -> None:
        if text in part.nodes:
            first = self._place(part.nodes[text][2]).line
            message = f'"{text}" stands here twice; the first is on line {first}: keep one of them'
            self._report("duplicate-key", message, start, end)
        elif text == "<<" and plain:
            message = 'the merge key "<<" is not allowed; write the values out'
            self._report("yaml-feature-not-allowed", message, start, end)
            self._spoil(self._route())
        elif text.isdigit():
            self._question_comma(part, text, start, end)
        elif not text:
            self._report("unreadable-yaml", "a key is empty; write a name before the colon", start, end)

    def _question_comma(self, part: _OpenNode, text: str, start: int, end: int) -> None:
        """Report a decimal comma between curly brackets, where `value: 8,5` is the value 8 and a key 5."""
        before = next(reversed(part.nodes.items()), None)
        whole = self.text[before[1][0] + self.offset : start + self.offset] if before else ""
        if before is None or not whole[:-1].lstrip("+-").isdigit() or whole[-1] != ",":
            return
        message = f'"{whole}{text}" has a comma, which ends the value between {{ and }}; write {whole[:-1]}.{text}'
        self._report("wrong-value", message, before[1][0], end)
        self._spoil((*self._route(), before[0]))
        part.key = (before[0], start, end)

    def _open(self, event: Any, value: YamlData) -> _OpenNode:
        above, start, end = self.open[-1], event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if above.key is None:
            message = "a key must be a word, not a group or list; put quotes round it if it has brackets"
            return self._refuse_rest("unreadable-yaml", message, start, end)
        if len(self.open) > MAX_DEPTH:
            return self._refuse_rest("over-limit", _TOO_DEEP, start, end)
        part = _OpenNode(value, start, above.next_step)
        above.add(value, start, end, part.nodes)
        self.open.append(part)
        return part

    def _refuse_rest(self, slug: str, message: str, start: int, end: int) -> _OpenNode:
        self._report(slug, message, start, end)
        self.source.cut_out(start + self.offset, len(self.text))
        self.done = True
        return self.open[-1]

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        message = f'the alias "*{event.anchor}" is not allowed; write the value out (or put quotes round the text)'
        self._report("yaml-feature-not-allowed", message, start, end)
        part = self.open[-1]
        if part.key is None:
            self._question_key(part, f"*{event.anchor}", start, end, plain=False)
            part.key = (f"*{event.anchor}", start, end)
            return
        self._spoil(self._route_here())
        part.add(None, start, end)

    def _spoil(self, route: Route) -> None:
        """Remember that the value at a route was not kept; without a route, that is the whole file."""
        if self.offset:
            return
        if route:
            self.source.spoiled.append(route)
        else:
            self.source.cut_out(0, len(self.text))

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            message = f'the anchor "&{event.anchor}" is not allowed; write the value out (or put quotes round the text)'
            start = event.start_mark.index
            self._report("yaml-feature-not-allowed", message, start, start + len(event.anchor) + 1)
        if event.tag is not None:
            message = f'the tag "{event.tag[:40]}" is not allowed; a plan holds text only: leave the tag out'
            self._report(
                "yaml-feature-not-allowed",
                message,
                event.start_mark.index,
                event.start_mark.index + 1,
            )

    def _route(self) -> Route:
        """Return the route of what is being filled."""
        return tuple(part.step for part in self.open[2:])

    def _route_here(self) -> Route:
        """Return the route of what comes next."""
        return (*self._route(), self.open[-1].next_step) if len(self.open) > 1 else ()

    def _place(self, index: int) -> Location:
        return self.source.span(index + self.offset, index + self.offset)

    def _report(self, slug: str, message: str, start: int, end: int) -> None:
        place = self.source.span(start + self.offset, end + self.offset)
        self.source.problems.append(Problem(slug, message, place))
        if len(self.source.problems) >= MAX_PROBLEMS:
            self.source.cut_out(start + self.offset, len(self.text))
            self.done = True

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> int | None:
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
        if error.problem and "nesting depth" in error.problem:  # libyaml's own limit, in newer versions
            self._refuse_rest("over-limit", _TOO_DEEP, 0, 0)
            return None
        if not marks:
            self._refuse_rest("unreadable-yaml", str(error.problem or error), 0, 0)
            return None
        at = marks[0].index + self.offset
        began = marks[-1].index + self.offset
        text = self.text
        inside = len(self.open) > 1
        is_open = not text[at:].strip() and error.context_mark is not None and error.problem != NO_COLON
        if inside and is_open and text[began : began + 1] not in OPENING:
            began = self.open[-1].start + self.offset
        if inside:
            self._spoil(self._route() or self._route_here())
        stop = ParserStop(at, began, error.problem or "", error.context or "", self.quoted)
        self.slip = slip_of(text, stop)
        place = self.source.span(self.slip.start, self.slip.end)
        if all(problem.location != place for problem in self.source.problems):
            self.source.problems.append(Problem("unreadable-yaml", self.slip.says, place))
        # A slip can lie above the section that was being read: it goes on below, or it would never end.
        following = _NEXT_SECTION.search(text, max(self.slip.start, self.offset) + 1)
        return following.start() if following else None
