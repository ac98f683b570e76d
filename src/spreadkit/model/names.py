"""Names of people, sites and all else that has an id: for texts in which a name stands where the id is meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from spreadkit.model.base import is_id
from spreadkit.model.plan import Plan
from spreadkit.model.references import PARTS_BY_KIND, ReferenceKind
from spreadkit.words import did_you_mean, in_words

_NOT_IN_WORDS: Final = re.compile(r"[\W_]+")
_BETWEEN_IDS: Final = re.compile(r"\s*[,;/&+|]\s*|\s+and\s+|\s+")
_FEW: Final = 4
"""Up to this many letters, a last name alone says too little. The figure is ours."""


class NamedPart(NamedTuple):
    """A part of the plan with its id, and the name or title that people know it by."""

    kind: ReferenceKind
    id: str
    name: str


def named_parts(data: Any) -> list[NamedPart]:
    """Return all parts of a plan that have an id: of its data as they were read, or of the plan itself."""
    return [
        NamedPart(kind, name, called)
        for kind, routes in PARTS_BY_KIND.items()
        for route in routes
        for name, called in _entries(_at(data, route))
        if is_id(name)
    ]


def parts_called(text: str, parts: Iterable[NamedPart]) -> list[NamedPart]:
    """Return the parts that a text names: by their name, or by their id in other letters."""
    words = _folded(text)
    return [part for part in parts if words and words in {_folded(part.name), _folded(part.id)}]


def _parts_like(text: str, parts: Iterable[NamedPart], kind: str | None) -> list[NamedPart]:
    """Return the parts that a text may be meant for, also by the last word of a name; those of a kind come alone."""
    known, words = list(parts), _folded(text)
    found = parts_called(text, known)
    if not found and len(words) > _FEW:
        found = [part for part in known if _folded(part.name).split()[-1:] == [words]]
    return [part for part in found if part.kind == kind] or found


def meant(text: str, kind: ReferenceKind, plan: Plan) -> str:
    """Return ` (did you mean "…"?)` for a text that is no id of a kind: the id of what is called so, or a near one."""
    parts = [part for part in named_parts(plan) if part.kind == kind]
    called = _parts_like(text, parts, kind)
    if len(called) == 1:
        return f' (did you mean "{called[0].id}", {called[0].name}?)'
    return did_you_mean(text, [part.id for part in parts])


def why_no_id(text: str, parts: Iterable[NamedPart], kind: str | None, *, takes_list: bool) -> str | None:
    """Say of a text that is no id that it is a name, or several ids; None where it is neither."""
    known = list(parts)
    called = _parts_like(text, known, kind)
    shown = f'"{text[:60]}"'
    if called:
        write = in_words(list(dict.fromkeys(part.id for part in called)), joiner="or")
        return f"{shown} is {_called(text, called)}; write the id: {write}"
    words = [word for word in _BETWEEN_IDS.split(text.strip(" []")) if word]
    ids = {part.id for part in known}
    is_told = len(words) > 1 and all(map(is_id, words)) and (set(words) <= ids or re.search("[,;/&+|]", text))
    if not is_told:
        return None
    number = "two ids" if len(words) == 2 else f"{len(words)} ids"  # noqa: PLR2004 - as people say it
    return f"{shown} are {number}; " + (f"write a list: [{', '.join(words)}]" if takes_list else "only one fits here")


def _called(text: str, parts: list[NamedPart]) -> str:
    if len(parts) == 1 and _folded(parts[0].id) == _folded(text):
        return f'the {parts[0].kind} "{parts[0].id}" in other letters'
    quoted = [f'the {part.kind} "{part.id}"' for part in parts]
    return f"the name of {in_words(quoted)}"


def _folded(text: str) -> str:
    return " ".join(_NOT_IN_WORDS.sub(" ", text.casefold()).split())


def _at(data: Any, route: Iterable[str | int]) -> Any:
    for step in route:
        data = data.get(str(step)) if isinstance(data, Mapping) else getattr(data, str(step), None)
    return data


def _entries(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, Mapping):
        for key, entry in part.items():
            yield str(key), _name_of(entry)
    elif isinstance(part, list | tuple):
        for entry in part:
            if key := _of(entry, "id"):
                yield key, _name_of(entry)


def _name_of(entry: Any) -> str:
    return _of(entry, "name") or _of(entry, "title")


def _of(entry: Any, key: str) -> str:
    value = entry.get(key) if isinstance(entry, Mapping) else getattr(entry, key, None)
    return value if isinstance(value, str) else ""
