"""From files to models: a plan with its tables, a framework, concepts or a crosswalk; and Problems of shape.

A value that does not fit is named and taken out, and the rest is loaded, so that one wrong date hides nothing else.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from pydantic import ValidationError

from spreadkit.extending import find_base
from spreadkit.merging import merged
from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.base import FileModel, Route, kebab
from spreadkit.model.concepts import CONCEPTS_SCHEMA, Vocabulary
from spreadkit.model.crosswalk import CROSSWALK_SCHEMA, Crosswalk
from spreadkit.model.finding import Location
from spreadkit.model.framework import FRAMEWORK_SCHEMA, Framework
from spreadkit.model.measure import Point
from spreadkit.model.plan import PLAN_SCHEMA, FrameworkUse, Plan, Rating
from spreadkit.model.rollout import Site
from spreadkit.shapes import WANTS_KEYS, ShapeError, explain, fields_at, is_field, step_into, unknown_key
from spreadkit.source import Problem, Source, read_source, span_in
from spreadkit.tables import Table, read_table, require_columns
from spreadkit.words import did_you_mean, in_words

MAX_ROUNDS: Final = 8

Model = TypeVar("Model", bound=FileModel)

FileState = Literal["there", "missing", "outside"]
"""Whether a file that a plan names is there, and inside the repository."""


@dataclass(slots=True)
class Mount:
    """A file that stands in for a part of the plan: the rows of a table, or a set of answers."""

    route: Route
    file: Table | Source
    columns: Mapping[str, str] = field(default_factory=dict)

    def locate(self, rest: Route, *, key: bool) -> Location:
        """Return the place of a route below this part, in its own file."""
        if isinstance(self.file, Source):
            return self.file.locate(rest, key=key)
        row = rest[0] if rest and isinstance(rest[0], int) else None
        name = str(rest[1]) if len(rest) > 1 else None
        return self.file.locate(row, self.columns.get(name, name) if name else None)


@dataclass(slots=True)
class Loaded:
    """What was read from a file and the files it names. `lost` are the routes of values that had to be left out.

    `lost_with` are those of the groups of keys they belong to, in the same order: what a lost value leaves unsaid there
    is not known either. A lost item of a list is a thing of its own.
    """

    path: Path
    source: Source
    problems: list[Problem] = field(default_factory=list)
    mounts: list[Mount] = field(default_factory=list)
    lost: list[Route] = field(default_factory=list)
    lost_with: list[Route] = field(default_factory=list)
    _removed: dict[Route, list[int]] = field(default_factory=dict)

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """Return the place of a route of the model, in whichever file holds it."""
        return self._place(self.as_written(route), key=key)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all files that were read: the plan's own first."""
        return (self.source.text, *(mount.file.text for mount in self.mounts))

    def locate_in_text(self, file: int, start: int, end: int) -> Location:
        """Return the place of what stands between two character positions in one of `texts`."""
        read = self.mounts[file - 1].file if file else self.source
        return span_in(read.text, read.name, start, end)

    def as_written(self, route: Route) -> Route:
        """Turn positions in the model's lists into positions in the file, where items had to be left out."""
        if not self._removed:
            return route
        written: Route = ()
        for step in route:
            if isinstance(step, int):
                for removed in self._removed.get(written, ()):
                    step += removed <= step  # noqa: PLW2901 - counts past every item that is gone
            written = (*written, step)
        return written

    def take_out(self, data: Any, route: Route) -> None:
        """Remove a value from the data, remembering the positions of list items."""
        for step in route[:-1]:
            data = data[step]
        del data[route[-1]]
        if isinstance(route[-1], int):
            gone = self._removed.setdefault(self.as_written(route[:-1]), [])
            gone.append(self.as_written(route)[-1])  # type: ignore[arg-type]
            gone.sort()

    def _place(self, route: Route, *, key: bool) -> Location:
        for mount in self.mounts:
            size = len(mount.route)
            if route[:size] == mount.route and len(route) > size:
                return mount.locate(route[size:], key=key)
        return self.source.locate(route, key=key)

    def is_lost(self, route: Route) -> bool:
        """Whether a value at a route cannot be judged, because it or a value beside it had to be left out."""
        if not self.lost:
            return False
        written = self.as_written(route)
        holds = any(lost[: len(written)] == written for lost in self.lost if written)
        return holds or any(written[: len(group)] == group for group in self.lost_with)

    @property
    def tables(self) -> int:
        """How many tables were read."""
        return sum(isinstance(mount.file, Table) for mount in self.mounts)


@dataclass(slots=True)
class LoadedPlan(Loaded):
    """A plan, or None where its shape allows none. `files` are the files that it names, with their state."""

    plan: Plan | None = None
    root: Path = Path()
    files: dict[str, FileState] = field(default_factory=dict)


@dataclass(slots=True)
class LoadedFramework(Loaded):
    """A framework, or None where its shape allows none. `base` is the one that it extends.

    What it takes over from its base is part of its data, and has its place in the base's file. `own_loosens` is how
    many entries of `loosens` stand in its own; those of its base follow them.
    """

    framework: Framework | None = None
    base: "LoadedFramework | None" = None
    own_loosens: int = 0

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
class LoadedCrosswalk(Loaded):
    """A crosswalk, or None where its shape allows none."""

    crosswalk: Crosswalk | None = None


def load_plan(path: Path) -> LoadedPlan:
    """Read a plan and the tables that it names."""
    name = display_name(path)
    loaded = LoadedPlan(path, read_source(path, name), root=repository_root(path.parent))
    loaded.problems.extend(loaded.source.problems)
    if not _is_group(loaded, PLAN_SCHEMA):
        return loaded
    data = loaded.source.data
    _mount_answers(loaded, data)
    _mount_rows(loaded, data, ("sites",), Site)
    _mount_rows(loaded, data, ("adoption",), AdoptionEvent)
    for name in _keys(data.get("ratings")):
        _mount_rows(loaded, data, ("ratings", name, "rows"), Rating)
    _mount_series(loaded, data)
    loaded.plan = _validate(loaded, Plan, data)
    if loaded.plan is not None:
        loaded.files = {text: file_state(loaded, text) for text in _named_files(loaded.plan)}
    return loaded


def load_framework(path: Path, *, extended_by: tuple[Path, ...] = ()) -> LoadedFramework:
    """Read a framework, over the one that it extends if it does. `extended_by` are the files that led here."""
    loaded = LoadedFramework(path, read_source(path, display_name(path)))
    loaded.problems.extend(loaded.source.problems)
    if _is_group(loaded, FRAMEWORK_SCHEMA) and _lay_over_base(loaded, extended_by):
        loaded.framework = _validate(loaded, Framework, loaded.source.data)
    return loaded


def _lay_over_base(loaded: LoadedFramework, extended_by: tuple[Path, ...]) -> bool:
    """Lay a framework over the one that it extends, if any; False, with a problem, where that one cannot be had."""
    data = loaded.source.data
    written = data.get("extends")
    if written is None:
        return True
    grouped = isinstance(written, dict)
    route: Route = ("extends", "use") if grouped else ("extends",)
    text = written.get("use") if grouped else written
    base = _load_base(loaded, text, (*extended_by, loaded.path.resolve()))
    if isinstance(base, str):
        loaded.problems.append(Problem("base-not-usable", base, loaded.locate(route), route))
        return False
    own = data.get("loosens")
    loaded.base, loaded.own_loosens = base, len(own) if isinstance(own, list) else 0
    loaded.lost.extend(base.lost)
    loaded.source.data = merged(base.source.data, data)
    return True


def _load_base(loaded: LoadedFramework, text: Any, extended_by: tuple[Path, ...]) -> LoadedFramework | str:
    found = find_base(loaded.path, text, root=repository_root(loaded.path.parent), extended_by=extended_by)
    if isinstance(found, str):
        return found
    return _of_edition(found.use, [load_framework(path, extended_by=extended_by) for path in found.paths])


def _of_edition(use: FrameworkUse, found: list[LoadedFramework]) -> LoadedFramework | str:
    """Return the one of these whose edition is asked for, or say why there is none."""
    usable = [each for each in found if each.framework is not None]
    if not usable:
        why = f" ({found[0].problems[0].message})" if found[0].problems else ""
        return f'"{found[0].source.name}" cannot be used as it is{why}; check it on its own and mend it'
    editions = {each.framework.edition: each for each in reversed(usable) if each.framework}
    here = in_words([f'"{each}"' for each in editions])
    return editions.get(use.edition or "", f'the edition of "{use.name}" that is here is {here}, not "{use.edition}"')


def load_vocabulary(path: Path) -> LoadedVocabulary:
    """Read a file of concepts and situations."""
    loaded = LoadedVocabulary(path, read_source(path, display_name(path)))
    loaded.problems.extend(loaded.source.problems)
    if _is_group(loaded, CONCEPTS_SCHEMA):
        loaded.vocabulary = _validate(loaded, Vocabulary, loaded.source.data)
    return loaded


def load_crosswalk(path: Path) -> LoadedCrosswalk:
    """Read a crosswalk."""
    loaded = LoadedCrosswalk(path, read_source(path, display_name(path)))
    loaded.problems.extend(loaded.source.problems)
    if _is_group(loaded, CROSSWALK_SCHEMA):
        loaded.crosswalk = _validate(loaded, Crosswalk, loaded.source.data)
    return loaded


def display_name(path: Path) -> str:
    """Return how a path is shown: relative to the working folder where it lies below it, with forward slashes."""
    relative = os.path.relpath(path)
    name = str(path) if relative.startswith("..") else relative
    return os.fsencode(name).decode("utf-8", "replace").replace(os.sep, "/")


def repository_root(folder: Path) -> Path:
    """Return the nearest folder upwards that holds `.git`; the folder itself where there is none."""
    return _root_above(os.path.realpath(folder))


@lru_cache(maxsize=256)
def _root_above(folder: str) -> Path:
    path = Path(folder)
    return next((each for each in (path, *path.parents) if (each / ".git").exists()), path)


def file_state(loaded: LoadedPlan, text: str) -> FileState:
    """Say whether a file that the plan names is there. Symbolic links are followed before judging."""
    try:
        target = (loaded.path.parent / text).resolve()
        if Path(text).is_absolute() or "\\" in text or not target.is_relative_to(loaded.root):
            return "outside"
        return "there" if target.exists() else "missing"
    except (OSError, ValueError, RuntimeError):
        return "missing"


def _named_files(plan: Plan) -> Iterator[str]:
    for use in plan.frameworks:
        if use.file:
            yield use.file
    for evidence in plan.evidence.values():
        if evidence.file:
            yield evidence.file
    for change in plan.package.changes.values() if plan.package else ():
        if change.how_to:
            yield change.how_to


def _is_group(loaded: Loaded, schema: str) -> bool:
    """Whether the file holds keys at its top and says that it is of this schema; says what is wrong otherwise."""
    data, kind = loaded.source.data, schema.partition("/")[2].partition("@")[0]
    if not isinstance(data, dict):
        if not loaded.problems:
            what = "the file is empty" if data is None else "the file holds no keys"
            message = f'{what}; a {kind} begins with the line "schema: {schema}"'
            loaded.problems.append(Problem("unknown-format", message, loaded.source.span(0, 0)))
        return False
    written = data.get("schema")
    if written == schema:
        return True
    if written is None:
        message = f'the first line must say what this file is; add "schema: {schema}"'
    else:
        message = (
            f'"{written}" is not a format that this version of spreadkit reads; write "{schema}", or update spreadkit'
        )
    loaded.problems.append(Problem("unknown-format", message, loaded.locate(("schema",)), ("schema",)))
    data["schema"] = schema
    return written is None or str(written).startswith(schema.partition("@")[0])


def _mount_answers(loaded: LoadedPlan, data: dict[str, Any]) -> None:
    answers = data.get("answers")
    if not isinstance(answers, dict):
        return
    for framework, text in list(answers.items()):
        if isinstance(text, str) and (path := _table_path(loaded, ("answers", framework), text)):
            source = read_source(path, display_name(path))
            loaded.problems.extend(source.problems)
            loaded.source.spoiled.extend(("answers", framework, *route) for route in source.spoiled)
            loaded.source.broken |= source.broken
            if not isinstance(source.data, dict) and source.data is not None:
                loaded.problems.append(Problem("wrong-value", WANTS_KEYS, source.span(0, 0)))
            loaded.mounts.append(Mount(("answers", framework), source))
            answers[framework] = source.data if isinstance(source.data, dict) else {}


def _mount_rows(loaded: LoadedPlan, data: dict[str, Any], route: Route, model: type[FileModel]) -> None:
    *above, key = route
    part: Any = data
    for step in above:
        part = part.get(step) if isinstance(part, dict) else None
    text = part.get(key) if isinstance(part, dict) else None
    if not isinstance(text, str):
        return
    part[key] = []
    path = _table_path(loaded, route, text)
    if path is None:
        return
    table = read_table(path, display_name(path))
    fields = {kebab(name): info for name, info in model.model_fields.items()}
    if table.columns:
        require_columns(table, [name for name, info in fields.items() if info.is_required()], fields)
    if table.broken:
        loaded.lost.append(route)
    loaded.problems.extend(table.problems)
    loaded.source.spoiled.extend((*route, index) for index in table.ragged)
    loaded.mounts.append(Mount(route, table))
    if not table.broken:
        part[key] = [{name: cell for name, cell in row.items() if name in fields} for row in table.rows]


def _keys(group: Any) -> list[str]:
    return list(group) if isinstance(group, dict) else []


def _mount_series(loaded: LoadedPlan, data: dict[str, Any]) -> None:
    measures = data.get("measures")
    for name, measure in measures.items() if isinstance(measures, dict) else ():
        series = measure.get("data") if isinstance(measure, dict) else None
        if not isinstance(series, dict) or not isinstance(series.get("file"), str):
            continue
        route: Route = ("measures", name, "data")
        path = _table_path(loaded, (*route, "file"), series["file"])
        if path is None:
            continue
        table = read_table(path, display_name(path))
        loaded.problems.extend(table.problems)
        columns = _series_columns(loaded, route, series, table)
        loaded.source.spoiled.extend((*route, "points", index) for index in table.ragged)
        loaded.mounts.append(Mount((*route, "points"), table, columns))
        if "date" in columns:
            series["points"] = [
                {field: row[column] for field, column in columns.items() if column in row} for row in table.rows
            ]


def _series_columns(loaded: Loaded, route: Route, series: dict[str, Any], table: Table) -> dict[str, str]:
    """Return which column of the table holds which field of a Point, naming columns that are not there."""
    columns = {}
    for name in Point.model_fields:
        column = series.get(name, "date" if name == "date" else None)
        if not isinstance(column, str) or not table.columns:
            continue
        if column in table.columns:
            columns[name] = column
            continue
        hint = did_you_mean(column, table.columns)
        message = f'"{table.name}" has no column "{column}"{hint}; it has {in_words(table.columns)}'
        loaded.problems.append(Problem("table-does-not-fit", message, loaded.locate((*route, name)), (*route, name)))
    return columns


def _table_path(loaded: LoadedPlan, route: Route, text: str) -> Path | None:
    """Return the path of a file that the plan reads from; None, with a problem, where it cannot be."""
    state = file_state(loaded, text)
    if state == "there":
        return loaded.path.parent / text
    if state == "outside":
        message = f'"{text[:120]}" lies outside the repository; keep the files of a plan beside it'
        loaded.problems.append(Problem("path-escape", message, loaded.locate(route), route))
    else:
        message = f'there is no file "{text[:120]}" beside the plan; add it, or correct the name'
        loaded.problems.append(Problem("unreadable-file", message, loaded.locate(route), route))
    loaded.lost.append(route)
    return None


def _validate(loaded: Loaded, model: type[Model], data: dict[str, Any]) -> Model | None:
    """Make a model of the data, leaving out what does not fit, with a problem for each."""
    loaded.lost.extend(loaded.source.spoiled)
    for _ in range(MAX_ROUNDS):
        try:
            made = model.model_validate(data)
        except ValidationError as error:
            shapes = [explain(model, data, each) for each in error.errors(include_url=False, include_input=False)]
            meant = {shape.meant for shape in shapes}
            for shape in shapes:
                problem = _to_problem(loaded, shape) if shape.route not in meant else None
                if problem is not None:
                    loaded.problems.append(problem)
            unfit = {shape.remove for shape in shapes}
            if () in unfit:
                return None
            for route in sorted(unfit, key=_order, reverse=True):
                if _exists(data, route):
                    if not _is_free(route):
                        loaded.lost.append(loaded.as_written(route))
                    loaded.take_out(data, route)
        else:
            loaded.lost_with = [route[:-1] if is_field(model, route) else route for route in loaded.lost]
            loaded.problems.extend(_unknown_empty_keys(loaded, model))
            return None if loaded.source.broken else made
    return None


def _unknown_empty_keys(loaded: Loaded, model: type[FileModel]) -> Iterator[Problem]:
    """Name keys that the model does not know and that have nothing behind them: they never reach it."""
    known: dict[Route, list[str]] = {}
    for route in loaded.source.empty_keys():
        group = route[:-1]
        if group not in known:
            known[group] = fields_at(model, group)
        fields = known[group]
        if fields and route[-1] not in fields and not _is_free(route):
            shape = unknown_key(model, route)
            yield Problem(shape.slug, shape.message, loaded.locate(route, key=True), route)


def _to_problem(loaded: Loaded, shape: ShapeError) -> Problem | None:
    """Give a shape error its place; None for what is free, known already, or spoiled by what YAML refused."""
    written = loaded.as_written(shape.route)
    spoiled = any(written[: len(route)] == route for route in loaded.source.spoiled)
    if _is_free(shape.route) or spoiled or written in loaded.lost:
        return None
    if shape.slug == "missing-key" and loaded.source.broken:
        return None
    if shape.slug == "missing-key" and loaded.source.has_empty(written):
        place = loaded.locate(shape.route, key=True)
        message = f'"{shape.route[-1]}" is empty; write a value after the colon'
        if "#" in place.excerpt[place.end_column :]:
            message += ", and quotes round it if it holds a #"
        return Problem("wrong-value", message, place, written)
    return Problem(shape.slug, shape.message, loaded.locate(shape.route, key=shape.at_key), written)


def _is_free(route: Route) -> bool:
    return isinstance(route[-1], str) and route[-1].startswith("x-") if route else False


def _order(route: Route) -> tuple[tuple[bool, int | str], ...]:
    return tuple((isinstance(step, str), step) for step in route)


def _exists(data: Any, route: Route) -> bool:
    for step in route:
        found, data = step_into(data, step)
        if not found:
            return False
    return True
