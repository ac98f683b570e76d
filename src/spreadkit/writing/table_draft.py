"""Changing CSV files that people keep: only the lines concerned, and the result is read back before it is written.

Separator, line ends, byte-order mark, columns, and every line that is not changed stay as they are, byte for byte.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from spreadkit.errors import ChangedMeanwhileError, SpreadkitError, way_out
from spreadkit.loading.loaded import display_name
from spreadkit.reading.files import read_file, resolved
from spreadkit.reading.source import NON_PRINTABLE
from spreadkit.reading.tables import MAX_TABLE_BYTES, CsvTable, parse_table
from spreadkit.words import count_of, in_words
from spreadkit.writing.atomic import clear_leftovers, write_new, write_whole

Cells = Mapping[str, str]
"""The texts of a row by the names of their columns; an empty text is the same as none."""

_BOM: Final = "\ufeff"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


class TableDraft:
    """A CSV file that is being changed. Nothing is written before `save`.

    Every change raises SpreadkitError, and leaves the draft as it was, when it cannot be made without touching anything
    else.
    """

    def __init__(self, path: Path, heading: str | None = None, *, top: Path) -> None:
        """Begin to change a file that must not lead out of `top`; with a `heading`, one that is not there yet."""
        self.path = path
        self.name = display_name(path)
        self._top = top
        self.before = self._read() if heading is None else None
        content = (heading or "").encode() if self.before is None else self.before
        self.table = _sound(content, self.name)
        text = content.decode("utf-8")
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._lines = _LINE.findall(text.removeprefix(_BOM))
        last = next((line for line in reversed(self._lines) if line.endswith(("\r", "\n"))), "\n")
        self._feed = last[len(last.rstrip("\r\n")) :]

    @classmethod
    def begin(cls, path: Path, columns: Sequence[str], *, top: Path, separator: str = ",") -> "TableDraft":
        """Begin a file that is not there yet, with the names of its columns as its first line."""
        return cls(path, _record(columns, separator, "\n"), top=top)

    @property
    def is_new(self) -> bool:
        """Whether the file is not there yet."""
        return self.before is None

    @property
    def is_changed(self) -> bool:
        """Whether there is something to write."""
        return self._content() != self.before

    def append(self, rows: Sequence[Cells]) -> None:
        """Add rows at the end."""
        lines = list(self._lines)
        if lines and not lines[-1].endswith(("\r", "\n")):
            lines[-1] += self._feed
        lines += [self._line([row.get(column, "") for column in self._columns_for(row)]) for row in rows]
        added = [[row.get(column, "").strip() for column in self.table.columns] for row in rows]
        self._change(lines, [*_rows(self.table), *added])

    def replace(self, changes: Mapping[int, Cells]) -> None:
        """Write other texts into cells of rows, by their positions in the table; all other cells stay as they are."""
        lines, rows = list(self._lines), _rows(self.table)
        for row in sorted(changes, reverse=True):
            cells = changes[row]
            start, size, written = self._record_at(row)
            changed = [cells.get(column, old) for column, old in zip(self._columns_for(cells), written, strict=True)]
            end = lines[start + size - 1]
            line = self._line(changed).removesuffix(self._feed) + end[len(end.rstrip("\r\n")) :]
            lines[start : start + size] = [line]
            rows[row] = [cell.strip() for cell in changed]
        self._change(lines, rows)

    def refuse_if_changed_by_others(self) -> None:
        """Raise SpreadkitError when the file is not as it was when it was read."""
        now = self._read() if self.before is not None or self.path.exists() else None
        if now != self.before:
            raise ChangedMeanwhileError(
                f'"{self.name}" was changed meanwhile by someone else; nothing was written: run again'
            )

    def save(self) -> None:
        """Write the file whole or not at all; the caller holds the lock of the plan.

        Raises OSError when it cannot be written, SpreadkitError as above.
        """
        clear_leftovers(resolved(self.path))
        self.refuse_if_changed_by_others()
        text = self._bom + "".join(self._lines)
        if self.is_new:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not write_new(self.path, text):
                self.refuse_if_changed_by_others()
        else:
            write_whole(self.path, text)
        self.before = self._content()

    def _read(self) -> bytes:
        return read_file(self.path, MAX_TABLE_BYTES, top=self._top)

    def _content(self) -> bytes:
        return (self._bom + "".join(self._lines)).encode()

    def _columns_for(self, cells: Cells) -> list[str]:
        """Return the table's columns, if they are all that these cells need."""
        missing = [name for name, text in cells.items() if text.strip() and name not in self.table.columns]
        if missing:
            names = in_words([f'"{name}"' for name in missing])
            columns = "column" if len(missing) == 1 else "columns"
            raise SpreadkitError(
                f'"{self.name}" has no {columns} {names}; add {names} to its first line, and run again'
            )
        for name, text in cells.items():
            if NON_PRINTABLE.search(text):
                raise SpreadkitError(f'the text for "{name}" holds an invisible control character; delete it')
        return self.table.columns

    def _line(self, cells: Sequence[str]) -> str:
        return _record(cells, self.table.separator, self._feed)

    def _record_at(self, row: int) -> tuple[int, int, list[str]]:
        """Return on which line a row begins (from 0), how many lines it takes, and its cells as written."""
        start = self.table.lines[row] - 1
        plain = (_with_plain_feed(line) for line in self._lines[start:])
        reader = csv.reader(plain, delimiter=self.table.separator, strict=True)
        cells = next(reader)
        return start, reader.line_num, cells

    def _change(self, lines: list[str], rows: list[list[str]]) -> None:
        """Take over other lines, if the table then holds what is expected and nothing else."""
        text = "".join(lines)
        table = parse_table((self._bom + text).encode(), self.name)
        if table.problems or table.columns != self.table.columns or _rows(table) != rows:
            raise SpreadkitError(
                f'"{self.name}" is written in a way that cannot be changed safely; nothing was written: '
                "make this change by hand"
            )
        self._lines, self.table = _LINE.findall(text), table


def save_all(drafts: Iterable[TableDraft]) -> list[Path]:
    """Write the files that changed, and return them. Nothing is written if one was changed by others meanwhile.

    Raises SpreadkitError when one cannot be written; it says which were written before.
    """
    changed = [draft for draft in drafts if draft.is_changed]
    for draft in changed:
        draft.refuse_if_changed_by_others()
    written = list[TableDraft]()
    for draft in changed:
        try:
            draft.save()
        except (OSError, SpreadkitError) as error:
            if isinstance(error, ChangedMeanwhileError) and not written:
                raise
            raise SpreadkitError(_half_done(draft, error, written, changed)) from None
        written.append(draft)
    return [draft.path for draft in written]


def _half_done(
    failed: TableDraft,
    error: OSError | SpreadkitError,
    written: Sequence[TableDraft],
    all_: Sequence[TableDraft],
) -> str:
    """Say which files were written and which were not."""
    why, way = (error.strerror or error, way_out(error)) if isinstance(error, OSError) else (error, "")
    rest = [draft.name for draft in all_ if draft not in written and draft is not failed]
    said = [
        f'"{failed.name}" cannot be written: {why}',
        f"written before it: {_names([draft.name for draft in written])}" if written else "no file was written",
        f"not written either: {_names(rest)}" if rest else "",
        "mend the cause and run again: rows that are there already are left alone" if written else way,
    ]
    return "; ".join(filter(None, said))


def _names(names: Sequence[str]) -> str:
    return in_words([f'"{name}"' for name in names])


def _sound(content: bytes, name: str) -> CsvTable:
    table = parse_table(content, name)
    if table.problems:
        first, more = table.problems[0], len(table.problems) - 1
        others = f", and {count_of(more, 'more problem')}" if more else ""
        where = f"line {first.location.line}: {first.message}{others}"
        raise SpreadkitError(f'"{name}" cannot be changed before it can be read ({where})')
    return table


def _rows(table: CsvTable) -> list[list[str]]:
    return [list(row) for row in zip(*table.cells, strict=True)]


def _record(cells: Sequence[str], separator: str, feed: str) -> str:
    """Return a row as one line of CSV; with quotes only where they are needed."""
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow([_with_plain_feed(cell) for cell in cells])
    return out.getvalue().removesuffix("\r\n").replace("\n", feed) + feed


def _with_plain_feed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
