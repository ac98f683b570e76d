"""What of a plan could not be read. It is not the same as what is not there, and travels with the plan."""

from datetime import date
from typing import Final

from spreadkit.model.base import Route
from spreadkit.record import record
from spreadkit.words import count_of, in_words

_ENDING: Final = " could not be read"
_MOST: Final = 3
"""How many files a sentence names. The figure is ours."""


@record
class Unread:
    """What could not be read of one file, for one part of a plan.

    Attributes:
        part: The route of the part: `("sites",)`, `("adoption",)`, `("measures", "falls", "data")`, `("answers",
            "ihi-spread", "aim.measure")`, or the key at the top of the plan.
        file: The file, as seen from the plan's folder, wherever the plan is looked at from.
        line: The first line of it that could not be read; None for the whole file.
        why: What is wrong there, as the finding says it.
        rows: How many rows could not be read, in whole or in part; None where it is no table, or the whole table.
        of: How many rows the table has; None where it is no table, or could not be taken apart.
        values: How many values could not be read where it is no table.
        hides_level: Whether it is, or may be, the level of an answer.
        cells: Of a series, the days and sites of rows of which a value could not be read; the site is None in a table
            without one.
    """

    part: Route
    file: str
    line: int | None
    why: str
    rows: int | None = None
    of: int | None = None
    values: int = 0
    hides_level: bool = False
    cells: frozenset[tuple[date, str | None]] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the file could be read."""
        return self.values == 0 and (self.rows is None or self.rows == self.of)

    @property
    def says(self) -> str:
        """What could not be read, in a clause that ends with the words `could not be read`."""
        if self.values:
            what = f"{count_of(self.values, 'value')} of {self.file} ({'.'.join(map(str, self.part))})"
        elif self.rows is None:
            what = f"the table {self.file}"
        else:
            what = f"{self.rows} of {count_of(self.of or 0, 'row')} of {self.file}"
        return f"{what}{_ENDING}"


def in_part(unread: tuple[Unread, ...], part: Route) -> tuple[Unread, ...]:
    """Return what could not be read of a part of a plan, of what lies in it, and of what it lies in."""
    return tuple(one for one in unread if one.part[: len(part)] == part or part[: len(one.part)] == one.part)


def unread_in_words(unread: tuple[Unread, ...]) -> str:
    """Say what could not be read in one sentence, three files by name; nothing where all was read."""
    if not unread:
        return ""
    told = [one.says.removesuffix(_ENDING) for one in unread[:_MOST]]
    more = [f"{len(unread) - _MOST} more"] if len(unread) > _MOST else []
    says = in_words([*told, *more])
    return f"{says[:1].upper()}{says[1:]}{_ENDING}."
