"""Which table of a plan a table that was sent back is for, and which of its columns stand for which of the plan's."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from spreadkit.collecting.plan_tables import PlanTable, RowKind
from spreadkit.collecting.sent_files import ReturnedTable, longest_in
from spreadkit.model.names import NamedPart, parts_called
from spreadkit.words import count_of, first_of, in_words, nearest


class TableMatch(NamedTuple):
    """A table that was sent back, and the table of the plan that it is for.

    `kinds` are what its rows are read as, `columns` its own names for the plan's columns; `site` is the one that the
    name of the file says it is about, where the rows do not say so themselves.
    """

    returned: ReturnedTable
    kept: PlanTable
    kinds: tuple[RowKind, ...]
    columns: Mapping[str, str]
    site: str | None

    def cell(self, row: int, column: str | None) -> str:
        """Return the text of a cell, by the plan's name for its column."""
        return self.returned.cell(row, self.columns.get(column or ""))

    def is_in(self, column: str) -> bool:
        """Whether the table has one of the plan's columns."""
        return column in self.columns


def match_tables(
    returned: Sequence[ReturnedTable], tables: Sequence[PlanTable], parts: Sequence[NamedPart]
) -> list[TableMatch]:
    """Say what the tables of one file are for. What is for nothing is refused; beside others, left out.

    `parts` are the sites of the plan with their names.
    """
    fits = [fit for table in returned if not table.broken and (fit := _fit(table, tables, parts)) is not None]
    idle = [table for table in returned if not table.refused and all(fit.returned is not table for fit in fits)]
    is_used = bool(fits) or any(table.refused for table in returned)
    for table in idle:
        if is_used and not _is_near(table.columns, tables):
            table.remarks.append(f"{table.place()}: it fits no table of the plan, and was not read")
        else:
            table.refuse("table-does-not-fit", f"this fits no table of the plan; {_wanted(tables, table.columns)}")
    return fits


def can_be_heading(cells: Sequence[str], tables: Sequence[PlanTable]) -> bool:
    """Whether these can be the names of the columns of a table that the plan keeps."""
    return bool(_fitting(cells, tables))


def _fit(returned: ReturnedTable, tables: Sequence[PlanTable], parts: Sequence[NamedPart]) -> TableMatch | None:
    fitting = _fitting(returned.columns, tables)
    kept = fitting[0] if len(fitting) == 1 else table_named(returned, fitting)
    if kept is not None:
        sites = [part.id for part in parts]
        return _with_columns(returned, kept, returned.names_site(sites) if kept.has_site else None, parts)
    if fitting:
        names = first_of([kind.name for kept in fitting for kind in kept.kinds])
        message = f"this fits several tables of the plan ({names}); put the id of one into the name of the file"
        returned.refuse("table-does-not-fit", message)
    return None


def _fitting(columns: Sequence[str], tables: Sequence[PlanTable]) -> list[PlanTable]:
    return [kept for kept in tables if kinds_in(columns, kept)]


def kinds_in(columns: Sequence[str], kept: PlanTable) -> tuple[RowKind, ...]:
    """Return the kinds of row of a table that have all of their marks among these names."""
    there = set(map(fold_heading, columns))
    return tuple(kind for kind in kept.kinds if kind.marks and there.issuperset(map(fold_heading, kind.marks)))


def table_named(returned: ReturnedTable, fitting: Sequence[PlanTable]) -> PlanTable | None:
    """Return the table that the name of the sheet or the file speaks of."""
    keys = {key: kept for kept in fitting for key in kept.keys}
    names = (longest_in(name or "", list(keys)) for name in (returned.sheet, returned.path.stem))
    return next((keys[name] for name in names if name), None)


def _is_near(columns: Sequence[str], tables: Sequence[PlanTable]) -> bool:
    """Whether a table has at least two columns of one in the plan, so that it was probably meant for it."""
    there = set(map(fold_heading, columns))
    return any(len(there.intersection(map(fold_heading, kept.columns))) > 1 for kept in tables)


def _wanted(tables: Sequence[PlanTable], columns: Sequence[str]) -> str:
    """Say what the tables of the plan are known by: of those that are most like this one, at most three."""
    if not tables:
        return "the plan keeps neither adoption nor a series in a file"
    there = set(map(fold_heading, columns))
    kinds = [(kept, kind) for kept in tables for kind in kept.kinds]
    kinds.sort(key=lambda kept_and_kind: -len(there.intersection(map(fold_heading, kept_and_kind[1].columns.values()))))
    return in_words(
        [
            f'"{kind.name}" needs the columns {in_words(list(dict.fromkeys((kept.date, *kind.marks))))}'
            for kept, kind in islice(kinds, 3)
        ]
    )


def _with_columns(
    returned: ReturnedTable, kept: PlanTable, site: str | None, parts: Sequence[NamedPart]
) -> TableMatch | None:
    """Say which of its columns stand for those of the plan; None where one is in doubt, which is refused."""
    by_folded: dict[str, list[str]] = {}
    for column in filter(None, returned.columns):
        by_folded.setdefault(fold_heading(column), []).append(column)
    columns = {
        column: by_folded[fold_heading(column)][0]
        for column in (*kept.columns, *kept.besides)
        if fold_heading(column) in by_folded
    }
    _fill_merged(returned, [columns[name] for name in (kept.date, kept.site, "change") if name in columns])
    unused = [column for column in returned.columns if column and column not in columns.values()]
    twice = [name for name in columns if len(by_folded[fold_heading(name)]) > 1]
    named = set(filter(None, returned.column(columns.get(kept.site, ""))))
    if site is not None and named:
        ids = {part.id for text in named for part in parts_called(text, parts)} or named
        if others := sorted(ids - {site}):
            conflict = f'its name speaks of "{site}", its rows of {first_of(others)}'
            returned.remarks.append(f"{returned.place()}: {conflict}; was the right file sent?")
        site = None
    if site is not None and (other := _other_site(returned, unused, site, parts)):
        returned.refuse("unknown-site", other)
        return None
    if message := _in_doubt(kept, site, columns, unused, twice):
        returned.refuse("table-does-not-fit", message)
        return None
    if unused:
        left_out = f"{count_of(len(unused), 'column')} that the plan does not read left out: {first_of(unused)}"
        returned.remarks.append(f"{returned.place()}: {left_out}")
    if nameless := sum(not name and any(returned.cells[at]) for at, name in enumerate(returned.columns)):
        returned.remarks.append(f"{returned.place()}: {count_of(nameless, 'column')} without a name left out")
    return TableMatch(returned, kept, kinds_in(returned.columns, kept), columns, site)


def _fill_merged(returned: ReturnedTable, names: Iterable[str]) -> None:
    """Read merged cells for each of their rows, in columns that say what a row is about."""
    for name in dict.fromkeys(names):
        if filled := returned.fill_merged(name):
            rows = count_of(filled, "row")
            returned.remarks.append(f'{returned.place()}: merged cells of "{name}" were read for {rows} below them too')


def _other_site(returned: ReturnedTable, unused: Sequence[str], site: str, parts: Sequence[NamedPart]) -> str | None:
    """Say which column that the plan does not read speaks of another site than the name of the file does."""
    for column in unused:
        for text in dict.fromkeys(filter(None, returned.column(column))):
            called = [part.id for part in parts_called(text, parts)]
            if called and site not in called:
                return (
                    f'the name of the file speaks of "{site}", but its column "{column}" of "{text[:60]}"; correct the '
                    f"name of the file, or the column"
                )
    return None


def _in_doubt(
    kept: PlanTable, site: str | None, columns: Mapping[str, str], unused: Sequence[str], twice: Sequence[str]
) -> str | None:
    """Say what of a heading is twice, misspelt, missing or too much; None where nothing is."""
    absent = [column for column in kept.columns if column not in columns]
    needed = [kept.date, *([kept.site] if kept.has_site and site is None else [])]
    missing = next((column for column in needed if column in absent), None)
    if twice:
        return f'the column "{twice[0]}" stands here twice; rename or delete one'
    for column in unused:
        if meant := nearest(column, [column for column in absent if column != kept.site or site is None]):
            return f'the column "{column}" is not known (did you mean "{meant}"?); correct it, or delete it'
        if fold_heading(column) == "site":
            return f'the rows are about sites, but the plan keeps "{kept.id}" without; add "site: site" to its data'
    if missing is None:
        return None
    hint = ", or put the id of the site into the name of the file" if missing == kept.site else ""
    return f'the column "{missing}" is missing; add it to the first line{hint}'


def fold_heading(name: str) -> str:
    """Return the name of a column as people may also write it: `Bed days` is `bed_days`."""
    return " ".join(name.casefold().replace("_", " ").split())
