"""How the days of a column are written, where they are not year-month-day: as declared, or as its own cells show."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

from spreadkit.model.day_orders import ORDERS, DayOrder, day_in, is_only_in, looks_numbered, order_shown
from spreadkit.words import count_of


class ReadDays(NamedTuple):
    """A column of days as it is read: `cells` are year-month-day wherever they were read in an order.

    `first` is the text of the first of those, at the row `row`; `shown_by` is one that no other order has a day for.
    """

    cells: Sequence[str]
    order: DayOrder | None = None
    first: str = ""
    row: int = 0
    shown_by: str = ""

    def says(self, column: str) -> str:
        """Say how the column was read."""
        words = "the day first" if self.order == "day-first" else "the month first"
        shown = f', as "{self.shown_by}" shows' if self.shown_by else ""
        return f'"{column}" was read with {words}{shown}: "{self.first}" is {self.cells[self.row]}'


def plain_days(cells: Sequence[str], declared: DayOrder | None) -> ReadDays:
    """Turn the days of a column into year-month-day, by the order that is declared, or that the column itself shows.

    What is no day in that order stays as it is, and so does all of a column whose order is neither declared nor shown.
    """
    texts = [text for text in dict.fromkeys(cells) if looks_numbered(text)]
    order = declared or order_shown(texts)
    if not texts or order is None:
        return ReadDays(cells)
    plain = {text: day.isoformat() for text in texts if (day := day_in(text, order))}
    if not plain:
        return ReadDays(cells)
    first = next(iter(plain))
    shown_by = "" if declared else next(text for text in texts if is_only_in(text, order))
    return ReadDays([plain.get(cell, cell) for cell in cells], order, first, cells.index(first), shown_by)


def may_be_turned(cells: Sequence[str]) -> str | None:
    """Say why the days of a column of a sheet cannot be trusted; None where nothing speaks against them.

    A spreadsheet that expects another order takes `03/04/2026` for another day, and leaves `13/04/2026` as text. What
    is left is days of which all have a number up to 12, beside texts of which none can be read in its order.
    """
    texts = [text for text in dict.fromkeys(cells) if looks_numbered(text)]
    days = [day for cell in dict.fromkeys(cells) if (day := _as_day(cell))]
    is_split = any(all(is_only_in(text, order) for text in texts) for order in ORDERS)
    if not (texts and days and is_split and all(day.day <= 12 for day in days)):  # noqa: PLR2004 - as months
        return None
    return (
        f"{count_of(len(days), 'cell')} hold a day, and {count_of(len(texts), 'cell')} a text such as "
        f'"{texts[0]}": the spreadsheet may have exchanged day and month in the first; compare them with their source, '
        "and write all of them year-month-day"
    )


def _as_day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def is_day(kind: Any) -> bool:
    """Whether the values of a field are days."""
    return kind is date or any(map(is_day, get_args(kind)))


def how_to_declare(texts: Sequence[str], way: str) -> str:
    """Say, as the end of a sentence, how to declare the order of days; nothing where no order would help.

    `way` is what to do, with `{}` in place of the order.
    """
    numbered = [text for text in texts if looks_numbered(text)]
    possible = [order for order in ORDERS if numbered and all(day_in(text, order) for text in numbered)]
    words = {"day-first": "if the day comes first", "month-first": "if the month comes first"}
    told = [f"{words[order]}, {way.format(order)}" for order in possible]
    return "".join(f"; {one}" for one in told)
