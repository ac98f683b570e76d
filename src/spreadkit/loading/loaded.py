"""What was read from a file and the files beside it, and the place of every part of it."""

import os
from bisect import bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal

from spreadkit.loading.route_index import RouteIndex
from spreadkit.model.base import Route
from spreadkit.model.concepts import Vocabulary
from spreadkit.model.crosswalk import Crosswalk
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.finding import Location
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan
from spreadkit.model.signposts import Signposts
from spreadkit.privacy.searched_texts import SearchedText
from spreadkit.reading.files import ESCAPES, RefusedFileError, place_of, resolved
from spreadkit.reading.questions import exists
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.reading.source import Problem, Source, span_in
from spreadkit.reading.tables import CsvTable
from spreadkit.words import wrong_in_path

FileState = Literal["there", "missing", "outside", "misspelt"]
"""Whether a file that a plan names is there, and inside the repository; or its name can be none of a file here."""

_STATES: Final[dict[str, FileState]] = {ESCAPES: "outside", "wrong-value": "misspelt"}


@dataclass(slots=True)
class Mount:
    """A file that stands in for a part of the plan: the rows of a table, or a set of answers.

    Of a part that several tables make up, the `size` rows from `first` on are those of this one. `dates` is the order
    that the plan declares for its days.
    """

    route: Route
    file: CsvTable | Source
    columns: Mapping[str, str] = field(default_factory=dict)
    first: int = 0
    size: int = 0
    path: Path = Path()
    dates: DayOrder | None = None

    def holds(self, route: Route) -> bool:
        """Whether a route leads into this file."""
        size = len(self.route)
        if len(route) <= size or route[:size] != self.route:
            return False
        row = route[size]
        return not isinstance(self.file, CsvTable) or not isinstance(row, int) or 0 <= row - self.first < self.size

    def column_at(self, route: Route) -> str | None:
        """Return the name of the column that a route of the plan leads to; None where this is no table."""
        if not isinstance(self.file, CsvTable) or len(route) != len(self.route) + 2:  # a row, and a field of it
            return None
        return self.columns.get(str(route[-1]), str(route[-1]))

    def locate(self, rest: Route, *, key: bool) -> Location:
        """Return the place of a route below this part, in its own file."""
        if isinstance(self.file, Source):
            return self.file.locate(rest, key=key)
        row = rest[0] - self.first if rest and isinstance(rest[0], int) else None
        name = str(rest[1]) if len(rest) > 1 else None
        return self.file.locate(row, self.columns.get(name, name) if name else None)


@dataclass(slots=True)
class Loaded:
    """What was read from a file and the files it names. `lost` are the routes of values that had to be left out.

    `lost_with` are those of the groups of keys they belong to, in the same order: what a lost value leaves unsaid there
    is not known either. A lost item of a list is a thing of its own. `notices` keep nothing from being read: they say
    how something was read.
    """

    path: Path
    source: Source
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    mounts: list[Mount] = field(default_factory=list)
    lost: list[Route] = field(default_factory=list)
    lost_with: list[Route] = field(default_factory=list)
    _removed: dict[Route, list[int]] = field(default_factory=dict)
    _before: dict[Route, list[int]] = field(default_factory=dict)
    _indexed: tuple[int, int] = (-1, -1)
    _indexes: tuple[RouteIndex, RouteIndex] = field(default_factory=lambda: (RouteIndex(()), RouteIndex(())))

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """Return the place of a route of the model, in whichever file holds it."""
        return self._place(self.as_written(route), key=key)

    @property
    def texts(self) -> tuple[SearchedText, ...]:
        """The texts of all files that were read, the plan's own first; of large tables a digest too."""
        own = SearchedText(self.source.name, self.source.text, self.source.text)
        return (own, *(_as_searched(mount.file) for mount in self.mounts))

    def locate_in_text(self, file: int, start: int, end: int) -> Location:
        """Return the place of what stands between two character positions in one of `texts`."""
        read = self.texts[file]
        if read.is_taken:
            return Location(file=read.name)
        return span_in(read.text, read.name, start, end)

    def as_written(self, route: Route) -> Route:
        """Turn positions in the model's lists into positions in the file, where items had to be left out."""
        if not self._removed:
            return route
        written: Route = ()
        for step in route:
            written = (*written, self._position(written, step) if isinstance(step, int) else step)
        return written

    def _position(self, route: Route, step: int) -> int:
        """Return the position in the file of an item of a list, counted past every item before it that is gone."""
        gone = self._removed.get(route)
        if not gone:
            return step
        before = self._before.get(route)
        if before is None or len(before) != len(gone):
            before = self._before[route] = [position - number for number, position in enumerate(gone)]
        return step + bisect_right(before, step)

    def take_out(self, data: Any, route: Route) -> None:
        """Remove a value from the data, remembering the positions of list items."""
        for step in route[:-1]:
            data = data[step]
        del data[route[-1]]
        if isinstance(route[-1], int):
            gone = self._removed.setdefault(self.as_written(route[:-1]), [])
            insort(gone, self._position(self.as_written(route[:-1]), route[-1]))

    def removed_from(self, route: Route) -> list[int]:
        """Return the positions, as written and rising, of the items of a list that are not part of the data."""
        return self._removed.get(route, [])

    def leave_out(self, route: Route, items: list[int]) -> None:
        """Remember that items of a list, by their positions in the file, are not part of the data."""
        self._removed[route] = sorted({*self._removed.get(route, ()), *items})
        self._before.pop(route, None)

    def _place(self, route: Route, *, key: bool) -> Location:
        for mount in self.mounts:
            if mount.holds(route):
                return mount.locate(route[len(mount.route) :], key=key)
        return self.source.locate(route, key=key)

    def is_lost(self, route: Route) -> bool:
        """Whether a value at a route cannot be judged, because it or a value beside it had to be left out."""
        if not self.lost:
            return False
        written = self.as_written(route)
        lost, lost_with = self._lost_routes()
        return (bool(written) and lost.holds_below(written)) or lost_with.holds_above(written)

    def _lost_routes(self) -> tuple[RouteIndex, RouteIndex]:
        """Return `lost` and `lost_with` as they are now, to be asked very often."""
        sizes = (len(self.lost), len(self.lost_with))
        if self._indexed != sizes:
            self._indexed, self._indexes = sizes, (RouteIndex(self.lost), RouteIndex(self.lost_with))
        return self._indexes

    @property
    def tables(self) -> int:
        """How many tables were read."""
        return sum(isinstance(mount.file, CsvTable) for mount in self.mounts)


@dataclass(slots=True)
class LoadedPlan(Loaded):
    """A plan, or None where its shape allows none. `files` are the files that it names, with their state.

    `named` are the texts that name the files of tables, by the route of their rows; `texts_beside` are those of other
    files that it names or uses, once they were read, and `unsearched` says of those without text to be searched why.

    `readable` is the plan, or what could be read of one whose YAML has a slip: only findings are made from that.
    `lost_sections` are the keys at its top of which something could not be read, so that nothing can be said of what is
    not there.
    """

    plan: Plan | None = None
    readable: Plan | None = None
    lost_sections: frozenset[str] = frozenset()
    root: Path = Path()
    files: dict[str, FileState] = field(default_factory=dict)
    named: dict[Route, list[str]] = field(default_factory=dict)
    texts_beside: tuple[SearchedText, ...] | None = None
    unsearched: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How results call the plan, wherever it is looked at from: by its path in its repository, if it has one."""
        return _shown(os.path.relpath(resolved(self.path.parent) / self.path.name, self.root))

    def beside(self, name: str) -> str:
        """Return the name of a file, given as findings show it, as seen from the plan's folder."""
        return _shown(os.path.relpath(name, PurePosixPath(self.source.name).parent))

    @property
    def texts(self) -> tuple[SearchedText, ...]:
        """The texts of the plan, of its tables, and of the other files that it names once they were read."""
        return (*Loaded.texts.__get__(self), *(self.texts_beside or ()))


@dataclass(slots=True)
class LoadedFramework(Loaded):
    """A framework, or None where its shape allows none. `base` is the one that it extends.

    What it takes over from its base is part of its data, and has its place in the base's file. `own_loosens` is how
    many entries of `loosens` stand in its own; those of its base follow them.
    """

    framework: Framework | None = None
    base: "LoadedFramework | None" = None
    own_loosens: int = 0

    @property
    def own_paths(self) -> list[Path]:
        """The files of it and of those that it rests on, but for what comes with spreadkit."""
        own = [] if self.path.parent == builtin_frameworks() else [self.path]
        return [*own, *(self.base.own_paths if self.base else ())]

    def depth(self, route: Route) -> int:
        """Return how far a route leads, in this file or in those that it rests on."""
        return max(len(self.source.nodes(route)), self.base.depth(self._in_base(route)) if self.base else 0)

    def _place(self, route: Route, *, key: bool) -> Location:
        if self.base is None or len(self.source.nodes(route)) >= self.base.depth(self._in_base(route)):
            return self.source.locate(route, key=key)
        return self.base.locate(self._in_base(route), key=key)

    def _in_base(self, route: Route) -> Route:
        if len(route) > 1 and route[0] == "loosens" and isinstance(route[1], int):
            return (route[0], route[1] - self.own_loosens, *route[2:])
        return route


@dataclass(slots=True)
class LoadedVocabulary(Loaded):
    """Concepts and situations, or None where the file's shape allows none."""

    vocabulary: Vocabulary | None = None


@dataclass(slots=True)
class LoadedSignposts(Loaded):
    """Signposts, or None where the file's shape allows none."""

    signposts: Signposts | None = None


@dataclass(slots=True)
class LoadedCrosswalk(Loaded):
    """A crosswalk, or None where its shape allows none."""

    crosswalk: Crosswalk | None = None


def _as_searched(file: CsvTable | Source) -> SearchedText:
    is_table = isinstance(file, CsvTable)
    return SearchedText(file.name, file.text, file.digest if isinstance(file, CsvTable) else file.text, is_table)


def display_name(path: Path) -> str:
    """Return how a path is shown: relative to the working folder where it lies below it, with forward slashes."""
    relative = os.path.relpath(path)
    name = str(path) if relative.startswith("..") else relative
    return _shown(name)


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace").replace(os.sep, "/")


def file_state(loaded: LoadedPlan, text: str) -> FileState:
    """Say whether a file that the plan names is there. Symbolic links are followed before judging."""
    try:
        place = _place_named(loaded, text)
    except RefusedFileError as error:
        return _STATES.get(error.slug, "missing")
    return "there" if exists(place) else "missing"


def why_outside(loaded: LoadedPlan, text: str) -> str:
    """Say of a file that is outside what is wrong with it, after its name."""
    try:
        _place_named(loaded, text)
    except RefusedFileError as error:
        return error.says
    return ""


def _place_named(loaded: LoadedPlan, text: str) -> str:
    path = loaded.path.parent / text
    if wrong := wrong_in_path(text):
        raise RefusedFileError("wrong-value", path, wrong)
    if text.startswith("/") or "\\" in text or Path(text).is_absolute():
        raise RefusedFileError(ESCAPES, path, "lies outside the repository; keep the files of a plan beside it")
    return place_of(path, top=loaded.root)
