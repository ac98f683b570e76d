"""A returned table whose months stand as columns, turned so that each site and month has a row.

It is turned only where all of it is plain: every column but those of labels is a month, the labels are sites, or the
plan's names of columns, or both, and the measure is known. Else the refusal shows the first row of the turned table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from spreadkit.collecting.match_tables import can_be_heading, fold_heading, kinds_in, table_named
from spreadkit.collecting.plan_tables import ADOPTION, PlanTable, RowKind
from spreadkit.collecting.sent_files import ReturnedTable
from spreadkit.loading.day_style import plain_days
from spreadkit.model.collection import ReturnLocation
from spreadkit.model.day_orders import DayOrder
from spreadkit.model.day_texts import is_month_without_year, months_named
from spreadkit.model.names import NamedPart, parts_called
from spreadkit.words import first_of, in_words

_FEWEST: Final = 2
"""From how many months on columns are taken for a series of them. The figure is ours."""


class _Across(NamedTuple):
    """A table with months as columns: the names of those of labels, and of the months, each with its first day."""

    table: ReturnedTable
    labels: list[str]
    months: dict[str, date]

    @property
    def shown(self) -> str:
        """The first and the last month as they are written."""
        first, *_, last = self.months
        return f'"{first}" to "{last}"'


class _Roles(NamedTuple):
    """What the labels are: the columns of sites and of the plan's names of columns, and what the rows are read as."""

    kept: PlanTable
    site: str | None
    field: str | None
    kind: RowKind


def has_months_across(cells: Sequence[str], dates: DayOrder | None) -> bool:
    """Whether these can be names of columns of which most are months."""
    return _months_of(cells, dates) is not None


def turned(
    table: ReturnedTable, tables: Sequence[PlanTable], parts: Sequence[NamedPart], dates: DayOrder | None
) -> ReturnedTable:
    """Return the table with a row for each site and month; itself, where it has no months as columns.

    `parts` are the sites of the plan, and `dates` is the order of days that is declared. What has months as columns and
    cannot be turned is refused.
    """
    if table.broken or table.refused:
        return table
    if (months := _months_of(table.columns, dates)) is None:
        _refuse_without_year(table, tables)
        return table
    if any(fold_heading(kept.date) in map(fold_heading, table.columns) for kept in tables):
        return table
    labels = list(takewhile(lambda name: name not in months, table.columns))
    for index, name in enumerate(labels):
        if not name and any(table.cells[index]):
            labels[index] = table.columns[index] = f"column {index + 1}"  # in its place, so that it can be found
    across = _Across(table, [name for name in labels if name], months)
    strangers = [
        name or f"column {index + 1}"
        for index, name in enumerate(table.columns)
        if index >= len(labels) and name not in months and (name or any(table.cells[index]))
    ]
    for name in across.labels:
        table.fill_merged(name)
    roles = _roles(across, tables, parts)
    why = f"the column {first_of(strangers)} is no month" if strangers else _why_not(across, roles)
    if roles is None or why is not None:
        _refuse(across, tables, roles, why)
        return table
    return _turn(across, roles)


def _refuse_without_year(table: ReturnedTable, tables: Sequence[PlanTable]) -> None:
    """Refuse a table whose columns are months without a year, and that fits nothing otherwise."""
    named = [name for name in table.columns if is_month_without_year(name)]
    if len(named) > _FEWEST and not can_be_heading(table.columns, tables):
        message = f'its months stand as columns without a year; write it in each, such as "{named[0]} 2026"'
        table.refuse("table-does-not-fit", message)


def _months_of(cells: Sequence[str], dates: DayOrder | None) -> dict[str, date] | None:
    """Return the names of columns that are months, with their days; None where these are too few or not one series."""
    columns = [cell for cell in cells if cell]
    days = months_named(plain_days(columns, dates).cells)
    found = [(name, day) for name, day in zip(columns, days, strict=True) if day is not None]
    rising = [day for _, day in found]
    is_series = len(found) >= _FEWEST and all(one < other for one, other in pairwise(rising))
    return dict(found) if is_series and len({name for name, _ in found}) == len(found) else None


def _roles(across: _Across, tables: Sequence[PlanTable], parts: Sequence[NamedPart]) -> _Roles | None:
    """Say what the labels are; None where the table of the plan is not known."""
    series = [kept for kept in tables if kept.id != ADOPTION]
    known = {fold_heading(mark) for kept in series for kind in kept.kinds for mark in kind.marks}
    field = next((name for name in across.labels if _any_in(across.table.column(name), known)), None)
    site = next((name for name in across.labels if name != field and _is_of_sites(across, name, series, parts)), None)
    written = across.table.column(field) if field else across.labels
    fitting = [kept for kept in series if kinds_in(written, kept)]
    kept = next(iter(fitting), None) if len(fitting) == 1 else table_named(across.table, fitting or series)
    if kept is None:
        return None
    kinds = kinds_in(written, kept) or tuple(kind for kind in kept.kinds if kind.name in _names(across, kept))
    kind = kinds[0] if kinds else kept.kinds[0]
    return _Roles(kept, site, field, kind)


def _names(across: _Across, kept: PlanTable) -> set[str]:
    """Return the measures of a table that a sheet or a file speaks of; all of them where it keeps only one."""
    if len(kept.kinds) == 1:
        return {kept.kinds[0].name}
    names = {fold_heading(across.table.sheet or ""), fold_heading(across.table.path.stem)}
    return {kind.name for kind in kept.kinds if fold_heading(kind.name) in names}


def _any_in(cells: Iterable[str], known: set[str]) -> bool:
    return not known.isdisjoint(map(fold_heading, cells))


def _is_of_sites(across: _Across, name: str, series: Sequence[PlanTable], parts: Sequence[NamedPart]) -> bool:
    """Whether a column names sites: by its own name, or because any of its cells is one."""
    if fold_heading(name) in {"site", *(fold_heading(kept.site) for kept in series)}:
        return True
    cells = across.table.column(name)
    return any(len(parts_called(cell, parts)) == 1 for cell in cells)


def _why_not(across: _Across, roles: _Roles | None) -> str | None:
    """Say what keeps a table from being turned; None where nothing does."""
    if roles is None:
        return None
    table, labels = across.table, [name for name in (roles.site, roles.field) if name]
    if others := [name for name in across.labels if name not in labels and any(table.column(name))]:
        return f"the column {first_of(others)} is neither a month nor a site"
    if roles.field is None and len(roles.kind.marks) > 1:
        return f"the rows do not say which of {in_words(roles.kind.marks)} they are"
    marks = {fold_heading(mark) for kind in roles.kept.kinds for mark in kind.marks}
    fields = table.column(roles.field) if roles.field else []
    if strange := [field for field in fields if fold_heading(field) not in marks]:
        return f"{first_of(strange)} is none of the columns {in_words(roles.kind.marks)}"
    rows = list(zip(*(map(fold_heading, table.column(name)) for name in labels), strict=True))
    rows = rows if labels else [()] * len(table.lines)
    return "two of its rows are about the same" if len(set(rows)) < len(rows) else None


def _refuse(across: _Across, tables: Sequence[PlanTable], roles: _Roles | None, why: str | None) -> None:
    """Refuse a table, and show how to turn it: the names of its columns, and its first row."""
    series = [kept for kept in tables if kept.id != ADOPTION]
    kind = roles.kind if roles else next((kind for kept in series for kind in kept.kinds), None)
    kept = roles.kept if roles else next(iter(series), None)
    because = why or "no table of the plan is named by its rows, its sheet or its file"
    message = f"its months stand as columns ({across.shown}), and {because}"
    if kind is not None and kept is not None:
        each = "site and month" if kept.has_site else "month"
        message += f"; write a row for each {each} instead: {_example(across, kept, kind, roles)}"
    across.table.refuse("table-does-not-fit", message)


def _example(across: _Across, kept: PlanTable, kind: RowKind, roles: _Roles | None) -> str:
    """Return the heading and the first row of the turned table, as far as the table itself tells them."""
    table, month = across.table, next(iter(across.months))
    value = table.cell(0, month) if table.lines else ""
    fields = table.column(roles.field) if roles and roles.field else []
    own = {fold_heading(field): table.cell(row, month) for row, field in reversed(list(enumerate(fields)))}
    site = roles.site if roles else None
    row = {kept.date: across.months[month].isoformat()}
    if kept.has_site:
        row[kept.site] = (table.cell(0, site) if site and table.lines else "") or "…"
    for mark in kind.marks:
        row[mark] = own.get(fold_heading(mark), "") if fields else ("" if mark != kind.marks[0] else value)
    cells = (text or "…" for text in row.values())
    return f'"{",".join(row)}", and below it "{",".join(cells)}"'


def _turn(across: _Across, roles: _Roles) -> ReturnedTable:
    """Make a row for each site and month; every cell keeps the place that it has in the table."""
    table, kept = across.table, roles.kept
    sites = table.column(roles.site) if roles.site else [""] * len(table.lines)
    fields = table.column(roles.field) if roles.field else [roles.kind.marks[0]] * len(table.lines)
    marks = {fold_heading(mark): mark for kind in kept.kinds for mark in kind.marks}
    by_site = dict[str, dict[str, int]]()
    for row, (site, field) in enumerate(zip(sites, fields, strict=True)):
        by_site.setdefault(site, {})[marks[fold_heading(field)]] = row
    columns = list(dict.fromkeys(marks[fold_heading(field)] for field in fields))

    def value(site: str, month: str, name: str) -> str:
        return table.cell(by_site[site][name], month) if name in by_site[site] else ""

    keys = [(site, month) for site in by_site for month in across.months]
    cells = [
        [across.months[month].isoformat() for _, month in keys],
        *([[site for site, _ in keys]] if roles.site else []),
        *([value(site, month, name) for site, month in keys] for name in columns),
    ]

    def origin(row: int | None, column: str | None) -> ReturnLocation:
        if row is None:
            return table.place(None, column)
        site, month = keys[row]
        own = next(iter(by_site[site].values()))
        if column == kept.date:
            return table.place(None, month)
        if column == kept.site:
            return table.place(own, roles.site)
        return table.place(by_site[site].get(column or "", own), month)

    first, last = (day.isoformat() for day in (min(across.months.values()), max(across.months.values())))
    says = f"its months stand as columns ({across.shown}); they were read as {first} to {last}"
    names = [kept.date, *([kept.site] if roles.site else []), *columns]
    lines = [table.lines[next(iter(by_site[site].values()))] for site, _ in keys]
    remarks = [*table.remarks, f"{table.place()}: {says}"]
    return replace(table, columns=names, cells=cells, lines=lines, remarks=remarks, merged=(), origin=origin)
