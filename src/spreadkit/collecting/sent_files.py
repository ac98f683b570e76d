"""Files that sites send back, CSV or XLSX: their tables as text, and the place of every cell as people find it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from spreadkit.loading.loaded import display_name
from spreadkit.model.collection import Refusal, ReturnLocation
from spreadkit.model.finding import Location
from spreadkit.privacy.find import find_patient_data
from spreadkit.privacy.headings import patient_headings
from spreadkit.privacy.searched_texts import is_allowed
from spreadkit.privacy.text_match import TextMatch
from spreadkit.reading.files import resolved
from spreadkit.reading.tables import HEADING_WITHIN, IsHeading, read_table
from spreadkit.reading.workbook_parts import WorkbookError
from spreadkit.reading.workbooks import MergedRows, WorkbookSheet, column_letters, is_workbook, read_workbook

_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")


class PrivacyTerms(NamedTuple):
    """What a plan says of privacy on a day: the patterns that it allows, and headings that it does not."""

    allowed: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def look(self, text: str) -> Iterator[TextMatch]:
        """Go through what looks like the data of patients in a text, but for what is allowed."""
        return (match for match in find_patient_data(text) if not is_allowed(match.as_read, self.allowed))


_NO_TERMS: Final = PrivacyTerms()


@dataclass(slots=True)
class ReturnedTable:
    """A table that was sent back: `cells` by column; `lines` are the numbers of its rows.

    `refused` is what in it cannot be taken whatever it is for; of a `broken` one nothing can be said beyond that.
    `unfit` says of single cells (`C7`) of a sheet why they cannot be taken; `remarks` is what to know of it. `merged`
    are its cells that are merged over several rows; `origin` gives the places of a table that was turned.
    """

    path: Path
    name: str
    sheet: str | None = None
    columns: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unfit: Mapping[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    broken: bool = False
    locate: Callable[[int | None, str | None], Location] | None = None
    privacy: PrivacyTerms = _NO_TERMS
    separator: str = ""
    merged: Sequence[MergedRows] = ()
    origin: Callable[[int | None, str | None], ReturnLocation] | None = None

    def place(self, row: int | None = None, column: str | None = None) -> ReturnLocation:
        """Return the place of a cell, of a whole row, or (without `row`) of the whole table."""
        if self.origin is not None:
            return self.origin(row, column)
        if self.sheet is not None:
            line = None if row is None else self.lines[row]
            index = self.columns.index(column) if column in self.columns else None
            cell = f"{column_letters(index)}{line}" if index is not None and line is not None else None
            return ReturnLocation(file=self.name, sheet=self.sheet, line=line, column=_from_one(index), cell=cell)
        if self.locate is None or (row is None and column is None):
            return ReturnLocation(file=self.name)
        at = self.locate(row, column)
        return ReturnLocation(file=self.name, line=at.line, column=at.column)

    def column(self, name: str) -> list[str]:
        """Return the cells of a column, one for each row; empty ones where there is no such column."""
        return self.cells[self.columns.index(name)] if name in self.columns else [""] * len(self.lines)

    def cell(self, row: int, column: str | None) -> str:
        """Return the text of a cell, empty where there is no such column."""
        return self.cells[self.columns.index(column)][row] if column in self.columns else ""

    def fill_merged(self, name: str) -> int:
        """Write what a cell that is merged over several rows holds into each of them; return how many those are.

        This is for what a row is about (a site, a month), never for figures, which would count several times.
        """
        index, filled = self.columns.index(name), 0
        cells, rows = self.cells[index], {line: row for row, line in enumerate(self.lines)}
        for merged in (merged for merged in self.merged if merged.column == index and merged.first in rows):
            for line in range(merged.first + 1, merged.last + 1):
                if line in rows and not cells[rows[line]]:
                    cells[rows[line]] = cells[rows[merged.first]]
                    filled += 1
        return filled

    def refuse(self, slug: str, message: str) -> None:
        """Take down why the whole of it cannot be taken."""
        self.refused.append(Refusal(slug=slug, message=message, place=self.place()))

    def refuse_patient_data(self, above: Sequence[Sequence[str]] = ()) -> None:
        """Refuse what looks like the data of patients, without ever showing it; of such a table nothing else is said.

        `above` are rows of titles above the names of the columns.
        """
        self.refused += _patients_in(self, above)
        self.broken |= bool(self.refused)

    def names_site(self, sites: Sequence[str]) -> str | None:
        """Return the site that the name of the sheet, the file or its folder says this is about.

        Of several that fit one name the longest counts: `ward-3-north` rather than `ward-3`.
        """
        for name in (self.sheet, self.path.stem, resolved(self.path.parent).name):
            if found := longest_in(name or "", sites):
                return found
        return None


def longest_in(name: str, ids: Sequence[str]) -> str | None:
    """Return the longest of these ids that stands as whole words in the name of a file; None where none or two do."""
    words = f"-{_as_words(name)}-"
    fitting = sorted((site for site in ids if f"-{_as_words(site)}-" in words), key=len, reverse=True)
    longest = fitting[0] if fitting else ""
    apart = [site for site in fitting if f"-{_as_words(site)}-" not in f"-{_as_words(longest)}-"]
    return longest if fitting and not apart else None


def read_returned(
    path: Path, is_heading: IsHeading, privacy: PrivacyTerms = _NO_TERMS
) -> tuple[list[ReturnedTable], list[str]]:
    """Read the tables of a file that was sent back, and what to know of what was left out.

    `is_heading` says of cells whether they can be the names of the columns; titles may stand above those.
    """
    name = display_name(path)
    if not is_workbook(path):
        return [_read_csv(path, name, is_heading, privacy)], []
    try:
        sheets = read_workbook(path)
    except WorkbookError as error:
        broken = ReturnedTable(path, name, broken=True)
        broken.refuse("unreadable-file", str(error))
        return [broken], []
    visible = [
        _from_sheet(path, name, sheet, is_heading, privacy) for sheet in sheets if not sheet.is_hidden and sheet.rows
    ]
    hidden = [sheet for sheet in sheets if sheet.is_hidden]
    remarks = [f'{name}: the sheet "{sheet.name}" is hidden, and was not read' for sheet in hidden]
    tables = [*visible, *filter(None, (_with_patients_only(path, name, sheet, privacy) for sheet in hidden))]
    if not tables:
        empty = ReturnedTable(path, name, broken=True)
        empty.refuse("table-does-not-fit", "no sheet that can be seen holds anything; was the right file sent?")
        tables.append(empty)
    return tables, remarks


def _read_csv(path: Path, name: str, is_heading: IsHeading, privacy: PrivacyTerms) -> ReturnedTable:
    table = read_table(path, name, top=None, is_heading=is_heading)
    returned = ReturnedTable(path, name, None, table.columns, table.cells, table.lines, locate=table.locate)
    returned.privacy, returned.separator = privacy, table.separator
    returned.broken = bool(table.problems)
    returned.refuse_patient_data(above=[[line] for line in table.text.split("\n", table.heading)[: table.heading - 1]])
    if returned.refused:
        return returned
    for problem in table.problems:
        at = problem.location
        place = ReturnLocation(file=name, line=at.line, column=at.column)
        returned.refused.append(Refusal(slug=problem.slug, message=problem.message, place=place))
    return returned


def _from_sheet(
    path: Path, name: str, sheet: WorkbookSheet, is_heading: IsHeading, privacy: PrivacyTerms
) -> ReturnedTable:
    """Take the rows of a sheet below the first that can be a heading; below the first of all, where none can."""
    numbers = list(sheet.rows)
    heading = next((number for number in numbers[:HEADING_WITHIN] if is_heading(sheet.rows[number])), numbers[0])
    returned = ReturnedTable(path, name, sheet.name, list(sheet.rows[heading]), unfit=sheet.unfit, privacy=privacy)
    returned.lines = [number for number in numbers if number > heading]
    returned.cells = [list(column) for column in zip(*(sheet.rows[line] for line in returned.lines), strict=True)]
    returned.cells = returned.cells or [[] for _ in returned.columns]
    returned.merged = sheet.merged
    returned.refuse_patient_data(above=[sheet.rows[number] for number in numbers if number < heading])
    return returned


def _with_patients_only(path: Path, name: str, sheet: WorkbookSheet, privacy: PrivacyTerms) -> ReturnedTable | None:
    """Look through a sheet that is not read otherwise for data of patients."""
    if not sheet.rows:
        return None
    returned = _from_sheet(path, name, sheet, lambda _: False, privacy)
    returned.refused = [refusal for refusal in returned.refused if refusal.slug == "looks-like-patient-data"]
    returned.broken = True
    return returned if returned.refused else None


def _patients_in(returned: ReturnedTable, above: Sequence[Sequence[str]]) -> Iterator[Refusal]:
    slug, look = "looks-like-patient-data", returned.privacy.look
    for found in look(returned.path.name):
        message = f"the name of the file looks like {found.what}; give it another"
        yield Refusal(slug=slug, message=message, place=returned.place())
    for position in patient_headings(returned.columns, returned.privacy.headings):
        message = (
            f'the column "{returned.columns[position][:40]}" is about patients; delete it, and have the file sent again'
        )
        yield Refusal(slug=slug, message=message, place=returned.place())
    title = "\n".join(" ; ".join(row) for row in (*above, returned.columns))
    for found in look(title):
        message = f"a title looks like {found.what}; take all data of patients out, and have the file sent again"
        yield Refusal(slug=slug, message=message, place=returned.place())
    for row, cells in enumerate(zip(*returned.cells, strict=True)):
        for found in look(" ; ".join(cells)):
            at = next(
                (name for name, cell in zip(returned.columns, cells, strict=True) if found.secret in cell),
                None,
            )
            message = (
                f"this looks like {found.what} (…{found.secret[-2:]}); take all data of patients out, and have "
                "the file sent again"
            )
            yield Refusal(slug=slug, message=message, place=returned.place(row, at))


@cache
def _as_words(name: str) -> str:
    return _NOT_IN_IDS.sub("-", name.lower()).strip("-")


def _from_one(index: int | None) -> int | None:
    return None if index is None else index + 1
