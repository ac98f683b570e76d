"""What of a plan could not be read, gathered from the problems of its files, by part and file."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from spreadkit.loading.loaded import LoadedPlan, Mount
from spreadkit.loading.route_index import RouteIndex
from spreadkit.model.base import Route, kebab
from spreadkit.model.plan import Answer, Plan
from spreadkit.model.unread import Unread
from spreadkit.reading.source import Problem
from spreadkit.reading.tables import CsvTable

_ANSWER: Final = 3
_NO_LEVELS: Final = frozenset(map(kebab, Answer.model_fields)) - {"level", "sites", "na"}
"""How long the route of an answer is, and which of its keys hold no level."""

_NAMED_BELOW: Final = {"answers": 3, "measures": 2, "frameworks": 2, "ratings": 2}
"""How long the route of a part is that is told by itself, by the key at the top; of other keys it is the key alone."""


def unread_of(loaded: LoadedPlan, plan: Plan) -> tuple[Unread, ...]:
    """Return what could not be read, tables first, in the order in which the plan names them."""
    return (*_of_tables(loaded, plan), *_of_files(loaded), *_of_values(loaded))


def _of_tables(loaded: LoadedPlan, plan: Plan) -> Iterator[Unread]:
    for mount in loaded.mounts:
        if isinstance(mount.file, CsvTable):
            part = mount.route[:-1] if mount.route[-1] in {"points", "rows"} else mount.route
            own = [*mount.file.problems, *_below(loaded, mount)]
            nameless = dict(_nameless_rows(plan, mount, loaded))
            rows = _lost_rows(loaded, mount) | nameless.keys()
            is_broken = mount.file.broken or not mount.file.columns or (mount.size == 0 and bool(mount.file.lines))
            if is_broken or rows:
                first = min(own, key=lambda problem: problem.location.line, default=None)
                row = min(nameless, default=None)
                line = mount.file.lines[row] if row is not None and row < len(mount.file.lines) else None
                yield Unread(
                    part,
                    loaded.beside(mount.file.name),
                    first.location.line if first else line,
                    first.message if first else nameless.get(row or 0, ""),
                    rows=None if is_broken and not mount.file.lines else len(mount.file.lines if is_broken else rows),
                    of=len(mount.file.lines) if mount.file.lines else None,
                    cells=frozenset(_cells(plan, mount, loaded, rows)),
                )


def _below(loaded: LoadedPlan, mount: Mount) -> list[Problem]:
    return [problem for problem in loaded.problems if problem.route and _row_of(mount, problem.route) is not None]


def _lost_rows(loaded: LoadedPlan, mount: Mount) -> set[int]:
    """Return the rows of a table, counted from 0, of which a cell or more could not be read."""
    found = {row for route in loaded.lost if (row := _row_of(mount, route)) is not None}
    return found | {row for step in loaded.removed_from(mount.route) if (row := _own_row(mount, step)) is not None}


def _row_of(mount: Mount, route: Route) -> int | None:
    size = len(mount.route)
    if route[:size] != mount.route or len(route) <= size or not isinstance(route[size], int):
        return None
    return _own_row(mount, route[size])


def _own_row(mount: Mount, step: Any) -> int | None:
    return step - mount.first if isinstance(step, int) and 0 <= step - mount.first < mount.size else None


def _nameless_rows(plan: Plan, mount: Mount, loaded: LoadedPlan) -> Iterator[tuple[int, str]]:
    """Go through the rows of events and series that name a site or a change that the plan does not have, and why.

    Of which site or change they tell is not known. Where the plan has no sites, or no package, nothing is said.
    """
    measure = plan.measures.get(str(mount.route[1])) if mount.route[0] == "measures" else None
    told = plan.adoption if mount.route[0] == "adoption" else measure.data.points if measure and measure.data else ()
    sites = {site.id for site in plan.sites}
    changes = plan.package.changes if plan.package else {}
    for row, place in _places(mount, loaded, len(told)):
        site, change = told[place].site, getattr(told[place], "change", None)
        if site is not None and sites and site not in sites:
            yield row, f'"{site}" is not among the sites'
        elif change is not None and changes and change not in changes:
            yield row, f'there is no change "{change}"'


def _places(mount: Mount, loaded: LoadedPlan, size: int) -> Iterator[tuple[int, int]]:
    """Go through the rows of a table that are there, each with its place among all that were read."""
    gone = loaded.removed_from(mount.route)
    left_out = set(gone)
    for row in range(mount.size):
        step = mount.first + row
        place = step - bisect_left(gone, step)
        if step not in left_out and place < size:
            yield row, place


def _cells(plan: Plan, mount: Mount, loaded: LoadedPlan, rows: set[int]) -> Iterator[tuple[date, str | None]]:
    """Go through the days and sites of rows of a series that are there, although a value of them is not."""
    if mount.route[:1] != ("measures",) or not rows:
        return
    measure = plan.measures.get(str(mount.route[1]))
    points = measure.data.points if measure and measure.data else ()
    for row, place in _places(mount, loaded, len(points)):
        if row in rows:
            yield points[place].date, points[place].site


def _of_files(loaded: LoadedPlan) -> Iterator[Unread]:
    """Go through names of tables that lead to no table."""
    for problem in loaded.problems:
        named = _named(loaded, problem.route)
        if named is not None:
            part, text = named
            yield Unread(part, text, None, problem.message)


def _named(loaded: LoadedPlan, route: Route) -> tuple[Route, str] | None:
    """Return the part that a route names a table of, and the name; None where it names none."""
    *start, last = route or ("",)
    part, place = (tuple(start), last) if isinstance(last, int) else (route, 0)
    is_file = part[-1:] == ("file",)
    texts = loaded.named.get((*part[:-1], "points") if is_file else part)
    if texts is None or not 0 <= place < len(texts):
        return None
    return (part[:-1] if is_file or part[-1:] == ("rows",) else part), texts[place]


def _of_values(loaded: LoadedPlan) -> Iterator[Unread]:
    """Go through the parts of the plan of which values that stand in no table could not be read."""
    tables = RouteIndex(mount.route for mount in loaded.mounts if isinstance(mount.file, CsvTable))
    parts: dict[Route, list[Route]] = {}
    for route in dict.fromkeys(loaded.lost):
        in_table = tables.holds_below(route) or tables.holds_above(route)
        if route and not in_table and _named(loaded, route) is None:
            parts.setdefault(route[: _NAMED_BELOW.get(str(route[0]), 1)], []).append(route)
    problems_of = defaultdict[int | str, list[Problem]](list)
    for problem in loaded.problems:
        if problem.route:
            problems_of[problem.route[0]].append(problem)
    for part, routes in parts.items():
        lost = RouteIndex(routes)
        problems = [
            problem
            for problem in problems_of[part[0]]
            if lost.holds_below(problem.route) or lost.holds_above(problem.route)
        ]
        first = min(problems, key=lambda problem: problem.location.line, default=None)
        place = first.location if first else loaded.locate(routes[0])
        why = first.message if first else ""
        hides_level = any(_hides_level(route) for route in routes)
        yield Unread(part, loaded.beside(place.file), place.line, why, values=len(routes), hides_level=hides_level)


def _hides_level(route: Route) -> bool:
    """Whether what stands at a route of answers may hold a level: not where it is another key of an answer."""
    return route[_ANSWER:] == () or route[_ANSWER] not in _NO_LEVELS
