"""The workbook of measures: a sheet with the table, and one with the points that its small charts are drawn from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook

from spreadkit.formats._csv_measure import POINT_HEADS, point_rows
from spreadkit.formats._measure_columns import COLUMNS, MeasureColumn
from spreadkit.formats._palette import on_paper
from spreadkit.formats._printable import UNPRINTABLE
from spreadkit.measures.measure_charts import MeasureCharts
from spreadkit.measures.series import own_step
from spreadkit.measures.table import MeasureTable, MeasureTableRow, table_of
from spreadkit.model.people import Every
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day_in_words
from spreadkit.words import begins_as_formula

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

_TABLE: Final = "Measures"
_POINTS: Final = "Points"
_HEAD_ROW: Final = 3
"""The row of the headings, from 0: above it stand the title, the plan and what could not be read."""

_WITHOUT_DAY: Final = frozenset({Every.MONTH, Every.QUARTER, Every.YEAR})

_LONGEST: Final = 32_767
"""As many characters a cell holds."""

_FROZEN: Final = 2
"""So many columns stay in view: what it is, and where."""

_A4: Final = 9
_TENTH: Final = Decimal("0.1")
_TREND_HEAD: Final = "Over time"
_TREND_WIDTH: Final = 18
_PRINTED: Final = (
    *("title", "site_name", _TREND_HEAD, "latest", "latest_on", "before", "target", "target_met", "further_targets"),
    *("variation", "assurance", "special_rule", "special_since", "data"),
)
"""What is printed, in this order; all else stands to the right of it."""

_LINE: Final = 13.5
"""How high a line is, in points."""

_FEWEST_LINES: Final = 2
_MOST_LINES: Final = 8
_WRAPS_EARLY: Final = 1.15
"""Lines end at words: so many times as much room they take. The figure is ours."""

_FIRST_DAY_OF_WORKBOOKS: Final = date(1900, 3, 1)
"""Before it, programs do not agree which number is which day."""

_POINT_WIDTHS: Final = {"measure": 18, "site": 14, "date": 12, "rule": 16}
_TEXTS: Final = frozenset({"measure", "site", "excluded", "rule", "direction"})


def workbook_of_measures(charts: MeasureCharts) -> bytes:
    """Return the workbook as bytes; nothing in it is a formula, whatever a plan's words begin with."""
    table, file = table_of(charts), BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "d mmm yyyy",
    }
    with Workbook(file, options) as book:
        made = datetime(table.as_of.year, table.as_of.month, table.as_of.day)  # noqa: DTZ001 - the file has no zone
        title = f"Measures on {day_in_words(table.as_of)}"
        book.set_properties({"title": title, "author": "spreadkit", "created": made})
        writer = _SheetWriter(book)
        points = [*point_rows((row.measure, row.charted) for row in table.rows)]
        sheet = book.add_worksheet(_TABLE)
        _write_table(writer, sheet, table, title, _spans(points))
        _write_points(writer, book.add_worksheet(_POINTS), points)
    return file.getvalue()


class _SheetWriter:
    """Writes cells of each type with the look that belongs to it."""

    def __init__(self, book: Workbook) -> None:
        colours = on_paper()
        plain = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        base = plain | {"bottom": 4, "bottom_color": f"#{colours['line']}"}
        self.title = book.add_format(plain | {"bold": True, "font_size": 14})
        self.note = book.add_format(plain | {"font_color": f"#{colours['mute']}"})
        self.head = book.add_format(
            base
            | {
                "bold": True,
                "text_wrap": True,
                "font_color": f"#{colours['deep']}",
                "bg_color": f"#{colours['pale']}",
                "bottom": 2,
                "bottom_color": f"#{colours['deep']}",
            }
        )
        self.text = book.add_format(base | {"text_wrap": True, "align": "left", "indent": 1})
        self.beside = book.add_format(base | {"align": "left", "indent": 1})
        self.strong = book.add_format(base | {"text_wrap": True, "bold": True, "align": "left", "indent": 1})
        self.quoted = book.add_format(base | {"text_wrap": True, "align": "left", "indent": 1, "quote_prefix": True})
        dates = base | {"align": "left", "indent": 1}
        self.day = book.add_format(dates | {"num_format": "d mmm yyyy"})
        self.month = book.add_format(dates | {"num_format": "mmm yyyy"})
        self.numbers = [book.add_format(base | {"num_format": shape}) for shape in ("0", "0.0", "0.00")]
        self.exact = book.add_format(base | {"num_format": "General"})

    def look_of(self, row: MeasureTableRow, cell: object, *, is_first: bool, is_printed: bool) -> "CellFormat | None":
        """Return the look of a cell of the table: months without a day where there is one value a month, or fewer."""
        if isinstance(cell, date):
            return self.month if own_step(row.charted.measure) in _WITHOUT_DAY else self.day
        if not isinstance(cell, str):
            return None
        if is_first and row.site is None:
            return self.strong
        return None if is_printed else self.beside

    def put(self, sheet: "Worksheet", row: int, column: int, value: object, look: "CellFormat | None" = None) -> None:
        """Write one cell as what it is: a number, a day, or a text that is never worked out."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, look or self.text)
        elif isinstance(value, date):
            if value < _FIRST_DAY_OF_WORKBOOKS:
                sheet.write_string(row, column, value.isoformat(), self.beside)
            else:
                when = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day has no zone
                sheet.write_datetime(row, column, when, look or self.day)
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, column, float(value), look or self._number_look(Decimal(value)))
        else:
            text = str(value).translate(UNPRINTABLE)[:_LONGEST]
            sheet.write_string(row, column, text, self.quoted if begins_as_formula(text) else look or self.text)

    def _number_look(self, value: Decimal) -> "CellFormat":
        """Return how many places a number shows: whole, else one, and more where it lies below 1."""
        if value == int(value):
            return self.numbers[0]
        size = abs(value)
        return self.numbers[1 if size >= 1 else 2] if size >= _TENTH else self.exact


def _write_table(
    writer: _SheetWriter, sheet: "Worksheet", table: MeasureTable, title: str, spans: Mapping[tuple[str, object], range]
) -> None:
    writer.put(sheet, 0, 0, title, writer.title)
    writer.put(sheet, 1, 0, f"From {table.plan}", writer.note)
    writer.put(sheet, 2, 0, unread_in_words(table.unread) or "All of the plan could be read.", writer.note)
    columns, printed = _in_order(table), len(_printed(table))
    sheet.set_row(_HEAD_ROW, _FEWEST_LINES * _LINE)
    for place, column in enumerate(columns):
        writer.put(sheet, _HEAD_ROW, place, _TREND_HEAD if column is None else column.heading, writer.head)
        sheet.set_column(place, place, _TREND_WIDTH if column is None else column.width)
    for number, row in enumerate(table.rows, start=_HEAD_ROW + 1):
        sheet.set_row(number, _height(row, columns[:printed]))
        for place, column in enumerate(columns):
            if column is None:
                _draw(sheet, number, place, row, spans.get((row.measure, row.site)))
                continue
            cell = column.words(row)
            look = writer.look_of(row, cell, is_first=place < _FROZEN, is_printed=place < printed)
            writer.put(sheet, number, place, cell, look)
    last = _HEAD_ROW + max(len(table.rows), 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, _FROZEN)
    _for_paper(sheet, title, _HEAD_ROW)
    sheet.print_area(0, 0, last, printed - 1)


def _in_order(table: MeasureTable) -> list[MeasureColumn | None]:
    """Return the columns: first what is printed, then the rest; None stands for the small charts."""
    by_key = {column.key: column for column in COLUMNS}
    first = [by_key.get(key) for key in _printed(table)]
    return [*first, *(column for column in COLUMNS if column not in first)]


def _printed(table: MeasureTable) -> list[str]:
    with_targets = any(row.targets for row in table.rows)
    return [key for key in _PRINTED if with_targets or key != "further_targets"]


def _height(row: MeasureTableRow, columns: Sequence[MeasureColumn | None]) -> float:
    """Return how high a row is: programs do not agree to make room for words that wrap."""
    cells = [(column.words(row), column.width) for column in columns if column is not None]
    lines = max(ceil(len(cell) * _WRAPS_EARLY / width) for cell, width in cells if isinstance(cell, str))
    return min(max(lines, _FEWEST_LINES), _MOST_LINES) * _LINE


def _draw(sheet: "Worksheet", number: int, place: int, row: MeasureTableRow, span: range | None) -> None:
    """Draw the points of a row as small bars in a cell, from 0 on where none is below; a gap stays a gap.

    Bars, since LibreOffice 7.4 draws no small lines.
    """
    if span is None or not row.points:
        return
    colours = on_paper()
    options: dict[str, object] = {
        "range": f"{_POINTS}!$D${span.start + 1}:$D${span.stop}",
        "type": "column",
        "series_color": f"#{colours['edge']}",
        "last_point": True,
        "last_color": f"#{colours['hot']}",
    }
    if min(row.charted.line.known.values()) >= 0:
        options["min"] = 0
    sheet.add_sparkline(number, place, options)


def _spans(points: Sequence[Sequence[object]]) -> dict[tuple[str, object], range]:
    """Return by measure and site the rows of the sheet of points that are theirs, the head's counted."""
    spans: dict[tuple[str, object], range] = {}
    for number, point in enumerate(points, start=1):
        key = (str(point[0]), point[1])
        spans[key] = range(spans[key].start if key in spans else number, number + 1)
    return spans


def _write_points(writer: _SheetWriter, sheet: "Worksheet", points: Iterable[Sequence[object]]) -> None:
    for place, head in enumerate(POINT_HEADS):
        writer.put(sheet, 0, place, head, writer.head)
        sheet.set_column(place, place, _POINT_WIDTHS.get(head, 9))
    last = 0
    for last, point in enumerate(points, start=1):
        for place, (head, cell) in enumerate(zip(POINT_HEADS, point, strict=True)):
            is_number = isinstance(cell, str) and head not in _TEXTS
            writer.put(sheet, last, place, float(cell) if is_number and isinstance(cell, str) else cell)
    sheet.autofilter(0, 0, last, len(POINT_HEADS) - 1)
    sheet.freeze_panes(1, 0)
    _for_paper(sheet, _POINTS, 0)


def _for_paper(sheet: "Worksheet", title: str, head: int) -> None:
    """Let a sheet be printed: landscape, as wide as the paper, with its head on each page and the page's number."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer(f"&L{title}&RPage &P of &N")
