"""The tables that a plan keeps rows in and that grow: of adoption, and of the series of measures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from spreadkit.errors import SpreadkitError
from spreadkit.loading.loaded import LoadedPlan, Mount, file_state
from spreadkit.loading.mounting import ANY_SITE
from spreadkit.loading.rows import RowReader
from spreadkit.model.adoption import AdoptionEvent
from spreadkit.model.base import Route, kebab
from spreadkit.model.measure import Measure, Point, Series
from spreadkit.model.plan import Plan
from spreadkit.reading.tables import CsvTable
from spreadkit.record import record
from spreadkit.writing.table_draft import TableDraft

RowKey = tuple[date, str | None, str | None]
"""What there is one row of: a day, a site, and (of adoption) a change."""

ADOPTION: Final = "adoption"


class PlanRow(NamedTuple):
    """A row that the plan has: the file that it stands in, and its position there."""

    path: Path
    table: CsvTable
    row: int

    def name(self, loaded: LoadedPlan) -> str:
        """Return the name of its file as seen from the plan."""
        return self.path.relative_to(loaded.path.parent).as_posix()

    def cell(self, column: str) -> str:
        """Return the text of one of its cells."""
        return self.table.column(column)[self.row] if column in self.table.columns else ""


@record(slots=False)
class RowKind:
    """What the rows of a table are read as: `columns` are its own names for the fields of the model.

    `marks` are the columns that a table is known by; `measure` is the one whose points they are.
    """

    name: str
    model: type[Any]
    route: Route
    columns: Mapping[str, str]
    marks: tuple[str, ...]
    measure: Measure | None = None

    @cached_property
    def reader(self) -> RowReader[Any]:
        """What reads its rows."""
        return RowReader(self.model)

    def rows(self, plan: Plan) -> Sequence[Any]:
        """Return the rows of this kind that a plan has."""
        if self.measure is None:
            return plan.adoption
        series = plan.measures[self.name].data
        return series.points if series else ()


@dataclass(frozen=True, eq=False)
class PlanTable:
    """A table of a plan, in one file, several, or one for each site; several measures may share it.

    New rows go to the last of its files.
    """

    id: str
    title: str
    loaded: LoadedPlan
    kinds: tuple[RowKind, ...]
    has_site: bool

    @property
    def named(self) -> list[str]:
        """How the plan names its files."""
        return self.loaded.named[self.kinds[0].route]

    @property
    def date(self) -> str:
        """The name of the column of the day."""
        return self.kinds[0].columns["date"]

    @property
    def site(self) -> str:
        """The name of the column of the site."""
        return self.kinds[0].columns.get("site", "site")

    @property
    def is_by_site(self) -> bool:
        """Whether new rows go to one file for each site."""
        return ANY_SITE in self.named[-1]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns that the plan reads, that of the site among them where rows are about sites."""
        own = [column for kind in self.kinds for column in kind.columns.values()]
        return tuple(dict.fromkeys([*own, *([self.site] if self.has_site else [])]))

    @cached_property
    def besides(self) -> tuple[str, ...]:
        """The columns that each of its files has besides those that the plan reads."""
        headings = [set(mount.columns) for mount in self._tables]
        return tuple(sorted(set.intersection(*headings) - set(self.columns))) if headings else ()

    @property
    def keys(self) -> list[str]:
        """Words that the name of a file for it may hold: the ids of its measures, and the names of its own files."""
        stems = [PurePosixPath(text).stem.replace(ANY_SITE, "") for text in self.named]
        return list(dict.fromkeys([*(kind.name for kind in self.kinds), *filter(None, stems)]))

    @cached_property
    def held(self) -> dict[RowKey, PlanRow]:
        """The rows that the plan has in it; of two with one key the later."""
        assert self.loaded.plan is not None  # noqa: S101 - callers have looked
        held, rows = dict[RowKey, PlanRow](), self.kinds[0].rows(self.loaded.plan)
        for mount in self._mounts:
            if isinstance(mount.file, CsvTable):
                for row in range(mount.size):
                    held[row_key(rows[mount.first + row])] = PlanRow(mount.path, mount.file, row)
        return held

    @cached_property
    def unsound(self) -> str | None:
        """Why nothing can be compared with it: what is wrong with it as it is; None where nothing is.

        That no site has a file yet is no mistake.
        """
        files = {table.name for table in self._tables}
        tops = {kind.route[: 1 if kind.measure is None else 3] for kind in self.kinds}
        for problem in self.loaded.problems:
            is_here = problem.location.file in files or any(problem.route[: len(top)] == top for top in tops)
            if is_here and not (self.is_by_site and not files and problem.slug == "unreadable-file"):
                return f"{problem.location.file}:{problem.location.line}: {problem.message}"
        return None

    def name_for(self, site: str | None) -> str:
        """Return the name, beside the plan, of the file that new rows of a site go to."""
        return PurePosixPath(self.named[-1].replace(ANY_SITE, site or "")).as_posix()

    def draft(self, name: str) -> TableDraft:
        """Begin to change one of its files; a site's first one is begun, in the manner of those of other sites.

        Raises SpreadkitError when that cannot be done.
        """
        path, top = self.loaded.path.parent / name, self.loaded.root
        if file_state(self.loaded, name) == "outside":
            raise SpreadkitError(f'"{name}" lies outside the repository; keep the files of a plan beside it')
        if path.exists() or not self.is_by_site:
            return TableDraft(path, top=top)
        for table in self._tables:
            return TableDraft.begin(path, table.columns, top=top, separator=table.separator)
        return TableDraft.begin(path, [column for column in self.columns if column != self.site], top=top)

    @property
    def _mounts(self) -> Iterator[Mount]:
        return (mount for mount in self.loaded.mounts if mount.route == self.kinds[0].route)

    @property
    def _tables(self) -> Iterator[CsvTable]:
        return (mount.file for mount in self._mounts if isinstance(mount.file, CsvTable))


def row_key(row: Any) -> RowKey:
    """Return what there may be only one row of."""
    return row.date, row.site, getattr(row, "change", None)


def tables_of(loaded: LoadedPlan, plan: Plan) -> list[PlanTable]:
    """Return the tables of a plan that rows can be added to."""
    tables = [_adoption(loaded)] if ("adoption",) in loaded.named else []
    shared: dict[tuple[Any, ...], list[RowKind]] = {}
    for name, measure in plan.measures.items():
        if measure.data is not None and (route := _points(name)) in loaded.named:
            kind = _of_measure(name, measure, measure.data, route)
            place = (tuple(loaded.named[route]), kind.columns["date"], kind.columns.get("site"))
            shared.setdefault(place, []).append(kind)
    return [*tables, *(_series(loaded, kinds) for kinds in shared.values())]


def _adoption(loaded: LoadedPlan) -> PlanTable:
    columns = {field.name: kebab(field.name) for field in fields(AdoptionEvent)}
    kind = RowKind(ADOPTION, AdoptionEvent, ("adoption",), columns, ("change", "stage"))
    return PlanTable(ADOPTION, "Adoption", loaded, (kind,), has_site=True)


def _of_measure(name: str, measure: Measure, series: Series, route: Route) -> RowKind:
    columns = {field.name: getattr(series, field.name) for field in fields(Point) if getattr(series, field.name)}
    marks = tuple(column for field, column in columns.items() if field not in {"date", "site"})
    return RowKind(name, Point, route, columns, marks, measure)


def _series(loaded: LoadedPlan, kinds: Sequence[RowKind]) -> PlanTable:
    name = ", ".join(f"measures.{kind.name}" for kind in kinds)
    title = "; ".join(kind.measure.title for kind in kinds if kind.measure)
    has_site = "site" in kinds[0].columns or ANY_SITE in loaded.named[kinds[0].route][-1]
    return PlanTable(name, title, loaded, tuple(kinds), has_site)


def _points(measure: str) -> Route:
    return ("measures", measure, "data", "points")
