"""Changing files that people wrote: only the lines concerned, and the result is read back before anything is written.

A Draft holds a YAML file, or a plan with the files that its answers stand in. Changes are made one after another;
after each the text is read again and compared with what it must hold now. `save` replaces files whole or not at all.
"""

from bisect import bisect_left
from copy import deepcopy
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from typing import Any, Final

from spreadkit.errors import ChangedMeanwhileError, SpreadkitError, sentence_of
from spreadkit.loading.loaded import LoadedPlan, display_name
from spreadkit.model.base import Route
from spreadkit.reading.files import read_file, repository_left, resolved
from spreadkit.reading.source import MAX_BYTES, Source, YamlData, parse_source
from spreadkit.writing import edits
from spreadkit.writing.atomic import clear_leftovers, write_whole
from spreadkit.writing.edits import Edit

_BOM: Final = "\ufeff"


class Draft:
    """A plan (or any YAML file) that is being changed. Nothing is written before `save`.

    Routes are those of the plan, also where its answers stand in files of their own. Every change raises SpreadkitError
    and leaves the draft as it was when it cannot be made without touching anything else.
    """

    def __init__(self, path: Path) -> None:
        self._files: list[tuple[Route, _File]] = [((), _File(path, top=repository_left(path)))]

    @classmethod
    def of_plan(cls, loaded: LoadedPlan) -> "Draft":
        """Begin to change a plan that was read, with the files that its answers stand in."""
        draft = cls(loaded.path)
        own = draft._files[0][1].source.data
        for mount in loaded.mounts:
            if isinstance(mount.file, Source):
                _, framework = mount.route
                draft._hold(mount.route, loaded.path.parent / own["answers"][framework], loaded.root)
        return draft

    def has(self, route: Route) -> bool:
        """Whether there is a key or an item at a route, be it empty."""
        file, rest = self._file_of(route)
        return len(file.source.nodes(rest)) > len(rest)

    def get(self, route: Route) -> YamlData:
        """Return what stands at a route; None where there is nothing."""
        file, rest = self._file_of(route)
        return _at(file.source.data, rest)

    def keys(self, route: Route) -> list[str]:
        """Return the keys of the group at a route, also those without a value."""
        file, rest = self._file_of(route)
        nodes = file.source.nodes(rest)
        below = nodes[-1][4] if len(nodes) > len(rest) else None
        return list(below) if isinstance(below, dict) else []

    def add(self, route: Route, block: str, *, below: str | None = None) -> None:
        """Add keys, as a block of YAML, to the group at a route; groups above them that are not there are made.

        They come last, or below one of the keys of the group. The block begins at the left margin and indents by two;
        comments in it come along. Keys that are there with a value are never overwritten.
        """
        file, rest = self._file_of(route)
        new = edits.parse_block(block).data
        data = deepcopy(file.source.data) or {}
        file.change(edits.add_keys(file.source, rest, block, below=below), lambda: _merge(data, rest, new))

    def append(self, route: Route, item: str) -> None:
        """Add an item, as YAML, at the end of the list at a route; the list is begun where there is none."""
        file, rest = self._file_of(route)
        new = edits.parse_block(item).data
        data = deepcopy(file.source.data) or {}
        file.change(edits.append_item(file.source, rest, item), lambda: _append(data, rest, new))

    def set(self, route: Route, value: str) -> None:
        """Write a text at a route, in place of the one that may be there."""
        file, rest = self._file_of(route)
        data = deepcopy(file.source.data) or {}
        file.change(edits.set_value(file.source, rest, value), lambda: _put(data, rest, value))

    def rename(self, route: Route, key: str) -> None:
        """Give the key at a route another name. What it holds stays where it is, with all its comments."""
        file, rest = self._file_of(route)
        if self.has((*route[:-1], key)):
            raise SpreadkitError(f'"{key}" is there already in "{file.name}"; it is not overwritten')
        data = deepcopy(file.source.data) or {}
        file.change(edits.rename_key(file.source, rest, key), lambda: _rename(data, rest, key))

    @property
    def changed(self) -> list[Path]:
        """The files that would be written."""
        return [file.path for file in self._all_changed]

    def difference(self) -> str:
        """Show what would change, as a unified diff."""
        return "".join(file.difference() for file in self._all_changed)

    def save(self) -> list[Path]:
        """Write the files that changed, and return them. Nothing is written if one was changed by others meanwhile.

        The caller holds the lock of the plan.
        """
        for _, file in self._files:
            clear_leftovers(resolved(file.path))
        changed = self._all_changed
        for file in changed:
            file.refuse_if_changed_by_others()
        for file in reversed(changed):  # the plan last: what it says of its answers is true only when they are written
            file.save()
        return [file.path for file in changed]

    def _hold(self, route: Route, path: Path, top: Path) -> None:
        """Hold a file for a part of the plan, not outside of `top`; one that is named twice is held once."""
        same = (file for _, file in self._files if resolved(file.path) == resolved(path))
        self._files.append((route, next(same, None) or _File(path, top=top)))

    @property
    def _all_changed(self) -> "list[_File]":
        return [file for file in dict.fromkeys(file for _, file in self._files) if file.is_changed]

    def _file_of(self, route: Route) -> "tuple[_File, Route]":
        """Return the file that a route stands in, and the route inside it."""
        for mount, file in self._files[1:]:
            if route[: len(mount)] == mount:
                return file, route[len(mount) :]
        return self._files[0][1], route


class _File:
    """One file: its text as it is on the disk, with its line ends, and what reading it gives."""

    def __init__(self, path: Path, *, top: Path | None) -> None:
        self.path = path
        self.name = display_name(path)
        self._top = top
        self.before = read_file(path, MAX_BYTES, top=top)
        self.source = parse_source(self.before, self.name)
        if self.source.problems:
            first = self.source.problems[0]
            where = f"line {first.location.line}: {first.message}"
            raise SpreadkitError(f'"{self.name}" cannot be changed before it can be read ({where})')
        text = self.before.decode("utf-8")
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)

    @property
    def is_changed(self) -> bool:
        return self._content(self.text) != self.before

    def change(self, made: list[Edit], expected: Any) -> None:
        """Make edits, if the text then holds what is expected and nothing else."""
        text = edits.apply(self.text, self._as_written(made))
        source = parse_source(self._content(text), self.name)
        if source.problems or not _same(source.data, expected()):
            raise SpreadkitError(
                f'"{self.name}" is written in a way that cannot be changed safely; nothing was written: '
                "make this change by hand"
            )
        self.text, self.source = text, source

    def difference(self) -> str:
        old = parse_source(self.before, self.name).text
        lines = unified_diff([*StringIO(old)], [*StringIO(self.source.text)], f"a/{self.name}", f"b/{self.name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def refuse_if_changed_by_others(self) -> None:
        if read_file(self.path, MAX_BYTES, top=self._top) != self.before:
            raise ChangedMeanwhileError(
                f'"{self.name}" was changed meanwhile by someone else; nothing was written: run again'
            )

    def save(self) -> None:
        try:
            write_whole(self.path, self.bom + self.text)
        except OSError as error:
            raise SpreadkitError(sentence_of(error, self.name)) from None
        self.before = self._content(self.text)

    def _content(self, text: str) -> bytes:
        return (self.bom + text).encode("utf-8", "surrogatepass")

    def _as_written(self, made: list[Edit]) -> list[Edit]:
        """Turn edits of the text with plain line feeds into edits of the text as it is on the disk."""
        pairs, at = list[int](), -1
        while (at := self.text.find("\r\n", at + 1)) >= 0:
            pairs.append(at - len(pairs))
        bare = "\r" if "\r" in self.text else "\n"
        feed = "\r\n" if pairs else bare
        return [
            Edit(
                change.start + bisect_left(pairs, change.start),
                change.end + bisect_left(pairs, change.end),
                change.text.replace("\n", feed),
            )
            for change in made
        ]


def _at(data: YamlData, route: Route) -> YamlData:
    for step in route:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def _group(data: YamlData, route: Route) -> Any:
    """Return the group or list at a route, making groups that are not there.

    Raises SpreadkitError where something else stands on the way: a list in place of keys, or the other way round.
    """
    for place, step in enumerate(route):
        if isinstance(data, dict):
            if data.setdefault(str(step), {}) is None:
                data[str(step)] = {}
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            if data[step] is None:
                data[step] = {}
            data = data[step]
        else:
            where = ".".join(map(str, route[:place])) or "the plan"
            raise SpreadkitError(f'"{where}" does not hold what belongs there; correct it first, see: spreadkit check')
    return data


def _merge(data: YamlData, route: Route, new: YamlData) -> YamlData:
    group = _group(data, route)
    if not isinstance(group, dict):
        where = ".".join(map(str, route))
        raise SpreadkitError(f'"{where}" does not hold keys; correct it first, see: spreadkit check')
    group.update(new or {})
    return data


def _append(data: YamlData, route: Route, item: YamlData) -> YamlData:
    above = _group(data, route[:-1])
    old = _at(above, route[-1:])
    alone = [old] if isinstance(old, str) else []
    above[route[-1]] = [*(old if isinstance(old, list) else alone), item]
    return data


def _put(data: YamlData, route: Route, value: str) -> YamlData:
    _group(data, route[:-1])[route[-1]] = value
    return data


def _rename(data: YamlData, route: Route, key: str) -> YamlData:
    above = _group(data, route[:-1])
    if route[-1] in above:
        above[key] = above.pop(route[-1])
    return data


def _same(one: YamlData, other: YamlData) -> bool:
    """Compare data. Line ends at the end of a text do not count: no field keeps them.

    A block of text at the very end of a file gains one when lines are added below it.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\n") == other.rstrip("\n")
    return one is None and other is None
