"""Shape errors in the writer's words: what pydantic says of a value, turned into what to write instead.

Errors are looked up by their type, never by their English; routes are found by stepping through the data itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from spreadkit.model.base import Route, kebab
from spreadkit.record import record
from spreadkit.words import did_you_mean, in_words, invisible_in, nearest, without_invisible

WANTS_KEYS: Final = 'this must be a group of keys, each on its own line as "key: value"'

_WANTS_LIST: Final = 'this must be a list, each item on a line that begins with "- "'
_CURLY: Final = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb"
_KEY_WITHOUT_BLANK: Final = re.compile(r"([A-Za-z][\w.-]*):([^\s/\\].*)", re.DOTALL)
_DASHES: Final = re.compile(r"-\S")

_Details = Mapping[str, Any]

_UNNAMED: Final = frozenset({"levels"})
"""Kinds of a group of keys that are told by what stands in it, and by no word."""

_UNKNOWN_KEY: Final = frozenset({"extra_forbidden", "unexpected_keyword_argument"})


@record
class ShapeError:
    """A value that does not fit: where, the rule and sentence for it, and what to leave out so that the rest loads.

    `meant` is the route that an unknown key was probably meant to be; `kind` tells causes of one rule apart, and `text`
    is what is written there;
    `is_mistyped` says that the message names a slip of the fingers in it.
    """

    slug: str
    message: str
    route: Route
    remove: Route
    at_key: bool = False
    meant: Route | None = None
    is_word: bool = False
    kind: str = ""
    text: str = ""
    is_mistyped: bool = False


def shape_error(model: type[Any], data: Any, error: ErrorDetails) -> ShapeError:
    """Turn one error of pydantic into a ShapeError."""
    shape = _in_words(model, data, error)
    text = "" if shape.slug == "missing-key" else _shown(data, shape.route)
    written = str(shape.route[-1]) if shape.at_key and shape.route else text
    slip = slip_in(written, shape)
    return replace(shape, kind=error["type"], text=text, message=slip or shape.message, is_mistyped=slip is not None)


def slip_in(text: str, shape: ShapeError) -> str | None:
    """Say what was mistyped where a text does not fit: signs that cannot be seen, quotes, a blank that is missing."""
    is_word = shape.is_word
    if is_word and (sign := invisible_in(text)):
        return f'"{without_invisible(text)}" holds a sign that cannot be seen ({sign}); delete it'
    if is_word and text != (bare := text.strip(_CURLY)):
        return f'"{text}" has quotes of a word processor; write {bare} alone'
    if (match := _KEY_WITHOUT_BLANK.fullmatch(text)) and (shape.slug == "unknown-key" or shape.message == WANTS_KEYS):
        return f'write a colon and a blank behind the key: "{match[1]}: {match[2]}"'
    if _DASHES.match(text) and shape.message == _WANTS_LIST:
        return "put a blank after each dash of the list"
    return None


def _in_words(model: type[Any], data: Any, error: ErrorDetails) -> ShapeError:
    kind, loc = error["type"], error["loc"]
    route = _route(data, loc, keep_last=kind in {"missing", *_UNKNOWN_KEY})
    name = str(route[-1]) if route else "the file"
    if kind == "missing":
        return ShapeError("missing-key", f'"{name}" is missing; add it', route, route[:-1])
    if kind in _UNKNOWN_KEY:
        return unknown_key(model, route)
    if kind in {"enum", "literal_error"}:
        at_key = loc[-1] == "[key]"
        words, written = _words_at(model, route, of_key=at_key), name if at_key else _shown(data, route)
        return _unknown_word(written, words, route, route, at_key=at_key)
    if kind == "union_tag_invalid":
        key, words = "answer", [word for word in _quoted(error["ctx"]["expected_tags"]) if word not in _UNNAMED]
        return _unknown_word(_shown(data, (*route, key)), words, (*route, key), route)
    if kind in {"string_pattern_mismatch", "string_too_long"}:
        at_key = loc[-1] == "[key]"
        written = name if at_key else _shown(data, route)
        message = f'"{written[:60]}" is not an id; use lower-case words joined by dashes, such as {_as_id(written)}'
        return ShapeError("bad-id", message, route, route, at_key=at_key, is_word=True)
    make = _WANTED.get(kind)
    message = make(error.get("ctx") or {}) if make else error["msg"]
    return ShapeError("wrong-value", message, route, route)


def _unknown_word(written: str, words: list[str], route: Route, remove: Route, *, at_key: bool = False) -> ShapeError:
    """Describe a word, or a key, that is none of a closed list."""
    fit = f"is not one of the words that fit here{did_you_mean(written, words)}: {in_words(words, joiner='or')}"
    return ShapeError("unknown-word", f'"{written}" {fit}', route, remove, at_key=at_key, is_word=True)


def _quoted(text: str) -> list[str]:
    return re.findall(r"'([^']+)'", text)


def unknown_key(model: type[Any], route: Route) -> ShapeError:
    """Describe a key that the model does not know."""
    name = str(route[-1])
    near = nearest(name, fields_at(model, route[:-1]))
    hint = f' (did you mean "{near}"?)' if near else ""
    message = f'"{name}" is not a key that is known here{hint}; correct it, or begin it with x- to keep it'
    meant = (*route[:-1], near) if near else None
    return ShapeError("unknown-key", message, route, route, at_key=True, meant=meant, is_word=True)


def step_into(data: Any, step: int | str) -> tuple[bool, Any]:
    """Take one step of a route into plain data: whether there is something, and what."""
    if isinstance(data, dict):
        return step in data, data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return True, data[step]
    return False, None


def fields_at(model: type[Any], route: Route) -> list[str]:
    """Return the keys that are known at a route of a model."""
    names = (kebab(name) for kind in _choices(_type_at(model, route)) for name in kinds_of(kind))
    return list(dict.fromkeys(names))


def is_field(model: type[Any], route: Route) -> bool:
    """Whether a route leads to a field of a group of keys, rather than to an item of a list or of named things."""
    known = fields_at(model, route[:-1]) if len(route) > 1 else []
    may_be_named = any(_is_dict(kind) for kind in _choices(_type_at(model, route[:-1]))) if known else False
    return route[-1] in known if may_be_named else bool(known)


def is_list(model: type[Any], route: Route) -> bool:
    """Whether a list fits at a route of a model."""
    return get_origin(_bare(_type_at(model, route))) is tuple


def _words_at(model: type[Any], route: Route, *, of_key: bool = False) -> list[str]:
    """Return the closed list of words that fit at a route of a model: as its value, or as its key."""
    kind = _bare(_type_at(model, route[:-1] if of_key else route))
    if of_key:
        kind = _bare(_arguments(kind)[0])
    if get_origin(kind) is tuple:
        kind = _bare(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return [str(word) for word in get_args(kind)] if get_origin(kind) is Literal else []


def _type_at(model: type[Any], route: Route) -> Any:
    """Follow a route through the types of a model."""
    kind: Any = model
    for step in route:
        below = (_type_below(choice, step) for choice in _fields_first(_choices(kind)))
        kind = next((found for found in below if found is not None), None)
    return kind


def _type_below(kind: Any, step: str | int) -> Any:
    """Take one step of a route through a type that is no choice between several; None where it leads nowhere."""
    if known := kinds_of(kind):
        return next((field_kind for name, field_kind in known.items() if kebab(name) == step), None)
    if _is_dict(kind):
        return _arguments(kind)[1]
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _fields_first(kinds: list[Any]) -> list[Any]:
    return sorted(kinds, key=_is_dict)


def _is_dict(kind: Any) -> bool:
    return get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, dict))


def _arguments(kind: Any) -> tuple[Any, ...]:
    """Return of which keys and values a dict is, be it a class of its own."""
    return get_args(kind if get_origin(kind) is dict else kind.__orig_bases__[0])


def _choices(kind: Any) -> list[Any]:
    """Return the types that a type is a choice between, without `Annotated` and `None`."""
    if get_origin(kind) is Annotated:
        return _choices(get_args(kind)[0])
    if get_origin(kind) in {Union, UnionType}:
        return [found for choice in get_args(kind) if choice is not type(None) for found in _choices(choice)]
    return [kind]


def _bare(kind: Any) -> Any:
    """Take off `Annotated` and `| None`."""
    return _choices(kind)[0]


def kinds_of(kind: Any) -> Mapping[str, Any]:
    """Return the fields of a group of keys, or of a row, with their types; nothing for any other kind."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {name: info.annotation for name, info in kind.model_fields.items()}
    return {field.name: field.type for field in fields(kind)} if is_dataclass(kind) else {}


def _route(data: Any, loc: tuple[int | str, ...], *, keep_last: bool) -> Route:
    route: list[int | str] = []
    for index, step in enumerate(loc):
        found, below = step_into(data, step)
        if found:
            data = below
        elif not (keep_last and index == len(loc) - 1):
            continue
        route.append(step)
    return tuple(route)


def _shown(data: Any, route: Route) -> str:
    for step in route:
        found, data = step_into(data, step)
        if not found:
            return "this"
    return data[:60] if isinstance(data, str) else "this"


def _as_id(text: str) -> str:
    words = "".join(letter if letter.isalnum() and letter.isascii() else " " for letter in text.lower()).split()
    return '"' + ("-".join(words)[:60] or "first-wave") + '"'


_WANTED: Final[Mapping[str, Callable[[_Details], str]]] = {
    "string_type": lambda _: "this must be text; write words after the colon, or quote them",
    "string_too_short": lambda _: "the text is empty; write words, or remove the line",
    "model_type": lambda _: WANTS_KEYS,
    "model_attributes_type": lambda _: WANTS_KEYS,
    "dataclass_type": lambda _: WANTS_KEYS,
    "dict_type": lambda _: WANTS_KEYS,
    "tuple_type": lambda _: _WANTS_LIST,
    "int_parsing": lambda _: "this must be a whole number, such as 3",
    "int_type": lambda _: "this must be a whole number, such as 3",
    "int_parsing_size": lambda _: "this number is too long; write a whole number, such as 3",
    "greater_than": lambda details: f"this must be more than {details.get('gt')}",
    "too_short": lambda _: "at least one entry is needed here",
}
