"""What came back from sites: row by row, what is new, the same, changed or refused; and what was written of it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from spreadkit.record import record


class RowVerdict(StrEnum):
    """What becomes of a row that was sent back, against the rows that the plan has already."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@record(kw_only=True)
class ReturnLocation:
    """Where something stands in a file that was sent back: line and column of a CSV, or a cell (`C7`) of a sheet."""

    file: str
    sheet: str | None = None
    line: int | None = None
    column: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """As people are shown it: `ash.csv:3:12`, or `ash.xlsx, sheet "North", cell C7`."""
        if self.sheet is None:
            return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        row = f"row {self.line}" if self.line is not None else None
        cell = f"cell {self.cell}" if self.cell else row
        return ", ".join(part for part in (self.file, f'sheet "{self.sheet}"', cell) if part)


@record(kw_only=True)
class ReturnedRow:
    """A sound row. `cells` are its texts by the plan's columns; `old` those that the plan has now, where they differ.

    `table` is the part of the plan that it belongs to, `file` the file that it stands in or is to be written to.
    """

    verdict: RowVerdict
    table: str
    date: date
    site: str | None
    change: str | None = None
    cells: Mapping[str, str]
    old: Mapping[str, str] = field(default_factory=dict)
    place: ReturnLocation
    file: str


@record(kw_only=True)
class Refusal:
    """A row, a cell or a whole file that cannot be taken: the rule that says so, where, and what to do about it.

    `places` are all cells that cannot be taken for this cause, where there are several.
    """

    slug: str
    message: str
    place: ReturnLocation
    table: str | None = None
    places: tuple[ReturnLocation, ...] = ()


@record(kw_only=True)
class CollectedPart:
    """A part of the plan that rows came back for: how many sites are to send them, and those that sent nothing."""

    table: str
    title: str
    sites: int
    silent: tuple[str, ...]


@record(kw_only=True)
class Collection:
    """Everything that files sent back mean for a plan. `written` are the files that were changed.

    `remarks` are things to know that refuse nothing: what was left out, and what `check` will say of the rows.
    """

    plan: str
    as_of: date
    files: tuple[str, ...]
    accepts_changes: bool = False
    tables: tuple[CollectedPart, ...] = ()
    rows: tuple[ReturnedRow, ...] = ()
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    def those(self, verdict: RowVerdict, table: str | None = None) -> tuple[ReturnedRow, ...]:
        """Return the rows that this becomes of, of one part of the plan or of all."""
        return tuple(row for row in self.rows if row.verdict is verdict and table in {None, row.table})

    @property
    def has_news(self) -> bool:
        """Whether anything is not in the plan yet."""
        return any(row.verdict is not RowVerdict.SAME for row in self.rows)

    @property
    def is_sound(self) -> bool:
        """Whether all of it can be written."""
        return not self.refused and (self.accepts_changes or not self.those(RowVerdict.CHANGED))
