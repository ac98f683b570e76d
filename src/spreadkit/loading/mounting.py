"""Files that stand in for a part of a plan: tables of rows, series of measures, sets of answers.

A part may name one file, several, or one for each site, with `*` in place of the site's id: `sites/*/adoption.csv`.
All their rows together are the part, in the order of the files.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from spreadkit.loading.day_style import is_day, plain_days
from spreadkit.loading.loaded import Loaded, LoadedPlan, Mount, display_name, file_state, why_outside
from spreadkit.loading.number_style import is_number, plain_numbers
from spreadkit.loading.rows import RowReader
from spreadkit.loading.shapes import WANTS_KEYS, kinds_of
from spreadkit.loading.unfit import UnfitCells
from spreadkit.model.base import FileModel, Route, kebab
from spreadkit.model.day_orders import ORDERS, DayOrder
from spreadkit.model.measure import Point
from spreadkit.model.names import named_parts
from spreadkit.model.stage_words import own_stages
from spreadkit.reading.files import UNREADABLE, why_closed
from spreadkit.reading.questions import first_names_in, is_folder, matching, may_look_into
from spreadkit.reading.source import Problem, read_source
from spreadkit.reading.tables import MAX_TABLE_PROBLEMS, CsvTable, read_table, require_columns
from spreadkit.words import did_you_mean, in_words, nearest

_MAX_FILES: Final = 100_000
_MOST_LOOKED_AT: Final = 2_000
"""In how many files of a folder one with a name like another is looked for. The figure is ours."""

ANY_SITE: Final = "*"
"""Stands in a path for the id of a site."""

PlanPart = dict[str, Any]


class SiteFile(NamedTuple):
    """A file that a part of the plan is read from, and the site that its path says it is about."""

    path: Path
    site: str | None = None


def mount_answers(loaded: LoadedPlan, data: PlanPart) -> None:
    """Put answers that stand in files of their own where the plan names those."""
    answers = data.get("answers")
    if not isinstance(answers, dict):
        return
    for framework, text in list(answers.items()):
        if isinstance(text, str) and (path := _path(loaded, ("answers", framework), text)):
            source = read_source(path, display_name(path), top=loaded.root)
            loaded.problems.extend(source.problems)
            loaded.source.spoiled.extend(("answers", framework, *route) for route in source.spoiled)
            if source.broken:
                loaded.source.broken = True
                loaded.lost_sections |= {"answers"}
            if not isinstance(source.data, dict) and source.data is not None:
                loaded.problems.append(Problem("wrong-value", WANTS_KEYS, source.span(0, 0)))
            loaded.mounts.append(Mount(("answers", framework), source, path=path))
            answers[framework] = source.data if isinstance(source.data, dict) else {}


def mount_rows(loaded: LoadedPlan, data: PlanPart, route: Route, model: type[Any]) -> None:
    """Put the rows of tables where the plan names those."""
    *above, key = route
    part: Any = data
    for step in above:
        part = part.get(step) if isinstance(part, dict) else None
    if not isinstance(part, dict) or (named := _named(part.get(key), route)) is None:
        return
    loaded.named[route] = [text for _, text in named]
    known = _fields_of(model)
    part[key] = rows = list[Any]()
    reader = RowReader(model) if is_dataclass(model) else None
    for site_file in _files(loaded, named):
        table = read_table(site_file.path, display_name(site_file.path), top=loaded.root)
        needed = [name for name, is_needed in known.items() if is_needed and (name != "site" or not site_file.site)]
        if table.columns:
            require_columns(table, needed, known)
        if table.broken:
            loaded.lost.append(route)
        columns = {name: table.column(name) for name in known if name in table.columns}
        mount = Mount(route, table, first=len(rows), path=site_file.path, dates=_declared(data))
        _mount(loaded, mount, site_file.site)
        if table.broken:
            mount.size = 0
        elif reader is not None:
            cells = _plain(loaded, mount, model, _with_site(columns, table, site_file.site))
            rows += reader.read(cells, len(table.lines))
        else:
            rows += _as_texts(_plain(loaded, mount, model, columns), len(table.lines))
    if reader is not None and reader.found_unfit:
        _tell_of_unfit(loaded, route, rows, reader)


def mount_series(loaded: LoadedPlan, data: PlanPart) -> None:
    """Put the points of every measure where the plan names their files."""
    measures = data.get("measures")
    reader = RowReader(Point)
    for name, measure in measures.items() if isinstance(measures, dict) else ():
        series = measure.get("data") if isinstance(measure, dict) else None
        route: Route = ("measures", name, "data")
        if not isinstance(series, dict) or (named := _named(series.get("file"), (*route, "file"))) is None:
            continue
        loaded.named[*route, "points"] = [text for _, text in named]
        points = list[Any]()
        for site_file in _files(loaded, named):
            table = read_table(site_file.path, display_name(site_file.path), top=loaded.root)
            columns = _series_columns(loaded, route, series, table, site_file.site)
            mount = Mount((*route, "points"), table, columns, len(points), path=site_file.path)
            mount.dates = _declared(series) or _declared(data)
            _mount(loaded, mount, site_file.site)
            if "date" in columns:
                written = {field: table.column(column) for field, column in columns.items()}
                cells = _plain(loaded, mount, Point, _with_site(written, table, site_file.site))
                points += reader.read(cells, len(table.lines))
            else:
                mount.size = 0
        series["points"] = points
        if reader.found_unfit:
            _tell_of_unfit(loaded, (*route, "points"), points, reader)


def _named(value: Any, route: Route) -> list[tuple[Route, str]] | None:
    """Return the files that a part names, each with its place; None where it holds its rows itself."""
    if isinstance(value, str):
        return [(route, value)]
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return [((*route, index), name) for index, name in enumerate(value)]
    return None


def _files(loaded: LoadedPlan, named: Iterable[tuple[Route, str]]) -> Iterator[SiteFile]:
    """Go through the files that a part names. What cannot be read is told, and leaves a gap."""
    for route, text in named:
        if ANY_SITE in text:
            yield from _site_files(loaded, route, text)
        elif path := _path(loaded, route, text):
            yield SiteFile(path)


def _site_files(loaded: LoadedPlan, route: Route, text: str) -> Iterator[SiteFile]:
    """Go through the files of a path with `*` in it, in the order of their names."""
    pure = PurePosixPath(text)
    if text.count(ANY_SITE) > 1 or ".." in pure.parts or pure.is_absolute() or "\\" in text:
        message = f'"{text[:120]}" must hold one * in place of the id of the site, such as sites/*/adoption.csv'
        _lose(loaded, route, "wrong-value", message)
        return
    if file_state(loaded, _before_sites(pure)) == "outside":
        message = f'"{text[:120]}" leads outside the repository; keep the files beside the plan'
        _lose(loaded, route, "path-escape", message)
        return
    site_in = re.compile(re.escape(text).replace(re.escape(ANY_SITE), "([^/]+)"))
    folder, found = loaded.path.parent, 0
    for name, why in _closed_folders(folder, pure):
        _lose(loaded, route, UNREADABLE, f'the folder "{name[:120]}" {why}')
    for path in matching(folder, text):
        name = path.relative_to(folder).as_posix()
        match = site_in.fullmatch(name)
        if match is None or is_folder(path):
            continue
        found += 1
        if found > _MAX_FILES:
            _lose(
                loaded, route, "over-limit", f'more than {_MAX_FILES} files fit "{text[:120]}"; keep them in one table'
            )
            return
        if file_state(loaded, name) == "there":
            yield SiteFile(path, match[1])
        else:
            _lose(
                loaded,
                route,
                "path-escape",
                f'"{name[:120]}" leads outside the repository; keep the files beside the plan',
            )
    if not found:
        message = f'no file fits "{text[:120]}" beside the plan; add the first one, or correct the name'
        _lose(loaded, route, "unreadable-file", message)


def _closed_folders(folder: Path, pure: PurePosixPath) -> Iterator[tuple[str, str]]:
    """Go through the folders of a path with `*` in it that cannot be looked into, each with why."""
    for above in (*reversed(pure.parents),)[1:]:
        for path in matching(folder, str(above)):
            if not may_look_into(path) and (why := why_closed(path)):
                yield path.relative_to(folder).as_posix(), why


def _before_sites(path: PurePosixPath) -> str:
    """Return the folder that stands in a path before the one that has `*` in its name."""
    return str(PurePosixPath(*takewhile(lambda part: ANY_SITE not in part, path.parts)))


def _path(loaded: LoadedPlan, route: Route, text: str) -> Path | None:
    """Return the path of a file that the plan reads from; None, with a problem, where it cannot be."""
    state = file_state(loaded, text)
    if state == "there":
        return loaded.path.parent / text
    if state in {"outside", "misspelt"}:
        message = f'"{text[:120]}" {why_outside(loaded, text)}'
        _lose(loaded, route, "path-escape" if state == "outside" else "wrong-value", message)
    else:
        near = _near(loaded.path.parent, text)
        hint = f' (did you mean "{near}"?)' if near else ""
        message = f'there is no file "{text[:120]}" beside the plan{hint}; add it, or correct the name'
        _lose(loaded, route, "unreadable-file", message)
    return None


def _near(folder: Path, text: str) -> str | None:
    """Return the path of a file that is there, and named like one that is not: also in other letters."""
    found = list[str]()
    for part in PurePosixPath(text).parts:
        names = first_names_in(folder.joinpath(*found), _MOST_LOOKED_AT)
        near = part if part in names else nearest(part, names)
        if near is None or part == "..":
            return None
        found.append(near)
    return "/".join(found)


def _lose(loaded: LoadedPlan, route: Route, slug: str, message: str) -> None:
    loaded.problems.append(Problem(slug, message, loaded.source.locate(route), route))
    loaded.lost.append(route)


def _mount(loaded: LoadedPlan, mount: Mount, site: str | None) -> None:
    """Keep where the rows of a table stand in the plan, and what is wrong with it."""
    assert isinstance(mount.file, CsvTable)  # noqa: S101 - made so by the callers
    table = mount.file
    mount.size = len(table.lines)
    if site is not None:
        table.problems.extend(_of_other_sites(table, mount.columns.get("site", "site"), site))
    loaded.problems.extend(table.problems)
    loaded.source.spoiled.extend((*mount.route, mount.first + index) for index in table.ragged)
    loaded.mounts.append(mount)


def _of_other_sites(table: CsvTable, column: str, site: str) -> Iterator[Problem]:
    """Find the first row that names another site than the path of its file does."""
    if column in table.columns:
        others = (index for index, named in enumerate(table.column(column)) if named not in {site, ""})
        for index in list(others)[:1]:
            named = table.column(column)[index]
            message = f'this row is about "{named}", but its file is that of "{site}"; move it, or correct the id'
            yield Problem("table-does-not-fit", message, table.locate(index, column))


def _with_site(columns: Mapping[str, list[str]], table: CsvTable, site: str | None) -> Mapping[str, list[str]]:
    """Say in every row which site it is about, where only the path of the file does."""
    if site is None:
        return columns
    written = columns.get("site", [""] * len(table.lines))
    return {**columns, "site": [named or site for named in written]}


def _plain(
    loaded: Loaded, mount: Mount, model: type[Any], columns: Mapping[str, list[str]]
) -> dict[str, Sequence[str]]:
    """Return the columns with plain numbers in those that hold numbers, and plain days in those that hold days."""
    assert isinstance(mount.file, CsvTable)  # noqa: S101 - only tables have rows
    kinds = {kebab(name): kind for name, kind in kinds_of(model).items()}
    names = [name for name in columns if is_number(kinds.get(name))]
    plain = plain_numbers([columns[name] for name in names], mount.file.separator)
    days = {name: _days(loaded, mount, name, cells) for name, cells in columns.items() if is_day(kinds.get(name))}
    return {**columns, **dict(zip(names, plain, strict=True)), **days}


def _days(loaded: Loaded, mount: Mount, name: str, cells: Sequence[str]) -> Sequence[str]:
    """Return a column of days written year-month-day; where only its cells show how they are written, say so."""
    read = plain_days(cells, mount.dates)
    if read.order is not None and mount.dates is None:
        column, route = mount.columns.get(name, name), (*mount.route, mount.first + read.row, name)
        says = f'{read.says(column)}; add the line "dates: {read.order}" to the plan, so that this holds for every file'
        place = loaded.locate(route)
        loaded.notices.append(Problem("days-read-by-order", says, place, route))
    return read.cells


def _declared(part: PlanPart) -> DayOrder | None:
    """Return the order of days that a part of the plan declares."""
    return next((order for order in ORDERS if part.get("dates") == order), None)


def _as_texts(columns: Mapping[str, Sequence[str]], size: int) -> Iterator[dict[str, str]]:
    for index in range(size):
        yield {name: cells[index] for name, cells in columns.items() if cells[index]}


def _tell_of_unfit(loaded: LoadedPlan, route: Route, rows: list[Any], reader: RowReader[Any]) -> None:
    """Tell of cells that do not fit, once for each cause and file; leave them out, or their rows where they are needed.

    Of a part with very many such rows nothing can be said.
    """
    gone, unfit, parts = list[int](), 0, named_parts(loaded.source.data)
    for mount in (mount for mount in loaded.mounts if mount.route == route):
        cells = UnfitCells(mount, reader, parts, own_stages(loaded.source.data))
        for index in range(mount.first, mount.first + mount.size):
            if isinstance(rows[index], dict):
                unfit += 1
                rows[index] = cells.without_unfit(index, rows[index])
                gone += [index] if rows[index] is None else []
        loaded.problems.extend(cells.problems())
        loaded.lost.extend(cells.lost)
    if unfit > MAX_TABLE_PROBLEMS:
        loaded.lost.append(route)
    loaded.leave_out(route, gone)
    rows[:] = [row for row in rows if row is not None]


def _fields_of(model: type[Any]) -> dict[str, bool]:
    """Return the columns that a kind of row can have, and whether each is needed."""
    if issubclass(model, FileModel):
        return {kebab(name): info.is_required() for name, info in model.model_fields.items()}
    return {kebab(field.name): field.default is MISSING for field in fields(model)}


def _series_columns(
    loaded: Loaded, route: Route, series: PlanPart, table: CsvTable, site: str | None
) -> dict[str, str]:
    """Return which column of the table holds which field of a Point, naming columns that are not there."""
    columns = {}
    for name in (field.name for field in fields(Point)):
        column = series.get(name, "date" if name == "date" else None)
        if not isinstance(column, str) or not table.columns:
            continue
        if column in table.columns:
            columns[name] = column
            continue
        if name == "site" and site is not None:
            continue
        hint = did_you_mean(column, table.columns)
        message = f'"{table.name}" has no column "{column}"{hint}; it has {in_words(table.columns)}'
        loaded.problems.append(
            Problem("table-does-not-fit", message, loaded.source.locate((*route, name)), (*route, name))
        )
    return columns
