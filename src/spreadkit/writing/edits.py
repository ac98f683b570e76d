"""Where in a YAML text a change goes, and how it is written there: stretches to replace, all else untouched.

ruamel.yaml's round trip was weighed for this and left: it writes the whole file anew, with its own indentation, folding
and quotes, so that a diff shows lines that nobody changed. The places kept by `reading.source` are all that is needed.
"""

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final, NamedTuple

from spreadkit.errors import SpreadkitError
from spreadkit.model.base import Route
from spreadkit.reading.source import Source, YamlData, parse_source

_UNIT: Final = 2

_BRACKETS: Final = {"{": "}", "[": "]"}
_BLOCK_SCALAR: Final = re.compile(r"[|>][+\-0-9]*")
_BETWEEN: Final = re.compile(r"(?:[\s,]|(?<=[\s,\[{])#[^\n]*)*")
_LINE: Final = re.compile(r"^(?=[^\n])", re.MULTILINE)
_LEADING: Final = re.compile("^ +", re.MULTILINE)
_NOT_PRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Edit(NamedTuple):
    """A stretch of a text, and what stands there instead."""

    start: int
    end: int
    text: str


class _Node(NamedTuple):
    """Where a value and its key stand; `in_brackets` when it is written inside `{ }` or `[ ]`."""

    start: int
    end: int
    key_start: int
    key_end: int
    below: Any
    in_brackets: bool
    is_top: bool


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with stretches of it replaced. They must not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def parse_block(text: str) -> Source:
    """Read a piece of YAML that is to be added. It comes from this program, so a mistake in it is one of ours."""
    source = parse_source(text.encode(), "the new text")
    if source.problems:
        raise ValueError(f"{source.problems[0].message}: {text!r}")
    return source


def add_keys(source: Source, route: Route, text: str, *, below: str | None = None) -> list[Edit]:
    """Add a block of keys to the group at a route; parts of the route that are not there are made.

    A key that is there without a value gets its value where it stands. The others come last, or below one of the keys
    that are there.
    """
    node, missing = _nearest(source, route)
    text = _under(missing, _fitted(_ending_in_newline(text), _unit(source)), _unit(source))
    known = node.below if isinstance(node.below, dict) else {}
    block = parse_block(text)
    segments = _segments(block)
    fills = []
    for key in [key for key in segments if key in known]:
        fills.append(_fill(source, (*route[: len(route) - len(missing)], key), block.data.get(key)))
        del segments[key]
    if not segments:
        return [edit for fill in fills for edit in fill]
    if fills:
        text = "".join(segments.values())
    return [*(edit for fill in fills for edit in fill), *_add_lines(source, node, text, dict, known.get(below, node))]


def append_item(source: Source, route: Route, text: str) -> list[Edit]:
    """Add an item to the list at a route. One text that stands for a list of one becomes a list of two."""
    node, missing = _nearest(source, route)
    item = _as_item(_fitted(text, _unit(source)))
    if missing:
        block = _under(missing[-1:], item, _dash_offset(source))
        return add_keys(source, route[:-1], block)
    if isinstance(node.below, list) or _holds_nothing(source, node):
        return _add_lines(source, node, item, list)
    if isinstance(node.below, dict):
        raise SpreadkitError(f'"{_shown(route)}" is a group of keys, not a list; nothing can be appended to it')
    both = [_value(source, route), parse_block(text).data]
    return _replace(source, node, as_flow(both))


def set_value(source: Source, route: Route, value: str) -> list[Edit]:
    """Write a text at a route: in place of the one that is there, or as a new key."""
    node, missing = _nearest(source, route)
    if missing:
        return add_keys(source, route[:-1], f"{_key(route[-1])}: {as_scalar(value)}\n")
    if node.below is not None:
        raise SpreadkitError(f'"{_shown(route)}" holds more than one value; it cannot be replaced by a text')
    if source.text[node.start : node.end] == "":
        return _fill(source, route, value)
    return _replace(source, node, _in_style(source.text[node.start : node.end], value, in_brackets=node.in_brackets))


def rename_key(source: Source, route: Route, name: str) -> list[Edit]:
    """Give a key another name. What it holds, and every comment at it, stays where it is."""
    node, missing = _nearest(source, route)
    if missing or node.key_start < 0:
        raise SpreadkitError(f'there is no key "{_shown(route)}" to rename')
    return [Edit(node.key_start, node.key_end, as_scalar(name, in_brackets=node.in_brackets, is_key=True))]


def as_scalar(text: str, *, in_brackets: bool = False, is_key: bool = False) -> str:
    """Return a text as one line of YAML that reads back as the same text: plain where that can be, else quoted."""
    plain = "\n" not in text and text == text.strip()
    if plain and is_key:
        plain = _reads_as(f"{text}: x", {text: "x"})
    if plain:
        plain = _reads_as(f"[{text}]", [text]) if in_brackets else _reads_as(f"- {text}", [text])
    return text if plain else _quoted(text)


def _reads_as(yaml: str, data: YamlData) -> bool:
    read = parse_source(yaml.encode("utf-8", "surrogatepass"), "")
    return not read.problems and bool(read.data == data)


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return _NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def as_flow(data: YamlData) -> str:
    """Return data as one line of YAML with brackets."""
    if isinstance(data, dict):
        pairs = (f"{as_scalar(key, in_brackets=True, is_key=True)}: {as_flow(value)}" for key, value in data.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(as_flow, data)) + "]"
    return "~" if data is None else as_scalar(data, in_brackets=True)


def as_block(data: dict[str, Any]) -> str:
    """Return data as lines of YAML, a key a line, indented by two below each group; lists stand in brackets."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict) and value:
            lines.append(f"{_key(key)}:\n{_indented(as_block(value), _UNIT)}")
        else:
            lines.append(f"{_key(key)}: {as_scalar(value) if isinstance(value, str) else as_flow(value)}\n")
    return "".join(lines)


def _nearest(source: Source, route: Route) -> tuple[_Node, Route]:
    """Return the deepest part of a route that is there, and the steps that are missing below it."""
    nodes = source.nodes(route)
    in_brackets = any(_opens(source.text, node[0], node[1]) for node in nodes[:-1])
    return _Node(*nodes[-1], in_brackets, len(nodes) == 1), route[len(nodes) - 1 :]


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a group or list that begins here is written in brackets."""
    return end > start and text[start] in _BRACKETS


def _value(source: Source, route: Route) -> YamlData:
    data = source.data
    for step in route:
        data = data[step]
    return data


def _holds_nothing(source: Source, node: _Node) -> bool:
    """Whether there is no value: nothing at all, `~`, `null`, or brackets with nothing between them."""
    if node.below is None:
        return source.text[node.start : node.end] in {"", "~", "null"}
    return not node.below and _is_bare(source.text, node)


def _segments(block: Source) -> dict[str, str]:
    """Return the text of each key of a block, with the comments above it."""
    below = block.nodes(())[0][4]
    if not isinstance(below, dict) or not below:
        raise ValueError(f"there is no key in {block.text!r}")
    ends = [_below(block.text, _last(block.text, block_node)) for block_node in below.values()]
    bounds = pairwise([0, *ends[:-1], len(block.text)])
    return {key: block.text[begin:end] for key, (begin, end) in zip(below, bounds, strict=True)}


def _add_lines(source: Source, node: _Node, text: str, kind: type, above: Any = None) -> list[Edit]:
    """Add lines to a group (or list), whatever way it is written: below one of its values, or at its end."""
    wrong = (isinstance(node.below, dict | list) and not isinstance(node.below, kind)) and node.below
    if wrong or (node.below is None and not _holds_nothing(source, node)):
        what = "a group of keys" if kind is dict else "a list"
        line = source.span(node.start, node.end).line
        raise SpreadkitError(f'"{source.name}" has no room for this on line {line}, where {what} is needed')
    is_open = _opens(source.text, node.start, node.end)
    stays_open = is_open and (node.below or node.key_start < 0 or not _is_bare(source.text, node))
    if node.in_brackets or stays_open:
        return [_between_brackets(source.text, node, parse_block(text).data, is_open=is_open)]
    if node.below and not is_open:
        column = _column(source.text, node.start)
        return [_new_lines(source.text, _last(source.text, above or node), column, column, text)]
    return _below_key(source, node, text, kind)


def _below_key(source: Source, node: _Node, text: str, kind: type) -> list[Edit]:
    """Write lines below a key that has no value yet, taking away `~`, `{}` or `[]`."""
    if node.is_top:
        return [_new_lines(source.text, len(source.text), 0, 0, text)]
    if node.key_start < 0:
        return [Edit(node.start, node.end, _spaced(source.text, node.start, as_flow(parse_block(text).data)))]
    end = _last(source.text, node)
    column = _column(source.text, node.key_start)
    inner = column + (_unit(source) if kind is dict else _dash_offset(source))
    added = _new_lines(source.text, max(end, node.key_end), inner, column + 1, text)
    written = source.text[node.start : end].strip()
    if not written:
        return [added]
    return [added, Edit(len(source.text[: node.start].rstrip()), end, "")]


def _new_lines(text: str, end: int, column: int, belongs_from: int, lines: str) -> Edit:
    """Put lines, indented to a column, below the line that holds a position and the comments that belong to it."""
    at = _after_comments(text, _below(text, end), belongs_from)
    broken = "" if at == 0 or text[at - 1] == "\n" else "\n"
    return Edit(at, at, broken + _indented(lines, column))


def _after_comments(text: str, at: int, column: int) -> int:
    """Return where the comments end that follow a position and belong to what stands above them.

    They stand at its column or deeper, and deeper than what comes after them.
    """
    found, limit, place = [], -1, at
    while place < len(text):
        stop = _line_after(text, place)
        words = text[place:stop].strip()
        depth = stop - place - len(text[place:stop].lstrip())
        if words and not words.startswith("#"):
            limit = depth
            break
        if words:
            found.append((depth, stop))
        place = stop
    for depth, stop in found:
        if depth < column or depth <= limit:
            break
        at = stop
    return at


def _between_brackets(text: str, node: _Node, data: YamlData, *, is_open: bool) -> Edit:
    """Put keys or items behind the last one between brackets."""
    if not is_open:
        return Edit(node.start, node.end, _spaced(text, node.start, as_flow(data)))
    new = as_flow(data)[1:-1]
    if not node.below:
        return Edit(node.end, node.end, new)
    last = _children(node.below)[-1]
    end = _last(text, last)
    if comma := re.compile(r"\s*,").match(text, end):
        return Edit(comma.end(), comma.end(), f" {new}")
    return Edit(end, end, f"{' ' if last[0] == end else ''}, {new}")


def _fill(source: Source, route: Route, data: YamlData) -> list[Edit]:
    """Write a value, in one line, behind a key or dash that has none."""
    node, _ = _nearest(source, route)
    if not _holds_nothing(source, node):
        raise SpreadkitError(f'"{_shown(route)}" is there already in "{source.name}"; it is not overwritten')
    if data is None:
        return []
    text = as_flow(data) if not isinstance(data, str) else as_scalar(data, in_brackets=node.in_brackets)
    end = _last(source.text, node)
    return [Edit(node.start, end, _spaced(source.text, node.start, text))]


def _spaced(text: str, at: int, words: str) -> str:
    return words if at == 0 or text[at - 1] in " \n" else f" {words}"


def _replace(source: Source, node: _Node, words: str) -> list[Edit]:
    """Replace a scalar. Of a block scalar the comment behind its `|` or `>` stays."""
    head = _BLOCK_SCALAR.match(source.text, node.start, node.end)
    if head is None:
        return [Edit(node.start, node.end, words)]
    first = source.text.find("\n", head.end(), node.end)
    edits = [Edit(node.start, head.end(), words)]
    if first >= 0:
        edits.append(Edit(first, first + len(source.text[first : node.end].rstrip()), ""))
    return edits


def _in_style(old: str, text: str, *, in_brackets: bool) -> str:
    """Write a text in the quotes that the old one has, if it can stand in them."""
    if old.startswith("'") and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if old.startswith('"'):
        return _quoted(text)
    return as_scalar(text, in_brackets=in_brackets)


def _children(below: Any) -> list[Any]:
    return list(below.values()) if isinstance(below, dict) else below


def _last(text: str, node: Any) -> int:
    """Return where a value ends, with everything in it."""
    start: int = node[0]
    end: int = node[1]
    below = node[4]
    if below is None:
        if _BLOCK_SCALAR.match(text, start, end):
            keeps = "+" in text[start : text.find("\n", start)].split(" ", 1)[0]
            return end if keeps else start + len(text[start:end].rstrip("\n"))
        return end
    inner = _last(text, _children(below)[-1]) if below else end
    if not _opens(text, start, end):
        return inner
    between = _BETWEEN.match(text, inner)
    return (between.end() if between else inner) + 1


def _is_bare(text: str, node: _Node) -> bool:
    """Whether brackets hold nothing, not even a comment."""
    return not text[node.end : _last(text, node) - 1].strip()


def _line_after(text: str, at: int) -> int:
    """Return where the line after a position begins; the end of the text where there is none."""
    following = text.find("\n", at)
    return len(text) if following < 0 else following + 1


def _below(text: str, end: int) -> int:
    """Return where the line below a value begins. A block scalar that keeps its blank lines ends there already."""
    return end if end and text[end - 1] == "\n" else _line_after(text, end)


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _unit(source: Source) -> int:
    """Return by how many columns the file indents what stands below a key."""
    return _offset(source, dict, _UNIT)


def _dash_offset(source: Source) -> int:
    """Return how far the file indents the dashes of a list below their key."""
    return _offset(source, list, _unit(source))


def _offset(source: Source, kind: type, default: int) -> int:
    top = source.nodes(())[0][4]
    for start, end, key_start, _, below in _children(top) if isinstance(top, dict) else ():
        if isinstance(below, kind) and below and not _opens(source.text, start, end):
            return max(0, _column(source.text, start) - _column(source.text, key_start))
    return default


def _under(steps: Route, text: str, unit: int) -> str:
    """Put a block below keys that are not there yet."""
    for step in reversed(steps):
        text = f"{_key(step)}:\n{_indented(text, unit)}"
    return text


def _key(step: str | int) -> str:
    if isinstance(step, int):
        raise SpreadkitError(f"there is no item {step + 1} in the list to write to")
    return as_scalar(step, is_key=True)


def _as_item(text: str) -> str:
    return f"- {_indented(_ending_in_newline(text), 2).removeprefix('  ')}"


def _indented(text: str, by: int) -> str:
    return _LINE.sub(" " * by, text)


def _fitted(text: str, unit: int) -> str:
    """Indent a block, which is written with steps of two, as the file does, if it then still says the same."""
    wider = _LEADING.sub(lambda match: " " * (len(match[0]) * unit // _UNIT), text)
    return wider if unit != _UNIT and _reads_as(wider, parse_block(text).data) else text


def _ending_in_newline(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _shown(route: Route) -> str:
    return ".".join(map(str, route))
