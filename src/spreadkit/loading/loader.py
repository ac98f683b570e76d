"""From files to models: a plan with its tables, a framework, concepts or a crosswalk; and Problems of shape.

A value that does not fit is named and taken out, and the rest is loaded, so that one wrong date hides nothing else.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from spreadkit.framework.extend import merged
from spreadkit.loading.find_base import find_base
from spreadkit.loading.loaded import (
    Loaded,
    LoadedCrosswalk,
    LoadedFramework,
    LoadedPlan,
    LoadedSignposts,
    LoadedVocabulary,
    Mount,
    display_name,
    file_state,
)
from spreadkit.loading.lost_sections import lost_sections
from spreadkit.loading.mounting import mount_answers, mount_rows, mount_series
from spreadkit.loading.shapes import (
    ShapeError,
    fields_at,
    is_field,
    is_list,
    shape_error,
    slip_in,
    step_into,
    unknown_key,
)
from spreadkit.loading.unfit import UnfitCell, told_once
from spreadkit.loading.unread import unread_of
from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.base import FileModel, Route
from spreadkit.model.concepts import CONCEPTS_SCHEMA, Vocabulary
from spreadkit.model.crosswalk import CROSSWALK_SCHEMA, Crosswalk
from spreadkit.model.finding import Location
from spreadkit.model.forecast import KeptForecast
from spreadkit.model.framework import FRAMEWORK_SCHEMA, Framework
from spreadkit.model.names import named_parts, why_no_id
from spreadkit.model.plan import PLAN_SCHEMA, FrameworkUse, Plan, Rating
from spreadkit.model.references import KINDS_BY_KEY
from spreadkit.model.rollout import Site
from spreadkit.model.signposts import SIGNPOSTS_SCHEMA, Signposts
from spreadkit.reading.files import UNREADABLE, repository_root, resolved, why_closed
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.reading.source import Problem, read_source
from spreadkit.words import in_words

_MAX_ROUNDS: Final = 8
_UNREAD_TITLE: Final = "-"
"""Stands for a title that could not be read: no rule sees it."""

Model = TypeVar("Model", bound=FileModel)


def load_plan(path: Path, *, top: Path | None = None) -> LoadedPlan:
    """Read a plan and the tables that it names.

    `top` is the folder that its file must not lead out of, for this and the others here; None where the user named it,
    or it comes with spreadkit. The files that it names must not lead out of its repository in any case.
    """
    name = display_name(path)
    loaded = LoadedPlan(path, read_source(path, name, top=top), root=repository_root(path.parent))
    loaded.problems.extend(loaded.source.problems)
    if not _is_group(loaded, PLAN_SCHEMA):
        return loaded
    if closed := why_closed(path.parent / "frameworks"):
        place = Location(file=display_name(path.parent / "frameworks"))
        loaded.problems.append(Problem(UNREADABLE, f"the folder {closed}", place))
    data = loaded.source.data
    mount_answers(loaded, data)
    mount_rows(loaded, data, ("sites",), Site)
    mount_rows(loaded, data, ("adoption",), AdoptionEvent)
    mount_rows(loaded, data, ("forecasts",), KeptForecast)
    for name in list(ratings) if isinstance(ratings := data.get("ratings"), dict) else ():
        mount_rows(loaded, data, ("ratings", name, "rows"), Rating)
    mount_series(loaded, data)
    if "title" in loaded.source.cut_sections:
        data.setdefault("title", _UNREAD_TITLE)
    plan = loaded.readable = _readable(loaded, Plan, data)
    if plan is not None:
        plan.set_unread(unread_of(loaded, plan))
        loaded.lost_sections |= lost_sections(loaded)
        loaded.lost.extend((key,) for key in sorted(loaded.lost_sections))
        loaded.lost_with.extend((key,) for key in sorted(loaded.lost_sections))
        loaded.files = {text: file_state(loaded, text) for text in _named_files(plan)}
        loaded.plan = None if loaded.source.broken else plan
    return loaded


def load_framework(path: Path, *, top: Path | None = None, extended_by: tuple[Path, ...] = ()) -> LoadedFramework:
    """Read a framework, over the one that it extends if it does. `extended_by` are the files that led here."""
    loaded = LoadedFramework(path, read_source(path, display_name(path), top=top))
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
    base = _load_base(loaded, text, (*extended_by, resolved(loaded.path)))
    if isinstance(base, str):
        loaded.problems.append(Problem("base-not-usable", base, loaded.locate(route), route))
        return False
    own = data.get("loosens")
    loaded.base, loaded.own_loosens = base, len(own) if isinstance(own, list) else 0
    loaded.lost.extend(base.lost)
    loaded.source.data = merged(base.source.data, data)
    return True


def _load_base(loaded: LoadedFramework, text: Any, extended_by: tuple[Path, ...]) -> LoadedFramework | str:
    root = repository_root(loaded.path.parent)
    found = find_base(loaded.path, text, root=root, extended_by=extended_by)
    if isinstance(found, str):
        return found
    tops = {path: None if path.parent == builtin_frameworks() else root for path in found.paths}
    return _of_edition(
        found.use, [load_framework(path, top=top, extended_by=extended_by) for path, top in tops.items()]
    )


def _of_edition(use: FrameworkUse, found: list[LoadedFramework]) -> LoadedFramework | str:
    """Return the one of these whose edition is asked for, or say why there is none."""
    usable = [candidate for candidate in found if candidate.framework is not None]
    if not usable:
        why = f" ({found[0].problems[0].message})" if found[0].problems else ""
        return f'"{found[0].source.name}" cannot be used as it is{why}; check it on its own and mend it'
    editions = {candidate.framework.edition: candidate for candidate in reversed(usable) if candidate.framework}
    here = in_words([f'"{edition}"' for edition in editions])
    return editions.get(use.edition or "", f'the edition of "{use.name}" that is here is {here}, not "{use.edition}"')


def load_vocabulary(path: Path, *, top: Path | None = None) -> LoadedVocabulary:
    """Read a file of concepts and situations."""
    loaded = LoadedVocabulary(path, read_source(path, display_name(path), top=top))
    loaded.problems.extend(loaded.source.problems)
    if _is_group(loaded, CONCEPTS_SCHEMA):
        loaded.vocabulary = _validate(loaded, Vocabulary, loaded.source.data)
    return loaded


def load_signposts(path: Path, *, top: Path | None = None) -> LoadedSignposts:
    """Read a file of signposts."""
    loaded = LoadedSignposts(path, read_source(path, display_name(path), top=top))
    loaded.problems.extend(loaded.source.problems)
    if _is_group(loaded, SIGNPOSTS_SCHEMA):
        loaded.signposts = _validate(loaded, Signposts, loaded.source.data)
    return loaded


def load_crosswalk(path: Path, *, top: Path | None = None) -> LoadedCrosswalk:
    """Read a crosswalk."""
    loaded = LoadedCrosswalk(path, read_source(path, display_name(path), top=top))
    loaded.problems.extend(loaded.source.problems)
    if _is_group(loaded, CROSSWALK_SCHEMA):
        loaded.crosswalk = _validate(loaded, Crosswalk, loaded.source.data)
    return loaded


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
    if written is None and "schema" in loaded.source.cut_sections:
        written = data["schema"] = schema
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


def _validate(loaded: Loaded, model: type[Model], data: dict[str, Any]) -> Model | None:
    """Make a model of the data, as `_readable` does; None where reading stopped early."""
    made = _readable(loaded, model, data)
    return None if loaded.source.broken else made


def _readable(loaded: Loaded, model: type[Model], data: dict[str, Any]) -> Model | None:
    """Make a model of what could be read, leaving out what does not fit, with a problem for each."""
    loaded.lost.extend(loaded.source.spoiled)
    for _ in range(_MAX_ROUNDS):
        try:
            made = model.model_validate(data)
        except ValidationError as error:
            shapes = [
                shape_error(model, data, problem) for problem in error.errors(include_url=False, include_input=False)
            ]
            meant = {shape.meant for shape in shapes}
            shapes = [_with_names(loaded, model, shape) for shape in shapes]
            told = [(shape, _to_problem(loaded, shape)) for shape in shapes if shape.route not in meant]
            loaded.problems.extend(_told_once(loaded, [(shape, problem) for shape, problem in told if problem]))
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
            return made
    return None


def _with_names(loaded: Loaded, model: type[FileModel], shape: ShapeError) -> ShapeError:
    """Say of a text that is no id whose name it is, or that it is several."""
    if shape.slug != "bad-id" or shape.at_key or shape.is_mistyped or shape.route[-1] == "id":
        return shape
    kind = KINDS_BY_KEY.get(str(next((step for step in reversed(shape.route) if isinstance(step, str)), "")))
    why = why_no_id(shape.text, named_parts(loaded.source.data), kind, takes_list=is_list(model, shape.route))
    return replace(shape, message=why) if why else shape


def _told_once(loaded: Loaded, told: list[tuple[ShapeError, Problem]]) -> Iterator[Problem]:
    """Tell of cells of one column that do not fit for one cause as of one problem; of all else as it is."""
    causes = dict[tuple[str, ...], tuple[Mount, list[UnfitCell]]]()
    for shape, problem in told:
        mount = next((mount for mount in loaded.mounts if mount.holds(problem.route)), None)
        column = mount.column_at(problem.route) if mount else None
        if mount is None or column is None:
            yield problem
            continue
        cell = UnfitCell(shape.text, shape, problem.location, problem.route)
        cause = (problem.location.file, shape.slug, shape.kind, column)
        causes.setdefault(cause, (mount, []))[1].append(cell)
    for (*_, column), (mount, cells) in causes.items():
        yield told_once(column, cells, mount.dates)


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
            yield Problem(
                shape.slug, slip_in(str(route[-1]), shape) or shape.message, loaded.locate(route, key=True), route
            )


def _to_problem(loaded: Loaded, shape: ShapeError) -> Problem | None:
    """Give a shape error its place; None for what is free, known already, or spoiled by what YAML refused."""
    written = loaded.as_written(shape.route)
    spoiled = any(written[: len(route)] == route for route in loaded.source.spoiled)
    if _is_free(shape.route) or spoiled or written in loaded.lost:
        return None
    if shape.slug == "missing-key" and written[0] in loaded.source.cut_sections:
        return None
    if shape.slug == "missing-key" and loaded.source.has_empty(written):
        place = loaded.locate(shape.route, key=True)
        message = f'"{shape.route[-1]}" is empty; write a value after the colon'
        if "#" in place.excerpt[place.end_column :]:
            message += ", and quotes round it if it holds a #"
            loaded.problems = [
                problem
                for problem in loaded.problems
                if problem.slug != "text-cut-off" or problem.location.line != place.line
            ]
        return Problem("wrong-value", message, place, written)
    place = loaded.locate(shape.route, key=shape.at_key)
    is_plain = place.excerpt[place.column - 1 : place.column].isalnum()
    runs_on = not shape.at_key and place.end_line > place.line and is_plain
    more = f" (it runs on to line {place.end_line}; indent that line like its neighbours)" if runs_on else ""
    return Problem(shape.slug, shape.message + more, place, written)


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
